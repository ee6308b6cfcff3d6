package io.medley.campaign.recall;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A version that HCPs received and that may not be used any more, because it was withdrawn or
 * replaced.
 *
 * @param state {@code WITHDRAWN}, or {@code SUPERSEDED} by a newer version of the same piece
 * @param since when this service learned of it
 * @param markets markets of those who received it
 * @param hcps who received it, or may have
 * @param audienceId the audience "received it"; null until it is made
 * @param campaignId the campaign that sets it right; null until somebody begins one
 */
public record Recalled(
    UUID versionId,
    String title,
    String jobCode,
    String brandId,
    String state,
    Instant since,
    List<String> markets,
    long hcps,
    @Nullable UUID audienceId,
    @Nullable UUID campaignId) {

  /** Copies the list. */
  public Recalled {
    markets = List.copyOf(markets);
  }

  /** Why it may not be used any more, for people. */
  public String what() {
    return state.equals("SUPERSEDED") ? "replaced" : "withdrawn";
  }

  /** Which versions were recalled, and what was done about it. */
  public interface Versions {

    /**
     * Of the versions withdrawn last those somebody received and no campaign sets right, the newest
     * first.
     *
     * @param limit how many withdrawn versions are looked at
     */
    List<Recalled> withdrawnLately(int limit);

    /** One version; empty if it may be used or nobody received it. */
    Optional<Recalled> find(UUID versionId);

    /** Versions that were recalled and have no audience yet. */
    List<Recalled> withoutAudience(int limit);

    /** Notes the audience; the first one stays. */
    void audience(UUID versionId, UUID audienceId);

    /** Notes the campaign; the first one stays. */
    void campaign(UUID versionId, UUID campaignId);
  }
}
