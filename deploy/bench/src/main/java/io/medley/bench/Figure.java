package io.medley.bench;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One measured figure. What is not a ratio has no baseline and says why.
 *
 * @param figure its name, for example {@code P6a selection in process}
 * @param value what ours came to
 * @param unit of value and baseline
 * @param baseline what it is compared with, or why with nothing
 * @param baselineValue what the baseline came to; {@code null} without one
 * @param ratio ours over the baseline; {@code null} without one
 * @param target as people write it
 * @param ok whether the target was met; computed, never edited
 * @param samples the single measurements: ratios of pairs, or values
 */
public record Figure(
    String figure,
    double value,
    String unit,
    String baseline,
    @Nullable Double baselineValue,
    @Nullable Double ratio,
    String target,
    boolean ok,
    List<Double> samples) {

  public Figure {
    samples = samples.stream().map(Figure::rounded).toList();
  }

  /** A rate compared with a baseline's, pair by pair; the ratio is the median of the pairs'. */
  public static Figure ratio(
      String figure, String unit, String baseline, Pairs pairs, double atLeast) {
    double ratio = pairs.medianRatio();
    return new Figure(
        figure,
        rounded(pairs.medianOurs()),
        unit,
        pairs.steady() ? baseline : baseline + " (UNSTEADY: baseline arms differ by over 25 %)",
        rounded(pairs.medianBaseline()),
        rounded(ratio),
        "ratio ≥ " + atLeast,
        pairs.steady() && ratio >= atLeast,
        pairs.ratios());
  }

  /**
   * A duration compared with a baseline's, pair by pair; it may be so many times the baseline's.
   */
  public static Figure ratioAtMost(
      String figure, String unit, String baseline, Pairs pairs, double atMost) {
    double ratio = pairs.medianRatio();
    return new Figure(
        figure,
        rounded(pairs.medianOurs()),
        unit,
        baseline,
        rounded(pairs.medianBaseline()),
        rounded(ratio),
        "ratio ≤ " + atMost,
        ratio <= atMost,
        pairs.ratios());
  }

  /** A value that has to reach a limit. */
  public static Figure atLeast(String figure, double value, String unit, String why, double limit) {
    return new Figure(
        figure,
        rounded(value),
        unit,
        why,
        null,
        null,
        "≥ " + text(limit),
        value >= limit,
        List.of(value));
  }

  /** A value that has to stay below a limit. */
  public static Figure atMost(
      String figure, double value, String unit, String why, double limit, List<Double> samples) {
    return new Figure(
        figure, rounded(value), unit, why, null, null, "≤ " + text(limit), value <= limit, samples);
  }

  /** A value that is told and not judged. */
  public static Figure told(
      String figure, double value, String unit, String why, List<Double> samples) {
    return new Figure(figure, rounded(value), unit, why, null, null, "told", true, samples);
  }

  /** A figure that could not be measured, which never counts as met. */
  public static Figure missing(String figure, String unit, String why, String target) {
    return new Figure(figure, 0, unit, why, null, null, target, false, List.of());
  }

  /** One line for people. */
  public String line() {
    return "%-4s %-52s %12s %-8s %s%s"
        .formatted(
            ok ? "ok" : "MISS",
            figure,
            text(value),
            unit,
            ratio == null ? "" : "ratio " + text(ratio) + " of " + text(baselineValue) + "; ",
            target);
  }

  private static String text(@Nullable Double value) {
    return value == null ? "" : String.format(Locale.ROOT, "%.4g", value);
  }

  private static double rounded(double value) {
    return Math.abs(value) >= 100 ? Math.round(value) : Math.round(value * 1000) / 1000d;
  }
}
