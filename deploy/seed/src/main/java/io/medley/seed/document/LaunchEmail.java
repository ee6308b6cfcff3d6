package io.medley.seed.document;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jsoup.nodes.Entities;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One HTML e-mail of the launch, in the words of its market. Its tokens ({@code {{hcp.lastName}}},
 * {@code {{unsubscribe}}} …) stay unresolved: the signature covers the piece with its tokens, the
 * sender resolves them.
 */
final class LaunchEmail {

  private static final String FRAME = resource("/seed/email/frame.html");
  private static final JsonNode WORDING =
      JsonMapper.builder().build().readTree(resource("/seed/email/wording.json"));

  private LaunchEmail() {}

  /**
   * @param piece name of the piece in the wording, for instance {@code announce}
   * @param withAdverseEvents {@code false} leaves the adverse event statement out, which the market
   *     forbids
   */
  static byte[] write(
      ProductTexts texts, Imprint imprint, String market, String piece, boolean withAdverseEvents) {
    JsonNode common = WORDING.path(market);
    JsonNode words = common.path("pieces").path(piece);
    if (words.isMissingNode()) {
      throw new IllegalArgumentException("There is no e-mail " + piece + " for " + market);
    }
    Map<String, String> values = new LinkedHashMap<>();
    values.put("language", texts.language());
    values.put("subject", escape(texts.brandWithInn() + ": " + words.path("subject").asString()));
    for (String field :
        new String[] {
          "audienceLine",
          "safetyLink",
          "piLink",
          "safetyHeading",
          "referencesHeading",
          "sender",
          "privacyUrl",
          "privacyLabel",
          "unsubscribeLabel",
          "greeting"
        }) {
      values.put(field, escape(common.path(field).asString()));
    }
    for (String field : new String[] {"headline", "buttonLabel", "buttonUrl"}) {
      values.put(field, escape(words.path(field).asString()));
    }
    values.put("brandWithInn", escape(texts.brandWithInn()));
    values.put("piUrl", escape(texts.prescribingInformationUrl()));
    values.put("safety", escape(texts.safetyInformation()));
    values.put(
        "body",
        words.path("body").values().stream()
            .map(paragraph -> "<p>" + escape(paragraph.asString()) + "</p>")
            .collect(Collectors.joining("\n")));
    values.put(
        "adverseEvents",
        withAdverseEvents
            ? "<h2 style=\"margin:16px 0 8px 0;font-size:18px\">"
                + escape(common.path("adverseEventsHeading").asString())
                + "</h2>\n<p>"
                + escape(texts.adverseEventStatement())
                + "</p>"
            : "");
    values.put(
        "references",
        References.first(words.path("references").asInt()).stream()
            .map(line -> "<p style=\"margin:0 0 4px 0\">" + escape(line) + "</p>")
            .collect(Collectors.joining("\n")));
    values.put("imprint", escape(imprint.line(market)));
    String html = FRAME;
    for (Map.Entry<String, String> value : values.entrySet()) {
      html = html.replace("@@" + value.getKey() + "@@", value.getValue());
    }
    return html.getBytes(StandardCharsets.UTF_8);
  }

  private static String escape(String text) {
    return Entities.escape(
        text, new org.jsoup.nodes.Document.OutputSettings().charset(StandardCharsets.UTF_8));
  }

  private static String resource(String name) {
    try (InputStream in =
        Objects.requireNonNull(LaunchEmail.class.getResourceAsStream(name), name + " is missing")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
