package io.medley.local.sms;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** The sink's page. */
final class SmsPage {

  private static final int SHOWN = 200;
  private static final DateTimeFormatter WHEN =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);

  private SmsPage() {}

  static String of(List<ReceivedSms> messages) {
    StringBuilder rows = new StringBuilder();
    messages.reversed().stream()
        .limit(SHOWN)
        .forEach(
            sms ->
                rows.append("<tr><td class=when>")
                    .append(WHEN.format(sms.receivedAt()))
                    .append("</td><td class=when>")
                    .append(escaped(sms.to()))
                    .append("</td><td class=text>")
                    .append(escaped(sms.text()))
                    .append(
                        "</td><td><form method=post action=/answers><input type=hidden name=from value=\"")
                    .append(escaped(sms.to()))
                    .append(
                        "\"><input name=text value=STOP size=12 aria-label=Answer> <button>Answer</button></form></td></tr>\n"));
    return html(
        "Text messages (" + messages.size() + ")",
        messages.isEmpty()
            ? "<p>No message yet. A text message Medley sends appears here and goes no further.</p>"
            : "<table><thead><tr><th>Received</th><th>To</th><th>Text</th><th>As its reader</th></tr></thead><tbody>"
                + rows
                + "</tbody></table>");
  }

  static String told(String answer) {
    return html("Answered", "<p><a href=/>All messages</a></p><pre>" + escaped(answer) + "</pre>");
  }

  private static String html(String title, String body) {
    return """
    <!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
    <title>%1$s</title><style>
    :root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif }
    body { max-width: 72rem; margin: 2rem auto; padding: 0 1rem }
    table { width: 100%%; border-collapse: collapse } th { text-align: left; font-weight: 600 }
    td, th { padding: .5rem .75rem .5rem 0; border-bottom: 1px solid #8884; vertical-align: top }
    .when { white-space: nowrap; font-variant-numeric: tabular-nums } .text { white-space: pre-wrap; overflow-wrap: anywhere }
    </style></head><body><h1>%1$s</h1>%2$s</body></html>
    """
        .formatted(escaped(title), body);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
