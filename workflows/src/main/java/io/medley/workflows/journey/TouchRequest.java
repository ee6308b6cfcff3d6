package io.medley.workflows.journey;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One touch a journey asks for. {@code enrolmentId/stepId/occurrence} is its send key: a repeated
 * job, a held touch tried again and a restarted journey ask with the same one.
 *
 * @param enrolmentId the person's enrolment in the campaign
 * @param stepId id of the step in the template
 * @param occurrence visit of that step, from 1
 * @param channel {@code EMAIL REP_EMAIL CLM WEB PRINT SMS WEBHOOK}, or several of them, the
 *     preferred one first; or {@link #PORTAL}
 * @param slot name of the content slot in the template, e.g. {@code announce}
 * @param untilEvent the event of the campaign after which it is worth nothing; null = none
 */
public record TouchRequest(
    UUID enrolmentId,
    String stepId,
    int occurrence,
    String channel,
    String slot,
    @Nullable String untilEvent) {

  /** A touch that is worth as much after any event. */
  public TouchRequest(
      UUID enrolmentId, String stepId, int occurrence, String channel, String slot) {
    this(enrolmentId, stepId, occurrence, channel, slot, null);
  }

  /** The channel people come to by themselves: a step can offer there, and not send. */
  public static final String PORTAL = "PORTAL";

  /** Whether the step only lies ready for the person to come for. */
  public boolean pulled() {
    return channel.equals(PORTAL);
  }
}
