package io.medley.content.claim;

import io.medley.content.asset.VersionId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Words of a version that are held to be a claim.
 *
 * @param number version of the claim
 * @param wording index of the wording in that version
 * @param similarity 0 to 1
 * @param remarks what a reader must know of the match, in sentences
 */
public record ClaimLink(
    UUID id,
    VersionId version,
    String claimId,
    int number,
    int wording,
    int section,
    int start,
    int end,
    String found,
    MatchType match,
    double similarity,
    State state,
    List<String> remarks,
    @Nullable String decidedBy,
    @Nullable Instant decidedAt,
    String reason) {

  public ClaimLink {
    remarks = List.copyOf(remarks);
  }

  /** What is held of a link. */
  public enum State {
    /** The words are the claim: found exact, or accepted by a person. */
    LINKED,
    /** Nearly the claim: a person has to say. */
    SUGGESTED,
    /** A person said that it is not the claim. */
    REJECTED,
    /** Nearly the claim, but changed in meaning: nobody can accept it. */
    REFUSED
  }
}
