package io.medley.seed.demo;

import io.medley.seed.document.Sample;

/**
 * A sample that went in: which asset and version it became, and the review it is in.
 *
 * @param reviewId empty while it is not submitted
 */
record Piece(Sample sample, String assetId, String versionId, String reviewId) {

  Piece inReview(String review) {
    return new Piece(sample, assetId, versionId, review);
  }
}
