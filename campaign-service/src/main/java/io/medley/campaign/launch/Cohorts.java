package io.medley.campaign.launch;

import io.medley.campaign.hcp.HcpId;
import io.medley.campaign.hcp.HcpProfile;
import io.medley.campaign.touch.Liking;
import io.medley.platform.signing.Sha256;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who enters when: the pilot first, then everybody else in waves, the likeliest to respond first.
 */
public final class Cohorts {

  private Cohorts() {}

  /**
   * One HCP's place.
   *
   * @param cohort 0 = pilot, otherwise the number of the wave
   * @param propensity how likely to respond, 0 to 1
   */
  public record Place(HcpId hcp, int cohort, double propensity) {}

  /**
   * What is known of HCPs when they are ordered.
   *
   * @param channels channels of the journey's touches
   * @param likings what each does with channels, by HCP and channel; absent = nothing
   * @param engagements how often an HCP engaged with any campaign lately; absent = never
   * @param tiers tier for the campaign's brand; absent = the tier over all brands
   * @param pilotFrom whom the pilot is drawn from; empty = everybody
   * @param now when they are ordered
   */
  public record Known(
      Set<String> channels,
      Map<HcpId, Map<String, Liking.Learned>> likings,
      Map<HcpId, Long> engagements,
      Map<HcpId, Integer> tiers,
      Optional<Set<HcpId>> pilotFrom,
      Instant now) {

    /** Copies the set; the maps are large and are not changed by anybody. */
    public Known {
      channels = Set.copyOf(channels);
    }
  }

  /** Plans all cohorts. */
  public static List<Place> plan(
      List<HcpProfile> audience, LaunchPlan plan, Known known, String seed) {
    List<HcpProfile> eligible =
        known
            .pilotFrom()
            .map(from -> audience.stream().filter(hcp -> from.contains(hcp.id())).toList())
            .orElse(audience);
    Set<HcpId> pilot = PilotSample.draw(eligible, plan.pilotPercent(), seed);
    List<Place> places = new ArrayList<>(audience.size());
    List<Place> waves = new ArrayList<>(audience.size());
    for (HcpProfile hcp : audience) {
      double propensity = propensity(hcp, known);
      Place place = new Place(hcp.id(), 0, propensity);
      (pilot.contains(hcp.id()) ? places : waves).add(place);
    }
    // HCPs of the same propensity are many; a hash spreads them evenly over countries.
    waves.sort(
        Comparator.comparingDouble(Place::propensity)
            .reversed()
            .thenComparing(place -> Sha256.hex(seed + "/" + place.hcp().value())));
    for (int i = 0; i < waves.size(); i++) {
      int wave = 1 + (int) ((long) i * plan.waves() / waves.size());
      places.add(new Place(waves.get(i).hcp(), wave, waves.get(i).propensity()));
    }
    return places;
  }

  /**
   * How likely an HCP is to respond: liking of the journey's channels counts six parts, by the
   * estimate the gate chooses channels by (what was imported, moved by what they do); engagement in
   * the last half year three (all of it from three times on), the tier for the brand one. What is
   * not known counts as the middle.
   */
  static double propensity(HcpProfile hcp, Known known) {
    Map<String, Liking.Learned> learned = known.likings().getOrDefault(hcp.id(), Map.of());
    double liking =
        known.channels().stream()
            .map(channel -> channel.equals("REP_EMAIL") ? "REP" : channel)
            .filter(
                channel -> hcp.affinities().containsKey(channel) || learned.containsKey(channel))
            .mapToDouble(
                channel ->
                    Liking.of(hcp.affinities().get(channel), learned.get(channel), known.now())
                        .value())
            .max()
            .orElse(Liking.UNKNOWN);
    double engaged = Math.min(known.engagements().getOrDefault(hcp.id(), 0L), 3) / 3.0;
    double tier = (4 - known.tiers().getOrDefault(hcp.id(), hcp.tier())) / 3.0;
    return 0.6 * liking + 0.3 * engaged + 0.1 * tier;
  }
}
