package io.medley.campaign.journey;

import io.medley.campaign.campaign.Campaign;
import io.medley.campaign.campaign.CampaignState;
import io.medley.campaign.hcp.BrandTiers;
import io.medley.campaign.hcp.HcpId;
import io.medley.campaign.hcp.HcpProfile;
import io.medley.campaign.touch.ContactPolicy;
import io.medley.campaign.touch.ContactRules;
import io.medley.campaign.touch.FrequencyCap;
import io.medley.campaign.touch.SendKey;
import io.medley.campaign.touch.TouchCommand;
import io.medley.campaign.touch.TouchPurpose;
import io.medley.workflows.journey.TouchRequest;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a journey's step asks of the gate, by the plan of its campaign; live and in a dry run. */
@Component
public class TouchCommands {

  private final ContactRules contactRules;
  private final BrandTiers tiers;

  /** By the house's rules of contact. */
  public TouchCommands(ContactRules contactRules, BrandTiers tiers) {
    this.contactRules = contactRules;
    this.tiers = tiers;
  }

  /** The same for many touches of one brand: its tiers are read once, now. */
  public TouchCommands ofBrand(String brandId) {
    return new TouchCommands(contactRules, new ReadTiers(tiers.all(brandId)));
  }

  /** Tiers of one brand. */
  private record ReadTiers(Map<HcpId, Integer> ofBrand) implements BrandTiers {

    @Override
    public Optional<Integer> of(HcpId hcp, String brandId) {
      return Optional.ofNullable(ofBrand.get(hcp));
    }

    @Override
    public Map<HcpId, Integer> all(String brandId) {
      return ofBrand;
    }
  }

  /** The touch of one step for one HCP. */
  public TouchCommand of(TouchRequest request, HcpProfile hcp, Campaign campaign) {
    return of(request, hcp, campaign, List.of(campaign.plan().cap()));
  }

  /**
   * What a representative is asked to do, as a contact: the house's caps count it like any other,
   * the campaign's are for what it sends.
   */
  public TouchCommand inPerson(TouchRequest request, HcpProfile hcp, Campaign campaign) {
    return of(request, hcp, campaign, List.of());
  }

  private TouchCommand of(
      TouchRequest request, HcpProfile hcp, Campaign campaign, List<FrequencyCap> caps) {
    // A step that allows several channels names them all, the preferred one first.
    List<String> channels = List.of(request.channel().split(","));
    Optional<Integer> ofBrand = tiers.of(hcp.id(), campaign.plan().brandId());
    return new TouchCommand(
        new SendKey(request.enrolmentId(), request.stepId(), request.occurrence()),
        hcp.id(),
        campaign.id().value(),
        campaign.plan().brandId(),
        channels.getFirst(),
        request.slot(),
        Audiences.of(hcp.type()),
        new ContactPolicy(campaign.plan().contactHours(), caps, ContactPolicy.DEFAULT_LONGEST_HOLD),
        campaign.state() == CampaignState.STOPPED,
        campaign.plan().planned(campaign.id().value(), request.slot(), hcp.id().value()),
        purpose(campaign, request.stepId()),
        channels.subList(1, channels.size()),
        campaign.plan().modules(request.slot(), hcp, ofBrand.orElse(hcp.tier())),
        worthUntil(request, campaign),
        ofBrand.orElse(null));
  }

  private static @Nullable Instant worthUntil(TouchRequest request, Campaign campaign) {
    String event = request.untilEvent();
    ZonedDateTime date = event == null ? null : campaign.plan().dates().get(event);
    return date == null ? null : date.toInstant();
  }

  /** What a step of a campaign's journey is for. */
  public TouchPurpose purpose(Campaign campaign, String stepId) {
    return contactRules.purpose(campaign.plan().processId(), stepId);
  }
}
