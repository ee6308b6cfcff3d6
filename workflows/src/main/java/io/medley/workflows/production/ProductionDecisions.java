package io.medley.workflows.production;

import io.camunda.client.api.response.EvaluateDecisionResponse;
import io.camunda.client.api.response.EvaluatedDecision;
import io.camunda.client.api.response.EvaluatedDecisionOutput;
import io.medley.workflows.engine.Engine;
import io.medley.workflows.mlrreview.DecisionEvidence;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** Asks the engine whether a coordinator looks, and keeps which rule said so. */
final class ProductionDecisions {

  private final Engine engine;
  private final JsonMapper json;

  ProductionDecisions(Engine engine, JsonMapper json) {
    this.engine = engine;
    this.json = json;
  }

  QcDecision decide(QcFacts facts) {
    Map<String, Object> inputs = new TreeMap<>();
    inputs.put("correction", facts.correction());
    inputs.put("byCoordinator", facts.byCoordinator());
    inputs.put("submissions", facts.submissions());
    inputs.put("firstPassShare", facts.firstPassShare());
    EvaluateDecisionResponse answer = engine.evaluate(Names.QC_DECISION, inputs);
    Row row = json.readValue(answer.getDecisionOutput(), Row.class);
    return new QcDecision(
        row.required(), row.because(), evidence(answer.getEvaluatedDecisions().getFirst(), inputs));
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

  /** Output of {@code coordinator-qc}. */
  record Row(boolean required, String because) {}
}
