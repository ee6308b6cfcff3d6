package io.medley.content.precheck;

import io.medley.content.asset.TextSection;
import io.medley.content.precheck.Finding.Kind;
import io.medley.content.precheck.Sentence.Span;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** C07: a page that speaks of benefit speaks of risk too. */
final class Balance implements Rule {

  @Override
  public String id() {
    return "C07";
  }

  @Override
  public Kind kind() {
    return Kind.TEXT_PATTERN;
  }

  @Override
  public Set<String> cases() {
    return Set.of("noRisk", "littleRisk");
  }

  @Override
  public Set<String> settings() {
    return Set.of("benefit", "risk", "factPhrases", "fewestBenefitWords", "leastShare");
  }

  @Override
  public void check(Inspection inspection) {
    RuleSettings settings = inspection.settings();
    List<Pattern> benefit = settings.patterns("benefit", inspection.language());
    List<Pattern> risk = settings.patterns("risk", inspection.language());
    int fewest = (int) settings.number("fewestBenefitWords");
    double share = settings.number("leastShare");
    Piece piece = inspection.piece();
    if (piece.brand().isEmpty()) {
      return;
    }
    for (TextSection section : piece.sections()) {
      List<Sentence> sentences =
          piece.sentences().stream()
              .filter(sentence -> sentence.section() == section.number() && !sentence.listed())
              .toList();
      int benefits = 0;
      Span first = null;
      for (Sentence sentence : sentences) {
        int told = piece.isPrescribed(sentence) ? 0 : benefits(inspection, sentence, benefit, risk);
        first = first == null && told > 0 ? sentence.span() : first;
        benefits += told;
      }
      int risks = count(sentences.stream(), risk);
      if (first == null || benefits < fewest) {
        continue;
      }
      Map<String, String> words =
          Map.of("found", String.valueOf(benefits), "expected", String.valueOf(risks));
      if (risks == 0) {
        inspection.found("noRisk", first, words);
      } else if ((double) risks / benefits < share) {
        inspection.found("littleRisk", first, words);
      }
    }
  }

  /** Words of benefit; a claim of what the product does is as much as a page may say alone. */
  private static int benefits(
      Inspection inspection, Sentence sentence, List<Pattern> benefit, List<Pattern> risk) {
    int words = count(Stream.of(sentence), benefit);
    Piece piece = inspection.piece();
    // What is said of the product and rests on a source is a claim, whatever its words.
    boolean sourced =
        piece.namesProduct(sentence)
            && !sentence.markers().isEmpty()
            && piece
                .find(sentence, inspection.settings().phrases("factPhrases", inspection.language()))
                .isEmpty();
    if (sentence.hasAny(risk)
        || !(sourced || ClaimsReferenced.readsAsClaim(piece, sentence, inspection.rule("C15")))) {
      return words;
    }
    int least =
        piece.namesProduct(sentence) ? (int) inspection.settings().number("fewestBenefitWords") : 1;
    return Math.max(words, least);
  }

  private static int count(Stream<Sentence> sentences, List<Pattern> patterns) {
    return sentences
        .mapToInt(
            sentence -> patterns.stream().mapToInt(pattern -> sentence.find(pattern).size()).sum())
        .sum();
  }
}
