package io.medley.content.precheck;

import io.medley.content.precheck.ClaimWords.Figure;
import io.medley.content.precheck.Finding.Kind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** C20: an approved claim is used in its approved words. */
final class ClaimWording implements Rule {

  @Override
  public String id() {
    return "C20";
  }

  @Override
  public Kind kind() {
    return Kind.CLAIM;
  }

  @Override
  public Set<String> cases() {
    return Set.of("near", "figure", "negation", "comparator");
  }

  @Override
  public void check(Inspection inspection) {
    for (Sentence sentence : inspection.piece().sentences()) {
      Optional<ClaimMatch> match = inspection.piece().claimMatch(sentence);
      if (match.isEmpty()
          || match.get().isExact()
          || inspection.piece().isPrescribedWordForWord(sentence)) {
        continue;
      }
      ClaimMatch near = match.get();
      List<Figure> figures = near.strangeFigures();
      List<String> comparators = near.strangeComparators();
      Map<String, String> words = new HashMap<>();
      words.put("claim", near.claim().id());
      words.put("expected", near.wording().text());
      words.put("difference", near.difference());
      if (!figures.isEmpty()) {
        words.put("found", figures.stream().map(Figure::shown).collect(Collectors.joining(", ")));
        inspection.compared("figure", sentence.span(), words, near.words());
      } else if (near.negationDiffers()) {
        inspection.compared("negation", sentence.span(), words, near.words());
      } else if (!comparators.isEmpty()) {
        words.put("found", String.join(", ", comparators));
        inspection.compared("comparator", sentence.span(), words, near.words());
      } else {
        inspection.compared("near", sentence.span(), words, near.words());
      }
    }
  }
}
