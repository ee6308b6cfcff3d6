package io.medley.platform.notification;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one person was told.
 *
 * @param link path in this service
 * @param dueAt by when; {@code null} for news
 * @param toldAt on the business clock
 * @param readAt {@code null} while the person has not opened it
 * @param settledAt when its task was done; {@code null} for news and open tasks
 */
public record Notification(
    UUID id,
    String person,
    NotificationKind kind,
    Notice.Subject subject,
    String text,
    String link,
    @Nullable Instant dueAt,
    Instant toldAt,
    @Nullable Instant readAt,
    @Nullable Instant settledAt) {

  /** Whether the person still has to take notice of it. */
  public boolean waiting() {
    return readAt == null && settledAt == null;
  }
}
