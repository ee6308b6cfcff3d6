package io.medley.content.extraction.tika;

import io.medley.content.extraction.Details.Chart;
import java.awt.geom.AffineTransform;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/**
 * Charts that are only drawn: bars are rectangles that stand on one line and differ in length, a
 * value axis is a column or row of evenly spaced numbers, an axis title is a word across it or
 * below it. What is not drawn like that is no chart here.
 */
final class SvgCharts {

  private static final int MOST_SHAPES = 5_000;
  private static final double LEVEL = 1.5;
  private static final Pattern NUMBER =
      Pattern.compile("([-−–+]?\\d{1,9}(?:[.,]\\d{1,6})?)\\s?(?:%|‰|[a-zµ][\\w/²]{0,6})?");
  private static final Pattern TRANSFORM = Pattern.compile("(\\w+)\\s*\\(([^)]*)\\)");
  private static final Pattern STEP = Pattern.compile("([MLHVZmlhvz])([^A-Za-z]*)");
  private static final Pattern COMMAND_OF_A_CURVE = Pattern.compile("[CSQTAcsqta]");

  /** How a line that says where figures come from, or how many there were, begins. */
  private static final Pattern NO_TITLE =
      Pattern.compile(
          "(?i)(?:sources?|quellen?|adapted|adaptiert|d'après|data|daten|n|p|references?|\\d|\\[)\\b.*");

  private final List<Rectangle2D> boxes = new ArrayList<>();
  private final List<Label> labels = new ArrayList<>();
  private boolean lines;

  private SvgCharts() {}

  /** Words and where they begin, or are centred. */
  private record Label(String text, double x, double y, boolean turned) {

    OptionalDouble value() {
      Matcher number = NUMBER.matcher(text);
      return number.matches()
          ? OptionalDouble.of(
              Double.parseDouble(
                  number.group(1).replace(',', '.').replace('−', '-').replace('–', '-')))
          : OptionalDouble.empty();
    }
  }

  /** Numbers that stand in one column or row at even steps. */
  private record Scale(List<Label> ticks, boolean upright) {

    double place(Label tick) {
      return upright ? tick.y() : tick.x();
    }

    /** The value where the axis is at a place. */
    double at(double place) {
      Label first = ticks.getFirst();
      Label last = ticks.getLast();
      Label near =
          ticks.stream()
              .min(Comparator.comparingDouble(tick -> Math.abs(place(tick) - place)))
              .orElseThrow();
      double step = Math.abs(place(last) - place(first)) / (ticks.size() - 1);
      if (Math.abs(place(near) - place) <= step / 2) {
        return near.value().orElseThrow();
      }
      double from = first.value().orElseThrow();
      double slope = (last.value().orElseThrow() - from) / (place(last) - place(first));
      return Math.round((from + slope * (place - place(first))) * 100) / 100d;
    }
  }

  /** The chart a drawing shows, if it shows one. */
  static Optional<Chart> of(Element svg, int section, String title) {
    SvgCharts drawing = new SvgCharts();
    drawing.walk(svg, new AffineTransform(), 0);
    return drawing.chart(section, title);
  }

  private Optional<Chart> chart(int section, String title) {
    List<Rectangle2D> upright = bars(true);
    List<Rectangle2D> lying = bars(false);
    boolean standing = upright.size() >= lying.size();
    List<Rectangle2D> bars = standing ? upright : lying;
    if (bars.isEmpty()) {
      Optional<Scale> scale = scale(true);
      return lines && scale.isPresent() && scale.get().ticks().size() > 2 && hasRow(scale.get())
          ? Optional.of(new Chart(section, heading(title), false, null, named()))
          : Optional.empty();
    }
    double base = standing ? bars.getFirst().getMaxY() : bars.getFirst().getMinX();
    Optional<Scale> scale = scale(standing);
    @Nullable Double from = scale.map(found -> found.at(base)).orElse(null);
    return Optional.of(new Chart(section, heading(title), true, from, named()));
  }

  /** Rectangles of one thickness that begin on one line and are not all as long. */
  private List<Rectangle2D> bars(boolean upright) {
    List<Rectangle2D> best = List.of();
    for (Rectangle2D one : boxes) {
      List<Rectangle2D> like =
          boxes.stream()
              .filter(other -> Math.abs(base(other, upright) - base(one, upright)) <= LEVEL)
              .filter(
                  other ->
                      Math.abs(thickness(other, upright) - thickness(one, upright))
                          <= thickness(one, upright) * 0.1)
              .toList();
      Set<Long> places = new HashSet<>();
      like.forEach(other -> places.add(Math.round(upright ? other.getX() : other.getY())));
      double longest = like.stream().mapToDouble(other -> length(other, upright)).max().orElse(0);
      double shortest = like.stream().mapToDouble(other -> length(other, upright)).min().orElse(0);
      if (like.size() > best.size()
          && places.size() == like.size()
          && like.size() >= 2
          && longest - shortest > longest * 0.01) {
        best = like;
      }
    }
    return best;
  }

  private static double base(Rectangle2D box, boolean upright) {
    return upright ? box.getMaxY() : box.getMinX();
  }

  private static double thickness(Rectangle2D box, boolean upright) {
    return upright ? box.getWidth() : box.getHeight();
  }

  private static double length(Rectangle2D box, boolean upright) {
    return upright ? box.getHeight() : box.getWidth();
  }

  /** The longest column, or row, of numbers at even steps of place and value. */
  private Optional<Scale> scale(boolean upright) {
    Scale best = null;
    for (Label one : labels) {
      List<Label> line =
          labels.stream()
              .filter(label -> label.value().isPresent())
              .filter(
                  label -> Math.abs(upright ? label.x() - one.x() : label.y() - one.y()) <= LEVEL)
              .sorted(Comparator.comparingDouble(label -> upright ? label.y() : label.x()))
              .toList();
      Scale scale = new Scale(line, upright);
      if (line.size() >= 2
          && isEven(scale)
          && (best == null || line.size() > best.ticks().size())) {
        best = scale;
      }
    }
    return Optional.ofNullable(best);
  }

  private static boolean isEven(Scale scale) {
    List<Label> ticks = scale.ticks();
    double first = scale.place(ticks.getFirst());
    double span = scale.place(ticks.getLast()) - first;
    double from = ticks.getFirst().value().orElseThrow();
    double range = ticks.getLast().value().orElseThrow() - from;
    if (span <= 0 || range == 0) {
      return false;
    }
    return ticks.stream()
        .allMatch(
            tick ->
                Math.abs(
                        (scale.place(tick) - first) / span
                            - (tick.value().orElseThrow() - from) / range)
                    < 0.03);
  }

  /** Whether words stand in a row below the scale, as an axis of categories or times does. */
  private boolean hasRow(Scale scale) {
    double lowest = scale.ticks().stream().mapToDouble(Label::y).max().orElse(0);
    return labels.stream()
        .filter(label -> label.y() > lowest - LEVEL)
        .anyMatch(
            one ->
                labels.stream().filter(other -> Math.abs(other.y() - one.y()) <= LEVEL).count()
                    >= 2);
  }

  /** A title across one axis, and a title below the other: alone in its row, below another row. */
  private boolean named() {
    boolean across = labels.stream().anyMatch(label -> label.turned() && label.value().isEmpty());
    double rows =
        labels.stream()
            .filter(
                one ->
                    labels.stream()
                            .filter(other -> !other.turned())
                            .filter(other -> Math.abs(other.y() - one.y()) <= LEVEL)
                            .count()
                        >= 2)
            .mapToDouble(Label::y)
            .max()
            .orElse(Double.MAX_VALUE);
    boolean below =
        labels.stream()
            .anyMatch(
                label ->
                    !label.turned()
                        && label.y() > rows + LEVEL
                        && label.value().isEmpty()
                        && !NO_TITLE.matcher(label.text()).matches());
    return across && below;
  }

  /** The drawing's own title, else its topmost words. */
  private String heading(String title) {
    return title.isBlank()
        ? labels.stream()
            .filter(label -> label.value().isEmpty() && !label.turned())
            .min(Comparator.comparingDouble(Label::y))
            .map(Label::text)
            .orElse("")
        : title;
  }

  private void walk(Element element, AffineTransform outer, int depth) {
    if (depth > 60 || boxes.size() + labels.size() > MOST_SHAPES) {
      return;
    }
    AffineTransform here = new AffineTransform(outer);
    here.concatenate(transform(element.attr("transform")));
    switch (local(element)) {
      case "rect" -> box(element, here);
      case "path" -> path(element.attr("d"), here);
      case "polyline", "line" -> lines = true;
      case "text" -> label(element, here);
      case "defs", "symbol", "clippath", "mask", "pattern", "marker", "title", "desc" -> {
        return;
      }
      default -> {}
    }
    for (Element child : element.children()) {
      walk(child, here, depth + 1);
    }
  }

  private void box(Element element, AffineTransform here) {
    add(
        new Rectangle2D.Double(
            number(element.attr("x")),
            number(element.attr("y")),
            number(element.attr("width")),
            number(element.attr("height"))),
        here);
  }

  private void add(Rectangle2D box, AffineTransform here) {
    Rectangle2D placed = here.createTransformedShape(box).getBounds2D();
    if (placed.getWidth() > 0 && placed.getHeight() > 0) {
      boxes.add(placed);
    }
  }

  /** Many programs draw bars as paths: a closed one of four straight sides is a rectangle. */
  private void path(String steps, AffineTransform here) {
    if (steps.length() > 300 || COMMAND_OF_A_CURVE.matcher(steps).find()) {
      lines = true;
      return;
    }
    List<Point2D> corners = new ArrayList<>();
    double x = 0;
    double y = 0;
    boolean closed = false;
    Matcher step = STEP.matcher(steps);
    while (step.find()) {
      String command = step.group(1);
      boolean relative = command.equals(command.toLowerCase(Locale.ROOT));
      double[] to = numbers(step.group(2));
      switch (command.toUpperCase(Locale.ROOT)) {
        case "H" -> {
          for (double value : to) {
            x = relative ? x + value : value;
            corners.add(new Point2D.Double(x, y));
          }
        }
        case "V" -> {
          for (double value : to) {
            y = relative ? y + value : value;
            corners.add(new Point2D.Double(x, y));
          }
        }
        case "Z" -> closed = true;
        default -> {
          for (int at = 0; at + 1 < to.length; at += 2) {
            x = relative ? x + to[at] : to[at];
            y = relative ? y + to[at + 1] : to[at + 1];
            corners.add(new Point2D.Double(x, y));
          }
        }
      }
    }
    Set<Double> across = new HashSet<>();
    Set<Double> down = new HashSet<>();
    corners.forEach(
        corner -> {
          across.add(corner.getX());
          down.add(corner.getY());
        });
    if (closed && across.size() == 2 && down.size() == 2) {
      double left = across.stream().min(Double::compare).orElseThrow();
      double top = down.stream().min(Double::compare).orElseThrow();
      add(
          new Rectangle2D.Double(
              left,
              top,
              across.stream().max(Double::compare).orElseThrow() - left,
              down.stream().max(Double::compare).orElseThrow() - top),
          here);
    } else {
      lines |= corners.size() > 1;
    }
  }

  private void label(Element element, AffineTransform here) {
    String words = element.text().strip();
    if (words.isEmpty()) {
      return;
    }
    Element placed = element.hasAttr("x") || element.hasAttr("y") ? element : firstSpan(element);
    Point2D at =
        here.transform(
            new Point2D.Double(number(placed.attr("x")), number(placed.attr("y"))), null);
    boolean turned =
        Math.abs(here.getShearX()) > Math.abs(here.getScaleX())
            || element.attr("writing-mode").startsWith("tb")
            || element.attr("style").contains("writing-mode");
    labels.add(new Label(words, at.getX(), at.getY(), turned));
  }

  private static Element firstSpan(Element text) {
    return text.children().stream()
        .filter(child -> local(child).equals("tspan"))
        .findFirst()
        .orElse(text);
  }

  private static AffineTransform transform(String written) {
    AffineTransform all = new AffineTransform();
    Matcher step = TRANSFORM.matcher(written);
    while (step.find()) {
      double[] by = numbers(step.group(2));
      switch (step.group(1)) {
        case "translate" -> all.translate(value(by, 0), value(by, 1));
        case "scale" -> all.scale(value(by, 0), by.length > 1 ? by[1] : value(by, 0));
        case "rotate" -> all.rotate(Math.toRadians(value(by, 0)), value(by, 1), value(by, 2));
        case "matrix" -> {
          if (by.length == 6) {
            all.concatenate(new AffineTransform(by));
          }
        }
        default -> {}
      }
    }
    return all;
  }

  private static double value(double[] numbers, int at) {
    return numbers.length > at ? numbers[at] : 0;
  }

  private static double[] numbers(String written) {
    Matcher number =
        Pattern.compile("[-+]?(?:\\d*\\.\\d+|\\d+\\.?)(?:[eE][-+]?\\d+)?").matcher(written);
    List<Double> found = new ArrayList<>();
    while (number.find()) {
      found.add(Double.parseDouble(number.group()));
    }
    return found.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** The first of the numbers of an attribute; units are pixels. */
  private static double number(String written) {
    return value(numbers(written), 0);
  }

  private static String local(Element element) {
    String name = element.tagName().toLowerCase(Locale.ROOT);
    return name.substring(name.indexOf(':') + 1);
  }
}
