package io.medley.campaign.campaign;

/** Where one HCP's enrolment stands. */
public enum EnrolmentState {
  /** Waits for the enroller to start its journey. */
  ENROLLED,
  /** Its start was handed over; no instance has claimed it yet. */
  STARTING,
  /** An instance claimed it. */
  RUNNING,
  /** Its journey reached its end. */
  COMPLETED,
  /** Its journey ended early. */
  EXITED;

  /** True if nothing more can happen. */
  public boolean over() {
    return this == COMPLETED || this == EXITED;
  }
}
