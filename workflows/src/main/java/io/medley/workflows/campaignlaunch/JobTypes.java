package io.medley.workflows.campaignlaunch;

/** Types of the jobs in {@code campaign-launch}. */
final class JobTypes {
  static final String CLAIM = "campaign-launch.claim";
  static final String LOOK = "campaign-launch.look";
  static final String RECORD_APPROVAL = "campaign-launch.record-approval";
  static final String RELEASE = "campaign-launch.release";
  static final String READOUT = "campaign-launch.readout";
  static final String ENDED = "campaign-launch.ended";

  private JobTypes() {}
}
