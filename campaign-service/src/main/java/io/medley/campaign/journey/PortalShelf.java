package io.medley.campaign.journey;

import io.medley.campaign.campaign.EnrolmentId;
import java.time.Instant;
import java.util.Optional;

/** What journeys laid ready on the portal, for HCPs to come for by themselves. */
public interface PortalShelf {

  /** Lays a slot ready, in the caller's transaction. Repeating it changes nothing. */
  void lay(EnrolmentId enrolment, String slot, String stepId, Instant now);

  /** The step that laid the slot ready for the HCP of this enrolment; empty if none did. */
  Optional<String> step(EnrolmentId enrolment, String slot);
}
