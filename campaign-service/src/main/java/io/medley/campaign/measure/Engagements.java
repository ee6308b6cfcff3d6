package io.medley.campaign.measure;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** All engagement. Writes belong to the caller's transaction. */
public interface Engagements {

  /**
   * Adds, or counts one more time.
   *
   * @param machine how it was seen that a program did it; empty if it may have been the HCP
   * @return true if this is the first of its (contact, kind, link) that may have been the HCP
   */
  boolean add(Engagement engagement, Optional<String> machine);

  /** When different links of a contact were followed first, by whomever. */
  List<Instant> clicks(UUID contactId);

  /**
   * What was done in an enrolment, not counting programs, that moved its journey's present attempt
   * nowhere yet; oldest first.
   */
  List<Engagement> notHeard(UUID enrolmentId);

  /** What was done in an enrolment, not counting programs. */
  Set<EngagementKind> kinds(UUID enrolmentId);

  /** What an HCP did, newest first. */
  List<Engagement> ofHcp(UUID hcpId);

  /** HCPs of a campaign who did something with a step's contact, by step and kind. */
  Map<String, Map<EngagementKind, Long>> counts(UUID campaignId);
}
