package io.medley.workflows.lifecycle;

import io.camunda.client.api.response.EvaluateDecisionResponse;
import io.camunda.client.api.response.EvaluatedDecision;
import io.camunda.client.api.response.EvaluatedDecisionOutput;
import io.medley.workflows.engine.Engine;
import io.medley.workflows.mlrreview.DecisionEvidence;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** Asks the engine what a change means, and keeps which rule said so. */
final class LifecycleDecisions {

  private final Engine engine;
  private final JsonMapper json;

  LifecycleDecisions(Engine engine, JsonMapper json) {
    this.engine = engine;
    this.json = json;
  }

  BasisResponse decide(BasisFacts facts) {
    Map<String, Object> inputs =
        new TreeMap<>(
            Map.of(
                "kind", facts.kind(),
                "safety", facts.safety(),
                "newBlocks", facts.newBlocks()));
    EvaluateDecisionResponse answer = engine.evaluate(Names.RESPONSE_DECISION, inputs);
    Row row = json.readValue(answer.getDecisionOutput(), Row.class);
    return new BasisResponse(
        row.response(),
        row.days(),
        row.because(),
        evidence(answer.getEvaluatedDecisions().getFirst(), inputs));
  }

  private static DecisionEvidence evidence(EvaluatedDecision table, Map<String, Object> inputs) {
    return new DecisionEvidence(
        table.getDecisionId(),
        table.getDecisionVersion(),
        table.getDecisionKey(),
        inputs,
        table.getMatchedRules().stream()
            .map(
                rule ->
                    new DecisionEvidence.MatchedRule(
                        rule.getRuleId(),
                        rule.getRuleIndex(),
                        rule.getEvaluatedOutputs().stream()
                            .collect(
                                Collectors.toMap(
                                    EvaluatedDecisionOutput::getOutputName,
                                    EvaluatedDecisionOutput::getOutputValue))))
            .toList());
  }

  /** Output of {@code lifecycle-response}. */
  record Row(BasisResponse.Response response, int days, String because) {}
}
