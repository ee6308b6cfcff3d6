package io.medley.content.catalog;

import io.medley.content.product.ProductMasterDocument.Label;
import io.medley.content.product.Products;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The safety information in force on one day, per brand and market. A piece of a brand that has any
 * there may be served only if it was made against exactly that; the words are in the piece, so a
 * newer safety text makes the piece wrong the day it comes into force.
 */
public final class SafetyInForce {

  /** What a piece is marked with in a market for which it was made without safety information. */
  public static final String NONE = "-";

  private final Map<String, List<Label>> byBrandAndMarket = new HashMap<>();
  private final Map<String, Set<String>> byMarket = new HashMap<>();
  private final @Nullable LocalDate until;

  SafetyInForce(Products products, LocalDate day) {
    Map<String, List<Label>> labels = new HashMap<>();
    LocalDate next = null;
    for (Label label : products.content().labels()) {
      if (label.effectiveFrom().isAfter(day)) {
        next = next == null || label.effectiveFrom().isBefore(next) ? label.effectiveFrom() : next;
      } else {
        labels
            .computeIfAbsent(key(label.brandId(), label.market()), key -> new ArrayList<>())
            .add(label);
      }
    }
    labels.forEach(
        (key, all) -> {
          List<Label> newestFirst =
              all.stream()
                  .sorted(java.util.Comparator.comparing(Label::effectiveFrom).reversed())
                  .toList();
          byBrandAndMarket.put(key, newestFirst);
          // Of each language the newest.
          Map<String, Label> current = new HashMap<>();
          newestFirst.forEach(
              label -> current.putIfAbsent(Selection.primary(label.language()), label));
          current
              .values()
              .forEach(
                  label ->
                      byMarket
                          .computeIfAbsent(label.market(), market -> new TreeSet<>())
                          .add(mark(label.market(), label.safetyText())));
        });
    this.until = next;
  }

  /** The day on which this stops being true; {@code null} if nothing is known to come. */
  @Nullable LocalDate until() {
    return until;
  }

  /**
   * What a query has to ask for in a market.
   *
   * @param marks one of which a piece of those brands bears
   * @param brands that have safety information in force there; pieces of others need none
   */
  public record Wanted(List<String> marks, List<String> brands) {
    public Wanted {
      marks = List.copyOf(marks);
      brands = List.copyOf(brands);
    }
  }

  /** What a query has to ask for in a market. */
  public Wanted wanted(String market) {
    String end = "/" + market;
    return new Wanted(
        List.copyOf(byMarket.getOrDefault(market, Set.of())),
        byBrandAndMarket.keySet().stream()
            .filter(key -> key.endsWith(end))
            .map(key -> key.substring(0, key.length() - end.length()))
            .sorted()
            .toList());
  }

  /** Whether a piece made against this text may be served. */
  boolean allows(String brandId, String market, String language, @Nullable String madeAgainst) {
    List<Label> labels = byBrandAndMarket.getOrDefault(key(brandId, market), List.of());
    if (labels.isEmpty()) {
      return true;
    }
    Optional<Label> current =
        labels.stream()
            .filter(label -> Products.sameLanguage(label.language(), language))
            .findFirst()
            .or(() -> labels.stream().findFirst());
    return current.filter(label -> label.safetyText().equals(madeAgainst)).isPresent();
  }

  /** How a piece is marked in the index. */
  public static String mark(String market, String safetyText) {
    return market + ":" + safetyText;
  }

  private static String key(String brandId, String market) {
    return brandId + "/" + market;
  }
}
