package io.medley.content.precheck;

import io.medley.content.precheck.Finding.Kind;
import io.medley.content.precheck.PieceFacts.Chart;
import java.util.Map;
import java.util.Set;

/** C39: bars begin at zero, axes bear names, a chart says where its figures come from. */
final class ChartsHonest implements Rule {

  @Override
  public String id() {
    return "C39";
  }

  @Override
  public Kind kind() {
    return Kind.LAYOUT;
  }

  @Override
  public Set<String> cases() {
    return Set.of("axis", "unnamed", "source");
  }

  @Override
  public Set<String> settings() {
    return Set.of("source");
  }

  @Override
  public boolean needsText() {
    return false;
  }

  @Override
  public void check(Inspection inspection) {
    for (Chart chart : inspection.piece().facts().charts()) {
      Map<String, String> words =
          Map.of(
              "found",
              chart.title().isBlank() ? "without a title" : chart.title(),
              "expected",
              chart.axisFrom() == null ? "" : String.valueOf(chart.axisFrom()));
      Double from = chart.axisFrom();
      if (chart.bars() && from != null && from != 0) {
        inspection.inSection("axis", chart.section(), chart.title(), words);
      }
      if (!chart.axesNamed()) {
        inspection.inSection("unnamed", chart.section(), chart.title(), words);
      }
      boolean sourced =
          inspection.piece().sentences().stream()
              .filter(sentence -> sentence.section() == chart.section())
              .anyMatch(
                  sentence ->
                      sentence.hasAny(
                              inspection.settings().patterns("source", inspection.language()))
                          || (!chart.title().isBlank()
                              && sentence.raw().contains(chart.title())
                              && !sentence.markers().isEmpty()));
      if (!sourced) {
        inspection.inSection("source", chart.section(), chart.title(), words);
      }
    }
  }
}
