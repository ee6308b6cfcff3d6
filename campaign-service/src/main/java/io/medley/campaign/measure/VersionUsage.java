package io.medley.campaign.measure;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What became of one version of a piece here, in counts: who was served stays with the contacts.
 *
 * @param hcps different people it was handed over to, in all campaigns together
 * @param contacts how often it was handed over
 * @param inDoubt hand-overs of which nobody knows whether they arrived; not in the other counts
 * @param lastAt the newest hand-over; {@code null} if there was none
 * @param exposure the same hand-overs by market, channel and day
 */
public record VersionUsage(
    UUID versionId,
    long hcps,
    long contacts,
    long inDoubt,
    @Nullable Instant lastAt,
    List<InCampaign> campaigns,
    List<Exposure> exposure) {

  public VersionUsage {
    campaigns = List.copyOf(campaigns);
    exposure = List.copyOf(exposure);
  }

  /**
   * Hand-overs of one day.
   *
   * @param day in UTC
   * @param hcps different people on that day, in that market, by that channel
   * @param inDoubt hand-overs of which nobody knows whether they arrived; not in the other counts
   */
  public record Exposure(
      String market, String channel, LocalDate day, long hcps, long contacts, long inDoubt) {}

  /**
   * One campaign's part.
   *
   * @param journey id of its template
   * @param state of the campaign
   * @param planned whether the campaign names this version for one of its slots
   */
  public record InCampaign(
      UUID campaignId,
      String name,
      String journey,
      String state,
      boolean planned,
      long hcps,
      long contacts,
      long inDoubt,
      @Nullable Instant lastAt) {}

  /** Counts usage from the contacts. */
  public interface Counting {

    /** Usage of each of these versions as it is now, also of those that were never used. */
    List<VersionUsage> of(Collection<UUID> versions);

    /** Versions a campaign names for its slots. */
    List<UUID> plannedBy(UUID campaignId);
  }
}
