package io.medley.workflows.engine;

import io.camunda.zeebe.model.bpmn.Bpmn;
import io.camunda.zeebe.model.bpmn.BpmnModelInstance;
import io.camunda.zeebe.model.bpmn.instance.ExtensionElements;
import io.camunda.zeebe.model.bpmn.instance.Process;
import io.camunda.zeebe.model.bpmn.instance.UserTask;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeTaskListener;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeTaskListenerEventType;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeTaskListeners;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;

/**
 * The models as a given engine takes them. From 8.8 on a guarded human task gets a listener that is
 * asked before it completes; an older engine refuses a model with such a listener and gets it as
 * written.
 */
final class ModelVariants {

  private static final String TRIES = "10";

  private ModelVariants() {}

  /**
   * What to deploy.
   *
   * @throws IllegalStateException if a guarded task is in none of the models
   */
  static List<Models.Model> of(
      List<Models.Model> models, EngineVersion engine, Collection<GuardedTask> guarded) {
    if (!engine.atLeast(EngineVersion.WITH_TASK_LISTENERS) || guarded.isEmpty()) {
      return models;
    }
    List<Models.Model> variants =
        models.stream()
            .map(
                model -> {
                  Models.Model variant = model;
                  for (GuardedTask task : guarded) {
                    variant = guard(variant, task);
                  }
                  return variant;
                })
            .toList();
    for (GuardedTask task : guarded) {
      if (variants.stream().noneMatch(model -> model.text().contains(task.jobType()))) {
        throw new IllegalStateException("No model holds " + task);
      }
    }
    return variants;
  }

  private static Models.Model guard(Models.Model model, GuardedTask task) {
    if (!model.name().endsWith(".bpmn") || !model.text().contains(task.elementId())) {
      return model;
    }
    BpmnModelInstance read =
        Bpmn.readModelFromStream(
            new ByteArrayInputStream(model.text().getBytes(StandardCharsets.UTF_8)));
    boolean ofProcess =
        read.getModelElementsByType(Process.class).stream()
            .anyMatch(process -> process.getId().equals(task.processId()));
    if (!ofProcess || !(read.getModelElementById(task.elementId()) instanceof UserTask found)) {
      return model;
    }
    ExtensionElements extensions = found.getExtensionElements();
    if (extensions == null) {
      extensions = read.newInstance(ExtensionElements.class);
      found.setExtensionElements(extensions);
    }
    ZeebeTaskListeners listeners = found.getSingleExtensionElement(ZeebeTaskListeners.class);
    if (listeners == null) {
      listeners = extensions.addExtensionElement(ZeebeTaskListeners.class);
    }
    ZeebeTaskListener listener = read.newInstance(ZeebeTaskListener.class);
    listener.setEventType(ZeebeTaskListenerEventType.completing);
    listener.setType(task.jobType());
    listener.setRetries(TRIES);
    listeners.getTaskListeners().add(listener);
    return new Models.Model(model.name(), Bpmn.convertToString(read));
  }
}
