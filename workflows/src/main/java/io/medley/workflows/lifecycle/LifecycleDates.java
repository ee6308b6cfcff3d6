package io.medley.workflows.lifecycle;

import java.time.Instant;

/**
 * Absolute dates of an approved version on the business clock. A date that has passed is told at
 * once.
 *
 * @param ninetyDaysBefore when its owner hears that 90 days are left
 * @param thirtyDaysBefore when its owner hears that 30 days are left
 * @param expiresAt when it expires
 */
public record LifecycleDates(
    Instant ninetyDaysBefore, Instant thirtyDaysBefore, Instant expiresAt) {}
