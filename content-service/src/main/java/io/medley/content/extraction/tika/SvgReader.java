package io.medley.content.extraction.tika;

import io.medley.content.extraction.Details.Picture;
import io.medley.content.extraction.Details.Style;
import io.medley.content.extraction.ExtractedFile.Link;
import io.medley.content.extraction.ExtractedFile.RemarkKind;
import io.medley.content.extraction.ExtractedFile.SectionKind;
import io.medley.content.extraction.FileRefused.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Comment;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.parser.Parser;

/** Reads SVG: its words, the words that stand for it, and the drawing without anything active. */
final class SvgReader implements DocumentReader {

  private static final Set<String> DRAWING =
      Set.of(
          "svg",
          "g",
          "defs",
          "symbol",
          "use",
          "title",
          "desc",
          "path",
          "rect",
          "circle",
          "ellipse",
          "line",
          "polyline",
          "polygon",
          "text",
          "tspan",
          "textpath",
          "image",
          "lineargradient",
          "radialgradient",
          "stop",
          "clippath",
          "mask",
          "pattern",
          "marker",
          "filter",
          "fegaussianblur",
          "feoffset",
          "feblend",
          "femerge",
          "femergenode",
          "feflood",
          "fecomposite",
          "fecolormatrix",
          "style",
          "switch",
          "a");

  @Override
  public void read(Path file, Reading reading) throws IOException {
    if (!FormatDecision.endsWith(file, "svg>", 4_096) && !FormatDecision.endsWith(file, "/>", 64)) {
      throw new Refused(
          Reason.TRUNCATED,
          "The drawing was cut short: its end is missing. Send it again, or export it again and"
              + " send that.");
    }
    Document document;
    try (InputStream in = Files.newInputStream(file)) {
      document = Jsoup.parse(in, null, "", Parser.xmlParser());
    }
    Element root = document.selectFirst("svg, *|svg");
    if (root == null) {
      throw new IOException("no drawing");
    }
    refuseActive(root);
    words(root, reading);
    SvgCharts.of(root, 1, directChild(root, "title")).ifPresent(reading::chart);
    reading.property("title", directChild(root, "title"));
    XmpPacket.find(file, reading);
    Element clean = root.clone();
    clean(clean);
    Document.OutputSettings settings = new Document.OutputSettings();
    settings.syntax(Document.OutputSettings.Syntax.xml).prettyPrint(false);
    Document holder = new Document("");
    holder.outputSettings(settings);
    holder.appendChild(clean);
    reading.html(HtmlPage.whole(clean.outerHtml(), "svg{max-width:100%;height:auto}"));
  }

  private static void refuseActive(Element root) {
    for (Element element : root.getAllElements()) {
      String name = local(element);
      boolean runs =
          name.equals("script")
              || name.equals("handler")
              || name.equals("foreignobject")
              || element.attributes().asList().stream()
                  .anyMatch(
                      attribute ->
                          attribute.getKey().toLowerCase(Locale.ROOT).startsWith("on")
                              || attribute
                                  .getValue()
                                  .strip()
                                  .toLowerCase(Locale.ROOT)
                                  .startsWith("javascript:"));
      if (runs) {
        throw new Refused(
            Reason.MACROS,
            "The drawing carries active content (<%s>); export it without scripts and send that."
                .formatted(name.substring(0, Math.min(name.length(), 30))));
      }
    }
  }

  private static void words(Element root, Reading reading) {
    StringBuilder text = new StringBuilder();
    for (Element element : root.getAllElements()) {
      String name = local(element);
      if (name.equals("text")) {
        if (isHidden(element)) {
          reading.remark(RemarkKind.HIDDEN_TEXT, 1, element.text());
        } else {
          int start = text.length();
          text.append(element.text()).append('\n');
          reading.style(
              new Style(
                  1,
                  start,
                  text.length() - 1,
                  inherited(element, "font-family").split(",")[0].replaceAll("['\"]", ""),
                  size(inherited(element, "font-size")),
                  inherited(element, "font-weight").matches("bold|[6-9]00"),
                  Cascade.colour(inherited(element, "fill").toLowerCase(Locale.ROOT)),
                  ""));
        }
      } else if (name.equals("a") || name.equals("image")) {
        String target = element.hasAttr("href") ? element.attr("href") : element.attr("xlink:href");
        if (!target.isBlank() && !target.startsWith("#") && !target.startsWith("data:")) {
          reading.link(new Link(1, text.length(), text.length(), name, target));
        }
      }
    }
    reading.section(SectionKind.PAGE, 1, directChild(root, "title"), text.toString(), List.of());
    String alternative = (directChild(root, "title") + " " + directChild(root, "desc")).strip();
    reading.picture(
        new Picture(
            1, 0, "drawing", alternative.isEmpty() ? root.attr("aria-label") : alternative));
  }

  private static boolean isHidden(Element element) {
    for (Element at = element; at != null; at = at.parent()) {
      if (own(at, "display").equals("none")
          || own(at, "visibility").equals("hidden")
          || own(at, "opacity").matches("0(\\.0+)?")) {
        return true;
      }
    }
    return false;
  }

  private static String inherited(Element element, String property) {
    for (Element at = element; at != null; at = at.parent()) {
      String value = own(at, property);
      if (!value.isEmpty()) {
        return value;
      }
    }
    return "";
  }

  private static String own(Element element, String property) {
    for (String declaration : element.attr("style").split(";")) {
      String[] parts = declaration.split(":", 2);
      if (parts.length == 2 && parts[0].strip().equals(property)) {
        return parts[1].strip();
      }
    }
    return element.attr(property).strip();
  }

  private static double size(String written) {
    String number = written.replaceAll("[^0-9.].*", "");
    if (!number.matches("\\d+(\\.\\d+)?")) {
      return 0;
    }
    return written.endsWith("pt") ? Double.parseDouble(number) : Double.parseDouble(number) * 0.75;
  }

  private static String directChild(Element root, String name) {
    return root.children().stream()
        .filter(child -> local(child).equals(name))
        .map(Element::text)
        .findFirst()
        .orElse("");
  }

  private static void clean(Element element) {
    for (Node child : List.copyOf(element.childNodes())) {
      if (child instanceof Comment) {
        child.remove();
      } else if (child instanceof Element inner) {
        if (DRAWING.contains(local(inner)) && !inner.tagName().contains(":")) {
          clean(inner);
        } else {
          inner.remove();
        }
      }
    }
    for (Attribute attribute : List.copyOf(element.attributes().asList())) {
      String name = attribute.getKey().toLowerCase(Locale.ROOT);
      String value = attribute.getValue().strip();
      boolean address = name.endsWith("href") || name.equals("src");
      if (name.startsWith("on")
          || (address && !value.startsWith("#") && !value.startsWith("data:image/"))) {
        element.removeAttr(attribute.getKey());
      }
    }
    if (local(element).equals("style")) {
      element.text(element.wholeText().replaceAll("(?i)@import[^;]*;?|<", " "));
    }
  }

  private static String local(Element element) {
    String name = element.tagName().toLowerCase(Locale.ROOT);
    return name.substring(name.indexOf(':') + 1);
  }
}
