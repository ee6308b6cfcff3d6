package io.medley.workflows.production;

import io.medley.workflows.engine.Engine;
import java.util.Map;
import java.util.TreeMap;
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
    Engine.Decided answer = engine.decide(Names.QC_DECISION, inputs);
    Row row = json.readValue(answer.output(), Row.class);
    return new QcDecision(row.required(), row.because(), answer.evidence().getFirst());
  }

  /** Output of {@code coordinator-qc}. */
  record Row(boolean required, String because) {}
}
