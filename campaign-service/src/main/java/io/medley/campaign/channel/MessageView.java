package io.medley.campaign.channel;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A rendered message as a person looks at it, whatever its channel.
 *
 * @param subject subject or title; empty for a text message
 * @param html the page; null for a text message
 * @param text the words
 */
public record MessageView(String subject, @Nullable String html, String text) {

  private static final JsonMapper JSON = JsonMapper.shared();

  /** Reads a message as it was handed over and kept; empty if its form is not known. */
  public static Optional<MessageView> of(String channel, byte[] message) {
    try {
      return Optional.of(channel.equals("EMAIL") ? mail(message) : body(message));
    } catch (MessagingException | IOException | JacksonException unreadable) {
      return Optional.empty();
    }
  }

  private static MessageView mail(byte[] message) throws MessagingException, IOException {
    MimeMessage mail =
        new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(message));
    return new MessageView(
        Objects.requireNonNullElse(mail.getSubject(), ""),
        part(mail, "text/html"),
        Objects.requireNonNullElse(part(mail, "text/plain"), ""));
  }

  private static @Nullable String part(Part part, String type)
      throws MessagingException, IOException {
    if (part.isMimeType(type)) {
      return String.valueOf(part.getContent());
    }
    if (part.isMimeType("multipart/*") && part.getContent() instanceof Multipart parts) {
      for (int i = 0; i < parts.getCount(); i++) {
        BodyPart each = parts.getBodyPart(i);
        String found = part(each, type);
        if (found != null) {
          return found;
        }
      }
    }
    return null;
  }

  private static MessageView body(byte[] message) {
    JsonNode body = JSON.readTree(message);
    String html = body.path("html").isString() ? body.path("html").asString("") : null;
    return new MessageView(
        body.path("title").asString(""),
        html,
        html == null ? body.path("text").asString("") : PlainTexts.of(html));
  }
}
