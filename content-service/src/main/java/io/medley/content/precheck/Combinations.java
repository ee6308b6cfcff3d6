package io.medley.content.precheck;

import io.medley.content.precheck.ContentModules.Forms;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** Choices of one variant per place. */
final class Combinations {

  private static final int OPEN = -1;

  private final List<Integer> sizes;
  private final Predicate<List<Integer>> possible;

  private Combinations(List<Integer> sizes, Predicate<List<Integer>> possible) {
    this.sizes = sizes;
    this.possible = possible;
  }

  /**
   * Every permitted combination, or, where there are more than {@code most}, a set in which every
   * two variants of two places that may stand together do so at least once. The same input gives
   * the same answer.
   *
   * @param sizes how many variants each place has, none of them 0
   * @param possible whether a choice, in which −1 is still open, can be or become a permitted one
   */
  static Forms of(List<Integer> sizes, int most, Predicate<List<Integer>> possible) {
    Combinations combinations = new Combinations(sizes, possible);
    List<List<Integer>> every = new ArrayList<>();
    combinations.collect(combinations.nothing(), 0, every, most + 1);
    return every.size() <= most ? new Forms(every, true) : new Forms(combinations.pairs(), false);
  }

  private List<Integer> nothing() {
    return new ArrayList<>(Collections.nCopies(sizes.size(), OPEN));
  }

  private void collect(List<Integer> row, int place, List<List<Integer>> found, int enough) {
    if (found.size() >= enough) {
      return;
    }
    if (place == sizes.size()) {
      found.add(List.copyOf(row));
      return;
    }
    for (int variant = 0; variant < sizes.get(place); variant++) {
      row.set(place, variant);
      if (possible.test(row)) {
        collect(row, place + 1, found, enough);
      }
    }
    row.set(place, OPEN);
  }

  /**
   * Each row starts with an open pair and takes, place by place, what closes most; a pair that no
   * permitted row has is left out.
   */
  private List<List<Integer>> pairs() {
    SequencedSet<Pair> open = new LinkedHashSet<>();
    for (int i = 0; i < sizes.size(); i++) {
      for (int a = 0; a < sizes.get(i); a++) {
        // A variant with itself: each stands in some row, also where there is one place only.
        open.add(new Pair(i, a, i, a));
        for (int j = i + 1; j < sizes.size(); j++) {
          for (int b = 0; b < sizes.get(j); b++) {
            open.add(new Pair(i, a, j, b));
          }
        }
      }
    }
    List<List<Integer>> rows = new ArrayList<>();
    while (!open.isEmpty()) {
      Pair seed = open.getFirst();
      List<Integer> row = nothing();
      row.set(seed.place(), seed.variant());
      row.set(seed.otherPlace(), seed.otherVariant());
      open.remove(seed);
      if (possible.test(row) && complete(row, 0, open)) {
        pairsOf(row).forEach(open::remove);
        rows.add(List.copyOf(row));
      }
    }
    return rows;
  }

  private boolean complete(List<Integer> row, int place, Set<Pair> open) {
    if (place == sizes.size()) {
      return true;
    }
    if (row.get(place) != OPEN) {
      return complete(row, place + 1, open);
    }
    List<Integer> best =
        IntStream.range(0, sizes.get(place))
            .boxed()
            .sorted(Comparator.comparingLong(variant -> -closes(row, place, variant, open)))
            .toList();
    for (int variant : best) {
      row.set(place, variant);
      if (possible.test(row) && complete(row, place + 1, open)) {
        return true;
      }
    }
    row.set(place, OPEN);
    return false;
  }

  /** How many open pairs a variant would close. */
  private static long closes(List<Integer> row, int place, int variant, Set<Pair> open) {
    return IntStream.range(0, row.size())
        .filter(other -> other != place && row.get(other) != OPEN)
        .mapToObj(
            other ->
                other < place
                    ? new Pair(other, row.get(other), place, variant)
                    : new Pair(place, variant, other, row.get(other)))
        .filter(open::contains)
        .count();
  }

  private static List<Pair> pairsOf(List<Integer> row) {
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < row.size(); i++) {
      for (int j = i; j < row.size(); j++) {
        pairs.add(new Pair(i, row.get(i), j, row.get(j)));
      }
    }
    return pairs;
  }

  private record Pair(int place, int variant, int otherPlace, int otherVariant) {}
}
