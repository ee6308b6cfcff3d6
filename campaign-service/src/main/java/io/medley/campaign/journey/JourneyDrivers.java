package io.medley.campaign.journey;

import io.medley.campaign.campaign.Campaign;
import io.medley.campaign.campaign.CampaignPlanning;
import io.medley.campaign.campaign.Enrolment;
import io.medley.campaign.hcp.HcpProfile;
import io.medley.campaign.hcp.Hcps;
import io.medley.campaign.touch.Contact;
import io.medley.campaign.touch.Contacts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Reasons that the journey itself knows: where it stands, how much the HCP counts, what was sent.
 */
@Component
class JourneyDrivers implements DriverSource {

  private static final int AT_THIS_STEP = 10;
  private static final int TIER_ONE = 40;
  private static final int PER_TIER = 10;
  private static final int WAS_SENT = 5;

  private final CampaignPlanning planning;
  private final Hcps hcps;
  private final Contacts contacts;

  JourneyDrivers(CampaignPlanning planning, Hcps hcps, Contacts contacts) {
    this.planning = planning;
    this.hcps = hcps;
    this.contacts = contacts;
  }

  @Override
  public List<Scored> of(Enrolment enrolment, HcpProfile hcp, Campaign campaign, Instant now) {
    String brand = campaign.plan().brandId();
    List<Scored> found = new ArrayList<>();
    found.add(
        Scored.of(
            SuggestionDrivers.JOURNEY,
            AT_THIS_STEP,
            "The journey \"%s\" is at this step."
                .formatted(planning.template(campaign.plan().templateId()).title()),
            "/campaigns/" + campaign.id()));
    Integer ofBrand = hcps.surroundings(hcp.id()).brandTiers().get(brand);
    int tier = ofBrand == null ? hcp.tier() : ofBrand;
    found.add(
        Scored.of(
            "TIER",
            Math.max(PER_TIER, TIER_ONE - PER_TIER * (tier - 1)),
            ofBrand == null ? "Tier %d.".formatted(tier) : "Tier %d for %s.".formatted(tier, brand),
            "/hcps/" + hcp.id()));
    long sent =
        contacts.ofHcp(hcp.id()).stream()
            .filter(contact -> contact.campaignId().equals(campaign.id().value()))
            .filter(
                contact ->
                    contact.state() == Contact.State.CONTACTED
                        || contact.state() == Contact.State.IN_DOUBT)
            .map(Contact::versionId)
            .distinct()
            .count();
    if (sent > 0) {
      found.add(
          Scored.of(
              "CONTENT_SEEN",
              WAS_SENT,
              sent == 1
                  ? "One piece was sent in this campaign."
                  : "%d pieces were sent in this campaign.".formatted(sent),
              "/hcps/%s?campaign=%s".formatted(hcp.id(), campaign.id())));
    }
    return found;
  }
}
