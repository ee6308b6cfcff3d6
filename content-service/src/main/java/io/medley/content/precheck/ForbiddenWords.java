package io.medley.content.precheck;

import io.medley.content.precheck.Finding.Kind;
import io.medley.content.precheck.RuleSettings.WordGroup;
import io.medley.content.precheck.Sentence.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
      // Words that one group has said are not said again by a later, milder one.
      List<Span> said = new ArrayList<>();
      for (WordGroup group : groups) {
        List<Span> found = sentence.listed() ? List.of() : piece.find(sentence, group);
        if (found.isEmpty() || isExcused(piece, sentence, group, inspection.settings())) {
          continue;
        }
        for (Span span : found) {
          if (said.stream().noneMatch(one -> overlap(one, span))) {
            inspection.found(group.caseName(), span, Map.of("found", span.quote()));
          }
        }
        said.addAll(found);
      }
    }
  }

  private static boolean overlap(Span one, Span other) {
    return one.start() < other.end() && other.start() < one.end();
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
