package io.medley.workflows.lifecycle;

/**
 * Where a task stands in the domain's own rows.
 *
 * @param processInstanceKey the instance that claimed the version
 * @param open whether the engine still waits for it: {@link LifecycleSteps#recordTask} has not
 *     found it decided yet
 */
public record LifeTaskState(LifeTask.Kind kind, long processInstanceKey, boolean open) {}
