package io.medley.bench;

import java.util.ArrayList;
import java.util.List;

/** Measurements of ours and a baseline's, interleaved so that a drifting machine hurts both. */
public final class Pairs {

  /** Baseline arms further apart than this make a run worthless. */
  private static final double STEADY = 0.25;

  private final List<Double> ours;
  private final List<Double> baselines;

  private Pairs(List<Double> ours, List<Double> baselines) {
    this.ours = List.copyOf(ours);
    this.baselines = List.copyOf(baselines);
  }

  /** What is measured once: a rate. */
  @FunctionalInterface
  public interface Arm {
    double measure() throws Exception;
  }

  /** Measures A-B-B-A: baseline, ours, ours, baseline, and so on. */
  public static Pairs interleaved(int pairs, Arm baseline, Arm ours) throws Exception {
    List<Double> left = new ArrayList<>();
    List<Double> right = new ArrayList<>();
    for (int i = 0; i < pairs; i++) {
      if (i % 2 == 0) {
        left.add(baseline.measure());
        right.add(ours.measure());
      } else {
        right.add(ours.measure());
        left.add(baseline.measure());
      }
    }
    return new Pairs(right, left);
  }

  /** Measurements that were interleaved already. */
  public static Pairs of(List<Double> baselines, List<Double> ours) {
    return new Pairs(ours, baselines);
  }

  List<Double> ratios() {
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < ours.size(); i++) {
      ratios.add(ours.get(i) / baselines.get(i));
    }
    return ratios;
  }

  double medianRatio() {
    return median(ratios());
  }

  double medianOurs() {
    return median(ours);
  }

  double medianBaseline() {
    return median(baselines);
  }

  boolean steady() {
    double least = baselines.stream().mapToDouble(d -> d).min().orElse(0);
    double most = baselines.stream().mapToDouble(d -> d).max().orElse(0);
    return most <= 0 || (most - least) / most <= STEADY;
  }

  /** The middle value. */
  public static double median(List<Double> values) {
    return percentile(values, 0.5);
  }

  /** The value below which this share of the values lies. */
  public static double percentile(List<Double> values, double share) {
    List<Double> sorted = values.stream().sorted().toList();
    return sorted.isEmpty()
        ? Double.NaN
        : sorted.get((int) Math.min(sorted.size() - 1L, Math.round(share * (sorted.size() - 1))));
  }
}
