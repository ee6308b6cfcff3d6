package io.medley.content.review;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * What a returned round counts as when nobody named its cause: what most must-fix remarks are
 * about; from the second round on, a late idea if most of them are about words that stood there
 * before.
 */
@Component
class Causes {

  private final Reviews reviews;
  private final Remarks remarks;
  private final ChangeMeasuring measuring;
  private final io.medley.content.asset.AssetVersions versions;

  Causes(
      Reviews reviews,
      Remarks remarks,
      ChangeMeasuring measuring,
      io.medley.content.asset.AssetVersions versions) {
    this.reviews = reviews;
    this.remarks = remarks;
    this.measuring = measuring;
    this.versions = versions;
  }

  CauseCode of(Review review) {
    List<Remark> mustFix =
        remarks.ofVersion(review.subject().version()).stream()
            .filter(remark -> remark.mustFix() && remark.open())
            .toList();
    ReviewId previous = review.previous();
    if (previous != null && !mustFix.isEmpty() && late(review, previous, mustFix)) {
      return CauseCode.LATE_IDEA;
    }
    Map<CauseCode, Integer> counts = new EnumMap<>(CauseCode.class);
    mustFix.forEach(remark -> counts.merge(remark.cause(), 1, Integer::sum));
    return counts.entrySet().stream()
        .max(Map.Entry.comparingByValue(Comparator.naturalOrder()))
        .map(Map.Entry::getKey)
        .orElse(CauseCode.CLAIM_WORDING);
  }

  private boolean late(Review review, ReviewId previous, List<Remark> mustFix) {
    Review earlier = reviews.find(previous).orElseThrow();
    List<TextChange> changes =
        measuring
            .between(
                versions.require(earlier.subject().version()),
                versions.require(review.subject().version()))
            .text();
    long late =
        mustFix.stream()
            .filter(Remark::here)
            .filter(
                remark ->
                    remark
                        .place()
                        .filter(
                            span -> changes.stream().noneMatch(change -> change.touchesAfter(span)))
                        .isPresent())
            .count();
    return late * 2 > mustFix.size();
  }
}
