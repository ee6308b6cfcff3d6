package io.medley.workflows.mlrreview;

import org.jspecify.annotations.Nullable;

/**
 * Where a lane stands in the domain's own rows.
 *
 * @param processInstanceKey the instance that claimed the review
 * @param open whether the engine still waits for this lane: no verdict of it was recorded by {@link
 *     ReviewSteps#recordVerdict}
 * @param newestTask the newest task that {@link ReviewSteps#laneTaskAppeared} told of; null if none
 *     was told yet. The engine may have a newer one.
 */
public record LaneState(long processInstanceKey, boolean open, @Nullable Long newestTask) {}
