package io.medley.content.precheck;

import io.medley.content.asset.AssetMetadata;
import io.medley.content.extraction.ExtractedFile.Link;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Keeps results of fetching links, so that the rule decides from what is stored and the same run
 * finds the same. Only addresses a market's pack allows are fetched: others are a finding anyway.
 */
@Service
class LinkChecking {

  private final RulePacks packs;
  private final LinkResults results;
  private final LinkFetcher fetcher;
  private final LinkSettings settings;
  private final TransactionOperations transactions;
  private final Clock clock;

  LinkChecking(
      RulePacks packs,
      LinkResults results,
      LinkFetcher fetcher,
      LinkSettings settings,
      TransactionOperations transactions,
      Clock clock) {
    this.packs = packs;
    this.results = results;
    this.fetcher = fetcher;
    this.settings = settings;
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * What the rule may know of links.
   *
   * @param fetching whether links are fetched at all
   * @param results by address; an address without one was not fetched yet
   */
  record Known(boolean fetching, Map<String, LinkResult> results) {
    Known {
      results = Map.copyOf(results);
    }

    /** Links are not fetched here. */
    static Known nothing() {
      return new Known(false, Map.of());
    }

    /** In one order, for the hash of a run's inputs. */
    Map<String, LinkResult> sorted() {
      return new TreeMap<>(results);
    }
  }

  /** Whether links are fetched at all. */
  boolean fetching() {
    return settings.fetch();
  }

  /** What is stored of a piece's links. */
  Known known(AssetMetadata metadata, List<Link> links) {
    return settings.fetch()
        ? new Known(true, results.newest(targets(metadata, links)))
        : Known.nothing();
  }

  /**
   * Fetches what was never fetched or is too old. Within a transaction nothing is fetched: the rule
   * then works with what is stored.
   */
  void refresh(AssetMetadata metadata, List<Link> links) {
    if (!settings.fetch() || TransactionSynchronizationManager.isActualTransactionActive()) {
      return;
    }
    Set<String> targets = targets(metadata, links);
    Instant oldest = clock.instant().minus(settings.age());
    transactions.executeWithoutResult(
        status ->
            results.newest(targets).values().stream()
                .filter(result -> result.at().isAfter(oldest))
                .map(LinkResult::url)
                .forEach(targets::remove));
    if (!targets.isEmpty()) {
      List<LinkResult> fetched = fetch(targets);
      transactions.executeWithoutResult(status -> results.add(fetched));
    }
  }

  private List<LinkResult> fetch(Collection<String> targets) {
    List<Callable<LinkResult>> tasks = new ArrayList<>();
    targets.forEach(target -> tasks.add(() -> fetcher.fetch(target)));
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      return threads.invokeAll(tasks).stream().map(Future::resultNow).toList();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return List.of();
    }
  }

  private Set<String> targets(AssetMetadata metadata, List<Link> links) {
    List<String> markets = metadata.countries().isEmpty() ? List.of("*") : metadata.countries();
    Set<String> targets = new TreeSet<>();
    for (Link link : links) {
      String target = address(link.target());
      if (!target.isEmpty()
          && markets.stream()
              .anyMatch(market -> Links.isAllowed(packs.of(market).rule("C35"), host(target)))) {
        targets.add(target);
      }
    }
    return targets;
  }

  /** The address that is fetched for a link; empty if nothing is. */
  static String address(String target) {
    String plain = target.strip().replaceAll("#.*", "");
    return plain.contains("{{") || host(plain).isEmpty() ? "" : plain;
  }

  private static String host(String target) {
    try {
      URI uri = URI.create(target);
      boolean web =
          "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
      return web && uri.getHost() != null ? uri.getHost().toLowerCase(Locale.ROOT) : "";
    } catch (IllegalArgumentException noAddress) {
      return "";
    }
  }
}
