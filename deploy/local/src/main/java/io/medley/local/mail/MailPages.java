package io.medley.local.mail;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The sink's pages and its JSON: {@code /} (list), {@code /mails/<id>} (one mail), {@code
 * /mails/<id>/html|source}, {@code /api/mails[?messageId=|?offset=&limit=]}.
 */
final class MailPages implements HttpHandler {

  private static final int PAGE = 100;
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final DateTimeFormatter WHEN =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);

  private final MailFolder folder;

  MailPages(MailFolder folder) {
    this.folder = folder;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String[] path = exchange.getRequestURI().getPath().split("/");
      Map<String, String> query = query(exchange.getRequestURI().getRawQuery());
      if (!exchange.getRequestMethod().equals("GET")
          && !exchange.getRequestMethod().equals("HEAD")) {
        answer(exchange, 405, "text/plain", "Only reading is possible here.");
      } else if (path.length <= 1) {
        answer(exchange, 200, "text/html", list(number(query, "offset", 0)));
      } else if (path.length == 3 && path[1].equals("api") && path[2].equals("mails")) {
        answer(exchange, 200, "application/json", JSON.writeValueAsString(json(query)));
      } else if (path.length >= 3 && path[1].equals("mails")) {
        Optional<ReceivedMail> mail = folder.find(path[2]);
        if (mail.isEmpty()) {
          answer(exchange, 404, "text/plain", "There is no such mail.");
        } else {
          one(exchange, mail.get(), path.length > 3 ? path[3] : "");
        }
      } else {
        answer(exchange, 404, "text/plain", "There is nothing here.");
      }
    }
  }

  private Map<String, Object> json(Map<String, String> query) {
    Map<String, Object> answer = new LinkedHashMap<>();
    String messageId = query.get("messageId");
    List<ReceivedMail> mails;
    if (messageId != null) {
      mails = folder.byMessageId(messageId);
      answer.put("messageId", messageId);
      answer.put("accepted", !mails.isEmpty());
      answer.put("count", mails.size());
    } else {
      mails =
          folder.newest(number(query, "offset", 0), Math.min(number(query, "limit", PAGE), 10_000));
      answer.put("total", folder.count());
    }
    answer.put("mails", mails.stream().map(MailPages::summary).toList());
    return answer;
  }

  private static Map<String, Object> summary(ReceivedMail mail) {
    Map<String, Object> summary = new LinkedHashMap<>();
    summary.put("id", mail.id());
    summary.put("receivedAt", mail.receivedAt().toString());
    summary.put("messageId", mail.messageId());
    summary.put("from", mail.from());
    summary.put("to", mail.to());
    summary.put("subject", mail.subject());
    return summary;
  }

  private void one(HttpExchange exchange, ReceivedMail mail, String view) throws IOException {
    switch (view) {
      case "" -> answer(exchange, 200, "text/html", page(mail));
      case "source" ->
          answer(
              exchange,
              200,
              "text/plain",
              Files.readString(mail.file(), StandardCharsets.ISO_8859_1));
      case "html" -> {
        // Shown as the reader's mail program would, but unable to run or post anything.
        exchange
            .getResponseHeaders()
            .set(
                "Content-Security-Policy",
                "sandbox allow-popups; script-src 'none'; form-action 'none'");
        answer(
            exchange,
            200,
            "text/html",
            text(mail, "text/html").orElse("<p>This mail has no HTML part.</p>"));
      }
      default -> answer(exchange, 404, "text/plain", "There is nothing here.");
    }
  }

  private String list(int offset) {
    List<ReceivedMail> mails = folder.newest(offset, PAGE);
    StringBuilder rows = new StringBuilder();
    for (ReceivedMail mail : mails) {
      rows.append("<tr><td class=when>")
          .append(WHEN.format(mail.receivedAt()))
          .append("</td><td>")
          .append(escaped(String.join(", ", mail.to())))
          .append("</td><td><a href=\"/mails/")
          .append(mail.id())
          .append("\">")
          .append(escaped(mail.subject().isBlank() ? "(no subject)" : mail.subject()))
          .append("</a></td></tr>\n");
    }
    int total = folder.count();
    String body =
        total == 0
            ? "<p class=empty>No mail yet. A mail Medley sends appears here and goes no further.</p>"
            : "<table><thead><tr><th>Received</th><th>To</th><th>Subject</th></tr></thead><tbody>"
                + rows
                + "</tbody></table>";
    String pages =
        (offset > 0 ? "<a href=\"/?offset=" + Math.max(0, offset - PAGE) + "\">Newer</a> " : "")
            + (offset + PAGE < total
                ? "<a href=\"/?offset=" + (offset + PAGE) + "\">Older</a>"
                : "");
    return html("Mails (" + total + ")", body + "<nav>" + pages + "</nav>");
  }

  private String page(ReceivedMail mail) throws IOException {
    StringBuilder body = new StringBuilder("<p><a href=\"/\">All mails</a></p><dl>");
    entry(body, "From", mail.from());
    entry(body, "To", String.join(", ", mail.to()));
    entry(body, "Received", WHEN.format(mail.receivedAt()));
    entry(body, "Message-ID", mail.messageId());
    body.append("</dl><p><a href=\"/mails/").append(mail.id()).append("/source\">Source</a></p>");
    if (text(mail, "text/html").isPresent()) {
      body.append("<iframe sandbox=\"allow-popups\" title=\"The mail\" src=\"/mails/")
          .append(mail.id())
          .append("/html\"></iframe>");
    }
    text(mail, "text/plain")
        .ifPresent(text -> body.append("<pre>").append(escaped(text)).append("</pre>"));
    return html(mail.subject().isBlank() ? "(no subject)" : mail.subject(), body.toString());
  }

  private static void entry(StringBuilder body, String name, String value) {
    body.append("<dt>").append(name).append("</dt><dd>").append(escaped(value)).append("</dd>");
  }

  private static String html(String title, String body) {
    return """
    <!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
    <title>%1$s</title><style>
    :root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif }
    body { max-width: 72rem; margin: 2rem auto; padding: 0 1rem }
    table { width: 100%%; border-collapse: collapse } th { text-align: left; font-weight: 600 }
    td, th { padding: .5rem .75rem .5rem 0; border-bottom: 1px solid #8884; vertical-align: top }
    .when { white-space: nowrap; font-variant-numeric: tabular-nums }
    dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1rem } dt { opacity: .7 } dd { margin: 0; overflow-wrap: anywhere }
    iframe { width: 100%%; height: 70vh; border: 1px solid #8886; background: white } pre { white-space: pre-wrap; overflow-wrap: anywhere }
    </style></head><body><h1>%1$s</h1>%2$s</body></html>
    """
        .formatted(escaped(title), body);
  }

  private static Optional<String> text(ReceivedMail mail, String type) throws IOException {
    try (InputStream in = Files.newInputStream(mail.file())) {
      return Optional.ofNullable(text(new MimeMessage(null, in), type));
    } catch (MessagingException e) {
      return Optional.empty();
    }
  }

  private static @Nullable String text(Part part, String type)
      throws MessagingException, IOException {
    if (part.isMimeType(type)) {
      return part.getContent().toString();
    }
    if (part.isMimeType("multipart/*") && part.getContent() instanceof Multipart parts) {
      List<BodyPart> bodies = new ArrayList<>();
      for (int i = 0; i < parts.getCount(); i++) {
        bodies.add(parts.getBodyPart(i));
      }
      for (BodyPart body : bodies) {
        String found = text(body, type);
        if (found != null) {
          return found;
        }
      }
    }
    return null;
  }

  private static Map<String, String> query(@Nullable String raw) {
    Map<String, String> query = new HashMap<>();
    if (raw != null) {
      for (String pair : raw.split("&")) {
        int equals = pair.indexOf('=');
        if (equals > 0) {
          query.put(
              pair.substring(0, equals),
              URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
        }
      }
    }
    return query;
  }

  private static int number(Map<String, String> query, String name, int otherwise) {
    try {
      return Math.max(0, Integer.parseInt(query.getOrDefault(name, Integer.toString(otherwise))));
    } catch (NumberFormatException e) {
      return otherwise;
    }
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  private static void answer(HttpExchange exchange, int status, String type, String body)
      throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type + "; charset=utf-8");
    boolean head = exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(status, head ? -1 : bytes.length);
    if (!head) {
      exchange.getResponseBody().write(bytes);
    }
  }
}
