package io.medley.campaign.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CostPerEngagedTest {

  private static final Map<String, Long> TOUCHES = Map.of("EMAIL", 400L, "CALL", 3L);

  @Test
  void shouldShareTheWholeCostAmongThoseWhoEngaged() {
    CostPerEngaged cost =
        CostPerEngaged.of(
            prices(Map.of("EMAIL", "0.0825", "CALL", "120", "SMS", "0.05")), true, TOUCHES, 28);

    assertThat(cost.total()).isEqualByComparingTo("393");
    assertThat(cost.each()).contains(new BigDecimal("14.04"));
    assertThat(cost.lines())
        .extracting(CostPerEngaged.Line::channel)
        .as("a channel nothing went through costs nothing")
        .containsExactly("CALL", "EMAIL");
  }

  @Test
  void shouldSayNoCostForEachThatWouldLeaveTouchesOut() {
    CostPerEngaged cost = CostPerEngaged.of(prices(Map.of("EMAIL", "0.10")), false, TOUCHES, 28);

    assertThat(cost.total()).isEqualByComparingTo("40");
    assertThat(cost.unpriced()).containsExactly("CALL");
    assertThat(cost.each()).isEmpty();
  }

  @Test
  void shouldCountAPriceOfNothing() {
    CostPerEngaged cost =
        CostPerEngaged.of(prices(Map.of("EMAIL", "0", "CALL", "120")), false, TOUCHES, 10);

    assertThat(cost.each()).contains(new BigDecimal("36.00"));
  }

  @Test
  void shouldSayNoCostForEachIfNobodyEngagedOrSetAPrice() {
    assertThat(
            CostPerEngaged.of(prices(Map.of("EMAIL", "1", "CALL", "1")), true, TOUCHES, 0).each())
        .isEmpty();
    assertThat(CostPerEngaged.of(null, false, TOUCHES, 5).each()).isEmpty();
  }

  private static TouchCosts prices(Map<String, String> prices) {
    Map<String, BigDecimal> amounts = new TreeMap<>();
    prices.forEach((channel, price) -> amounts.put(channel, new BigDecimal(price)));
    return new TouchCosts(
        Currency.getInstance("EUR"), amounts, "mia", Instant.parse("2026-03-02T09:00:00Z"));
  }
}
