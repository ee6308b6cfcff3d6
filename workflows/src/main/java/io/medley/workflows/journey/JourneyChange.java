package io.medley.workflows.journey;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of those under way when a journey goes on by another model.
 *
 * @param steps the steps of the model they are in, in its order
 * @param added steps of the other model that this one does not have
 * @param elements where an instance may stand, and where it stands afterwards; both by element id
 */
public record JourneyChange(
    List<StepFate> steps, List<JourneyTemplate.Step> added, Map<String, String> elements) {

  /** Copies the collections. */
  public JourneyChange {
    steps = List.copyOf(steps);
    added = List.copyOf(added);
    elements = Map.copyOf(elements);
  }

  /** Compares two models. */
  public static JourneyChange between(JourneyTemplate from, JourneyTemplate to) {
    return new ModelComparison(from, to).change();
  }

  /** The fate of a step; empty if the model has no such step. */
  public Optional<StepFate> at(String stepId) {
    return steps.stream().filter(fate -> fate.step().stepId().equals(stepId)).findFirst();
  }

  /**
   * What becomes of those who are at a step.
   *
   * @param step the step as they are at it
   * @param goesOn whether they go on at the same step of the other model
   * @param why why they cannot, or what is different there, in one sentence; null if nothing is
   */
  public record StepFate(JourneyTemplate.Step step, boolean goesOn, @Nullable String why) {}
}
