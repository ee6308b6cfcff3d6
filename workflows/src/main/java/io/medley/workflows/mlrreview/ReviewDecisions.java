package io.medley.workflows.mlrreview;

import io.medley.workflows.engine.DecisionEvidence;
import io.medley.workflows.engine.Engine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
    Engine.Decided byTier = engine.decide(Names.TIER_DECISION, inputs);
    Tier tier = json.readValue(byTier.output(), Tier.class);

    Map<String, Object> laneInputs = new TreeMap<>(inputs);
    String effective = deeper(tier.tier(), facts.raisedTo());
    laneInputs.put("tier", effective);
    Engine.Decided byLanes = engine.decide(Names.LANES_DECISION, laneInputs);
    List<Lane> lanes = json.readValue(byLanes.output(), new TypeReference<List<Lane>>() {});

    List<DecisionEvidence> evidence = new ArrayList<>(byTier.evidence());
    evidence.addAll(byLanes.evidence());
    return new Decided(
        new TierDecision(effective, tier.tier(), reasons(tier, lanes), evidence),
        lanes.stream().map(Lane::lane).distinct().toList());
  }

  /** Why this deep, then why lanes look that no pack asks for by itself. */
  static List<String> reasons(Tier tier, List<Lane> lanes) {
    Set<String> asked =
        lanes.stream()
            .filter(lane -> lane.reason().isEmpty())
            .map(Lane::lane)
            .collect(Collectors.toSet());
    return Stream.concat(
            tier.reasons().stream(),
            lanes.stream().filter(lane -> !asked.contains(lane.lane())).map(Lane::reason))
        .distinct()
        .toList();
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

  /**
   * One row of {@code review-lanes}.
   *
   * @param reason why the lane looks besides; empty where the pack of a market wants it anyway
   */
  record Lane(String lane, String reason) {}

  /** Output of {@code review-tier}. */
  record Tier(String tier, List<String> reasons) {}
}
