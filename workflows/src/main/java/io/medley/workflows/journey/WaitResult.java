package io.medley.workflows.journey;

import java.time.Instant;

/**
 * Until when a step waits.
 *
 * @param waitUntil an absolute instant on the business clock
 * @param waitOver whether that has come; a wait in active time asks again until it has
 * @param waitPast whether that had come before the journey got here: what was to follow it is not
 *     worth doing any more
 */
public record WaitResult(Instant waitUntil, boolean waitOver, boolean waitPast) {}
