package io.medley.campaign.touch;

import io.medley.campaign.hcp.HcpProfile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Chooses among the channels a step allows: liking of the HCP × distance from the wanted mix ×
 * whether somebody can take it. Scores are whole numbers whose parts add up; equal scores go to the
 * channel the step names first.
 */
final class ChannelChoice {

  private static final int AFFINITY = 100;

  /**
   * A channel of the step.
   *
   * @param liking how much the HCP likes it, and by what that is known
   */
  record Considered(
      String channel,
      Optional<String> ruledOut,
      int score,
      Map<String, Integer> parts,
      Liking liking) {}

  private ChannelChoice() {}

  /**
   * All channels, usable ones first, best first.
   *
   * @param history what the HCP responded to
   * @param ruledOut why a channel cannot be used; absent = it can
   * @param mix wanted share in percent; a channel without an entry has no target
   * @param contacts contacts so far by channel
   */
  static List<Considered> rank(
      List<String> channels,
      HcpProfile hcp,
      HcpHistory history,
      Map<String, String> ruledOut,
      Map<String, Integer> mix,
      Map<String, Long> contacts,
      Instant now) {
    long all = contacts.values().stream().mapToLong(Long::longValue).sum();
    List<Considered> ranked = new ArrayList<>();
    for (String channel : channels) {
      Map<String, Integer> parts = new LinkedHashMap<>();
      Liking liking = Liking.ofChannel(channel, history, hcp.affinities().get(channel), now);
      parts.put("affinity", (int) Math.round(AFFINITY * liking.value()));
      Integer wanted = mix.get(channel);
      if (wanted != null && all > 0) {
        parts.put(
            "mix", (int) (wanted - Math.round(100.0 * contacts.getOrDefault(channel, 0L) / all)));
      }
      ranked.add(
          new Considered(
              channel,
              Optional.ofNullable(ruledOut.get(channel)),
              parts.values().stream().mapToInt(Integer::intValue).sum(),
              parts,
              liking));
    }
    ranked.sort(
        Comparator.comparing((Considered considered) -> considered.ruledOut().isPresent())
            .thenComparing(Comparator.comparingInt(Considered::score).reversed())
            .thenComparingInt(considered -> channels.indexOf(considered.channel())));
    return ranked;
  }
}
