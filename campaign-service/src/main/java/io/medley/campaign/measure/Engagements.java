package io.medley.campaign.measure;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/** All engagement. Writes belong to the caller's transaction. */
public interface Engagements {

  /**
   * Adds, or counts one more time.
   *
   * @return true if this is the first of its (contact, kind, link)
   */
  boolean add(Engagement engagement);

  /** What was done in an enrolment, oldest first. */
  List<Engagement> ofEnrolment(UUID enrolmentId);

  /** What an HCP did, newest first. */
  List<Engagement> ofHcp(UUID hcpId);

  /** HCPs of a campaign who did something with a step's contact, by step and kind. */
  Map<String, Map<EngagementKind, Long>> counts(UUID campaignId);
}
