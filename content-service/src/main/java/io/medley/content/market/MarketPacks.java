package io.medley.content.market;

import io.medley.content.signing.Lane;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** Every market's pack. A market without one is held to the pack of other markets. */
public final class MarketPacks {

  private static final String OTHER = "*";

  private final Map<String, MarketPack> byMarket = new TreeMap<>();

  private MarketPacks(Collection<MarketPack> packs) {
    packs.forEach(pack -> byMarket.put(pack.market(), pack));
  }

  /**
   * Reads and checks the packs on the class path.
   *
   * @throws IllegalStateException if a pack lacks or says something nobody can act on; the message
   *     lists every such place
   */
  public static MarketPacks load() {
    return load("classpath*:markets/packs/*.yaml");
  }

  /** As {@link #load()}, from these places. */
  static MarketPacks load(String... patterns) {
    Map<String, String> texts = new LinkedHashMap<>();
    try {
      for (String pattern : patterns) {
        for (Resource resource : new PathMatchingResourcePatternResolver().getResources(pattern)) {
          try (InputStream in = resource.getInputStream()) {
            texts.put(
                String.valueOf(resource.getFilename()),
                new String(in.readAllBytes(), StandardCharsets.UTF_8));
          }
        }
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return parse(texts);
  }

  /** Packs from texts by file name. */
  static MarketPacks parse(Map<String, String> texts) {
    List<String> problems = new ArrayList<>();
    List<MarketPack> packs = new ArrayList<>();
    texts.forEach(
        (file, text) -> {
          MarketPackFile read = MarketPackFile.read(file, text);
          problems.addAll(read.problems());
          read.pack().ifPresent(packs::add);
        });
    Set<String> markets = new LinkedHashSet<>();
    Set<String> keys = new LinkedHashSet<>();
    for (MarketPack pack : packs) {
      if (!markets.add(pack.market())) {
        problems.add("Market %s has two packs; keep one.".formatted(pack.market()));
      }
      for (MarketPack.Step step : pack.steps()) {
        if (!keys.add(step.key())) {
          problems.add(
              "Pack %s, step %s: another step has this key; a key is used once."
                  .formatted(pack.market(), step.key()));
        }
      }
    }
    if (problems.isEmpty() && !markets.contains(OTHER)) {
      problems.add("There is no pack for other markets (market: \"*\").");
    }
    if (!problems.isEmpty()) {
      throw new IllegalStateException(String.join("\n", problems));
    }
    return new MarketPacks(packs);
  }

  /** The market's pack, or the one of other markets. */
  public MarketPack of(String market) {
    MarketPack own = byMarket.get(market);
    return own != null ? own : java.util.Objects.requireNonNull(byMarket.get(OTHER));
  }

  /** The pack of exactly this market. */
  public Optional<MarketPack> find(String market) {
    return Optional.ofNullable(byMarket.get(market));
  }

  /** Every pack by its market's code, other markets last. */
  public List<MarketPack> all() {
    List<MarketPack> all = new ArrayList<>(byMarket.values());
    all.sort(
        java.util.Comparator.comparing((MarketPack pack) -> pack.market().equals(OTHER))
            .thenComparing(MarketPack::market));
    return all;
  }

  /** The zone in which a market's days begin and end. */
  public ZoneId zone(String market) {
    return of(market).zone();
  }

  /** Lanes that at least one of the markets wants for a tier. */
  public List<Lane> lanes(Collection<String> markets, String tier) {
    return markets.stream()
        .flatMap(market -> of(market).lanes(tier).stream())
        .distinct()
        .sorted()
        .toList();
  }

  /** The triggers that at least one of the markets heeds: tier → lane → triggers, all of them. */
  public Map<String, Map<String, List<String>>> laneTriggers(Collection<String> markets) {
    Map<String, Map<String, List<String>>> all = new TreeMap<>();
    for (String tier : MarketPack.TIERS) {
      Map<String, List<String>> byLane = new TreeMap<>();
      for (Lane lane : MarketPack.CALLED) {
        byLane.put(
            lane.name(),
            markets.stream()
                .flatMap(market -> of(market).triggers(tier, lane).stream())
                .distinct()
                .sorted()
                .toList());
      }
      all.put(tier, byLane);
    }
    return all;
  }

  /** True if at least one of the markets wants different people in the two lanes. */
  public boolean separate(Collection<String> markets, Lane one, Lane other) {
    return one != other
        && markets.stream().anyMatch(market -> !of(market).mayShare().contains(Set.of(one, other)));
  }

  /** Months an approval may last at most: the shortest of the markets. */
  public int recertificationMonths(Collection<String> markets) {
    return markets.stream()
        .mapToInt(market -> of(market).recertificationMonths())
        .min()
        .orElseThrow();
  }

  /**
   * The steps a piece needs in its markets before first use: final forms first, then authorities.
   */
  public List<MarketPack.Step> steps(
      Collection<String> markets, String purpose, Collection<String> channels) {
    return markets.stream()
        .flatMap(market -> of(market).steps().stream())
        .filter(step -> step.concerns(purpose, channels))
        .distinct()
        .sorted(java.util.Comparator.comparing(MarketPack.Step::state))
        .toList();
  }

  /** The market a step belongs to. */
  public String marketOf(MarketPack.Step step) {
    return byMarket.values().stream()
        .filter(pack -> pack.steps().contains(step))
        .map(MarketPack::market)
        .findFirst()
        .orElseThrow();
  }
}
