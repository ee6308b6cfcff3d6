package io.medley.workflows.production;

/**
 * What the decision table {@code coordinator-qc} is asked with.
 *
 * @param correction whether the version answers an approval with changes
 * @param byCoordinator whether a coordinator of all its markets submitted it
 * @param submissions of the agency in the last 90 days, this one left out
 * @param firstPassShare share of its pieces whose first submission in that time was approved, of
 *     those decided, 0 to 1; 0 before the first
 */
public record QcFacts(
    boolean correction, boolean byCoordinator, long submissions, double firstPassShare) {}
