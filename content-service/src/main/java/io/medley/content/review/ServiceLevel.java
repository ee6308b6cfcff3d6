package io.medley.content.review;

import io.medley.content.market.MarketPack;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;

/**
 * How long people may take, in working days of a market: Monday to Friday without its holidays, on
 * the wall clock of its own zone.
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
  public static Dates dates(MarketPack pack, String tier, Instant start) {
    Duration allowed = Duration.ofDays(pack.workingDays(tier));
    Instant due = plusWorking(start, allowed, pack);
    return new Dates(
        due,
        plusWorking(start, allowed.dividedBy(2), pack),
        due,
        plusWorking(start, allowed.multipliedBy(3).dividedBy(2), pack));
  }

  /** So many working days later. */
  public static Instant plusWorkingDays(Instant start, int days, MarketPack pack) {
    return plusWorking(start, Duration.ofDays(days), pack);
  }

  /** Adds working time on the market's wall clock. */
  static Instant plusWorking(Instant start, Duration working, MarketPack pack) {
    LocalDateTime at = nextWorking(LocalDateTime.ofInstant(start, pack.zone()), pack);
    Duration left = working;
    while (true) {
      LocalDateTime midnight = at.toLocalDate().plusDays(1).atStartOfDay();
      Duration today = Duration.between(at, midnight);
      if (left.compareTo(today) < 0) {
        return at.plus(left).atZone(pack.zone()).toInstant();
      }
      left = left.minus(today);
      at = nextWorking(midnight, pack);
    }
  }

  private static LocalDateTime nextWorking(LocalDateTime at, MarketPack pack) {
    LocalDateTime day = at;
    while (!pack.worksOn(day.toLocalDate())) {
      day = day.toLocalDate().plusDays(1).atStartOfDay();
    }
    return day;
  }
}
