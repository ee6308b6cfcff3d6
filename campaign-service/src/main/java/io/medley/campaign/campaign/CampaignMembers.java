package io.medley.campaign.campaign;

import io.medley.campaign.audience.Audience;
import io.medley.campaign.audience.Audiences;
import io.medley.campaign.hcp.HcpId;
import io.medley.campaign.hcp.HcpProfile;
import io.medley.campaign.hcp.Hcps;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Whom a campaign is for: the members of its audience in its countries, or everybody there if no
 * audience was chosen. Readiness, dry run, cohorts and enrolment all ask here.
 */
@Component
public class CampaignMembers {

  private static final int PAGE = 2_000;

  private final Audiences audiences;
  private final Hcps hcps;

  /** From the saved audiences. */
  public CampaignMembers(Audiences audiences, Hcps hcps) {
    this.audiences = audiences;
    this.hcps = hcps;
  }

  /** The audience a campaign enrols from. */
  public Audience audience(CampaignId campaign) {
    return audiences.of(campaign.value()).orElseGet(Audience::everybody);
  }

  /** Hands over all members page by page, by id, each page at most a few thousand. */
  public void pages(Campaign campaign, Instant at, Consumer<List<HcpId>> page) {
    Audience audience = audience(campaign.id());
    @Nullable HcpId last = null;
    List<HcpId> found;
    do {
      found = audiences.members(audience, campaign.plan().countries(), last, PAGE, at);
      if (!found.isEmpty()) {
        page.accept(found);
        last = found.getLast();
      }
    } while (found.size() == PAGE);
  }

  /** All members with what decides about them, by id. */
  public List<HcpProfile> profiles(Campaign campaign, Instant at) {
    List<HcpProfile> members = new ArrayList<>();
    pages(campaign, at, page -> members.addAll(hcps.profiles(page)));
    members.sort(java.util.Comparator.comparing(member -> member.id().value()));
    return members;
  }

  /** How many members there are. */
  public long count(Campaign campaign, Instant at) {
    return audiences.count(audience(campaign.id()), at).entrySet().stream()
        .filter(country -> campaign.plan().countries().contains(country.getKey()))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }
}
