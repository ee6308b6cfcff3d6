package io.medley.campaign.journey;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.UUID;
import java.util.zip.CRC32C;

/**
 * How long waits last: the campaign's wait and a little more, so that an audience never moves at
 * once.
 */
public final class JourneyWaits {

  /** A wait is stretched by at most this share of itself. */
  private static final int SHARE = 10;

  /** And by at most this much. */
  private static final Duration MOST = Duration.ofMinutes(30);

  private JourneyWaits() {}

  /**
   * When a wait that begins now ends.
   *
   * @param wait the campaign's or the template's
   * @param enrolmentId decides, with the step, how much the wait is stretched: always the same
   */
  public static Instant end(Instant now, Duration wait, UUID enrolmentId, String stepId) {
    return now.plus(wait).plus(jitter(wait, enrolmentId, stepId));
  }

  /**
   * When a wait ends that goes by a date: so many days before or after it at the same local time,
   * whatever the clocks there did meanwhile, and a little later, so that an audience never moves at
   * once.
   *
   * @param offset after the date; negative = before
   */
  public static Instant around(
      ZonedDateTime date, Duration offset, UUID enrolmentId, String stepId) {
    long days = offset.toDays();
    return date.plusDays(days)
        .plus(offset.minusDays(days))
        .toInstant()
        .plus(jitter(Duration.ofDays(1), enrolmentId, stepId));
  }

  private static Duration jitter(Duration wait, UUID enrolmentId, String stepId) {
    Duration share = wait.dividedBy(SHARE);
    long most = (share.compareTo(MOST) < 0 ? share : MOST).toMillis();
    if (most <= 0) {
      return Duration.ZERO;
    }
    CRC32C hash = new CRC32C();
    hash.update((enrolmentId + "/" + stepId).getBytes(StandardCharsets.UTF_8));
    return Duration.ofMillis(hash.getValue() % (most + 1));
  }
}
