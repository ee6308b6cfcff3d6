package io.medley.content.review;

import io.medley.content.lifecycle.MarketZone;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;

/**
 * How long a lane may take, in working days of the market: 10 for a full review, 5 for a standard
 * one, 2 for a streamlined one, 1 for an administrative one. A working day is Monday to Friday in
 * the market's own zone; public holidays are not known here, so dates never come out later than the
 * calendar allows.
 */
public final class ServiceLevel {

  private ServiceLevel() {}

  /**
   * A lane's dates.
   *
   * @param remindAt half of the time is gone
   * @param escalateAt all of it is gone; equals {@code dueAt}
   * @param coordinatorAt half as much again is gone
   */
  public record Dates(Instant dueAt, Instant remindAt, Instant escalateAt, Instant coordinatorAt) {}

  /** The dates of a lane that starts now. */
  public static Dates dates(String tier, String market, Instant start) {
    ZoneId zone = MarketZone.of(market);
    Duration allowed = Duration.ofDays(workingDays(tier));
    Instant due = plusWorking(start, allowed, zone);
    return new Dates(
        due,
        plusWorking(start, allowed.dividedBy(2), zone),
        due,
        plusWorking(start, allowed.multipliedBy(3).dividedBy(2), zone));
  }

  /** Working days a tier allows. */
  static int workingDays(String tier) {
    return switch (tier) {
      case "T0" -> 1;
      case "T3" -> 2;
      case "T2" -> 5;
      default -> 10;
    };
  }

  /** Adds working time on the market's wall clock; Saturdays and Sundays do not count. */
  static Instant plusWorking(Instant start, Duration working, ZoneId zone) {
    LocalDateTime at = afterWeekend(LocalDateTime.ofInstant(start, zone));
    Duration left = working;
    while (true) {
      LocalDateTime midnight = at.toLocalDate().plusDays(1).atStartOfDay();
      Duration today = Duration.between(at, midnight);
      if (left.compareTo(today) < 0) {
        return at.plus(left).atZone(zone).toInstant();
      }
      left = left.minus(today);
      at = afterWeekend(midnight);
    }
  }

  private static LocalDateTime afterWeekend(LocalDateTime at) {
    return switch (at.getDayOfWeek()) {
      case SATURDAY -> at.toLocalDate().plusDays(2).atStartOfDay();
      case SUNDAY -> at.toLocalDate().plusDays(1).atStartOfDay();
      case MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY -> at;
    };
  }
}
