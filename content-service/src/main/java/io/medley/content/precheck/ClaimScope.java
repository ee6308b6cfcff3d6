package io.medley.content.precheck;

import io.medley.content.asset.AssetMetadata;
import io.medley.content.precheck.Finding.Kind;
import io.medley.content.product.Products;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** C21: a claim is used only where and while it is approved. */
final class ClaimScope implements Rule {

  @Override
  public String id() {
    return "C21";
  }

  @Override
  public Kind kind() {
    return Kind.CLAIM;
  }

  @Override
  public Set<String> cases() {
    return Set.of("notApproved", "outOfDate", "outOfScope");
  }

  @Override
  public void check(Inspection inspection) {
    for (Sentence sentence : inspection.piece().sentences()) {
      inspection
          .piece()
          .claimMatch(sentence)
          .ifPresent(match -> check(inspection, sentence, match.claim()));
    }
  }

  private static void check(Inspection inspection, Sentence sentence, LibraryClaim claim) {
    Piece piece = inspection.piece();
    AssetMetadata metadata = piece.metadata();
    if (!claim.approved()) {
      inspection.found("notApproved", sentence.span(), Map.of("found", claim.id()));
      return;
    }
    LocalDate from = claim.validFrom();
    LocalDate to = claim.validTo();
    if ((from != null && piece.firstDay().isBefore(from))
        || (to != null && piece.lastDay().isAfter(to))) {
      inspection.found(
          "outOfDate",
          sentence.span(),
          Map.of(
              "found",
              claim.id(),
              "expected",
              (from == null ? "" : "from " + from + " ") + (to == null ? "" : "to " + to)));
      return;
    }
    LibraryClaim.Scope scope = claim.scope();
    List<String> outside = new ArrayList<>();
    add(outside, "market", scope.countries(), List.of(inspection.market()));
    add(outside, "audience", scope.audiences(), metadata.audiences());
    add(outside, "channel", scope.channels(), metadata.channels());
    add(outside, "indication", scope.indicationIds(), metadata.indicationIds());
    if (!scope.languages().isEmpty()
        && scope.languages().stream()
            .noneMatch(language -> Products.sameLanguage(language, metadata.language()))) {
      outside.add("language " + metadata.language());
    }
    if (!outside.isEmpty()) {
      inspection.found(
          "outOfScope",
          sentence.span(),
          Map.of("found", claim.id(), "expected", String.join(", ", outside)));
    }
  }

  private static void add(
      List<String> outside, String what, Set<String> allowed, List<String> own) {
    if (!allowed.isEmpty()) {
      own.stream()
          .filter(value -> !allowed.contains(value) && !value.equals("*"))
          .forEach(value -> outside.add(what + " " + value));
    }
  }
}
