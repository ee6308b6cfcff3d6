package io.medley.content.precheck;

import io.medley.content.asset.AssetMetadata;
import io.medley.content.precheck.Finding.Kind;
import io.medley.content.product.Products;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
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
      // The same words may be approved several times, here for one market, there for another: one
      // approval that fits is enough.
      inspection.piece().claimMatches(sentence).stream()
          .map(match -> against(inspection, match))
          .min(Comparator.comparingInt(Against::weight))
          .filter(against -> against.weight() > 0)
          .ifPresent(
              against -> inspection.found(against.caseName(), sentence.span(), against.words()));
    }
  }

  /** What stands against using a claim here; weight 0 for nothing. */
  private record Against(int weight, String caseName, Map<String, String> words) {}

  private static Against against(Inspection inspection, ClaimMatch match) {
    Piece piece = inspection.piece();
    LibraryClaim claim = match.claim();
    if (!claim.approved()) {
      return new Against(
          1000, "notApproved", Map.of("found", claim.id(), "expected", claim.against()));
    }
    LocalDate from = claim.validFrom();
    LocalDate to = claim.validTo();
    boolean early = from != null && piece.firstDay().isBefore(from);
    if (early || (to != null && piece.lastDay().isAfter(to))) {
      return new Against(
          100,
          "outOfDate",
          Map.of(
              "found",
              claim.id(),
              "expected",
              ((from == null ? "" : "from " + from + " ") + (to == null ? "" : "to " + to))
                  .strip()));
    }
    List<String> outside = outside(inspection, match);
    return outside.isEmpty()
        ? new Against(0, "", Map.of())
        : new Against(
            outside.size(),
            "outOfScope",
            Map.of("found", claim.id(), "expected", String.join(", ", outside)));
  }

  private static List<String> outside(Inspection inspection, ClaimMatch match) {
    AssetMetadata metadata = inspection.piece().metadata();
    List<String> outside = new ArrayList<>();
    for (LibraryClaim.Scope scope : List.of(match.claim().scope(), match.wording().scope())) {
      add(outside, "market", scope.countries(), List.of(inspection.market()));
      add(outside, "audience", scope.audiences(), metadata.audiences());
      add(outside, "channel", scope.channels(), metadata.channels());
      add(outside, "indication", scope.indicationIds(), metadata.indicationIds());
      language(outside, scope.languages(), metadata.language());
    }
    language(outside, Set.of(match.wording().language()), metadata.language());
    return outside.stream().distinct().toList();
  }

  private static void language(List<String> outside, Set<String> allowed, String own) {
    if (!allowed.isEmpty()
        && !own.isEmpty()
        && allowed.stream().noneMatch(language -> Products.sameLanguage(language, own))) {
      outside.add("language " + own);
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
