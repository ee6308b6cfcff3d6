package io.medley.content.usage;

import io.medley.content.asset.VersionId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How one version is used.
 *
 * @param hcps different people it was handed over to, in all campaigns together
 * @param contacts how often it was handed over
 * @param inDoubt hand-overs of which nobody knows whether they arrived
 * @param lastAt the newest hand-over; {@code null} if there was none
 * @param campaigns those that served it or plan to
 * @param exposure the same hand-overs by market, channel and day
 */
public record VersionUsage(
    VersionId version,
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

  /** Usage of which only the campaigns are known. */
  public VersionUsage(
      VersionId version,
      long hcps,
      long contacts,
      long inDoubt,
      @Nullable Instant lastAt,
      List<InCampaign> campaigns) {
    this(version, hcps, contacts, inDoubt, lastAt, campaigns, List.of());
  }

  /**
   * Hand-overs of one day.
   *
   * @param day in UTC
   * @param hcps different people on that day, in that market, by that channel
   * @param contacts hand-overs
   * @param inDoubt of which nobody knows whether they arrived; not in the other counts
   */
  public record Exposure(
      String market, String channel, LocalDate day, long hcps, long contacts, long inDoubt) {}

  /** A version that nobody reported anything of. */
  public static VersionUsage none(VersionId version) {
    return new VersionUsage(version, 0, 0, 0, null, List.of());
  }

  /**
   * One campaign's part.
   *
   * @param journey id of its journey template
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
}
