package io.medley.workflows.engine;

import io.camunda.client.api.response.EvaluatedDecision;
import io.camunda.client.api.response.EvaluatedDecisionOutput;
import io.camunda.client.api.response.MatchedDecisionRule;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Why a decision table said what it said, kept with its result.
 *
 * @param decisionId id of the decision, e.g. {@code review-tier}
 * @param version version of the deployed decision
 * @param decisionKey the engine's key of that version
 * @param inputs the facts it was asked about, by name
 * @param matchedRules the rules that hit, in the order of the table
 */
public record DecisionEvidence(
    String decisionId,
    int version,
    long decisionKey,
    Map<String, Object> inputs,
    List<MatchedRule> matchedRules) {

  /** Copies the collections. */
  public DecisionEvidence {
    inputs = Map.copyOf(inputs);
    matchedRules = List.copyOf(matchedRules);
  }

  static DecisionEvidence of(EvaluatedDecision decision, Map<String, Object> inputs) {
    return new DecisionEvidence(
        decision.getDecisionId(),
        decision.getDecisionVersion(),
        decision.getDecisionKey(),
        inputs,
        decision.getMatchedRules().stream().map(MatchedRule::of).toList());
  }

  /**
   * One rule that hit.
   *
   * @param ruleId id of the rule in the model
   * @param index its row in the table, from 1
   * @param outputs what it put out, as JSON by output name
   */
  public record MatchedRule(String ruleId, int index, Map<String, String> outputs) {

    /** Copies the outputs. */
    public MatchedRule {
      outputs = Map.copyOf(outputs);
    }

    static MatchedRule of(MatchedDecisionRule rule) {
      return new MatchedRule(
          rule.getRuleId(),
          rule.getRuleIndex(),
          rule.getEvaluatedOutputs().stream()
              .collect(
                  Collectors.toMap(
                      EvaluatedDecisionOutput::getOutputName,
                      EvaluatedDecisionOutput::getOutputValue)));
    }
  }
}
