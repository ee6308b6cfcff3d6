package io.medley.campaign.campaign;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All campaigns. Writes belong to the caller's transaction. */
public interface Campaigns {

  /** Stores a new campaign in state {@code DRAFT}. */
  void add(Campaign campaign);

  /** Finds a campaign. */
  Optional<Campaign> find(CampaignId id);

  /**
   * A campaign as those see it whose journey goes by a version of its plan: journey, waits, pieces
   * and arms are that version's, caps and contact hours are always today's.
   */
  Optional<Campaign> find(CampaignId id, int version);

  /** Finds a campaign and keeps others from changing its state until the transaction ends. */
  Optional<Campaign> lock(CampaignId id);

  /** These campaigns, in any order; those not known are left out. */
  List<Campaign> all(Collection<CampaignId> ids);

  /** Launched campaigns, newest first, so many at most. */
  List<Campaign> launched(int limit);

  /** All campaigns, newest first. */
  List<Campaign> all();

  /** Stores what a draft tries against each other, in place of what it did. */
  void experiments(CampaignId id, Map<String, Experiment> experiments);

  /**
   * The plan becomes the next version of a launched campaign; what it said before is kept.
   *
   * @param before as it was locked in this transaction
   */
  void replace(Campaign before, CampaignPlan plan, Instant at);

  /**
   * Older versions of launched campaigns that go by this journey name the model they went by, now
   * that the journey has another.
   */
  void nameModel(String processId, String sha256);

  /** What older versions of the plan said, the newest of them first. */
  List<Superseded> superseded(CampaignId id);

  /**
   * What a plan said once.
   *
   * @param until business time at which the next version took its place
   */
  record Superseded(int version, CampaignPlan plan, Instant until) {}

  /**
   * Whether anybody may still be in this journey: it is, or was, that of a campaign not stopped.
   */
  boolean inUse(String templateId);

  /**
   * Stores when what a campaign is about takes place, in place of what was stored; it holds for
   * every version of its plan.
   */
  void dates(CampaignId id, Map<String, ZonedDateTime> dates);

  /** When what a campaign is about takes place; nobody moves it until the transaction ends. */
  Map<String, ZonedDateTime> keepDates(CampaignId id);

  /** DRAFT becomes LAUNCHED. */
  void launched(CampaignId id, String by, Instant at);

  /** LAUNCHED becomes STOPPED. */
  void stopped(CampaignId id, String by, Instant at);

  /**
   * Finds a campaign that must exist.
   *
   * @throws CampaignRefusal.CampaignUnknown if it does not
   */
  default Campaign require(CampaignId id) {
    return find(id).orElseThrow(() -> new CampaignRefusal.CampaignUnknown(id));
  }

  /**
   * The campaign as an enrolment's journey goes by it.
   *
   * @throws CampaignRefusal.CampaignUnknown if it does not exist
   */
  default Campaign of(Enrolment enrolment) {
    return find(enrolment.campaignId(), enrolment.version())
        .orElseThrow(() -> new CampaignRefusal.CampaignUnknown(enrolment.campaignId()));
  }
}
