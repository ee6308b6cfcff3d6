package io.medley.workflows.lifecycle;

import io.medley.workflows.engine.Engine;
import java.util.Map;
import java.util.TreeMap;
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
    Engine.Decided answer = engine.decide(Names.RESPONSE_DECISION, inputs);
    Row row = json.readValue(answer.output(), Row.class);
    return new BasisResponse(
        row.response(), row.days(), row.because(), answer.evidence().getFirst());
  }

  /** Output of {@code lifecycle-response}. */
  record Row(BasisResponse.Response response, int days, String because) {}
}
