package io.medley.campaign.journey;

import io.medley.campaign.campaign.Campaign;
import io.medley.campaign.hcp.Belief;
import io.medley.campaign.hcp.HcpPortraits;
import io.medley.campaign.hcp.HcpProfile;
import io.medley.campaign.hcp.HcpType;
import io.medley.campaign.hcp.Hcps;
import io.medley.workflows.journey.SplitRequest;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** What journeys part by, as it is known of an HCP now; live and in a dry run. */
@Component
public class PathFacts {

  private static final String UNKNOWN = "UNKNOWN";
  private static final String PREFERRED_CHANNEL = "preferred_channel";

  /** A liking below this says nothing. */
  private static final double LIKES = 0.5;

  private final Hcps hcps;
  private final HcpPortraits portraits;

  /** From what is known of HCPs. */
  public PathFacts(Hcps hcps, HcpPortraits portraits) {
    this.hcps = hcps;
    this.portraits = portraits;
  }

  /**
   * The value that decides.
   *
   * @param lastResponse {@code CLICKED OPENED NONE}, asked for only where it decides
   */
  public String value(
      SplitRequest.Fact fact, HcpProfile hcp, Campaign campaign, Supplier<String> lastResponse) {
    return switch (fact) {
      case TIER -> Integer.toString(tier(hcp, campaign));
      case SPECIALTY -> hcp.specialty();
      case TYPE -> HcpType.parse(hcp.type()).orElse(HcpType.UNKNOWN).name();
      case COUNTRY -> hcp.country();
      case LANGUAGE -> Locale.forLanguageTag(hcp.language()).getLanguage();
      case PREFERRED_CHANNEL -> preferred(hcp);
      case LAST_RESPONSE -> lastResponse.get();
    };
  }

  /** The HCP's tier for the campaign's brand; without one, the tier over all brands. */
  public int tier(HcpProfile hcp, Campaign campaign) {
    return hcps.surroundings(hcp.id())
        .brandTiers()
        .getOrDefault(campaign.plan().brandId(), hcp.tier());
  }

  /**
   * What is believed, else what is liked best; a declared word and a seen one are weighed there.
   */
  private String preferred(HcpProfile hcp) {
    return portraits.of(hcp.id()).beliefs().stream()
        .filter(belief -> belief.name().equals(PREFERRED_CHANNEL))
        .map(Belief::value)
        .filter(Objects::nonNull)
        .findFirst()
        .orElseGet(
            () ->
                hcp.affinities().entrySet().stream()
                    .filter(liking -> liking.getValue() >= LIKES)
                    .max(
                        Map.Entry.<String, Double>comparingByValue()
                            .thenComparing(Map.Entry.comparingByKey()))
                    .map(Map.Entry::getKey)
                    .orElse(UNKNOWN))
        .toUpperCase(Locale.ROOT);
  }
}
