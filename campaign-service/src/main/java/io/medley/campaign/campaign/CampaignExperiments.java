package io.medley.campaign.campaign;

import io.medley.campaign.touch.ServableVersion;
import io.medley.campaign.touch.ServableVersions;
import io.medley.platform.audit.AuditEvent;
import io.medley.platform.audit.AuditTrail;
import io.medley.platform.security.Actor;
import io.medley.platform.security.Authorities;
import io.medley.platform.security.Authority;
import io.medley.workflows.journey.JourneyTemplate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What a draft tries against each other. From the launch on it stands, so nobody changes arms. */
@Service
public class CampaignExperiments {

  private final Campaigns campaigns;
  private final CampaignPlanning planning;
  private final ServableVersions versions;
  private final Authorities authorities;
  private final AuditTrail audit;

  CampaignExperiments(
      Campaigns campaigns,
      CampaignPlanning planning,
      ServableVersions versions,
      Authorities authorities,
      AuditTrail audit) {
    this.campaigns = campaigns;
    this.planning = planning;
    this.versions = versions;
    this.authorities = authorities;
    this.audit = audit;
  }

  /**
   * Tries contents of a slot against each other.
   *
   * @throws CampaignRefusal.ExperimentRefused if the campaign was launched, the slot does not
   *     exist, or a piece is not approved for the brand
   * @throws io.medley.platform.security.AuthorityMissing unless the actor may campaign in each of
   *     its countries
   */
  @Transactional
  public void set(CampaignId id, String slot, Experiment experiment, Actor by) {
    Campaign campaign = draft(id, by);
    if (planning.template(campaign.plan().templateId()).steps().stream()
        .map(JourneyTemplate.Step::slot)
        .noneMatch(slot::equals)) {
      throw new CampaignRefusal.ExperimentRefused(
          "\"%s\" is not a slot of this journey.".formatted(slot));
    }
    for (Experiment.Arm arm : experiment.arms()) {
      for (UUID version : arm.versions()) {
        boolean approved =
            versions
                .find(version)
                .filter(known -> known.state().equals(ServableVersion.LIVE))
                .filter(known -> known.brandId().equals(campaign.plan().brandId()))
                .isPresent();
        if (!approved) {
          throw new CampaignRefusal.ExperimentRefused(
              "Arm \"%s\" names a piece that is not approved for the brand now: %s."
                  .formatted(arm.label(), version));
        }
      }
    }
    Map<String, Experiment> all = new TreeMap<>(campaign.plan().experiments());
    all.put(slot, experiment);
    campaigns.experiments(id, all);
    note(id, "experiment-set", by, Map.of("slot", slot, "arms", experiment.facts()));
  }

  /** Tries nothing in a slot any more. */
  @Transactional
  public void remove(CampaignId id, String slot, Actor by) {
    Campaign campaign = draft(id, by);
    Map<String, Experiment> all = new TreeMap<>(campaign.plan().experiments());
    if (all.remove(slot) != null) {
      campaigns.experiments(id, all);
      note(id, "experiment-removed", by, Map.of("slot", slot));
    }
  }

  /** Pieces that could be an arm, by slot of the campaign's journey, by title. */
  public Map<String, List<ServableVersion>> offered(Campaign campaign) {
    Map<String, List<ServableVersion>> offered = new TreeMap<>();
    planning
        .template(campaign.plan().templateId())
        .steps()
        .forEach(
            step -> {
              String slot = step.slot();
              String channel = step.channel();
              if (slot != null && channel != null) {
                List<ServableVersion> pieces = new ArrayList<>();
                for (String one : List.of(channel.split(","))) {
                  versions.live(campaign.plan().brandId(), one).stream()
                      .filter(
                          piece -> piece.slotHints().isEmpty() || piece.slotHints().contains(slot))
                      .filter(
                          piece ->
                              campaign.plan().countries().stream()
                                  .anyMatch(piece.markets()::contains))
                      .forEach(pieces::add);
                }
                offered.put(
                    slot,
                    pieces.stream()
                        .distinct()
                        .sorted(java.util.Comparator.comparing(ServableVersion::title))
                        .toList());
              }
            });
    return offered;
  }

  private Campaign draft(CampaignId id, Actor by) {
    Campaign campaign =
        campaigns.lock(id).orElseThrow(() -> new CampaignRefusal.CampaignUnknown(id));
    campaign
        .plan()
        .countries()
        .forEach(country -> authorities.require(by, Authority.CAMPAIGN, country));
    if (campaign.state() != CampaignState.DRAFT) {
      throw new CampaignRefusal.ExperimentRefused(
          "\"%s\" was launched: its arms stand, or HCPs would change theirs."
              .formatted(campaign.plan().name()));
    }
    return campaign;
  }

  private void note(CampaignId id, String action, Actor by, Map<String, ?> facts) {
    audit.append(new AuditEvent("campaign", id.toString(), action, by, facts));
  }
}
