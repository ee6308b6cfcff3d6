package io.medley.content.retention;

import io.medley.content.asset.AssetId;
import io.medley.platform.problem.ProblemType;
import io.medley.platform.problem.Refusal;
import java.time.Instant;

/** Why an asset is kept, or a hold was not changed. */
public final class RetentionRefusal extends Refusal {

  private RetentionRefusal(String slug, int status, String title, String sentence) {
    super(new ProblemType(slug, status, title), sentence);
  }

  static RetentionRefusal unknown(AssetId asset) {
    return new RetentionRefusal(
        "asset-unknown", 404, "No such asset", "There is no asset %s here.".formatted(asset));
  }

  static RetentionRefusal held(LegalHold hold) {
    return new RetentionRefusal(
        "legal-hold",
        409,
        "This asset is under legal hold",
        "%s placed a hold: %s. It has to be released first."
            .formatted(hold.placedBy(), hold.reason()));
  }

  static RetentionRefusal inUse() {
    return new RetentionRefusal(
        "still-in-use",
        409,
        "This asset is still in use",
        "A version of it is in review, approved or live; its retention has not begun.");
  }

  static RetentionRefusal tooEarly(Instant until) {
    return new RetentionRefusal(
        "retention-not-over",
        409,
        "This asset is still to be kept",
        "Its markets want it kept until %s.".formatted(until));
  }

  static RetentionRefusal reasonNeeded() {
    return new RetentionRefusal(
        "reason-needed", 422, "Say why", "Say why, in a few words: it stands in the audit.");
  }

  static RetentionRefusal noSuchHold() {
    return new RetentionRefusal(
        "hold-unknown",
        409,
        "This hold is not there",
        "It was released already or never placed; reload the page.");
  }
}
