package io.medley.campaign.touch;

import io.medley.campaign.hcp.HcpId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sums up what HCPs do with channels, those of whom something new is known, a thousand at a time.
 * Counting the same again changes nothing, so a crash loses nothing.
 */
@Service
public class LikingCounting {

  private static final int AT_ONCE = 1_000;

  /** What arrives late, e.g. an event of a webhook, is counted with the next round. */
  private static final Duration LATE = Duration.ofHours(1);

  private final LearnedLikings likings;
  private final TransactionTemplate transactions;
  private final Clock clock;

  LikingCounting(LearnedLikings likings, TransactionTemplate transactions, Clock clock) {
    this.likings = likings;
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * Counts what is new.
   *
   * @return of how many HCPs
   */
  public int count() {
    Instant now = clock.instant();
    Instant after = likings.countedUntil().map(until -> until.minus(LATE)).orElse(null);
    List<HcpId> changed = likings.changed(after, now);
    for (int from = 0; from < changed.size(); from += AT_ONCE) {
      List<HcpId> some = changed.subList(from, Math.min(from + AT_ONCE, changed.size()));
      transactions.executeWithoutResult(status -> count(some, now));
    }
    transactions.executeWithoutResult(status -> likings.counted(now));
    return changed.size();
  }

  private void count(List<HcpId> hcps, Instant now) {
    Map<HcpId, HcpHistory> pasts = likings.histories(hcps, now.minus(HcpHistory.MEMORY));
    Map<HcpId, Map<String, Liking.Learned>> sums = new HashMap<>();
    for (HcpId hcp : hcps) {
      HcpHistory past = pasts.getOrDefault(hcp, HcpHistory.NONE);
      Map<String, Liking.Learned> ofHcp = new HashMap<>();
      for (String channel : channels(past)) {
        Liking.Learned learned = Liking.learned(channel, past, now);
        if (learned.weight() > 0) {
          ofHcp.put(channel, learned);
        }
      }
      sums.put(hcp, ofHcp);
    }
    likings.store(sums);
  }

  private static Set<String> channels(HcpHistory past) {
    Set<String> channels = new TreeSet<>();
    past.pieces().forEach(piece -> channels.add(piece.channel()));
    if (!past.meetings().isEmpty()) {
      channels.add(Liking.REP);
    }
    return channels;
  }
}
