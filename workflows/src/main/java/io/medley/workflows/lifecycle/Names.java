package io.medley.workflows.lifecycle;

import java.util.List;

/** Names that {@code asset-lifecycle} shares with the code. */
final class Names {
  static final String PROCESS = "asset-lifecycle";
  static final String START_MESSAGE = "asset-lifecycle.start";
  static final String WITHDRAWN_MESSAGE = "asset-lifecycle.withdrawn";
  static final String SUPERSEDED_MESSAGE = "asset-lifecycle.superseded";
  static final String RENEWED_MESSAGE = "asset-lifecycle.renewed";
  static final String BASIS_CHANGED_MESSAGE = "asset-lifecycle.basis-changed";
  static final String RECERTIFY_MESSAGE = "asset-lifecycle.recertify";
  static final String RESPONSE_DECISION = "lifecycle-response";

  /** Human tasks by what they ask; an expiry is asked twice, of the owner and of coordinators. */
  static List<String> humanTasks(LifeTask.Kind kind) {
    return switch (kind) {
      case EXPIRY -> List.of("task_ninety_days_decision", "task_thirty_days_decision");
      case RECONSIDERATION -> List.of("task_reconsideration");
      case RECERTIFICATION -> List.of("task_recertification");
      case ACKNOWLEDGEMENT -> List.of("task_acknowledgement");
      case CLOSE_OUT -> List.of("task_close_out_signature");
    };
  }

  private Names() {}
}
