package io.medley.campaign.journey;

import io.medley.campaign.campaign.Campaign;
import io.medley.campaign.touch.KillSwitches;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * How long a campaign was paused for an HCP: waits in active time do not count it. A pause of a
 * channel or a piece leaves other ways open and counts.
 */
@Component
class ActiveTime {

  private final KillSwitches switches;

  ActiveTime(KillSwitches switches) {
    this.switches = switches;
  }

  /**
   * Time under a pause.
   *
   * @param length of it, overlapping pauses once
   * @param goesOn whether it is paused at the end of the time asked about
   */
  record Paused(Duration length, boolean goesOn) {}

  /** What lay under a pause between two instants. */
  Paused between(Campaign campaign, String country, Instant from, Instant to) {
    Duration length = Duration.ZERO;
    boolean goesOn = false;
    Instant counted = from;
    for (KillSwitches.Span span : switches.spans(from)) {
      if (!concerns(span, campaign, country) || !span.from().isBefore(to)) {
        continue;
      }
      goesOn |= span.until() == null || span.until().isAfter(to);
      Instant begins = later(span.from(), counted);
      Instant ends = earlier(span.until(), to);
      if (begins.isBefore(ends)) {
        length = length.plus(Duration.between(begins, ends));
        counted = ends;
      }
    }
    return new Paused(length, goesOn);
  }

  private static boolean concerns(KillSwitches.Span span, Campaign campaign, String country) {
    return switch (span.scope()) {
      case ALL -> true;
      case CAMPAIGN -> span.key().equals(campaign.id().toString());
      case BRAND -> span.key().equals(campaign.plan().brandId());
      case BRAND_IN_COUNTRY -> span.key().equals(country + "/" + campaign.plan().brandId());
      case COUNTRY -> span.key().equals(country);
      case CHANNEL, CHANNEL_IN_COUNTRY, ASSET -> false;
    };
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static Instant earlier(@Nullable Instant one, Instant other) {
    return one != null && one.isBefore(other) ? one : other;
  }
}
