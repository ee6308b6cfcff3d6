package io.medley.campaign.channel;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Range;
import org.jsoup.parser.Parser;

/**
 * An approved HTML text with the places where it may be altered; the same for every HCP.
 *
 * @param text as it was approved
 * @param title words of its title; empty if it has none
 * @param tokens in the order in which they stand
 * @param links that lead to declared addresses, in the order in which they stand
 * @param bodyEnd offset of the end of its body, UTF-16 units
 * @param words all its words as a reader sees them, as {@link SafetyInformation#normal} has them
 * @param addresses everything its links lead to, as written
 */
record ApprovedPage(
    String text,
    String title,
    List<Token> tokens,
    List<Link> links,
    int bodyEnd,
    String words,
    Set<String> addresses) {

  // After these a value's first letters would become a tag, a comment or a character reference.
  private static final Pattern OPENS_MARKUP = Pattern.compile("(<[!/?]?-?|&#?)$");

  ApprovedPage {
    tokens = List.copyOf(tokens);
    links = List.copyOf(links);
    addresses = Set.copyOf(addresses);
  }

  /**
   * A token.
   *
   * @param start offset in the text
   * @param written with its braces
   */
  record Token(int start, String written, String name) {}

  /**
   * A link to an absolute address.
   *
   * @param start offset of the address in the text
   * @param written as it stands there
   * @param href the address itself
   */
  record Link(int start, String written, String href) {}

  /**
   * Finds the places.
   *
   * @throws RenderRefused if a value could change the markup where a token stands
   */
  static ApprovedPage of(String text) {
    Document page = Parser.htmlParser().setTrackPosition(true).parseInput(text, "");
    refuseUnsafeTokens(text, page);
    List<Link> links = new ArrayList<>();
    Set<String> addresses = new HashSet<>();
    for (Element anchor : page.select("a[href], area[href]")) {
      addresses.add(anchor.attr("href").strip());
      link(text, anchor, links);
    }
    return new ApprovedPage(
        text,
        page.title(),
        tokens(text),
        links,
        bodyEnd(text, page),
        SafetyInformation.normal(page.text()),
        addresses);
  }

  private static List<Token> tokens(String text) {
    List<Token> found = new ArrayList<>();
    Matcher token = Tokens.TOKEN.matcher(text);
    while (token.find()) {
      if (OPENS_MARKUP.matcher(text).region(Math.max(0, token.start() - 3), token.start()).find()) {
        throw unsafe("the beginning of a tag");
      }
      found.add(new Token(token.start(), token.group(), Tokens.name(token)));
    }
    return found;
  }

  private static void link(String text, Element anchor, List<Link> links) {
    String href = anchor.attr("href").strip();
    if (!RenderProof.isDeclaredLink(href)) {
      return;
    }
    Range value = anchor.attributes().sourceRange("href").valueRange();
    if (!value.isTracked()) {
      return;
    }
    int start = value.startPos();
    String written = text.substring(start, value.endPos());
    // The parser's offsets are believed only where the text there reads as the value it gave.
    if (quoted(text, start) && Parser.unescapeEntities(written, true).strip().equals(href)) {
      links.add(new Link(start, written, href));
    }
  }

  /** A value is text: it may stand in text or inside a quoted attribute, nowhere else. */
  private static void refuseUnsafeTokens(String text, Document page) {
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
                && !quotedValue(text, element, attribute.getKey()))) {
          throw unsafe("an attribute without quotes");
        }
      }
    }
  }

  private static boolean quotedValue(String text, Element element, String key) {
    Range range = element.attributes().sourceRange(key).valueRange();
    return range.isTracked() && quoted(text, range.startPos());
  }

  private static boolean quoted(String text, int valueStart) {
    return valueStart > 0
        && (text.charAt(valueStart - 1) == '"' || text.charAt(valueStart - 1) == '\'');
  }

  private static RenderRefused unsafe(String where) {
    return new RenderRefused(
        RenderRefused.Cause.UNSAFE_TOKEN,
        "The piece holds a token in %s, where its value could change the markup.".formatted(where));
  }

  private static int bodyEnd(String text, Document page) {
    Range end = page.body().endSourceRange();
    boolean explicit =
        end.isTracked()
            && end.startPos() < end.endPos()
            && text.regionMatches(true, end.startPos(), "</body", 0, 6);
    return explicit ? end.startPos() : text.length();
  }
}
