package io.medley.campaign.launch;

import io.medley.campaign.hcp.HcpId;
import io.medley.campaign.hcp.HcpProfile;
import io.medley.platform.signing.Sha256;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Who is in a pilot: a systematic sample over the audience sorted by country, tier and specialty,
 * so that each of these groups is in it with its share, and within a group by a hash of campaign
 * and HCP, so that the same audience always gives the same people.
 */
public final class PilotSample {

  private PilotSample() {}

  /**
   * Draws it.
   *
   * @param percent 0 to 100 of the audience; somebody is drawn from an audience that has anybody
   *     unless it is 0
   * @param seed the campaign
   */
  public static Set<HcpId> draw(List<HcpProfile> audience, int percent, String seed) {
    record Ranked(HcpProfile hcp, String hash) {}
    List<Ranked> sorted = new ArrayList<>(audience.size());
    audience.forEach(hcp -> sorted.add(new Ranked(hcp, Sha256.hex(seed + "|" + hcp.id().value()))));
    sorted.sort(
        Comparator.comparing((Ranked ranked) -> ranked.hcp().country())
            .thenComparingInt(ranked -> ranked.hcp().tier())
            .thenComparing(ranked -> ranked.hcp().specialty())
            .thenComparing(Ranked::hash));
    Set<HcpId> drawn = new LinkedHashSet<>();
    for (int i = 0; i < sorted.size(); i++) {
      // Half a step ahead, so that a group of ten gives one of its ten at 10 %, not always its
      // last.
      long before = ((long) percent * i + 50) / 100;
      long after = ((long) percent * (i + 1) + 50) / 100;
      if (after > before) {
        drawn.add(sorted.get(i).hcp().id());
      }
    }
    if (drawn.isEmpty() && percent > 0 && !sorted.isEmpty()) {
      drawn.add(sorted.getFirst().hcp().id());
    }
    return drawn;
  }
}
