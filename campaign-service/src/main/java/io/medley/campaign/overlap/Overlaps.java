package io.medley.campaign.overlap;

import io.medley.campaign.hcp.HcpId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who is in several journeys that are not over. Reads only. */
public interface Overlaps {

  /** How many HCPs are in more than one campaign's journey. */
  long hcps();

  /** Pairs of campaigns that share HCPs, the most shared first. */
  List<Pair> pairs(int limit);

  /** Two campaigns and how many HCPs are in both. */
  record Pair(UUID first, UUID second, long hcps) {}

  /**
   * HCPs in more than one journey: those in most of them first.
   *
   * @param first only those in this campaign, too; null = all
   * @param second and in this one; null = all
   */
  List<HcpId> most(@Nullable UUID first, @Nullable UUID second, int offset, int limit);

  /**
   * Running campaigns in whose open journeys some of these HCPs are, the most shared first.
   *
   * @param except a campaign that does not count
   */
  List<Shared> sharing(Collection<HcpId> hcps, UUID except);

  /** A running campaign, and how many of the HCPs asked about are in its journeys. */
  record Shared(UUID campaignId, String name, String brandId, int hcps) {}

  /** How often each of these HCPs was contacted since, calls included; absent = never. */
  Map<HcpId, Integer> contacted(Collection<HcpId> hcps, Instant since);

  /** The open journeys of these HCPs. */
  List<Journey> journeys(Collection<HcpId> hcps);

  /**
   * A journey that is not over.
   *
   * @param version by which version of the campaign's plan it goes
   * @param stepId where it is; null before its first step
   * @param held whether a touch is held there
   * @param reason why it is held; null if it is not
   * @param due when it goes on; null if that is not known
   */
  record Journey(
      HcpId hcp,
      UUID enrolmentId,
      UUID campaignId,
      int version,
      @Nullable String stepId,
      boolean held,
      @Nullable String reason,
      @Nullable Instant due) {}
}
