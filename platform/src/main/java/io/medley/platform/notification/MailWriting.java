package io.medley.platform.notification;

import io.medley.platform.page.MedleyUrls;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

/** Puts notifications into the words of a mail, as text and as HTML. */
final class MailWriting {

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE d MMM uuuu, HH:mm", Locale.ENGLISH);

  private final ITemplateEngine templates;
  private final String service;
  private final MedleyUrls urls;

  MailWriting(ITemplateEngine templates, String service, MedleyUrls urls) {
    this.templates = templates;
    this.service = service;
    this.urls = urls;
  }

  /** A mail's words. */
  record Words(String subject, String text, String html) {}

  /** One line of a mail. */
  record Line(String kind, String title, String text, @Nullable String due, String link) {}

  /** The mail about one thing. */
  Words one(Notification notification, AddressBook.Entry to, ZoneId zone) {
    String subject =
        "%s: %s".formatted(notification.kind().title(), notification.subject().title());
    return words(
        subject,
        "Hello " + to.printedName() + ",",
        List.of(line(notification, zone)),
        "You get this mail at once because you set “%s” so, or because it is usual."
            .formatted(notification.kind().title()));
  }

  /** The mail that sums up a day. */
  Words digest(List<Notification> notifications, AddressBook.Entry to, ZoneId zone) {
    int count = notifications.size();
    return words(
        "Your day in Medley: %d %s".formatted(count, count == 1 ? "thing" : "things"),
        "Hello " + to.printedName() + ", this is what happened since the last digest.",
        notifications.stream().map(notification -> line(notification, zone)).toList(),
        "You get this digest because you set these kinds to “Daily digest”, or because it is"
            + " usual.");
  }

  private Words words(String subject, String greeting, List<Line> lines, String why) {
    String settings = address("/notifications/settings");
    StringBuilder text = new StringBuilder(greeting).append("\n\n");
    for (Line line : lines) {
      text.append(line.text()).append('\n').append(line.title()).append('\n');
      if (line.due() != null) {
        text.append("Due: ").append(line.due()).append('\n');
      }
      text.append(line.link()).append("\n\n");
    }
    text.append(why).append("\nChange that: ").append(settings).append('\n');
    Context context =
        new Context(
            Locale.ENGLISH,
            Map.of(
                "subject", subject,
                "greeting", greeting,
                "lines", lines,
                "why", why,
                "settings", settings));
    return new Words(subject, text.toString(), templates.process("medley/mail", context));
  }

  private Line line(Notification notification, ZoneId zone) {
    Instant due = notification.dueAt();
    return new Line(
        notification.kind().title(),
        notification.subject().title(),
        notification.text(),
        due == null ? null : DATE.format(due.atZone(zone)) + " (" + zone.getId() + ")",
        address(path(notification.id())));
  }

  /** Where a notification opens: notes that it was read, then goes where the person acts on it. */
  static String path(UUID id) {
    return "/notifications/" + id;
  }

  private String address(String path) {
    URI base = service.equals("content") ? urls.content() : urls.campaign();
    return base == null ? path : base.toString().replaceAll("/$", "") + path;
  }
}
