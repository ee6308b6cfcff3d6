package io.medley.workflows.journey;

import java.util.UUID;

/**
 * One touch a journey asks for. {@code enrolmentId/stepId/occurrence} is its send key: a repeated
 * job, a held touch tried again and a restarted journey ask with the same one.
 *
 * @param enrolmentId the person's enrolment in the campaign
 * @param stepId id of the step in the template
 * @param occurrence visit of that step, from 1
 * @param channel {@code EMAIL REP_EMAIL CLM WEB PRINT}
 * @param slot name of the content slot in the template, e.g. {@code announce}
 */
public record TouchRequest(
    UUID enrolmentId, String stepId, int occurrence, String channel, String slot) {}
