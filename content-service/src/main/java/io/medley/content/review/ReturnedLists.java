package io.medley.content.review;

import io.medley.content.annotation.Annotation;
import io.medley.content.annotation.Annotations;
import io.medley.content.asset.AssetVersion;
import io.medley.content.asset.AssetVersions;
import io.medley.content.lifecycle.ValidityPeriod;
import io.medley.content.market.MarketPacks;
import io.medley.content.precheck.CheckRun;
import io.medley.content.precheck.Severity;
import io.medley.content.signing.Signatures;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Component;

/** Puts together the one list that goes back to the agency. */
@Component
class ReturnedLists {

  private final Annotations annotations;
  private final Signatures signatures;
  private final AssetVersions versions;
  private final MarketPacks packs;

  ReturnedLists(
      Annotations annotations, Signatures signatures, AssetVersions versions, MarketPacks packs) {
    this.annotations = annotations;
    this.signatures = signatures;
    this.versions = versions;
    this.packs = packs;
  }

  /** Whether the last day of the version has passed: nothing approves it any more. */
  static boolean isOver(AssetVersion version, MarketPacks packs, Instant now) {
    return version.metadata().validTo() != null
        && !now.isBefore(ValidityPeriod.end(version.metadata(), packs));
  }

  /** What the agency is told then. */
  static String over(AssetVersion version) {
    return "The last day it may be used, %s, is over. Give it later dates; every lane looks again."
        .formatted(version.metadata().validTo());
  }

  ReturnedList of(Review review, CheckRun run, Instant at) {
    List<ReturnedList.Point> points = new ArrayList<>();
    AssetVersion version = versions.require(review.subject().version());
    if (isOver(version, packs, at)) {
      points.add(new ReturnedList.Point("Validity", true, null, over(version)));
    }
    annotations.ofVersion(review.subject().version()).stream()
        .filter(placed -> placed.annotation().state().open())
        .forEach(
            placed ->
                points.add(
                    new ReturnedList.Point(
                        placed.annotation().lane().title(),
                        placed.annotation().kind() == Annotation.Kind.MUST_FIX,
                        placed.placement().section(),
                        placed.placement().words().isBlank()
                            ? placed.said()
                            : "“%s”: %s".formatted(placed.placement().words(), placed.said()))));
    run.findings().stream()
        .filter(finding -> finding.severity() != Severity.INFO)
        .forEach(
            finding ->
                points.add(
                    new ReturnedList.Point(
                        "Pre-check " + finding.ruleId(),
                        finding.severity() == Severity.BLOCK,
                        finding.page(),
                        finding.fix().isBlank()
                            ? finding.message()
                            : finding.message() + " " + finding.fix())));
    points.sort(
        Comparator.comparing((ReturnedList.Point point) -> !point.mustFix())
            .thenComparingInt(ReturnedLists::page));
    List<ReturnedList.LaneVerdict> verdicts =
        signatures.ofReview(review.id().value()).stream()
            .sorted(Comparator.comparing(signature -> signature.statement().verdict()))
            .map(
                signature ->
                    new ReturnedList.LaneVerdict(
                        signature.statement().subject().lane().title(),
                        signature.statement().verdict().title(),
                        signature.statement().printedName()))
            .toList();
    return new ReturnedList(at, verdicts, points);
  }

  private static int page(ReturnedList.Point point) {
    Integer page = point.page();
    return page == null ? 0 : page;
  }
}
