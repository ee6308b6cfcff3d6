package io.medley.content.precheck;

import io.medley.content.precheck.Finding.Kind;
import io.medley.content.precheck.RuleSettings.WordGroup;
import java.util.List;
import java.util.Set;

/**
 * C22 to C28: words a market does not want to read, or not alone, save in prescribed texts,
 * approved claims and citations.
 */
final class ForbiddenWords implements Rule {

  private final String id;
  private final Set<String> cases;

  ForbiddenWords(String id, String... cases) {
    this.id = id;
    this.cases = Set.of(cases);
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public Kind kind() {
    return Kind.TEXT_PATTERN;
  }

  @Override
  public Set<String> cases() {
    return cases;
  }

  @Override
  public Set<String> settings() {
    return Set.of("words", "sets", "sparesEverydayMatters");
  }

  @Override
  public void check(Inspection inspection) {
    Piece piece = inspection.piece();
    List<WordGroup> groups = inspection.settings().wordGroups(inspection.language());
    for (Sentence sentence : piece.sentences()) {
      if (!sentence.listed()) {
        inspection.foundWords(
            sentence, groups, group -> isExcused(piece, sentence, group, inspection.settings()));
      }
    }
  }

  private static boolean isExcused(
      Piece piece, Sentence sentence, WordGroup group, RuleSettings settings) {
    return sentence.hasAny(group.unless())
        || (!group.unlessNear().isEmpty()
            && group.unlessNear().stream()
                .anyMatch(pattern -> pattern.matcher(piece.block(sentence).text()).find()))
        || (group.unlessReferenced() && !sentence.markers().isEmpty())
        || piece.isAboutEverydayMatters(sentence, settings)
        || piece.isPrescribed(sentence)
        || piece.approvedClaim(sentence).isPresent();
  }
}
