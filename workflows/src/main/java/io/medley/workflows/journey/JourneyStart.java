package io.medley.workflows.journey;

import java.util.UUID;

/**
 * A journey to start.
 *
 * @param enrolmentId the person's enrolment: at most one running instance per enrolment
 * @param campaignId its campaign
 * @param templateId id of the template, which is the process id
 * @param attempt attempt of the enrolment, from 1
 */
public record JourneyStart(UUID enrolmentId, UUID campaignId, String templateId, int attempt) {}
