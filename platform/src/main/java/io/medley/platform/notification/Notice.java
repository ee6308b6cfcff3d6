package io.medley.platform.notification;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What people are told. It may leave the house by mail, so it holds nothing that people typed but
 * titles, and nothing about a healthcare professional.
 *
 * @param kind why
 * @param subject what it is about
 * @param text one sentence, at most 400 characters, e.g. "Legal review for GB waits for you."
 * @param link path in this service where the person acts on it, e.g. {@code /desk/…/LEGAL}
 * @param occurrence names this one event; a person is told once per kind and occurrence, however
 *     often the caller repeats itself
 * @param task names the task it is about, so that {@link Notifying#settle} can take it off
 *     everybody's list once the task is done; {@code null} for news
 * @param dueAt by when, on the business clock
 */
public record Notice(
    NotificationKind kind,
    Subject subject,
    String text,
    String link,
    String occurrence,
    @Nullable String task,
    @Nullable Instant dueAt) {

  /**
   * The thing a notice is about; what people mute.
   *
   * @param key stable for the life of the thing, e.g. {@code asset:<id>}
   * @param title as people know it; a long one is shortened, because no title may stop what is told
   */
  public record Subject(String key, String title) {
    private static final int LONGEST_TITLE = 500;

    public Subject {
      requireLength("subject", key, 200);
      title = title.length() <= LONGEST_TITLE ? title : title.substring(0, LONGEST_TITLE - 1) + "…";
      requireLength("title", title, LONGEST_TITLE);
    }
  }

  public Notice {
    requireLength("text", text, 400);
    requireLength("occurrence", occurrence, 300);
    if (!link.startsWith("/") || link.startsWith("//") || link.length() > 500) {
      throw new IllegalArgumentException("A notice links to a path of its own service: " + link);
    }
  }

  /** News that ask for nothing by a date. */
  public static Notice of(
      NotificationKind kind, Subject subject, String text, String link, String occurrence) {
    return new Notice(kind, subject, text, link, occurrence, null, null);
  }

  /** The same about a task that can be done. */
  public Notice ofTask(String name) {
    return new Notice(kind, subject, text, link, occurrence, name, dueAt);
  }

  /** The same with a date. */
  public Notice due(@Nullable Instant at) {
    return new Notice(kind, subject, text, link, occurrence, task, at);
  }

  private static void requireLength(String what, String value, int most) {
    if (value.isBlank() || value.length() > most) {
      throw new IllegalArgumentException(
          "The %s of a notice has 1 to %d characters: %s".formatted(what, most, value));
    }
  }
}
