package io.medley.campaign.channel;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Range;
import org.jsoup.parser.Parser;

/**
 * Renders an approved HTML piece by altering its text at known places only; what the parser thinks
 * of the rest never gets written. {@link RenderProof} checks the result independently.
 */
final class HtmlRendering {

  // After these a value's first letters would become a tag, a comment or a character reference.
  private static final Pattern OPENS_MARKUP = Pattern.compile("(<[!/?]?-?|&#?)$");

  private HtmlRendering() {}

  /** The approved text; refuses what is not HTML in UTF-8. */
  static String decode(byte[] bytes) {
    String text;
    try {
      text =
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(bytes))
              .toString();
    } catch (CharacterCodingException notUtf8) {
      throw new RenderRefused(
          RenderRefused.Cause.NOT_HTML, "The piece is not a text in UTF-8, so not an e-mail.");
    }
    String start = text.substring(0, Math.min(text.length(), 2_000)).toLowerCase(Locale.ROOT);
    if (!start.contains("<html")) {
      throw new RenderRefused(
          RenderRefused.Cause.NOT_HTML, "The piece is not an HTML page, so not an e-mail.");
    }
    return text;
  }

  static Document parse(String html) {
    return Parser.htmlParser().setTrackPosition(true).parseInput(html, "");
  }

  static RenderedPiece render(String approved, Map<String, String> values, LinkTargets targets) {
    Document page = parse(approved);
    refuseUnsafeTokens(approved, page);
    List<Alteration> alterations = new ArrayList<>(tokens(approved, values));
    List<String> links = new ArrayList<>();
    IntFunction<String> click = targets.click();
    if (click != null) {
      for (Element anchor : page.select("a[href], area[href]")) {
        link(approved, anchor, links, click, alterations);
      }
    }
    if (targets.pixel() != null) {
      alterations.add(
          new Alteration(
              Alteration.Kind.PIXEL,
              bodyEnd(approved, page),
              "",
              RenderProof.pixel(targets.pixel())));
    }
    alterations.sort(Comparator.comparingInt(Alteration::start));
    return new RenderedPiece(apply(approved, alterations), alterations, links);
  }

  private static List<Alteration> tokens(String approved, Map<String, String> values) {
    List<Alteration> found = new ArrayList<>();
    Matcher token = Tokens.TOKEN.matcher(approved);
    while (token.find()) {
      String value = values.get(Tokens.name(token));
      if (value == null) {
        throw new RenderRefused(
            RenderRefused.Cause.UNDECLARED_TOKEN,
            "The piece holds the token {{%s}}, which is not declared.".formatted(token.group(1)));
      }
      if (OPENS_MARKUP
          .matcher(approved)
          .region(Math.max(0, token.start() - 3), token.start())
          .find()) {
        throw unsafe("the beginning of a tag");
      }
      found.add(
          new Alteration(
              Alteration.Kind.TOKEN, token.start(), token.group(), RenderProof.escape(value)));
    }
    return found;
  }

  private static void link(
      String approved,
      Element anchor,
      List<String> links,
      IntFunction<String> click,
      List<Alteration> alterations) {
    String href = anchor.attr("href").strip();
    if (!RenderProof.isDeclaredLink(href)) {
      return;
    }
    Range.AttributeRange range = anchor.attributes().sourceRange("href");
    if (!range.valueRange().isTracked()) {
      return;
    }
    int start = range.valueRange().startPos();
    String original = approved.substring(start, range.valueRange().endPos());
    // The parser's offsets are believed only where the text there reads as the value it gave.
    if (!quoted(approved, start) || !Parser.unescapeEntities(original, true).strip().equals(href)) {
      return;
    }
    String target = click.apply(links.size());
    links.add(href);
    alterations.add(
        new Alteration(Alteration.Kind.LINK, start, original, RenderProof.escape(target)));
  }

  /** A value is text: it may stand in text or inside a quoted attribute, nowhere else. */
  private static void refuseUnsafeTokens(String approved, Document page) {
    for (Element element : page.getAllElements()) {
      boolean code = element.normalName().equals("script") || element.normalName().equals("style");
      if (code && Tokens.TOKEN.matcher(element.data()).find()) {
        throw unsafe(element.normalName());
      }
      if (element.normalName().contains("{{")) {
        throw unsafe("a tag");
      }
      for (Attribute attribute : element.attributes()) {
        if (attribute.getKey().contains("{{")
            || (attribute.getValue().contains("{{")
                && !quotedValue(approved, element, attribute.getKey()))) {
          throw unsafe("an attribute without quotes");
        }
      }
    }
  }

  private static boolean quotedValue(String approved, Element element, String key) {
    Range range = element.attributes().sourceRange(key).valueRange();
    return range.isTracked() && quoted(approved, range.startPos());
  }

  private static boolean quoted(String approved, int valueStart) {
    return valueStart > 0
        && (approved.charAt(valueStart - 1) == '"' || approved.charAt(valueStart - 1) == '\'');
  }

  private static RenderRefused unsafe(String where) {
    return new RenderRefused(
        RenderRefused.Cause.UNSAFE_TOKEN,
        "The piece holds a token in %s, where its value could change the markup.".formatted(where));
  }

  private static int bodyEnd(String approved, Document page) {
    Range end = page.body().endSourceRange();
    boolean explicit =
        end.isTracked()
            && end.startPos() < end.endPos()
            && approved.regionMatches(true, end.startPos(), "</body", 0, 6);
    return explicit ? end.startPos() : approved.length();
  }

  private static String apply(String approved, List<Alteration> alterations) {
    StringBuilder html = new StringBuilder(approved.length() + 1_024);
    int at = 0;
    for (Alteration alteration : alterations) {
      if (alteration.start() < at) {
        throw new RenderRefused(
            RenderRefused.Cause.UNSAFE_TOKEN, "The piece holds a token inside a link it declares.");
      }
      html.append(approved, at, alteration.start()).append(alteration.replacement());
      at = alteration.start() + alteration.original().length();
    }
    return html.append(approved, at, approved.length()).toString();
  }
}
