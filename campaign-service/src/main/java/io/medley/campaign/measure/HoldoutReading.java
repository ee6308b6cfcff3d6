package io.medley.campaign.measure;

import io.medley.campaign.touch.Holdouts;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who is held out of what: shares, since when and why, and how many HCPs that are. */
public interface HoldoutReading {

  /**
   * HCPs held out of everything.
   *
   * @param share per ten thousand
   */
  Counted everything(String seed, int share);

  /** Every brand that is campaigned for or has a share, by id. */
  List<OfBrand> brands(String seed);

  /** Campaigns of their own share, those that are not over first. */
  List<OfCampaign> campaigns(String seed, int limit);

  /** Changes of a share, the newest first. */
  List<Change> changes(Holdouts.Scope scope, String key, int limit);

  /** How many HCPs of how many. */
  record Counted(long hcps, long of) {}

  /**
   * A brand's holdout.
   *
   * @param perTenThousand 0 if nobody is held out
   * @param since when the share was set; null if it never was
   */
  record OfBrand(String brandId, int perTenThousand, @Nullable Instant since, Counted counted) {

    /** The share in percent. */
    public double percent() {
      return perTenThousand / 100.0;
    }
  }

  /**
   * A campaign's own holdout.
   *
   * @param counted of the HCPs enrolled so far
   */
  record OfCampaign(
      UUID campaignId,
      String name,
      String brandId,
      String state,
      int perTenThousand,
      Instant since,
      Counted counted) {

    /** The share in percent. */
    public double percent() {
      return perTenThousand / 100.0;
    }
  }

  /**
   * A change of a share.
   *
   * @param actor who set it, or confirmed it
   * @param askedBy who asked for it; null where one person decides
   * @param countsFrom from when it counts
   */
  record Change(
      int before,
      int after,
      String reason,
      String actor,
      @Nullable String askedBy,
      Instant countsFrom,
      Instant at) {}
}
