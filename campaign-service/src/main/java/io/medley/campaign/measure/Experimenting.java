package io.medley.campaign.measure;

import io.medley.campaign.campaign.Campaign;
import io.medley.campaign.campaign.CampaignMembers;
import io.medley.campaign.campaign.CampaignState;
import io.medley.campaign.campaign.Campaigns;
import io.medley.campaign.campaign.Experiment;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a campaign tries against each other, with what it can show and what it has shown. */
@Component
public class Experimenting {

  /** Share of clicks assumed before anything is known. */
  public static final double ASSUMED = 0.1;

  private final Campaigns campaigns;
  private final CampaignMembers members;
  private final ArmResult.Counting counting;
  private final Clock clock;

  Experimenting(
      Campaigns campaigns, CampaignMembers members, ArmResult.Counting counting, Clock clock) {
    this.campaigns = campaigns;
    this.members = members;
    this.counting = counting;
    this.clock = clock;
  }

  /**
   * One experiment with its results.
   *
   * @param detectable smallest difference of clicks its arms can show, in points, if {@link
   *     #ASSUMED} of them click anyway; 100 or more = none
   * @param results by arm; empty before the launch
   * @param endedAt when everybody got the same again, business time; null while it goes on
   */
  public record Tried(
      String slot,
      Experiment experiment,
      double detectable,
      List<ArmResult> results,
      @Nullable Instant endedAt) {

    /** What can be shown at best, in one sentence. */
    public String promise() {
      return detectable >= 100
          ? "Arms of this size can show nothing."
          : "If %d %% click anyway, differences from %.1f points on can be shown.%s"
              .formatted(
                  Math.round(100 * ASSUMED),
                  detectable,
                  detectable > 20 ? " That is a lot: do not expect proof." : "");
    }
  }

  /** The experiments of a campaign by slot, those that have ended after those that go on. */
  public List<Tried> of(Campaign campaign) {
    Map<String, Experiment> now = campaign.plan().experiments();
    List<Campaigns.Superseded> before =
        campaign.version() == 1 ? List.of() : campaigns.superseded(campaign.id());
    if (now.isEmpty() && before.isEmpty()) {
      return List.of();
    }
    long audience = members.count(campaign, clock.instant());
    List<Tried> tried = new ArrayList<>();
    new TreeMap<>(now)
        .forEach((slot, one) -> tried.add(tried(campaign, slot, one, audience, null)));
    Set<String> known = new HashSet<>(now.keySet());
    for (Campaigns.Superseded version : before) {
      new TreeMap<>(version.plan().experiments())
          .forEach(
              (slot, one) -> {
                if (known.add(slot)) {
                  tried.add(tried(campaign, slot, one, audience, version.until()));
                }
              });
    }
    return tried;
  }

  private Tried tried(
      Campaign campaign,
      String slot,
      Experiment experiment,
      long audience,
      @Nullable Instant endedAt) {
    List<Experiment.Arm> arms = experiment.arms();
    long first = audience * arms.getFirst().share() / 100;
    long smallest =
        arms.stream().skip(1).mapToLong(arm -> audience * arm.share() / 100).min().orElse(0);
    return new Tried(
        slot,
        experiment,
        100 * Comparison.minimumDetectable(smallest, first, ASSUMED, arms.size() - 1),
        campaign.state() == CampaignState.DRAFT
            ? List.of()
            : ArmResult.of(
                campaign.id().value(),
                slot,
                experiment,
                counting.contacted(campaign.id().value(), slot, endedAt)),
        endedAt);
  }
}
