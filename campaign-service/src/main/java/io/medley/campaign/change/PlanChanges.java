package io.medley.campaign.change;

import io.medley.campaign.campaign.CampaignId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** All changes of running campaigns. Writes belong to the caller's transaction. */
public interface PlanChanges {

  /** Stores a proposal. */
  void add(PlanChange change);

  /** Finds a change. */
  Optional<PlanChange> find(UUID id);

  /** The proposal of a campaign that waits to be confirmed. */
  Optional<PlanChange> open(CampaignId campaign);

  /** All proposals that wait to be confirmed, oldest first. */
  List<PlanChange> open();

  /** The change that made a version. */
  Optional<PlanChange> thatMade(CampaignId campaign, int version);

  /** Changes of a campaign, newest first. */
  List<PlanChange> of(CampaignId campaign);

  /**
   * PROPOSED becomes something else.
   *
   * @return false if somebody decided before
   */
  boolean decided(UUID id, PlanChange.State state, String by, Instant at);

  /** HCPs under way by version, the most recent version first. */
  Map<Integer, Long> underWay(CampaignId campaign);

  /**
   * HCPs who go by the model an earlier release had of their campaign's journey, and whom nobody
   * decided to move; by campaign, the most first, so many campaigns at most.
   */
  Map<CampaignId, Long> behind(int limit);

  /** HCPs whose journey has not begun. */
  long notBegun(CampaignId campaign);

  /** Where HCPs under way are. */
  List<Standing> standing(CampaignId campaign);

  /** How many HCPs of a version wait at a step, and how many touches are held there. */
  record Standing(int version, String stepId, long waiting, long held) {}

  /** HCPs under way who were contacted this often, or more often, since. */
  long contacted(CampaignId campaign, int times, Instant since);
}
