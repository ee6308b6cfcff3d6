package io.medley.workflows;

import io.camunda.zeebe.model.bpmn.Bpmn;
import io.camunda.zeebe.model.bpmn.BpmnModelInstance;
import io.medley.workflows.engine.Models;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;

/** The models as tests read them. */
final class ModelFiles {

  static final List<BpmnModelInstance> ALL =
      Models.processes().stream()
          .map(
              model ->
                  Bpmn.readModelFromStream(
                      new ByteArrayInputStream(model.text().getBytes(StandardCharsets.UTF_8))))
          .toList();

  private ModelFiles() {}

  /** All elements of a type, in all models. */
  static <T extends ModelElementInstance> Stream<T> elements(Class<T> type) {
    return ALL.stream()
        .map(model -> model.getModelElementsByType(type))
        .flatMap(Collection::stream);
  }
}
