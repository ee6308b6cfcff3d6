package io.medley.content.precheck;

import io.medley.content.precheck.Finding.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** C15: a sentence that reads as a claim carries the number of a reference. */
final class ClaimsReferenced implements Rule {

  @Override
  public String id() {
    return "C15";
  }

  @Override
  public Kind kind() {
    return Kind.REFERENCE;
  }

  @Override
  public Set<String> cases() {
    return Set.of("noReference", "effectOnly");
  }

  @Override
  public Set<String> settings() {
    return Set.of(
        "figures",
        "figurePhrases",
        "effects",
        "effectPhrases",
        "unless",
        "sets",
        "sparesEverydayMatters");
  }

  @Override
  public void check(Inspection inspection) {
    Piece piece = inspection.piece();
    List<Pattern> excuses = inspection.settings().patterns("unless", inspection.language());
    for (Sentence sentence : piece.sentences()) {
      if (!sentence.markers().isEmpty()
          || sentence.listed()
          || sentence.hasAny(excuses)
          || piece.isAboutEverydayMatters(sentence, inspection.settings())
          || piece.isPrescribed(sentence)) {
        continue;
      }
      boolean figure = says(piece, sentence, inspection.settings(), "figure");
      boolean effect =
          sentence.hasAny(inspection.settings().patterns("effects", inspection.language()));
      boolean perhaps = effect || says(piece, sentence, inspection.settings(), "effect");
      Optional<ClaimMatch> known = piece.claimMatch(sentence);
      if (figure
          || known.filter(ClaimMatch::isExact).isPresent()
          || (effect && piece.namesProduct(sentence))) {
        inspection.found("noReference", sentence.span(), Map.of());
      } else if (perhaps || known.isPresent()) {
        inspection.found("effectOnly", sentence.span(), Map.of());
      }
    }
  }

  /** Whether a sentence has words of a kind, by pattern or by the sequence of its words. */
  private static boolean says(Piece piece, Sentence sentence, RuleSettings settings, String kind) {
    String language = piece.metadata().language();
    return sentence.hasAny(settings.patterns(kind + "s", language))
        || !piece.find(sentence, settings.phrases(kind + "Phrases", language)).isEmpty();
  }

  /** Whether a sentence reads as a claim, referenced or not. */
  static boolean readsAsClaim(Piece piece, Sentence sentence, RuleSettings settings) {
    return !sentence.listed()
        && !piece.isPrescribed(sentence)
        && !piece.isAboutEverydayMatters(sentence, settings)
        && (says(piece, sentence, settings, "figure")
            || says(piece, sentence, settings, "effect")
            || piece.approvedClaim(sentence).isPresent());
  }
}
