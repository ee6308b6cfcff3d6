package io.medley.workflows.journey;

import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An action a journey suggests to the rep of its person.
 *
 * @param enrolmentId the person's enrolment in the campaign
 * @param stepId id of the step in the template
 * @param occurrence visit of that step, from 1
 * @param action {@code CALL REMOTE_CALL SEND_EMAIL ASK_CONSENT ANSWER_QUESTION MEDICAL_CONTACT}
 * @param channel channel of the material to use; null for an action without material
 * @param slot content slot of that material; null for an action without material
 * @param tiers tiers the action is for; empty = all
 * @param answerWithin how long the journey waits for an answer unless the campaign says otherwise
 * @param needs what the rep must be told; nothing else is handed over
 */
public record SuggestionRequest(
    UUID enrolmentId,
    String stepId,
    int occurrence,
    String action,
    @Nullable String channel,
    @Nullable String slot,
    Set<Integer> tiers,
    Duration answerWithin,
    Set<HandoverField> needs) {

  /** Copies the sets. */
  public SuggestionRequest {
    tiers = Set.copyOf(tiers);
    needs = Set.copyOf(needs);
  }
}
