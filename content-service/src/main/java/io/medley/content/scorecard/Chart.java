package io.medley.content.scorecard;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A picture that answers one question.
 *
 * @param id names it in the page's address
 * @param question the question, as its heading
 * @param answer the answer in one sentence
 * @param stacked whether the series add up
 * @param line a line over time rather than bars
 * @param unit what the numbers are
 * @param labels one per place on the axis
 * @param action what to do with the answer
 * @param href where to do it
 */
public record Chart(
    String id,
    String question,
    String answer,
    boolean line,
    boolean stacked,
    String unit,
    List<String> labels,
    List<Series> series,
    String action,
    String href) {

  public Chart {
    labels = List.copyOf(labels);
    series = List.copyOf(series);
  }

  /** One row of numbers; {@code null} where nothing was measured. */
  public record Series(String name, List<@Nullable Double> values) {
    public Series {
      values = Collections.unmodifiableList(new ArrayList<>(values));
    }
  }
}
