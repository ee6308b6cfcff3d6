package io.medley.workflows.lifecycle;

/** Types of the jobs in {@code asset-lifecycle}. */
final class JobTypes {
  static final String CLAIM = "asset-lifecycle.claim";
  static final String DATES = "asset-lifecycle.dates";
  static final String EXPIRY_NEAR = "asset-lifecycle.expiry-near";
  static final String EXPIRED = "asset-lifecycle.expired";
  static final String WITHDRAWN = "asset-lifecycle.withdrawn";
  static final String SUPERSEDED = "asset-lifecycle.superseded";
  static final String ENDED = "asset-lifecycle.ended";

  private JobTypes() {}
}
