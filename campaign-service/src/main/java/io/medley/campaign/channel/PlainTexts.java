package io.medley.campaign.channel;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;
import org.springframework.stereotype.Component;

/**
 * Pages as plain text, for readers without HTML. A page that goes to very many is parsed once, with
 * marks where readers differ; what is put in their place is what a parser would have read there.
 */
@Component
final class PlainTexts {

  /** Most characters of text that are kept. */
  private static final long REMEMBERED = 8L * 1024 * 1024;

  private static final Pattern BLANKS = Pattern.compile("[ \\t\\x0B\\f\\u00A0]+");
  private static final Pattern AROUND_BREAK = Pattern.compile(" ?\\n ?");
  private static final Pattern BREAKS = Pattern.compile("\\n{3,}");

  // Of the private use area: no text means anything by them.
  private static final String BEGINS = "\uE000";
  private static final String ENDS = "\uE001";

  /** An address is told by how it begins, so the mark of one begins like one. */
  private static final String ADDRESS = "http";

  private static final Pattern MARK = Pattern.compile("(?:http)?\uE000([^\uE001]*)\uE001");
  private static final Set<String> ADDRESSES =
      Set.of("unsubscribe", "unsubscribeUrl", "preferencesUrl", "answer");

  private final Cache<Edition, Optional<String>> remembered =
      Caffeine.newBuilder()
          .executor(Runnable::run)
          .maximumWeight(REMEMBERED)
          .weigher(
              (Edition edition, Optional<String> text) ->
                  100 + edition.attached().length() + text.map(String::length).orElse(0))
          .build();

  /** What is the same for many readers. */
  private record Edition(String contentHash, String attached, boolean clicks) {}

  /** The words of the page with the addresses of its links. */
  String of(HtmlPage page) {
    HtmlPage.Made made = page.made();
    if (!fits(made)) {
      return of(page.html());
    }
    Edition edition =
        new Edition(made.contentHash(), made.attached(), made.targets().click() != null);
    return remembered
        .get(edition, wanted -> marked(page))
        .map(marked -> narrowed(filled(marked, made)))
        .orElseGet(() -> of(page.html()));
  }

  /** The same of any page. */
  static String of(String html) {
    return narrowed(words(html));
  }

  /** Whether every value reads the same wherever it may stand. */
  private static boolean fits(HtmlPage.Made made) {
    return made.values().entrySet().stream()
        .allMatch(
            value ->
                !value.getValue().isBlank()
                    && value.getValue().startsWith(ADDRESS) == ADDRESSES.contains(value.getKey())
                    && new TextNode(value.getValue()).text().equals(value.getValue()));
  }

  /** The text with its marks; empty if the page is one for which that does not work. */
  private static Optional<String> marked(HtmlPage page) {
    HtmlPage.Made made = page.made();
    if (page.html().contains(BEGINS) || page.html().contains(ENDS)) {
      return Optional.empty();
    }
    Map<String, String> marks = new HashMap<>();
    made.values()
        .keySet()
        .forEach(name -> marks.put(name, (ADDRESSES.contains(name) ? ADDRESS : "") + mark(name)));
    LinkTargets targets =
        new LinkTargets(
            null,
            ADDRESS + mark("unsubscribe"),
            made.targets().click() == null
                ? null
                : position -> ADDRESS + mark(Integer.toString(position)));
    String marked =
        words(HtmlRendering.render(made.approved(), marks, targets, made.attached()).html());
    return narrowed(filled(marked, made)).equals(of(page.html()))
        ? Optional.of(marked)
        : Optional.empty();
  }

  private static String mark(String name) {
    return BEGINS + name + ENDS;
  }

  private static String filled(String marked, HtmlPage.Made made) {
    IntFunction<String> click = made.targets().click();
    return MARK.matcher(marked)
        .replaceAll(
            mark -> {
              String name = mark.group(1);
              String value = made.values().get(name);
              if (value == null && click != null) {
                value = click.apply(Integer.parseInt(name));
              }
              return Matcher.quoteReplacement(value == null ? "" : value);
            });
  }

  private static String words(String html) {
    Document page = Jsoup.parse(html);
    page.select("script, style, title").remove();
    StringBuilder text = new StringBuilder();
    page.body()
        .traverse(
            new NodeVisitor() {
              @Override
              public void head(Node node, int depth) {
                if (node instanceof TextNode words) {
                  text.append(words.text());
                } else if (node instanceof Element element) {
                  if (element.isBlock() || element.normalName().equals("br")) {
                    text.append('\n');
                  }
                  if (element.normalName().equals("img")) {
                    text.append(element.attr("alt"));
                  }
                }
              }

              @Override
              public void tail(Node node, int depth) {
                if (node instanceof Element element) {
                  String href = element.attr("href");
                  if (element.normalName().equals("a") && href.startsWith("http")) {
                    text.append(" <").append(href).append('>');
                  }
                  if (element.isBlock()) {
                    text.append('\n');
                  }
                }
              }
            });
    return text.toString();
  }

  private static String narrowed(String text) {
    String narrow = BLANKS.matcher(text).replaceAll(" ");
    String trimmed = AROUND_BREAK.matcher(narrow).replaceAll("\n");
    return BREAKS.matcher(trimmed).replaceAll("\n\n").strip();
  }
}
