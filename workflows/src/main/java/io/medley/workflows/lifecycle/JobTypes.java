package io.medley.workflows.lifecycle;

/** Types of the jobs in {@code asset-lifecycle}. */
final class JobTypes {
  static final String CLAIM = "asset-lifecycle.claim";
  static final String DATES = "asset-lifecycle.dates";
  static final String EXPIRY_NEAR = "asset-lifecycle.expiry-near";
  static final String RESPOND = "asset-lifecycle.respond";
  static final String RECERTIFY = "asset-lifecycle.recertify";
  static final String WITHDRAWN = "asset-lifecycle.withdrawn";
  static final String TASK_OVERDUE = "asset-lifecycle.task-overdue";
  static final String CLOSE_OUT = "asset-lifecycle.close-out";
  static final String RECORD_TASK = "asset-lifecycle.record-task";
  static final String EXPIRED = "asset-lifecycle.expired";
  static final String SUPERSEDED = "asset-lifecycle.superseded";
  static final String ENDED = "asset-lifecycle.ended";

  private JobTypes() {}
}
