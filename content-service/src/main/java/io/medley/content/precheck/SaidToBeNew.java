package io.medley.content.precheck;

import io.medley.content.precheck.Finding.Kind;
import io.medley.content.precheck.RuleSettings.WordGroup;
import io.medley.content.product.ProductMasterDocument.Registration;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** C27: a medicine is called new for a limited time only. */
final class SaidToBeNew implements Rule {

  @Override
  public String id() {
    return "C27";
  }

  @Override
  public Kind kind() {
    return Kind.TEXT_PATTERN;
  }

  @Override
  public Set<String> cases() {
    return Set.of("tooLate", "untilThen");
  }

  @Override
  public Set<String> settings() {
    return Set.of("months", "words", "about", "sets");
  }

  @Override
  public void check(Inspection inspection) {
    Piece piece = inspection.piece();
    int months = (int) inspection.settings().number("months");
    Optional<LocalDate> first =
        piece.products().registrations(piece.metadata().brandId()).stream()
            .filter(row -> row.market().equals(inspection.market()))
            .map(Registration::from)
            .min(Comparator.naturalOrder());
    if (first.isEmpty()) {
      return;
    }
    LocalDate end = first.get().plusMonths(months);
    if (!end.isBefore(piece.lastDay())) {
      return;
    }
    String caseName = end.isBefore(piece.firstDay()) ? "tooLate" : "untilThen";
    List<Pattern> about = inspection.settings().patterns("about", inspection.language());
    for (WordGroup group : inspection.settings().wordGroups(inspection.language())) {
      for (Sentence sentence : piece.sentences()) {
        if (sentence.listed()
            || piece.isPrescribed(sentence)
            || !(piece.namesProduct(sentence) || sentence.hasAny(about))) {
          continue;
        }
        for (Sentence.Span span : piece.find(sentence, group)) {
          inspection.found(
              caseName, span, Map.of("found", span.quote(), "expected", end.toString()));
        }
      }
    }
  }
}
