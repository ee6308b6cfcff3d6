package io.medley.workflows.mlrreview;

import io.camunda.client.api.response.EvaluateDecisionResponse;
import io.camunda.client.api.response.EvaluatedDecision;
import io.camunda.client.api.response.EvaluatedDecisionOutput;
import io.camunda.client.api.response.MatchedDecisionRule;
import io.medley.workflows.engine.Engine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Asks the engine for tier and lanes, and keeps which rules said so. */
final class ReviewDecisions {

  private final Engine engine;
  private final JsonMapper json;

  ReviewDecisions(Engine engine, JsonMapper json) {
    this.engine = engine;
    this.json = json;
  }

  /** What was decided. */
  record Decided(TierDecision tier, List<String> lanes) {}

  Decided decide(TierFacts facts) {
    Map<String, Object> inputs = inputs(facts);
    EvaluateDecisionResponse byTier = engine.evaluate(Names.TIER_DECISION, inputs);
    Tier tier = json.readValue(byTier.getDecisionOutput(), Tier.class);

    Map<String, Object> laneInputs = new TreeMap<>(inputs);
    String effective = deeper(tier.tier(), facts.raisedTo());
    laneInputs.put("tier", effective);
    EvaluateDecisionResponse byLanes = engine.evaluate(Names.LANES_DECISION, laneInputs);
    List<String> lanes =
        json.readValue(byLanes.getDecisionOutput(), new TypeReference<List<String>>() {});

    List<DecisionEvidence> evidence = new ArrayList<>();
    // The engine lists required decisions first; the asked one reads better at the top.
    evidence.addAll(evidence(byTier, inputs).reversed());
    evidence.addAll(evidence(byLanes, laneInputs));
    return new Decided(
        new TierDecision(effective, tier.tier(), tier.reasons(), evidence),
        lanes.stream().distinct().toList());
  }

  /** People may raise a tier; a wish for a lighter one changes nothing. */
  static String deeper(String decided, String raisedTo) {
    return TierDecision.DEEPEST_LAST.indexOf(raisedTo) > TierDecision.DEEPEST_LAST.indexOf(decided)
        ? raisedTo
        : decided;
  }

  private Map<String, Object> inputs(TierFacts facts) {
    return new TreeMap<>(json.convertValue(facts, new TypeReference<Map<String, Object>>() {}));
  }

  private static List<DecisionEvidence> evidence(
      EvaluateDecisionResponse answer, Map<String, Object> inputs) {
    return answer.getEvaluatedDecisions().stream().map(one -> evidence(one, inputs)).toList();
  }

  private static DecisionEvidence evidence(EvaluatedDecision decision, Map<String, Object> inputs) {
    return new DecisionEvidence(
        decision.getDecisionId(),
        decision.getDecisionVersion(),
        decision.getDecisionKey(),
        inputs,
        decision.getMatchedRules().stream().map(ReviewDecisions::rule).toList());
  }

  private static DecisionEvidence.MatchedRule rule(MatchedDecisionRule rule) {
    return new DecisionEvidence.MatchedRule(
        rule.getRuleId(),
        rule.getRuleIndex(),
        rule.getEvaluatedOutputs().stream()
            .collect(
                Collectors.toMap(
                    EvaluatedDecisionOutput::getOutputName,
                    EvaluatedDecisionOutput::getOutputValue)));
  }

  /** Output of {@code review-tier}. */
  record Tier(String tier, List<String> reasons) {}
}
