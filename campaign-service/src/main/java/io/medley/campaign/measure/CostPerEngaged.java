package io.medley.campaign.measure;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a campaign cost, and what that is for each HCP who engaged.
 *
 * @param costs what was reckoned with; null if nobody has set any
 * @param own whether they are the campaign's own; else they are those of every campaign
 * @param lines by channel, in order
 * @param total of all lines that have a price
 * @param engaged HCPs who opened a message or followed a link themselves
 */
public record CostPerEngaged(
    @Nullable TouchCosts costs, boolean own, List<Line> lines, BigDecimal total, long engaged) {

  /** Copies the list. */
  public CostPerEngaged {
    lines = List.copyOf(lines);
  }

  /**
   * One channel.
   *
   * @param perTouch null if it has no price
   * @param sum null likewise
   */
  public record Line(
      String channel, long touches, @Nullable BigDecimal perTouch, @Nullable BigDecimal sum) {}

  static CostPerEngaged of(
      @Nullable TouchCosts costs, boolean own, Map<String, Long> touches, long engaged) {
    List<Line> lines = new ArrayList<>();
    BigDecimal total = BigDecimal.ZERO;
    for (Map.Entry<String, Long> made : new TreeMap<>(touches).entrySet()) {
      BigDecimal price = costs == null ? null : costs.perTouch().get(made.getKey());
      BigDecimal sum = price == null ? null : price.multiply(BigDecimal.valueOf(made.getValue()));
      lines.add(new Line(made.getKey(), made.getValue(), price, sum));
      total = sum == null ? total : total.add(sum);
    }
    return new CostPerEngaged(costs, own, lines, total, engaged);
  }

  /** Channels whose touches are in no sum. */
  public List<String> unpriced() {
    return lines.stream().filter(line -> line.perTouch() == null).map(Line::channel).toList();
  }

  /**
   * The total for each HCP who engaged, in hundredths; empty if nobody did, or a touch has no
   * price: a part of the cost would be taken for all of it.
   */
  public Optional<BigDecimal> each() {
    return costs == null || engaged == 0 || lines.isEmpty() || !unpriced().isEmpty()
        ? Optional.empty()
        : Optional.of(total.divide(BigDecimal.valueOf(engaged), 2, RoundingMode.HALF_UP));
  }
}
