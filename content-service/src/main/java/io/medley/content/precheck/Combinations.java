package io.medley.content.precheck;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Choices of one variant per place. */
final class Combinations {

  private Combinations() {}

  /**
   * Every combination, or, where there are more than {@code most}, a set in which every two
   * variants of two places meet at least once. The same sizes give the same answer.
   *
   * @param sizes how many variants each place has, none of them 0
   */
  static List<List<Integer>> of(List<Integer> sizes, int most) {
    long all = 1;
    for (int size : sizes) {
      all = Math.min(all * size, Integer.MAX_VALUE);
    }
    return all <= most ? every(sizes) : pairs(sizes);
  }

  private static List<List<Integer>> every(List<Integer> sizes) {
    List<List<Integer>> all = List.of(List.of());
    for (int size : sizes) {
      List<List<Integer>> longer = new ArrayList<>();
      for (List<Integer> one : all) {
        for (int variant = 0; variant < size; variant++) {
          List<Integer> next = new ArrayList<>(one);
          next.add(variant);
          longer.add(List.copyOf(next));
        }
      }
      all = longer;
    }
    return all;
  }

  /** Greedy: each row starts with an open pair and takes, place by place, what closes most. */
  private static List<List<Integer>> pairs(List<Integer> sizes) {
    List<Pair> order = new ArrayList<>();
    for (int i = 0; i < sizes.size(); i++) {
      for (int j = i + 1; j < sizes.size(); j++) {
        for (int a = 0; a < sizes.get(i); a++) {
          for (int b = 0; b < sizes.get(j); b++) {
            order.add(new Pair(i, a, j, b));
          }
        }
      }
    }
    Set<Pair> open = new HashSet<>(order);
    List<List<Integer>> rows = new ArrayList<>();
    for (Pair seed : order) {
      if (!open.contains(seed)) {
        continue;
      }
      List<Integer> row = new ArrayList<>(Collections.nCopies(sizes.size(), -1));
      row.set(seed.place(), seed.variant());
      row.set(seed.otherPlace(), seed.otherVariant());
      for (int place = 0; place < sizes.size(); place++) {
        if (row.get(place) < 0) {
          row.set(place, best(place, sizes.get(place), row, open));
        }
      }
      for (int i = 0; i < row.size(); i++) {
        for (int j = i + 1; j < row.size(); j++) {
          open.remove(new Pair(i, row.get(i), j, row.get(j)));
        }
      }
      rows.add(List.copyOf(row));
    }
    return rows;
  }

  private static int best(int place, int size, List<Integer> row, Set<Pair> open) {
    int best = 0;
    int most = -1;
    for (int variant = 0; variant < size; variant++) {
      int closed = 0;
      for (int other = 0; other < row.size(); other++) {
        int there = row.get(other);
        if (there < 0 || other == place) {
          continue;
        }
        Pair pair =
            other < place
                ? new Pair(other, there, place, variant)
                : new Pair(place, variant, other, there);
        if (open.contains(pair)) {
          closed++;
        }
      }
      if (closed > most) {
        most = closed;
        best = variant;
      }
    }
    return best;
  }

  private record Pair(int place, int variant, int otherPlace, int otherVariant) {}
}
