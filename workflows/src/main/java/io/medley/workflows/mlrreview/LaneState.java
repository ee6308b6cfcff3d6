package io.medley.workflows.mlrreview;

/**
 * Where a lane stands in the domain's own rows.
 *
 * @param processInstanceKey the instance that claimed the review
 * @param open whether the engine still waits for this lane: no verdict of it was recorded by {@link
 *     ReviewSteps#recordVerdict}
 */
public record LaneState(long processInstanceKey, boolean open) {}
