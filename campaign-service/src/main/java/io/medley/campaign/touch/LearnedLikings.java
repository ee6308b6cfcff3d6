package io.medley.campaign.touch;

import io.medley.campaign.hcp.HcpId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What many HCPs do with channels, summed up beforehand. Whoever asks about one HCP asks {@link
 * HcpLikings}, which knows the last minute, too.
 */
public interface LearnedLikings {

  /** What is known of channels, by HCP and channel; who never did anything is absent. */
  Map<HcpId, Map<String, Liking.Learned>> of(Set<String> channels);

  /** Until when what happened is in the sums; empty if nothing was counted yet. */
  Optional<Instant> countedUntil();

  /**
   * HCPs of whom something new is known: they responded, were met, or their silence began to count.
   *
   * @param after when it happened at the earliest; null = ever
   * @param until and before this
   */
  List<HcpId> changed(@Nullable Instant after, Instant until);

  /** The pasts of these HCPs: pieces and meetings, nothing else. */
  Map<HcpId, HcpHistory> histories(Collection<HcpId> hcps, Instant since);

  /** Replaces the sums of these HCPs. */
  void store(Map<HcpId, Map<String, Liking.Learned>> sums);

  /** Everything that happened until then is in the sums. */
  void counted(Instant until);
}
