package io.medley.campaign.touch;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What comes of asking buckets for one token each: all give one, or none does and the empty ones
 * hand out a slot.
 *
 * @param slot when to come back; empty if the tokens were taken
 * @param changed the buckets that are not as they were
 */
public record BucketTaking(Optional<Instant> slot, List<TokenBucket> changed) {

  /** Copies the list. */
  public BucketTaking {
    changed = List.copyOf(changed);
  }

  /** Asks at the instant. */
  public static BucketTaking from(List<TokenBucket> buckets, Instant now) {
    List<TokenBucket> empty = buckets.stream().filter(bucket -> bucket.available(now) < 1).toList();
    if (empty.isEmpty()) {
      return new BucketTaking(
          Optional.empty(), buckets.stream().map(bucket -> bucket.at(now, -1)).toList());
    }
    Instant slot =
        empty.stream().map(bucket -> bucket.slot(now)).max(Instant::compareTo).orElseThrow();
    return new BucketTaking(
        Optional.of(slot), empty.stream().map(bucket -> bucket.handedOut(slot)).toList());
  }

  /** Gives one token back to each. */
  public static List<TokenBucket> back(List<TokenBucket> buckets, Instant now) {
    return buckets.stream().map(bucket -> bucket.at(now, 1)).toList();
  }
}
