package io.medley.workflows.mlrreview;

import java.util.List;
import java.util.Map;

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
  }
}
