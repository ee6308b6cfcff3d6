package io.medley.campaign.measure;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One thing that shows how far an HCP is.
 *
 * @param sourceKey names it for good at its source
 * @param topic what it is about, e.g. {@code DOSING}; the brand's id where it is about the brand as
 *     a whole
 * @param kind what was seen, e.g. {@code CLICKED}, {@code ASKED_DOSING}, {@code REP_REPORTED_USE}
 * @param independent whether it could have happened to somebody the house never wrote to
 * @param at business time
 * @param brandId the brand; null if the topic belongs to none, e.g. a disease area
 */
public record StageEvidence(
    String sourceKey,
    UUID hcpId,
    String topic,
    Stage stage,
    String kind,
    boolean independent,
    Instant at,
    @Nullable String brandId) {

  private static final Pattern NO_LETTERS = Pattern.compile("[^\\p{L}\\p{N}]+");

  /** Refuses evidence of nothing. */
  public StageEvidence {
    if (stage == Stage.UNAWARE) {
      throw new IllegalArgumentException("Nothing shows that somebody knows nothing");
    }
  }

  /** Whether it is about the brand as a whole, not about one of its topics. */
  public boolean ofWholeBrand() {
    return topic.equals(brandId);
  }

  /** A topic as it is kept: the codes of pieces and of requests are the same, however typed. */
  public static String code(String topic) {
    return NO_LETTERS.matcher(topic.strip()).replaceAll("_").toUpperCase(Locale.ROOT);
  }

  /** Evidence about a brand as a whole. */
  public StageEvidence(
      String sourceKey,
      UUID hcpId,
      String brandId,
      Stage stage,
      String kind,
      boolean independent,
      Instant at) {
    this(sourceKey, hcpId, brandId, stage, kind, independent, at, brandId);
  }
}
