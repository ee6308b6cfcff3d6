package io.medley.content.product;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the product master knows of a brand for some markets on a day; such fields are filled in
 * from here and never typed.
 *
 * @param inn substances in the brand
 */
public record ProductFacts(
    String brandId, List<String> inn, @Nullable String therapyArea, List<InMarket> markets) {

  public ProductFacts {
    inn = List.copyOf(inn);
    markets = List.copyOf(markets);
  }

  /**
   * One market.
   *
   * @param labelVersion empty if no label is in force there
   * @param safetyText id and version of the safety information
   * @param prescribingText id and version of the prescribing information
   * @param boxedWarning its words; empty if there is none
   * @param unregistered indications asked about for which the brand is not registered on that day
   */
  public record InMarket(
      String market,
      String labelVersion,
      String safetyText,
      String prescribingText,
      String prescribingUrl,
      boolean additionalMonitoring,
      String boxedWarning,
      List<String> unregistered) {
    public InMarket {
      unregistered = List.copyOf(unregistered);
    }
  }
}
