package io.medley.campaign.touch;

import io.medley.campaign.hcp.HcpProfile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Orders the pieces a touch may choose from, by {@link Suitability}. Equal scores are decided by
 * the version's id, so that the same facts always give the same order.
 */
final class Ranking {

  /** A newer version of the same piece took its place. */
  private static final String SUPERSEDED = "SUPERSEDED";

  /** A piece that may be used. */
  record Ranked(ServableVersion version, Score score) {
    int total() {
      return score.total();
    }
  }

  /** A piece that may not be used. */
  record Ruled(UUID versionId, String title, String jobCode, String reason) {}

  /**
   * @param usable best first
   * @param ruledOut with reasons
   */
  record Ranks(List<Ranked> usable, List<Ruled> ruledOut) {}

  private Ranking() {}

  /**
   * @param proposed versions the catalog proposed
   * @param known this service's own rows of proposed and planned versions
   * @param stopped assets that are stopped
   * @param history the HCP's past
   */
  static Ranks rank(
      Set<UUID> proposed,
      Map<UUID, ServableVersion> known,
      Map<UUID, KillSwitches.Switch> stopped,
      HcpHistory history,
      TouchCommand command,
      HcpProfile hcp,
      Instant now) {
    Suitability suitability = new Suitability(command, hcp, history, now);
    List<Ranked> usable = new ArrayList<>();
    List<Ruled> ruledOut = new ArrayList<>();
    for (UUID id : proposed) {
      ServableVersion version = known.get(id);
      if (version == null) {
        ruledOut.add(new Ruled(id, "", "", "this service has not heard of it yet"));
        continue;
      }
      Optional<String> against =
          Fit.against(version, command, hcp, now)
              .or(
                  () ->
                      Optional.ofNullable(stopped.get(version.assetId()))
                          .map(engaged -> "its asset is stopped: " + engaged.why()));
      if (against.isPresent()) {
        ruledOut.add(new Ruled(id, version.title(), version.jobCode(), against.get()));
      } else {
        usable.add(new Ranked(version, suitability.of(version, place(version, known, command))));
      }
    }
    usable.sort(
        Comparator.comparingInt(Ranked::total)
            .reversed()
            .thenComparing(ranked -> ranked.version().versionId().toString()));
    ruledOut.sort(Comparator.comparing(ruled -> ruled.versionId().toString()));
    return new Ranks(List.copyOf(usable), List.copyOf(ruledOut));
  }

  /** The version the campaign would use if everything were servable; null without a plan. */
  static @Nullable UUID planned(
      Map<UUID, ServableVersion> known, TouchCommand command, HcpProfile hcp) {
    for (UUID id : command.planned()) {
      ServableVersion version = known.get(id);
      if (version != null && Fit.mismatch(version, command, hcp).isEmpty()) {
        return id;
      }
    }
    return null;
  }

  /**
   * Whether it is what the campaign planned: that version, or the one that took its place. A
   * journey moves over to a newer version of the same piece by itself.
   */
  static boolean stands(ServableVersion version, ServableVersion planned) {
    return version.versionId().equals(planned.versionId())
        || (version.assetId().equals(planned.assetId()) && planned.state().equals(SUPERSEDED));
  }

  private static int place(
      ServableVersion version, Map<UUID, ServableVersion> known, TouchCommand command) {
    for (int place = 0; place < command.planned().size(); place++) {
      ServableVersion planned = known.get(command.planned().get(place));
      if (planned != null && stands(version, planned)) {
        return place;
      }
    }
    return -1;
  }
}
