package io.medley.workflows.journey;

import java.util.UUID;

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
 */
public record TouchRequest(
    UUID enrolmentId, String stepId, int occurrence, String channel, String slot) {

  /** The channel people come to by themselves: a step can offer there, and not send. */
  public static final String PORTAL = "PORTAL";

  /** Whether the step only lies ready for the person to come for. */
  public boolean pulled() {
    return channel.equals(PORTAL);
  }
}
