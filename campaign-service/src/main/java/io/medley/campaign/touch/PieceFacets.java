package io.medley.campaign.touch;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a piece is about and whom it was made for, by its confirmed tags. It orders pieces and never
 * decides whether one may be sent.
 *
 * @param purpose code of content-service's vocabulary {@code purpose}; empty if not known
 * @param topics codes of content-service's vocabulary {@code key-message}, e.g. {@code DOSING}
 * @param messages what the piece wants remembered, in its agency's words
 * @param indications ids of the brand's indications
 * @param stage code of the vocabulary {@code journey-stage}; empty if none was tagged
 * @param specialties codes of the vocabulary {@code specialty}
 * @param segments codes of the segment vocabulary
 * @param subtype code of the vocabulary {@code material-subtype}; empty if none was tagged
 * @param claims ids of the approved claims it makes
 * @param liveAt when it went live; null if not known
 */
public record PieceFacets(
    String purpose,
    List<String> topics,
    List<String> messages,
    List<String> indications,
    String stage,
    List<String> specialties,
    List<String> segments,
    String subtype,
    List<String> claims,
    @Nullable Instant liveAt) {

  /** Nothing is known of the piece. */
  public static final PieceFacets UNKNOWN =
      new PieceFacets(null, null, null, null, null, null, null, null, null, null);

  /** Copies the lists; what is missing is empty. */
  public PieceFacets(
      @Nullable String purpose,
      @Nullable List<String> topics,
      @Nullable List<String> messages,
      @Nullable List<String> indications,
      @Nullable String stage,
      @Nullable List<String> specialties,
      @Nullable List<String> segments,
      @Nullable String subtype,
      @Nullable List<String> claims,
      @Nullable Instant liveAt) {
    this.purpose = purpose == null ? "" : purpose;
    this.topics = list(topics);
    this.messages = list(messages);
    this.indications = list(indications);
    this.stage = stage == null ? "" : stage;
    this.specialties = list(specialties);
    this.segments = list(segments);
    this.subtype = subtype == null ? "" : subtype;
    this.claims = list(claims);
    this.liveAt = liveAt;
  }

  /** Whether it promotes the brand; what is not known to do something else does. */
  public boolean promotes() {
    return purpose.isEmpty() || purpose.equals("PROMOTIONAL");
  }

  private static List<String> list(@Nullable List<String> values) {
    return values == null ? List.of() : List.copyOf(values);
  }
}
