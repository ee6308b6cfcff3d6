package io.medley.campaign.journey;

import io.medley.campaign.campaign.EnrolmentId;

/** What an HCP answered, for a journey that has to hear it again. */
public interface Responses {

  /** Tells the enrolment's journey again what its HCP did, inside the caller's transaction. */
  void repeat(EnrolmentId enrolment);
}
