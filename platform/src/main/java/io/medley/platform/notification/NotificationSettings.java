package io.medley.platform.notification;

import java.time.ZoneId;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * How one person wants to be told.
 *
 * @param digestHour hour of the person's day at which the digest leaves, 0 to 23
 * @param zone the person's zone
 * @param chosen kinds the person set; the others reach them as is usual
 * @param muted things the person wants to hear nothing of
 */
public record NotificationSettings(
    int digestHour,
    ZoneId zone,
    Map<NotificationKind, Delivery> chosen,
    List<Notice.Subject> muted) {

  public NotificationSettings {
    if (digestHour < 0 || digestHour > 23) {
      throw new IllegalArgumentException("The digest's hour is 0 to 23, not " + digestHour);
    }
    EnumMap<NotificationKind, Delivery> copy = new EnumMap<>(NotificationKind.class);
    copy.putAll(chosen);
    chosen = Collections.unmodifiableMap(copy);
    muted = List.copyOf(muted);
  }

  /** How a kind reaches this person. */
  public Delivery of(NotificationKind kind) {
    return chosen.getOrDefault(kind, kind.usual());
  }
}
