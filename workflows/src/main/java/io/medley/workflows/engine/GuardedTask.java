package io.medley.workflows.engine;

/**
 * A human task that the engine completes only after a worker agreed, where the engine can ask.
 *
 * @param processId process that holds it
 * @param elementId its id in the model
 * @param jobType type of the job that asks
 */
public record GuardedTask(String processId, String elementId, String jobType) {}
