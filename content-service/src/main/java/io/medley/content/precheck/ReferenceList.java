package io.medley.content.precheck;

import io.medley.content.asset.ReferenceEntries.Entry;
import io.medley.content.precheck.Finding.Kind;
import io.medley.content.precheck.Sentence.Marker;
import io.medley.content.precheck.Sentence.Span;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** C16: what is cited is listed, what is listed is cited, without gaps, from known sources. */
final class ReferenceList implements Rule {

  @Override
  public String id() {
    return "C16";
  }

  @Override
  public Kind kind() {
    return Kind.REFERENCE;
  }

  @Override
  public Set<String> cases() {
    return Set.of("notListed", "noList", "gap", "notCited", "unknown");
  }

  @Override
  public void check(Inspection inspection) {
    Piece piece = inspection.piece();
    List<Entry> entries = piece.references();
    Set<Integer> listed = new HashSet<>();
    entries.forEach(entry -> listed.add(entry.marker()));
    Set<Integer> cited = new HashSet<>();
    for (Sentence sentence : piece.sentences()) {
      for (Marker marker : sentence.markers()) {
        if (cited.add(marker.number()) && !listed.contains(marker.number())) {
          Span span =
              new Span(
                  sentence.section(),
                  marker.start(),
                  marker.end(),
                  sentence
                      .raw()
                      .substring(
                          marker.start() - sentence.start(), marker.end() - sentence.start()));
          if (entries.isEmpty()) {
            inspection.found("noList", span, Map.of());
            return;
          }
          inspection.found("notListed", span, Map.of("found", String.valueOf(marker.number())));
        }
      }
    }
    int last = 0;
    for (Entry entry : entries) {
      String number = String.valueOf(entry.marker());
      Span span =
          new Span(entry.section(), entry.start(), entry.end(), number + ". " + entry.citation());
      if (entry.marker() != last + 1) {
        inspection.found("gap", span, Map.of("found", String.valueOf(last), "expected", number));
      }
      last = entry.marker();
      if (!cited.contains(entry.marker())) {
        inspection.found("notCited", span, Map.of("found", number));
      }
      boolean known =
          piece.metadata().references().stream()
              .anyMatch(
                  reference ->
                      reference.marker() == entry.marker() && !reference.referenceId().isEmpty());
      if (!known) {
        inspection.found("unknown", span, Map.of("found", number));
      }
    }
  }
}
