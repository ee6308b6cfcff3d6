package io.medley.workflows.usertask;

import java.util.List;

/**
 * A human task the engine opened.
 *
 * @param taskKey key by which it is completed; rises with time within a partition
 * @param elementInstanceKey key of this attempt at the task
 * @param processInstanceKey the instance it belongs to
 * @param elementId id of the task in the model
 * @param candidateGroups who may take it
 */
public record UserTask(
    long taskKey,
    long elementInstanceKey,
    long processInstanceKey,
    String elementId,
    List<String> candidateGroups) {

  /** Copies the list. */
  public UserTask {
    candidateGroups = List.copyOf(candidateGroups);
  }
}
