package io.medley.campaign.touch;

import java.util.List;

/**
 * How well a piece suits a touch: parts that add up, so that a person can follow them.
 *
 * @param parts in the order of the rules
 */
record Score(List<Part> parts) {

  Score {
    parts = List.copyOf(parts);
  }

  /**
   * One part.
   *
   * @param name what is looked at
   * @param weight most points it gives
   * @param value how well the piece does there, 0 to 1
   * @param points weight × value, rounded
   * @param because in a few words
   */
  record Part(String name, int weight, double value, int points, String because) {

    static Part of(String name, int weight, double value, String because) {
      // Two digits stand in the explanation, and the points are made of what stands there.
      double shown = Math.round(value * 100) / 100.0;
      return new Part(name, weight, shown, (int) Math.round(weight * shown), because);
    }
  }

  int total() {
    return parts.stream().mapToInt(Part::points).sum();
  }
}
