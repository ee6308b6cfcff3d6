package io.medley.campaign.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.medley.campaign.campaign.Campaign;
import io.medley.campaign.campaign.CampaignId;
import io.medley.campaign.campaign.CampaignPlan;
import io.medley.campaign.campaign.CampaignState;
import io.medley.campaign.campaign.ModuleRule;
import io.medley.campaign.hcp.BrandTiers;
import io.medley.campaign.hcp.HcpId;
import io.medley.campaign.hcp.HcpProfile;
import io.medley.campaign.touch.ContactRules;
import io.medley.campaign.touch.FrequencyCap;
import io.medley.campaign.touch.TouchCommand;
import io.medley.workflows.journey.TouchRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TouchCommandsTest {

  private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
  private static final ContactRules RULES =
      new ContactRules(Map.of(), List.of(), Duration.ZERO, Map.of(), Map.of(), Map.of());

  private final HcpProfile known = tierTwo();
  private final HcpProfile unknown = tierTwo();

  /** Zelvaro gave one of them the first tier. */
  private final BrandTiers tiers =
      new BrandTiers() {
        @Override
        public Optional<Integer> of(HcpId hcp, String brandId) {
          return brandId.equals("zelvaro")
              ? Optional.ofNullable(all(brandId).get(hcp))
              : Optional.empty();
        }

        @Override
        public Map<HcpId, Integer> all(String brandId) {
          return Map.of(known.id(), 1);
        }
      };

  @Test
  void shouldChooseModulesByTheTierForTheBrand() {
    TouchCommands commands = new TouchCommands(RULES, tiers);

    TouchCommand ofBrand = commands.of(request(), known, campaign("zelvaro"));
    assertThat(ofBrand.brandTier()).isEqualTo(1);
    assertThat(ofBrand.modules()).containsEntry("opening", "in-depth");

    TouchCommand overAll = commands.of(request(), unknown, campaign("zelvaro"));
    assertThat(overAll.brandTier()).as("no tier of the brand's own").isNull();
    assertThat(overAll.modules()).containsEntry("opening", "short");
    assertThat(commands.of(request(), known, campaign("adora")).modules())
        .as("a tier for another brand counts for nothing")
        .containsEntry("opening", "short");
  }

  @Test
  void shouldSayTheSameWhenTiersWereReadAhead() {
    TouchCommands ahead = new TouchCommands(RULES, tiers).ofBrand("zelvaro");

    assertThat(ahead.of(request(), known, campaign("zelvaro")).modules())
        .containsEntry("opening", "in-depth");
    assertThat(ahead.of(request(), unknown, campaign("zelvaro")).modules())
        .containsEntry("opening", "short");
  }

  private static TouchRequest request() {
    return new TouchRequest(UUID.randomUUID(), "announce", 1, "EMAIL", "announce");
  }

  private static Campaign campaign(String brand) {
    CampaignPlan plan =
        new CampaignPlan(
            "Autumn",
            "journey-launch",
            brand,
            List.of("GB"),
            Map.of(),
            Map.of(),
            FrequencyCap.total(7, 2),
            Map.of(),
            Map.of(),
            List.of(
                ModuleRule.parse("announce: opening = in-depth when tier 1"),
                ModuleRule.parse("announce: opening = short when tier 2")));
    return new Campaign(
        CampaignId.random(), plan, CampaignState.LAUNCHED, "mia", NOW, "mia", NOW, null, null);
  }

  private static HcpProfile tierTwo() {
    HcpId id = HcpId.random();
    return new HcpProfile(
        id,
        id.toString(),
        id.toString(),
        "GB",
        "en-GB",
        null,
        "cardiology",
        "MD",
        2,
        Map.of(),
        false);
  }
}
