package io.medley.workflows.usertask;

import java.util.List;
import java.util.Map;

/**
 * Finds the keys of human tasks. What it shows lags a little behind the engine: a task that is not
 * there yet will be.
 */
public interface UserTaskInbox {

  /**
   * Tasks of a process that appeared after the given places, oldest first within a partition.
   *
   * @param processId id of the process
   * @param elementId id of the task in the model
   * @param after place up to which each partition was read; a partition not named is read from its
   *     beginning
   * @param limit about how many to return at most, at least 1
   */
  List<Appeared> appeared(String processId, String elementId, Map<Integer, Long> after, int limit);

  /** The tasks of an instance and element, open or not, oldest first. */
  List<UserTask> ofInstance(long processInstanceKey, String elementId);

  /**
   * A task and its place in the order of its partition.
   *
   * @param task the task
   * @param partition the partition that holds it
   * @param position its place there; only to be given back to {@link #appeared}
   */
  record Appeared(UserTask task, int partition, long position) {}
}
