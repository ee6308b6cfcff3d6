package io.medley.campaign.launch;

/** Where a launch stands. */
public enum Stage {
  /** The marketer prepares it; also after a refusal. */
  PREPARING,
  /** Approvals are asked for. */
  APPROVALS,
  /** Approved with a pilot whose HCPs are enrolled next. */
  PILOT_APPROVED,
  /** The pilot runs, or waits for its decision. */
  PILOT,
  /** Waves are enrolled one after the other. */
  WAVES,
  /** Everybody planned for was enrolled. */
  RUNNING,
  /** Closed with what was learned. */
  CLOSED,
  /** Stopped, or a no go. */
  STOPPED;

  /** Whether nothing more happens. */
  public boolean over() {
    return this == CLOSED || this == STOPPED;
  }

  /** Whether nobody was enrolled yet. */
  public boolean beforeJourneys() {
    return this == PREPARING || this == APPROVALS || this == PILOT_APPROVED;
  }

  /** Whether HCPs were enrolled and the campaign is not over. */
  public boolean running() {
    return this == PILOT || this == WAVES || this == RUNNING;
  }
}
