package io.medley.content.review;

import io.medley.content.signing.Lane;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * Which lanes one person may not sign both of, per market. Where nothing is said, every lane wants
 * a person of its own. In the United States no final form certificate exists, so regulatory affairs
 * may also release there.
 */
public final class SeparationOfLanes {

  private static final Map<String, Set<Set<Lane>>> MAY_SHARE =
      Map.of("US", Set.of(EnumSet.of(Lane.REGULATORY, Lane.FINAL)));

  private SeparationOfLanes() {}

  /** True if at least one of the markets wants different people in the two lanes. */
  public static boolean separate(Collection<String> markets, Lane one, Lane other) {
    return one != other
        && markets.stream()
            .anyMatch(
                market ->
                    !MAY_SHARE.getOrDefault(market, Set.of()).contains(EnumSet.of(one, other)));
  }
}
