package io.medley.campaign.launch;

import io.medley.campaign.hcp.HcpId;
import io.medley.campaign.hcp.HcpProfile;
import io.medley.platform.signing.Sha256;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
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
   * Plans all cohorts.
   *
   * @param channels channels of the journey's touches
   * @param engagements how often an HCP engaged with any campaign lately; absent = never
   */
  public static List<Place> plan(
      List<HcpProfile> audience,
      LaunchPlan plan,
      Set<String> channels,
      Map<HcpId, Long> engagements,
      String seed) {
    Set<HcpId> pilot = PilotSample.draw(audience, plan.pilotPercent(), seed);
    List<Place> places = new ArrayList<>(audience.size());
    List<Place> waves = new ArrayList<>(audience.size());
    for (HcpProfile hcp : audience) {
      double propensity = propensity(hcp, channels, engagements.getOrDefault(hcp.id(), 0L));
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
   * How likely an HCP is to respond: liking of the journey's channels counts six parts, engagement
   * in the last half year three (all of it from three times on), tier one. What is not known counts
   * as the middle.
   */
  static double propensity(HcpProfile hcp, Set<String> channels, long engagements) {
    double liking =
        channels.stream()
            .map(channel -> hcp.affinities().get(channel.equals("REP_EMAIL") ? "REP" : channel))
            .filter(known -> known != null)
            .mapToDouble(Double::doubleValue)
            .max()
            .orElse(0.5);
    double engaged = Math.min(engagements, 3) / 3.0;
    double tier = (4 - hcp.tier()) / 3.0;
    return 0.6 * liking + 0.3 * engaged + 0.1 * tier;
  }
}
