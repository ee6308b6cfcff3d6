package io.medley.campaign.measure;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What came back to the sender's mailbox: delivery reports (RFC 3464), complaints in the abuse
 * reporting format (RFC 5965), and what people write.
 *
 * @param messageId the message it answers, with its angle brackets; empty if that cannot be seen
 * @param detail the server's status of a report; the words of a reply
 */
record InboundMail(Kind kind, Optional<String> messageId, String detail) {

  /** What it is. */
  enum Kind {
    /** The address does not take the message, for good. */
    BOUNCE,
    /** Not delivered yet. */
    DELAY,
    /** The owner of the address called the message spam. */
    COMPLAINT,
    /** Somebody wrote. */
    REPLY,
    /** Something else, e.g. a note of absence. */
    UNKNOWN
  }

  private static final Pattern MESSAGE_ID = Pattern.compile("(?im)^Message-ID:\\s*(<[^<>\\s]+>)");
  private static final Pattern REFERENCE = Pattern.compile("<[^<>\\s]+>");
  private static final Pattern ACTION = Pattern.compile("(?im)^Action:\\s*(\\w+)");
  private static final Pattern STATUS = Pattern.compile("(?im)^Status:\\s*(\\d\\.\\d+\\.\\d+)");
  private static final Pattern FEEDBACK = Pattern.compile("(?im)^Feedback-Type:\\s*(\\S+)");

  /** Reads a complete message. */
  static InboundMail parse(byte[] bytes) {
    try {
      MimeMessage mail =
          new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(bytes));
      if (mail.isMimeType("multipart/report")) {
        return report(mail);
      }
      String automatic = first(mail.getHeader("Auto-Submitted")).orElse("no");
      Optional<String> answered =
          first(mail.getHeader("In-Reply-To"))
              .or(() -> first(headers(mail, "References")))
              .flatMap(InboundMail::lastReference);
      return automatic.equalsIgnoreCase("no")
          ? new InboundMail(Kind.REPLY, answered, text(mail))
          : new InboundMail(Kind.UNKNOWN, answered, "");
    } catch (MessagingException | IOException unreadable) {
      return new InboundMail(Kind.UNKNOWN, Optional.empty(), "");
    }
  }

  private static InboundMail report(MimeMessage mail) throws MessagingException, IOException {
    String type =
        Optional.ofNullable(new ContentType(mail.getContentType()).getParameter("report-type"))
            .orElse("")
            .toLowerCase(Locale.ROOT);
    List<String> parts = new ArrayList<>();
    collect(mail, parts);
    String all = String.join("\n", parts);
    Optional<String> about = lastOf(MESSAGE_ID.matcher(all));
    if (type.equals("feedback-report")) {
      String feedback = firstOf(FEEDBACK.matcher(all)).orElse("abuse");
      return new InboundMail(
          feedback.equalsIgnoreCase("not-spam") ? Kind.UNKNOWN : Kind.COMPLAINT, about, feedback);
    }
    String action = firstOf(ACTION.matcher(all)).orElse("").toLowerCase(Locale.ROOT);
    String status = firstOf(STATUS.matcher(all)).orElse("");
    return switch (action) {
      case "failed" ->
          new InboundMail(status.startsWith("4") ? Kind.DELAY : Kind.BOUNCE, about, status);
      case "delayed" -> new InboundMail(Kind.DELAY, about, status);
      default -> new InboundMail(Kind.UNKNOWN, about, status);
    };
  }

  /** The text of every leaf, the returned message among them. */
  private static void collect(Part part, List<String> texts)
      throws MessagingException, IOException {
    if (part.isMimeType("multipart/*") && part.getContent() instanceof Multipart parts) {
      for (int i = 0; i < parts.getCount(); i++) {
        BodyPart each = parts.getBodyPart(i);
        collect(each, texts);
      }
      return;
    }
    try (InputStream in = part.getInputStream()) {
      texts.add(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  /** What a person wrote: the first plain text, without what is quoted. */
  private static String text(Part part) throws MessagingException, IOException {
    if (part.isMimeType("text/plain")) {
      return String.valueOf(part.getContent())
          .lines()
          .filter(line -> !line.startsWith(">"))
          .reduce((left, right) -> left + "\n" + right)
          .orElse("")
          .strip();
    }
    if (part.isMimeType("text/html")) {
      return org.jsoup.Jsoup.parse(String.valueOf(part.getContent())).text();
    }
    if (part.isMimeType("multipart/*") && part.getContent() instanceof Multipart parts) {
      for (int i = 0; i < parts.getCount(); i++) {
        String text = text(parts.getBodyPart(i));
        if (!text.isEmpty()) {
          return text;
        }
      }
    }
    return "";
  }

  private static String[] headers(MimeMessage mail, String name) {
    try {
      String[] values = mail.getHeader(name);
      return values == null ? new String[0] : values;
    } catch (MessagingException unreadable) {
      return new String[0];
    }
  }

  private static Optional<String> first(String @org.jspecify.annotations.Nullable [] values) {
    return values == null || values.length == 0 ? Optional.empty() : Optional.of(values[0]);
  }

  private static Optional<String> lastReference(String header) {
    Matcher matcher = REFERENCE.matcher(header);
    String last = null;
    while (matcher.find()) {
      last = matcher.group();
    }
    return Optional.ofNullable(last);
  }

  private static Optional<String> firstOf(Matcher matcher) {
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  private static Optional<String> lastOf(Matcher matcher) {
    String last = null;
    while (matcher.find()) {
      last = matcher.group(1);
    }
    return Optional.ofNullable(last);
  }
}
