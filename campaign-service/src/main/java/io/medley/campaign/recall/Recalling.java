package io.medley.campaign.recall;

import io.medley.campaign.audience.Audience;
import io.medley.campaign.audience.AudienceKeeping;
import io.medley.campaign.audience.Condition;
import io.medley.campaign.campaign.Campaign;
import io.medley.campaign.campaign.CampaignAudiences;
import io.medley.campaign.campaign.CampaignPlan;
import io.medley.campaign.campaign.CampaignPlanning;
import io.medley.campaign.touch.FrequencyCap;
import io.medley.platform.security.Actor;
import io.medley.platform.security.Authorities;
import io.medley.platform.security.Authority;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What follows when a piece that was served is withdrawn or replaced: an audience of everybody who
 * received it, and, once somebody says so, a campaign that sets it right with them.
 */
@Service
public class Recalling {

  /** The journey that sets it right. */
  static final String TEMPLATE = "journey-content-replaced";

  private static final int AT_ONCE = 20;
  private static final int LONGEST_NAME = 120;
  private static final FrequencyCap CAP = FrequencyCap.total(7, 2);

  private final Recalled.Versions versions;
  private final AudienceKeeping audiences;
  private final CampaignPlanning planning;
  private final CampaignAudiences choosing;
  private final Authorities authorities;

  Recalling(
      Recalled.Versions versions,
      AudienceKeeping audiences,
      CampaignPlanning planning,
      CampaignAudiences choosing,
      Authorities authorities) {
    this.versions = versions;
    this.audiences = audiences;
    this.planning = planning;
    this.choosing = choosing;
    this.authorities = authorities;
  }

  /** Makes the audiences that are missing. */
  @Transactional
  public void audiences() {
    versions
        .withoutAudience(AT_ONCE)
        .forEach(recalled -> versions.audience(recalled.versionId(), audience(recalled).id()));
  }

  /**
   * A draft that sets it right with everybody who received the version, in the markets where this
   * person may campaign; the one that was begun before, if there is one.
   *
   * @return the campaign's id
   * @throws RecallRefusal.NotRecalled if the version may be used, or nobody received it
   * @throws io.medley.platform.security.AuthorityMissing if the person may campaign in none of the
   *     markets
   */
  @Transactional
  public UUID campaign(UUID versionId, Actor by) {
    authorities.requireAnywhere(by, Authority.CAMPAIGN);
    Recalled recalled =
        versions.find(versionId).orElseThrow(() -> new RecallRefusal.NotRecalled(versionId));
    UUID begun = recalled.campaignId();
    if (begun != null) {
      return begun;
    }
    List<String> mine =
        recalled.markets().stream()
            .filter(market -> authorities.has(by.id(), Authority.CAMPAIGN, market))
            .toList();
    if (mine.isEmpty()) {
      authorities.require(by, Authority.CAMPAIGN, recalled.markets().getFirst());
    }
    UUID audienceId = recalled.audienceId();
    if (audienceId == null) {
      audienceId = audience(recalled).id();
      versions.audience(versionId, audienceId);
    }
    Campaign draft =
        planning.create(
            new CampaignPlan(
                cut("Set right: %s (%s)".formatted(recalled.title(), recalled.jobCode())),
                TEMPLATE,
                recalled.brandId(),
                mine,
                Map.of(),
                Map.of(),
                CAP,
                Map.of()),
            by);
    choosing.choose(draft.id(), audienceId, by);
    versions.campaign(versionId, draft.id().value());
    return draft.id().value();
  }

  private Audience audience(Recalled recalled) {
    return audiences.forSystem(
        cut("Received %s (%s)".formatted(recalled.jobCode(), shortId(recalled.versionId()))),
        List.of(
            new Condition(
                Condition.Field.RECEIVED, false, List.of(recalled.versionId().toString()), null)));
  }

  /** Versions of one piece share its job code. */
  private static String shortId(UUID versionId) {
    return versionId.toString().substring(0, 8);
  }

  private static String cut(String name) {
    return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME - 1) + "…";
  }
}
