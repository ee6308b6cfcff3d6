package io.medley.content.precheck;

import io.medley.content.extraction.ExtractedFile.Box;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Where a span stands on its page's image. */
public final class Places {

  /** A box higher than this holds several lines: characters do not tell where inside it. */
  private static final double SEVERAL_LINES = 0.08;

  private Places() {}

  /** One box per line of the span, cut to the span's own share of its words. */
  public static List<Box> of(List<Box> boxes, int start, int end) {
    List<Box> lines = new ArrayList<>();
    boxes.stream()
        .filter(box -> box.start() < end && box.end() > start && box.end() > box.start())
        .map(box -> cut(box, start, end))
        .sorted(Comparator.comparingInt(Box::start))
        .forEach(
            box -> {
              Box last = lines.isEmpty() ? null : lines.getLast();
              if (last != null
                  && Math.abs(last.y() - box.y()) < last.height() / 2
                  && box.x() >= last.x()) {
                lines.set(lines.size() - 1, join(last, box));
              } else {
                lines.add(box);
              }
            });
    return lines;
  }

  private static Box join(Box one, Box other) {
    double top = Math.min(one.y(), other.y());
    return new Box(
        one.start(),
        other.end(),
        one.x(),
        top,
        Math.max(one.width(), other.x() + other.width() - one.x()),
        Math.max(one.y() + one.height(), other.y() + other.height()) - top);
  }

  private static Box cut(Box box, int start, int end) {
    int from = Math.max(start, box.start());
    int to = Math.min(end, box.end());
    if (box.height() > SEVERAL_LINES) {
      return new Box(from, to, box.x(), box.y(), box.width(), box.height());
    }
    double length = box.end() - box.start();
    double left = (from - box.start()) / length;
    double right = (to - box.start()) / length;
    return new Box(
        from,
        to,
        box.x() + left * box.width(),
        box.y(),
        (right - left) * box.width(),
        box.height());
  }
}
