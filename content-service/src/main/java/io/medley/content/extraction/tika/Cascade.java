package io.medley.content.extraction.tika;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.select.Selector;

/**
 * As much of CSS as it takes to know how large letters are, in which colours, and what is hidden:
 * style sheets by specificity and order, style attributes, presentational attributes, inheritance.
 * Rules for certain screens ({@code @media}) are passed over: what a wide screen hides counts as
 * hidden, and is remarked.
 */
final class Cascade {

  private static final Pattern RULE = Pattern.compile("([^{}]+)\\{([^{}]*)\\}");
  private static final Pattern LENGTH =
      Pattern.compile("([0-9]*\\.?[0-9]+)(px|pt|em|rem|%|pc|in|cm|mm)?");
  private static final Set<String> WANTED =
      Set.of(
          "display",
          "visibility",
          "opacity",
          "font-size",
          "font",
          "color",
          "background",
          "background-color",
          "font-weight",
          "font-family",
          "max-height",
          "overflow");
  private static final Map<String, Double> SIZES =
      Map.of(
          "xx-small",
          9d,
          "x-small",
          10d,
          "small",
          13d,
          "medium",
          16d,
          "large",
          18d,
          "x-large",
          24d,
          "xx-large",
          32d);
  private static final Map<String, Double> HEADINGS =
      Map.of("h1", 32d, "h2", 24d, "h3", 18.72, "h4", 16d, "h5", 13.28, "h6", 10.72);
  private static final double[] FONT_TAG = {16, 10, 13, 16, 18, 24, 32, 48};
  private static final Map<String, String> COLOURS =
      Map.ofEntries(
          Map.entry("black", "#000000"),
          Map.entry("white", "#ffffff"),
          Map.entry("red", "#ff0000"),
          Map.entry("green", "#008000"),
          Map.entry("blue", "#0000ff"),
          Map.entry("gray", "#808080"),
          Map.entry("grey", "#808080"),
          Map.entry("silver", "#c0c0c0"),
          Map.entry("navy", "#000080"),
          Map.entry("yellow", "#ffff00"),
          Map.entry("orange", "#ffa500"),
          Map.entry("purple", "#800080"),
          Map.entry("maroon", "#800000"),
          Map.entry("teal", "#008080"),
          Map.entry("lightgray", "#d3d3d3"),
          Map.entry("lightgrey", "#d3d3d3"),
          Map.entry("darkgray", "#a9a9a9"),
          Map.entry("darkgrey", "#a9a9a9"));

  private final Document document;
  private final List<String> sheets = new ArrayList<>();
  private final IdentityHashMap<Element, Map<String, Declared>> declared = new IdentityHashMap<>();
  private final IdentityHashMap<Element, Look> looks = new IdentityHashMap<>();

  Cascade(Document document) {
    this.document = document;
  }

  /** How letters look: size in CSS pixels. */
  record Look(String font, double pixels, boolean bold, String colour, String background) {}

  private record Declared(String value, int weight) {}

  void add(String sheet) {
    sheets.add(sheet);
  }

  /** Applies the style sheets; before this only style attributes count. */
  void settle() {
    document.select("style").forEach(style -> sheets.add(style.data()));
    int rules = 0;
    for (String sheet : sheets) {
      Matcher matcher = RULE.matcher(withoutConditions(sheet));
      while (matcher.find() && rules++ < 3_000) {
        Map<String, String> properties = declarations(matcher.group(2));
        if (!properties.isEmpty()) {
          for (String selector : matcher.group(1).split(",")) {
            apply(selector.strip(), properties);
          }
        }
      }
    }
  }

  private void apply(String selector, Map<String, String> properties) {
    if (selector.isEmpty() || selector.contains(":") || selector.startsWith("@")) {
      return;
    }
    try {
      int weight = specificity(selector);
      for (Element element : document.select(selector)) {
        Map<String, Declared> own = declared.computeIfAbsent(element, e -> new HashMap<>());
        properties.forEach(
            (name, value) -> {
              boolean important = value.contains("!important");
              Declared rule =
                  new Declared(
                      value.replace("!important", "").strip(), weight + (important ? 100_000 : 0));
              own.merge(name, rule, (old, more) -> more.weight() >= old.weight() ? more : old);
            });
      }
    } catch (Selector.SelectorParseException | IllegalArgumentException unknownSelector) {
      // A selector nobody here knows selects nothing.
    }
  }

  /** Comments, and blocks that apply under a condition only, taken out. */
  private static String withoutConditions(String sheet) {
    String plain = sheet.replaceAll("(?s)/\\*.*?\\*/", " ").replaceAll("<!--|-->", " ");
    StringBuilder kept = new StringBuilder();
    int depth = 0;
    boolean conditional = false;
    int begin = 0;
    for (int i = 0; i < plain.length(); i++) {
      char c = plain.charAt(i);
      if (c == '{') {
        if (depth == 0) {
          conditional = plain.substring(begin, i).strip().startsWith("@");
        }
        depth++;
      } else if (c == '}' && depth > 0) {
        depth--;
        if (depth == 0) {
          if (!conditional) {
            kept.append(plain, begin, i + 1);
          }
          begin = i + 1;
        }
      }
    }
    return kept.toString();
  }

  private static int specificity(String selector) {
    int weight = 0;
    for (int i = 0; i < selector.length(); i++) {
      char c = selector.charAt(i);
      weight += c == '#' ? 100 : c == '.' || c == '[' ? 10 : 0;
    }
    return weight
        + (int) Pattern.compile("(^|[\\s>+~])[a-zA-Z]").matcher(selector).results().count();
  }

  private static Map<String, String> declarations(String block) {
    Map<String, String> properties = new HashMap<>();
    for (String declaration : block.split(";")) {
      int colon = declaration.indexOf(':');
      if (colon > 0) {
        String name = declaration.substring(0, colon).strip().toLowerCase(Locale.ROOT);
        if (WANTED.contains(name)) {
          properties.put(name, declaration.substring(colon + 1).strip().toLowerCase(Locale.ROOT));
        }
      }
    }
    return properties;
  }

  private String value(Element element, String name) {
    String own = element.hasAttr("style") ? declarations(element.attr("style")).get(name) : null;
    Declared rule = declared.getOrDefault(element, Map.of()).get(name);
    if (own != null && (rule == null || rule.weight() < 100_000)) {
      return own.replace("!important", "").strip();
    }
    return rule == null ? "" : rule.value();
  }

  /** Whether an element takes what is in it out of sight. */
  boolean hides(Element element) {
    if (value(element, "display").equals("none")
        || value(element, "visibility").equals("hidden")
        || value(element, "opacity").matches("0?\\.?0+")) {
      return true;
    }
    if (value(element, "font-size").matches("0+(\\.0+)?(px|pt|em|rem|%)?")) {
      return element.children().stream().noneMatch(child -> look(child).pixels() > 1);
    }
    return value(element, "max-height").matches("0+(px|pt|em|%)?")
        && value(element, "overflow").equals("hidden");
  }

  Look look(Element element) {
    Look known = looks.get(element);
    if (known != null) {
      return known;
    }
    Element parent = element.parent();
    Look above =
        parent == null || parent instanceof Document
            ? new Look("", 16, false, "#000000", "#ffffff")
            : look(parent);
    Look look = on(above, element);
    looks.put(element, look);
    return look;
  }

  private Look on(Look above, Element element) {
    String tag = element.normalName();
    double pixels = above.pixels();
    if (HEADINGS.containsKey(tag)) {
      pixels = HEADINGS.getOrDefault(tag, pixels);
    } else if (tag.equals("small") || tag.equals("sub") || tag.equals("sup")) {
      pixels = above.pixels() * 0.83;
    } else if (tag.equals("font") && element.attr("size").matches("[1-7]")) {
      pixels = FONT_TAG[Integer.parseInt(element.attr("size"))];
    }
    String font = above.font();
    String shorthand = value(element, "font");
    Matcher short_ =
        Pattern.compile("([0-9.]+(?:px|pt|em|rem|%))(?:/\\S+)?\\s+(.+)").matcher(shorthand);
    if (short_.find()) {
      pixels = pixels(short_.group(1), above.pixels(), pixels);
      font = family(short_.group(2));
    }
    pixels = pixels(value(element, "font-size"), above.pixels(), pixels);
    String family = value(element, "font-family");
    if (!family.isEmpty() && !family.equals("inherit")) {
      font = family(family);
    } else if (tag.equals("font") && element.hasAttr("face")) {
      font = family(element.attr("face"));
    }
    boolean bold = above.bold() || tag.matches("b|strong|th|h[1-6]");
    String weight = value(element, "font-weight");
    if (!weight.isEmpty()) {
      bold = weight.matches("bold|bolder|[6-9]00");
    } else if (shorthand.contains("bold")) {
      bold = true;
    }
    String colour = colour(value(element, "color"));
    if (colour.isEmpty() && tag.equals("font")) {
      colour = colour(element.attr("color").toLowerCase(Locale.ROOT));
    }
    String background = colour(value(element, "background-color"));
    if (background.isEmpty()) {
      background = colour(value(element, "background"));
    }
    if (background.isEmpty()) {
      background = colour(element.attr("bgcolor").toLowerCase(Locale.ROOT));
    }
    return new Look(
        font,
        pixels,
        bold,
        colour.isEmpty() ? above.colour() : colour,
        background.isEmpty() ? above.background() : background);
  }

  private static String family(String families) {
    return families.split(",")[0].replaceAll("['\"]", "").strip();
  }

  private static double pixels(String size, double above, double otherwise) {
    if (SIZES.containsKey(size)) {
      return SIZES.getOrDefault(size, otherwise);
    }
    if (size.equals("smaller") || size.equals("larger")) {
      return size.equals("smaller") ? above / 1.2 : above * 1.2;
    }
    Matcher length = LENGTH.matcher(size);
    if (!length.matches()) {
      return otherwise;
    }
    double value = Double.parseDouble(length.group(1));
    return switch (length.group(2) == null ? "px" : length.group(2)) {
      case "pt" -> value * 4 / 3;
      case "em" -> value * above;
      case "rem" -> value * 16;
      case "%" -> value * above / 100;
      case "pc" -> value * 16;
      case "in" -> value * 96;
      case "cm" -> value * 96 / 2.54;
      case "mm" -> value * 96 / 25.4;
      default -> value;
    };
  }

  /** A colour as {@code #rrggbb}; empty if none is written, or none that can be told. */
  static String colour(String written) {
    Matcher hex = Pattern.compile("#([0-9a-f]{6}|[0-9a-f]{3})\\b").matcher(written);
    if (hex.find()) {
      String digits = hex.group(1);
      return digits.length() == 6 ? "#" + digits : "#" + digits.replaceAll("(.)", "$1$1");
    }
    Matcher rgb =
        Pattern.compile("rgba?\\(\\s*(\\d{1,3})\\s*[,\\s]\\s*(\\d{1,3})\\s*[,\\s]\\s*(\\d{1,3})")
            .matcher(written);
    if (rgb.find()) {
      return "#%02x%02x%02x"
          .formatted(
              Math.min(255, Integer.parseInt(rgb.group(1))),
              Math.min(255, Integer.parseInt(rgb.group(2))),
              Math.min(255, Integer.parseInt(rgb.group(3))));
    }
    for (String word : written.split("\\s+")) {
      if (COLOURS.containsKey(word)) {
        return COLOURS.getOrDefault(word, "");
      }
    }
    return "";
  }
}
