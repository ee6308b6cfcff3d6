package io.medley.campaign.touch;

import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.Scheduled;

/** When responses to pieces, and what HCPs do with channels, are counted. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty(name = "medley.background.enabled", matchIfMissing = true)
class PieceCountingSchedule {

  private static final Duration COUNTED = Duration.ofDays(180);

  private final PieceCounting counting;
  private final LikingCounting likings;
  private final Clock clock;

  PieceCountingSchedule(PieceCounting counting, LikingCounting likings, Clock clock) {
    this.counting = counting;
    this.likings = likings;
    this.clock = clock;
  }

  @Scheduled(fixedDelay = 600_000, initialDelay = 60_000)
  void count() {
    counting.count(clock.instant().minus(COUNTED));
  }

  @Scheduled(fixedDelay = 600_000, initialDelay = 90_000)
  void countLikings() {
    likings.count();
  }
}
