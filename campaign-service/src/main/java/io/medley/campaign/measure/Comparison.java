package io.medley.campaign.measure;

import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * The share of an outcome among those who were contacted against those who were held out.
 *
 * @param treated HCPs contacted
 * @param treatedWith of those, with the outcome
 * @param heldOut HCPs for whom everything was decided and nothing sent
 * @param heldOutWith of those, with the outcome
 * @param among how many comparisons are made side by side; with more than one each must be surer,
 *     so that all of them together are wrong in one case of twenty (Bonferroni)
 */
public record Comparison(
    long treated, long treatedWith, long heldOut, long heldOutWith, int among) {

  /** 80 % power. */
  private static final double Z_POWER = new NormalDistribution().inverseCumulativeProbability(0.8);

  /** The only comparison that is made. */
  public Comparison(long treated, long treatedWith, long heldOut, long heldOutWith) {
    this(treated, treatedWith, heldOut, heldOutWith, 1);
  }

  /** Checks the counts. */
  public Comparison {
    if (among < 1) {
      throw new IllegalArgumentException("At least this comparison is made");
    }
    if (treatedWith < 0 || treatedWith > treated || heldOutWith < 0 || heldOutWith > heldOut) {
      throw new IllegalArgumentException("An outcome is had by none to all of a group");
    }
  }

  /** What may be said. */
  public enum Verdict {
    /** One of the groups is empty. */
    NOTHING_TO_COMPARE,
    /** The groups are too small for the difference seen: neither proven nor disproven. */
    TOO_SMALL_TO_SAY,
    /** Contacting HCPs made more of them have the outcome. */
    HIGHER,
    /** Contacting HCPs made fewer of them have it. */
    LOWER
  }

  /** Difference of the shares, e.g. 0.03 for three points; 0 without both groups. */
  public double uplift() {
    return comparable() ? share(treatedWith, treated) - share(heldOutWith, heldOut) : 0;
  }

  /** Lower end of the 95 % interval of the difference (Newcombe 1998, method 10). */
  public double lower() {
    if (!comparable()) {
      return -1;
    }
    double p1 = share(treatedWith, treated);
    double p2 = share(heldOutWith, heldOut);
    double l1 = wilson(treatedWith, treated, -1);
    double u2 = wilson(heldOutWith, heldOut, 1);
    return p1 - p2 - Math.sqrt((p1 - l1) * (p1 - l1) + (u2 - p2) * (u2 - p2));
  }

  /** Upper end of the 95 % interval of the difference. */
  public double upper() {
    if (!comparable()) {
      return 1;
    }
    double p1 = share(treatedWith, treated);
    double p2 = share(heldOutWith, heldOut);
    double u1 = wilson(treatedWith, treated, 1);
    double l2 = wilson(heldOutWith, heldOut, -1);
    return p1 - p2 + Math.sqrt((u1 - p1) * (u1 - p1) + (p2 - l2) * (p2 - l2));
  }

  /** Smallest difference groups of these sizes can show. */
  public double minimumDetectable() {
    double base = heldOut == 0 ? 0.5 : share(heldOutWith, heldOut);
    return minimumDetectable(treated, heldOut, base, among);
  }

  /** What may be said: no winner below the smallest difference that can be shown. */
  public Verdict verdict() {
    if (!comparable()) {
      return Verdict.NOTHING_TO_COMPARE;
    }
    boolean shown = Math.abs(uplift()) >= minimumDetectable();
    if (shown && lower() > 0) {
      return Verdict.HIGHER;
    }
    return shown && upper() < 0 ? Verdict.LOWER : Verdict.TOO_SMALL_TO_SAY;
  }

  private boolean comparable() {
    return treated > 0 && heldOut > 0;
  }

  /**
   * Smallest difference that groups of these sizes show in four of five cases (80 % power) at 95 %
   * confidence.
   *
   * @param base share of the outcome without contact, 0 to 1; taken as at least half an HCP's worth
   * @return 1 or more if groups of these sizes can show nothing at all
   */
  public static double minimumDetectable(long treated, long heldOut, double base) {
    return minimumDetectable(treated, heldOut, base, 1);
  }

  /**
   * The same where several comparisons are made side by side.
   *
   * @param among how many
   */
  public static double minimumDetectable(long treated, long heldOut, double base, int among) {
    if (treated <= 0 || heldOut <= 0) {
      return 1;
    }
    double least = 0.5 / heldOut;
    double p = Math.clamp(base, least, 1 - least);
    return (z(among) + Z_POWER) * Math.sqrt(p * (1 - p) * (1.0 / treated + 1.0 / heldOut));
  }

  private static double share(long with, long all) {
    return (double) with / all;
  }

  /** 95 % confidence of all comparisons together, two-sided. */
  private static double z(int among) {
    return new NormalDistribution().inverseCumulativeProbability(1 - 0.025 / among);
  }

  /** One end of Wilson's score interval. */
  private double wilson(long with, long all, int side) {
    double p = share(with, all);
    double z = z(among);
    double z2 = z * z;
    double spread = z * Math.sqrt(p * (1 - p) / all + z2 / (4.0 * all * all));
    return Math.clamp((p + z2 / (2 * all) + side * spread) / (1 + z2 / all), 0, 1);
  }
}
