package io.medley.content.scorecard;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.function.Predicate;

/**
 * Time on the days a market works, by the same rule that sets the lanes' dates: a working day has
 * 24 hours on the market's own wall clock, other days have none.
 */
final class WorkingTime {

  private static final double DAY = Duration.ofDays(1).toMillis();

  private final ZoneId zone;
  private final Predicate<LocalDate> works;

  WorkingTime(ZoneId zone, Predicate<LocalDate> works) {
    this.zone = zone;
    this.works = works;
  }

  /** Working days between two instants; 0 if the second is not after the first. */
  double days(Instant from, Instant to) {
    LocalDateTime at = LocalDateTime.ofInstant(from, zone);
    LocalDateTime end = LocalDateTime.ofInstant(to, zone);
    Duration sum = Duration.ZERO;
    while (at.isBefore(end)) {
      LocalDateTime midnight = at.toLocalDate().plusDays(1).atStartOfDay();
      LocalDateTime until = midnight.isBefore(end) ? midnight : end;
      if (works.test(at.toLocalDate())) {
        sum = sum.plus(Duration.between(at, until));
      }
      at = until;
    }
    return sum.toMillis() / DAY;
  }

  /** The instant so many working days later. */
  Instant plus(Instant from, double days) {
    LocalDateTime at = LocalDateTime.ofInstant(from, zone);
    Duration left = Duration.ofMillis(Math.round(days * DAY));
    while (true) {
      LocalDateTime midnight = at.toLocalDate().plusDays(1).atStartOfDay();
      if (works.test(at.toLocalDate())) {
        Duration today = Duration.between(at, midnight);
        if (left.compareTo(today) < 0) {
          return at.plus(left).atZone(zone).toInstant();
        }
        left = left.minus(today);
      }
      at = midnight;
    }
  }
}
