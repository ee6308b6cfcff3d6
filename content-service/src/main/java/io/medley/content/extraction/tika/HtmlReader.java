package io.medley.content.extraction.tika;

import io.medley.content.extraction.ExtractedFile.Link;
import io.medley.content.extraction.ExtractedFile.RemarkKind;
import io.medley.content.extraction.ExtractedFile.SectionKind;
import io.medley.content.extraction.FileRefused.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.safety.Cleaner;
import org.jsoup.safety.Safelist;
import org.jsoup.select.NodeVisitor;

/**
 * Reads a single HTML e-mail: what its reader sees, where it leads, and the mark-up without
 * anything active.
 */
final class HtmlReader implements DocumentReader {

  private static final Set<String> ACTIVE =
      Set.of("script", "iframe", "object", "embed", "applet", "frame", "frameset");
  private static final Set<String> UNSEEN =
      Set.of("head", "style", "title", "template", "noscript");

  @Override
  public void read(Path file, Reading reading) throws IOException {
    Document document = Jsoup.parse(file.toFile(), null);
    refuseActive(document);
    Visible visible = new Visible(reading);
    document.body().traverse(visible);
    reading.property("title", document.title());
    reading.property("language", document.select("html").attr("lang"));
    reading.section(SectionKind.SECTION, 1, document.title(), visible.text(), List.of());
    reading.html(sanitised(document));
  }

  private static void refuseActive(Document document) {
    for (Element element : document.getAllElements()) {
      boolean active =
          ACTIVE.contains(element.normalName())
              || element.attributes().asList().stream()
                  .anyMatch(
                      attribute ->
                          attribute.getKey().toLowerCase(Locale.ROOT).startsWith("on")
                              || attribute
                                  .getValue()
                                  .strip()
                                  .toLowerCase(Locale.ROOT)
                                  .startsWith("javascript:"));
      if (active) {
        throw new Refused(
            Reason.MACROS,
            "The e-mail carries active content (<%s>); mail programs drop it and reviewers cannot see what it does. Remove it."
                .formatted(element.normalName()));
      }
    }
  }

  private static String sanitised(Document document) {
    Safelist safe =
        Safelist.relaxed()
            .addTags(
                "center", "font", "hr", "main", "section", "header", "footer", "article", "s",
                "ins", "del")
            .addAttributes(
                ":all", "style", "align", "valign", "bgcolor", "width", "height", "dir", "lang",
                "role")
            .addAttributes("table", "cellpadding", "cellspacing", "border")
            .addAttributes("font", "color", "face", "size")
            .addProtocols("img", "src", "data");
    Document clean = new Cleaner(safe).clean(document);
    clean.outputSettings().prettyPrint(false);
    StringBuilder styles = new StringBuilder();
    document
        .select("style")
        .forEach(
            style -> styles.append(style.data().replaceAll("(?i)@import[^;]*;?|</?[a-z]", " ")));
    return "<!doctype html><html><head><meta charset=\"utf-8\"><style>"
        + styles
        + "</style></head><body>"
        + clean.body().html()
        + "</body></html>";
  }

  /** Writes text as it is seen: blocks on lines of their own, hidden elements aside. */
  private static final class Visible implements NodeVisitor {
    private final Reading reading;
    private final StringBuilder text = new StringBuilder();
    private final Deque<OpenLink> open = new ArrayDeque<>();
    private int unseen;
    private final StringBuilder hidden = new StringBuilder();

    Visible(Reading reading) {
      this.reading = reading;
    }

    String text() {
      return text.toString();
    }

    @Override
    public void head(Node node, int depth) {
      switch (node) {
        case TextNode words when unseen > 0 -> hidden.append(words.text());
        case TextNode words -> append(words);
        case Element element -> {
          if (unseen > 0 || isUnseen(element)) {
            unseen++;
          } else {
            if (element.isBlock()
                || element.normalName().equals("br")
                || Set.of("td", "th", "tr").contains(element.normalName())) {
              newLine();
            }
            if (element.normalName().equals("a") && element.hasAttr("href")) {
              open.push(new OpenLink(element.attr("href").strip(), text.length()));
            } else if (element.normalName().equals("img")) {
              text.append(element.attr("alt"));
              String source = element.attr("src");
              if (!source.startsWith("data:")) {
                reading.link(
                    new Link(
                        1, text.length(), text.length(), "image " + element.attr("alt"), source));
              }
            }
          }
        }
        default -> {}
      }
    }

    @Override
    public void tail(Node node, int depth) {
      if (!(node instanceof Element element)) {
        return;
      }
      if (unseen > 0) {
        unseen--;
        if (unseen == 0) {
          if (!UNSEEN.contains(element.normalName())) {
            reading.remark(RemarkKind.HIDDEN_TEXT, 1, hidden.toString());
          }
          hidden.setLength(0);
        }
        return;
      }
      if (element.normalName().equals("a") && element.hasAttr("href") && !open.isEmpty()) {
        OpenLink link = open.pop();
        int start = Math.min(link.start(), text.length());
        reading.link(new Link(1, start, text.length(), text.substring(start), link.target()));
      }
      if (element.isBlock()) {
        newLine();
      }
    }

    private void append(TextNode words) {
      String seen = words.text();
      if (isRaised(words)) {
        seen = Superscripts.raise(seen);
      }
      boolean lineStart = text.isEmpty() || text.charAt(text.length() - 1) == '\n';
      text.append(lineStart ? seen.stripLeading() : seen);
    }

    private static boolean isRaised(Node node) {
      for (Node parent = node.parent(); parent != null; parent = parent.parent()) {
        if (parent.nodeName().equals("sup")) {
          return true;
        }
      }
      return false;
    }

    private void newLine() {
      if (!text.isEmpty() && text.charAt(text.length() - 1) != '\n') {
        text.append('\n');
      }
    }

    private static boolean isUnseen(Element element) {
      String style = element.attr("style").toLowerCase(Locale.ROOT).replaceAll("\\s", "");
      return UNSEEN.contains(element.normalName())
          || element.hasAttr("hidden")
          || style.contains("display:none")
          || style.contains("visibility:hidden")
          || style.matches(".*font-size:0(px|pt|em|%)?(;.*|$)");
    }

    private record OpenLink(String target, int start) {}
  }
}
