package io.medley.content.precheck;

import io.medley.content.precheck.RulePacks.RulePack;
import io.medley.content.precheck.Sentence.Marker;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Runs the rules of every market of a piece; equal input gives equal findings. */
final class CheckEngine {

  private static final Comparator<Finding> ORDER =
      Comparator.comparing(Finding::severity)
          .reversed()
          .thenComparing(finding -> Objects.requireNonNullElse(finding.page(), 0))
          .thenComparing(finding -> Objects.requireNonNullElse(finding.start(), 0))
          .thenComparing(Finding::ruleId)
          .thenComparing(Finding::message);

  private final RulePacks packs;

  CheckEngine(RulePacks packs) {
    this.packs = packs;
  }

  /** What came of it. */
  record Result(
      String packVersion, Verdict verdict, List<Finding> findings, List<ClaimSentence> claims) {}

  Result check(Piece piece) {
    List<String> markets =
        piece.metadata().countries().isEmpty() ? List.of("*") : piece.metadata().countries();
    Map<List<Object>, Finding> findings = new LinkedHashMap<>();
    List<RulePack> used = markets.stream().map(packs::of).distinct().toList();
    boolean modules = EveryForm.hasOpenModules(piece);
    for (String market : markets) {
      RulePack pack = packs.of(market);
      // Asked of every form instead of the piece with its places open.
      List<String> ofForms = modules ? pack.rule("C37").list("rules") : List.of();
      for (Rule rule : Rules.all()) {
        if (ofForms.contains(rule.id())
            || pack.rule(rule.id()).isOff()
            || (rule.needsText() && !piece.hasText())) {
          continue;
        }
        Inspection inspection = new Inspection(piece, pack, market, rule);
        rule.check(inspection);
        for (Finding finding : inspection.findings()) {
          // The same words found for two markets are one finding, as severe as the stricter one has
          // it.
          findings.merge(
              List.of(
                  finding.ruleId(),
                  Objects.requireNonNullElse(finding.page(), 0),
                  Objects.requireNonNullElse(finding.start(), -1),
                  finding.message()),
              finding,
              (one, other) -> one.severity().compareTo(other.severity()) >= 0 ? one : other);
        }
      }
    }
    List<Finding> ordered =
        findings.values().stream().map(finding -> placed(piece, finding)).sorted(ORDER).toList();
    return new Result(
        used.stream().map(RulePack::version).collect(Collectors.joining("; ")),
        verdict(ordered),
        ordered,
        claims(piece, packs.of(markets.getFirst())));
  }

  private static Finding placed(Piece piece, Finding finding) {
    Integer page = finding.page();
    Integer start = finding.start();
    Integer end = finding.end();
    return page == null || start == null || end == null
        ? finding
        : finding.at(Places.of(piece.boxes(page), start, end));
  }

  /** What the findings come to, overrides counted. */
  static Verdict verdict(List<Finding> findings) {
    return findings.stream()
        .map(Finding::effective)
        .max(Comparator.naturalOrder())
        .map(
            worst ->
                switch (worst) {
                  case BLOCK -> Verdict.BLOCKED;
                  case REVIEW -> Verdict.REVIEW;
                  case INFO -> Verdict.CLEARED;
                })
        .orElse(Verdict.CLEARED);
  }

  private static List<ClaimSentence> claims(Piece piece, RulePack pack) {
    RuleSettings settings = pack.rule("C15");
    List<ClaimSentence> claims = new ArrayList<>();
    for (Sentence sentence : piece.sentences()) {
      if (ClaimsReferenced.readsAsClaim(piece, sentence, settings)) {
        claims.add(
            new ClaimSentence(
                sentence.section(),
                sentence.start(),
                sentence.end(),
                sentence.raw(),
                sentence.markers().stream().map(Marker::number).distinct().toList(),
                piece.approvedClaim(sentence).map(LibraryClaim::id).orElse("")));
      }
    }
    return claims;
  }
}
