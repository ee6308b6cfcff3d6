package io.medley.content.review;

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

  private final Reviews reviews;
  private final Signatures signatures;

  ReturnedLists(Reviews reviews, Signatures signatures) {
    this.reviews = reviews;
    this.signatures = signatures;
  }

  ReturnedList of(Review review, CheckRun run, Instant at) {
    List<ReturnedList.Point> points = new ArrayList<>();
    reviews
        .comments(review.id())
        .forEach(
            comment ->
                points.add(
                    new ReturnedList.Point(
                        comment.lane().title(),
                        comment.kind() == ReviewComment.Kind.MUST_FIX,
                        comment.page(),
                        comment.body())));
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
