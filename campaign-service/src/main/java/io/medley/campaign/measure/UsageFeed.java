package io.medley.campaign.measure;

import io.medley.platform.outbox.ChangeFeed;
import io.medley.platform.outbox.SequencedMessage;
import io.medley.platform.time.RealTime;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;

/**
 * The usage feed: counts of every version that was touched or planned since a position. Each entry
 * is the whole count of its version when the page was read, so that a page may be stored twice, and
 * reading from 0 rebuilds everything.
 */
@Service
public class UsageFeed {

  private static final Set<String> TOPICS = Set.of("touch", "campaign.changed");

  private final ChangeFeed feed;
  private final VersionUsage.Counting counting;
  private final RealTime realTime;

  UsageFeed(ChangeFeed feed, VersionUsage.Counting counting, RealTime realTime) {
    this.feed = feed;
    this.counting = counting;
    this.realTime = realTime;
  }

  /**
   * A page of the feed.
   *
   * @param next the position to ask after next time
   * @param last whether nothing lay beyond this page when it was read
   */
  public record Page(List<VersionUsage> entries, long next, boolean last) {
    public Page {
      entries = List.copyOf(entries);
    }
  }

  /**
   * Reads a page; waits up to {@code wait} for news when there is none.
   *
   * @param after 0 = from the beginning
   * @param limit most changes looked at; a page has at most one entry per version
   */
  // Waiting holds no transaction; the counts are read when there is something to count.
  @Transactional(propagation = Propagation.NOT_SUPPORTED)
  public Page read(long after, int limit, Duration wait) {
    long deadline = realTime.nanoTime() + wait.toNanos();
    ChangeFeed.FeedPage page = feed.read(TOPICS, after, limit);
    while (page.messages().isEmpty()) {
      Duration left = Duration.ofNanos(deadline - realTime.nanoTime());
      if (!left.isPositive() || !feed.awaitNews(page.next(), left)) {
        break;
      }
      page = feed.read(TOPICS, page.next(), limit);
    }
    Set<UUID> versions = new LinkedHashSet<>();
    page.messages().forEach(message -> versions.addAll(concerned(message)));
    return new Page(
        versions.isEmpty() ? List.of() : counting.of(versions), page.next(), page.last());
  }

  private List<UUID> concerned(SequencedMessage message) {
    JsonNode payload = message.message().payload();
    String version = payload.path("versionId").asString("");
    if (!version.isEmpty()) {
      return List.of(UUID.fromString(version));
    }
    String campaign =
        message.message().topic().equals("touch") ? "" : payload.path("campaignId").asString("");
    return campaign.isEmpty() ? List.of() : counting.plannedBy(UUID.fromString(campaign));
  }
}
