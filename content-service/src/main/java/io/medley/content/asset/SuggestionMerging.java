package io.medley.content.asset;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Lays what several sources say together: agreement strengthens, the better evidence is shown. */
final class SuggestionMerging {

  private SuggestionMerging() {}

  static List<Suggestion> merge(List<Suggestion> found, List<Suggestion> learned) {
    Map<String, Suggestion> merged = new LinkedHashMap<>();
    List<Suggestion> all = new ArrayList<>(found);
    all.addAll(learned);
    for (Suggestion next : all) {
      merged.merge(next.field() + '\u0000' + next.value(), next, SuggestionMerging::both);
    }
    return merged.values().stream()
        .sorted(Comparator.comparing(Suggestion::field).thenComparingDouble(s -> -s.confidence()))
        .toList();
  }

  private static Suggestion both(Suggestion one, Suggestion other) {
    // Two independent witnesses: the chance that both are wrong.
    double together = 1 - (1 - one.confidence()) * (1 - other.confidence());
    boolean first = one.confidence() >= other.confidence();
    Suggestion better = first ? one : other;
    Suggestion lesser = first ? other : one;
    return new Suggestion(
        better.field(),
        better.value(),
        Math.min(0.99, Math.round(together * 100) / 100d),
        new Suggestion.Evidence(
            better.evidence().quote(),
            better.evidence().page(),
            better.evidence().source() + "; " + lesser.evidence().source()));
  }
}
