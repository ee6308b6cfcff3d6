package io.medley.content.extraction.tika;

import io.medley.content.extraction.Details.Field;
import io.medley.content.extraction.Details.FieldKind;
import io.medley.content.extraction.Details.Picture;
import io.medley.content.extraction.Details.Style;
import io.medley.content.extraction.Details.Tracker;
import io.medley.content.extraction.ExtractedFile.Link;
import io.medley.content.extraction.ExtractedFile.RemarkKind;
import io.medley.content.extraction.ExtractedFile.SectionKind;
import io.medley.content.extraction.FileRefused.Reason;
import io.medley.platform.signing.Sha256;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.safety.Cleaner;
import org.jsoup.safety.Safelist;
import org.jsoup.select.NodeVisitor;

/** One page of mark-up. */
final class HtmlPage {

  private static final Set<String> ACTIVE =
      Set.of("script", "iframe", "object", "embed", "applet", "frame", "frameset");
  private static final Set<String> UNSEEN =
      Set.of("head", "style", "title", "template", "noscript", "script");
  private static final Pattern FOREIGN = Pattern.compile("(?i)(?:https?:)?//");
  private static final Pattern DOT = Pattern.compile("\\s*[01](?:px)?\\s*");
  private static final Pattern DOT_STYLE =
      Pattern.compile("(?i)(?:^|[;\\s])(?:width|height)\\s*:\\s*[01](?:px)?\\s*(?:;|!|$)");
  private static final Pattern DATA = Pattern.compile("(?is)data:image/[\\w.+-]+;base64,(.*)");
  private static final Pattern URL = Pattern.compile("(?i)url\\(\\s*(['\"]?)([^)'\"]*)\\1\\s*\\)");

  private final Document document;
  private final int number;
  private final Reading reading;
  private final Cascade cascade;
  private String foreignStyles = "";
  private Function<String, Optional<byte[]>> bytes = address -> Optional.empty();

  HtmlPage(Document document, int number, Reading reading) {
    this.document = document;
    this.number = number;
    this.reading = reading;
    this.cascade = new Cascade(document);
  }

  /** Adds a style sheet that the page links to. */
  void add(String styleSheet) {
    foreignStyles += styleSheet + "\n";
    cascade.add(styleSheet);
  }

  /** The first thing in the page that would run, if there is one. */
  Optional<String> active() {
    for (Element element : document.getAllElements()) {
      boolean data =
          element.normalName().equals("script")
              && element.attr("type").toLowerCase(Locale.ROOT).endsWith("json");
      if (!data
          && (ACTIVE.contains(element.normalName())
              || element.attributes().asList().stream().anyMatch(HtmlPage::runs))) {
        return Optional.of(element.normalName());
      }
    }
    return Optional.empty();
  }

  void refuseActive() {
    active()
        .ifPresent(
            element -> {
              throw new Refused(
                  Reason.MACROS,
                  "The e-mail carries active content (<%s>); mail programs drop it and reviewers cannot see what it does. Remove it."
                      .formatted(element.substring(0, Math.min(element.length(), 30))));
            });
  }

  private static boolean runs(Attribute attribute) {
    return attribute.getKey().toLowerCase(Locale.ROOT).startsWith("on")
        || attribute.getValue().strip().toLowerCase(Locale.ROOT).startsWith("javascript:");
  }

  /** Reads the page, whose pictures are elsewhere, into a section of its own. */
  void read() {
    read(address -> Optional.empty());
  }

  /**
   * Reads the page into a section of its own.
   *
   * @param bytes the bytes of what an address names, where they are at hand
   */
  void read(Function<String, Optional<byte[]>> bytes) {
    this.bytes = bytes;
    cascade.settle();
    Visible visible = new Visible();
    document.body().traverse(visible);
    trackers();
    reading.section(
        SectionKind.SECTION, number, document.title(), visible.text.toString(), List.of());
  }

  /** Pictures nobody can see, and scripts and frames of other places. */
  private void trackers() {
    document.select("img[src], script[src], iframe[src]").stream()
        .filter(element -> FOREIGN.matcher(element.attr("src").strip()).lookingAt())
        .filter(element -> !element.normalName().equals("img") || isDot(element))
        .forEach(element -> reading.tracker(new Tracker(number, element.attr("src").strip())));
  }

  private static boolean isDot(Element image) {
    return DOT.matcher(image.attr("width")).matches()
        || DOT.matcher(image.attr("height")).matches()
        || DOT_STYLE.matcher(image.attr("style")).find();
  }

  /** Of the bytes of a picture, be they in the page or beside it. */
  private String hash(String source) {
    Matcher data = DATA.matcher(source);
    try {
      return data.matches()
          ? Sha256.hex(Base64.getMimeDecoder().decode(data.group(1)))
          : bytes.apply(source).map(Sha256::hex).orElse("");
    } catch (IllegalArgumentException broken) {
      return "";
    }
  }

  private Optional<FieldKind> fieldKind(Element element) {
    return switch (element.normalName()) {
      case "textarea" -> Optional.of(FieldKind.FREE_TEXT);
      case "select" -> Optional.of(FieldKind.CHOICE);
      case "input" ->
          switch (element.attr("type").toLowerCase(Locale.ROOT)) {
            case "hidden", "submit", "button", "reset", "image" -> Optional.empty();
            case "checkbox", "radio", "range", "color" -> Optional.of(FieldKind.CHOICE);
            default -> Optional.of(FieldKind.LINE);
          };
      default ->
          element.hasAttr("contenteditable") && !element.attr("contenteditable").equals("false")
              ? Optional.of(FieldKind.FREE_TEXT)
              : Optional.empty();
    };
  }

  /** What a reader takes for the field's name. */
  private String label(Element field) {
    Element own =
        field.id().isEmpty()
            ? null
            : document.select("label[for]").stream()
                .filter(label -> label.attr("for").equals(field.id()))
                .findFirst()
                .orElse(null);
    Element around = own != null ? own : field.closest("label");
    return Stream.of(
            around == null ? "" : around.text(),
            field.attr("aria-label"),
            field.attr("placeholder"),
            field.attr("name"))
        .filter(words -> !words.isBlank())
        .findFirst()
        .orElse("");
  }

  /**
   * What stands in the page's body, with nothing that could act.
   *
   * @param resolve turns the address of one of the page's own images into one that can be shown
   */
  String harmless(Function<String, String> resolve) {
    Safelist safe =
        Safelist.relaxed()
            .addTags(
                "center",
                "font",
                "hr",
                "main",
                "section",
                "header",
                "footer",
                "article",
                "s",
                "ins",
                "del",
                "figure",
                "figcaption")
            .addAttributes(
                ":all", "style", "align", "valign", "bgcolor", "width", "height", "dir", "lang",
                "role", "class", "id")
            .addAttributes("table", "cellpadding", "cellspacing", "border")
            .addAttributes("font", "color", "face", "size")
            .addProtocols("img", "src", "data");
    Document copy = document.clone();
    copy.select("img[src]").forEach(image -> image.attr("src", resolve.apply(image.attr("src"))));
    copy.select("[style]").forEach(it -> it.attr("style", resolved(it.attr("style"), resolve)));
    copy.select("[background]")
        .forEach(
            it ->
                it.attr(
                    "style",
                    "background-image:url('%s');%s"
                        .formatted(resolve.apply(it.attr("background")), it.attr("style"))));
    copy.select("input, select, textarea")
        .forEach(
            field ->
                fieldKind(field)
                    .ifPresent(
                        kind -> field.replaceWith(new Element("span").attr("style", box(kind)))));
    Document clean = new Cleaner(safe).clean(copy);
    clean.outputSettings().prettyPrint(false);
    Element body = copy.body();
    String style = body.attr("style").replace("\"", "'").replace("<", "");
    String colour = body.attr("bgcolor").replaceAll("[^#\\w]", "");
    return "<div style=\"%s%s\">%s</div>"
        .formatted(
            colour.isEmpty() ? "" : "background:" + colour + ";", style, clean.body().html());
  }

  /** A field cannot be filled in where a piece is reviewed; its place is seen. */
  private static String box(FieldKind kind) {
    String size =
        switch (kind) {
          case CHOICE -> "min-width:16px;height:16px";
          case LINE -> "min-width:180px;height:24px";
          case FREE_TEXT -> "min-width:280px;height:72px";
        };
    return "display:inline-block;vertical-align:middle;border:1px solid #8a8a8a;border-radius:4px;"
        + size;
  }

  /** The page's style sheets, without any that would be fetched from elsewhere. */
  String styles(Function<String, String> resolve) {
    StringBuilder styles = new StringBuilder();
    document.select("style").forEach(style -> styles.append(style.data()).append('\n'));
    return resolved(
        (styles + foreignStyles).replaceAll("(?i)@import[^;]*;?|</?[a-z]", " "), resolve);
  }

  private static String resolved(String css, Function<String, String> resolve) {
    return URL.matcher(css)
        .replaceAll(
            found ->
                java.util.regex.Matcher.quoteReplacement(
                    "url('" + resolve.apply(found.group(2)).replace("'", "%27") + "')"));
  }

  static String whole(String body, String styles) {
    return "<!doctype html><html><head><meta charset=\"utf-8\"><style>"
        + styles
        + "</style></head><body>"
        + body
        + "</body></html>";
  }

  /** Writes text as it is seen: blocks on lines of their own, hidden elements aside. */
  private final class Visible implements NodeVisitor {
    private final StringBuilder text = new StringBuilder();
    private final Deque<OpenLink> open = new ArrayDeque<>();
    private int unseen;
    private final StringBuilder hidden = new StringBuilder();

    @Override
    public void head(Node node, int depth) {
      switch (node) {
        case TextNode words when unseen > 0 -> hidden.append(words.text());
        case TextNode words -> append(words);
        case Element element -> {
          if (unseen > 0 || isUnseen(element)) {
            unseen++;
          } else {
            begin(element);
          }
        }
        default -> {}
      }
    }

    private void begin(Element element) {
      fieldKind(element).ifPresent(kind -> reading.field(new Field(number, kind, label(element))));
      if (element.isBlock()
          || element.normalName().equals("br")
          || Set.of("td", "th", "tr").contains(element.normalName())) {
        newLine();
      }
      if (element.normalName().equals("a") && element.hasAttr("href")) {
        open.push(new OpenLink(element.attr("href").strip(), text.length()));
      } else if (element.normalName().equals("svg")) {
        SvgCharts.of(element, number, element.attr("aria-label")).ifPresent(reading::chart);
      } else if (element.normalName().equals("img")) {
        String source = element.attr("src");
        reading.picture(
            new Picture(
                number,
                text.length(),
                source.startsWith("data:") ? "inline image" : source,
                element.attr("alt"),
                hash(source)));
        text.append(element.attr("alt"));
        if (!source.startsWith("data:")) {
          reading.link(
              new Link(
                  number, text.length(), text.length(), "image " + element.attr("alt"), source));
        }
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
            reading.remark(RemarkKind.HIDDEN_TEXT, number, hidden.toString());
          }
          hidden.setLength(0);
        }
        return;
      }
      if (element.normalName().equals("a") && element.hasAttr("href") && !open.isEmpty()) {
        OpenLink link = open.pop();
        int start = Math.min(link.start(), text.length());
        reading.link(new Link(number, start, text.length(), text.substring(start), link.target()));
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
      int start = text.length();
      text.append(lineStart ? seen.stripLeading() : seen);
      Element parent = words.parentElement();
      if (!seen.isBlank() && parent != null) {
        Cascade.Look look = cascade.look(parent);
        reading.style(
            new Style(
                number,
                start,
                text.length(),
                look.font(),
                look.pixels() * 0.75,
                look.bold(),
                look.colour(),
                look.background()));
      }
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

    private boolean isUnseen(Element element) {
      return UNSEEN.contains(element.normalName())
          || element.hasAttr("hidden")
          || cascade.hides(element);
    }

    private record OpenLink(String target, int start) {}
  }
}
