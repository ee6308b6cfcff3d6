package io.medley.workflows.campaignlaunch;

/** Names that {@code campaign-launch} shares with the code. */
final class Names {
  static final String START_MESSAGE = "campaign-launch.start";
  static final String CHANGED_MESSAGE = "campaign-launch.changed";
  static final String APPROVAL_DECIDED_MESSAGE = "campaign-launch.approval-decided";

  private Names() {}
}
