package io.medley.content.review;

import io.medley.content.asset.AssetId;
import io.medley.content.asset.VersionId;
import java.util.List;

/** Reviews in words. */
final class ReviewFixtures {

  private ReviewFixtures() {}

  static Review.Subject aPieceFor(String... markets) {
    return new Review.Subject(
        VersionId.random(),
        AssetId.random(),
        "Launch detail aid",
        "GB-ZEL-001",
        "0.1",
        "en-GB",
        "zelvaro",
        markets[0],
        List.of(markets),
        "aa",
        "bb",
        "anna.agency",
        "aron.agency",
        "northlight");
  }
}
