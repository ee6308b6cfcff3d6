package io.medley.campaign.measure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * What a campaign could show before it begins: the smallest difference between those it contacts
 * and those held out that it can prove, and what would make that smaller.
 *
 * @param audience HCPs of the campaign
 * @param heldOut of those, HCPs held out of everything, of the brand or of the campaign
 * @param base share that goes further by itself, 0 to 1, assumed before anything is measured
 * @param points smallest difference of shares, in points of a hundred; 100 or more if groups of
 *     this size can show nothing
 * @param levers what would lower it, the strongest first
 */
public record Detectability(
    long audience, long heldOut, double base, double points, List<Lever> levers) {

  /** Share that goes further by itself, where nothing was measured yet. */
  public static final double ASSUMED = 0.1;

  private static final double[] SHARES = {0.05, 0.1, 0.2};
  private static final double WORTH_SAYING = 0.5;

  /** Copies the list. */
  public Detectability {
    levers = List.copyOf(levers);
  }

  /**
   * Something that would lower it.
   *
   * @param what what to do, as a sentence part
   * @param points smallest difference then
   */
  public record Lever(String what, double points) {}

  /** Whether anything can be shown at all. */
  public boolean shows() {
    return points < 100;
  }

  /**
   * Of an audience and a share held out.
   *
   * @param share 0 to 1, all holdouts together
   */
  public static Detectability of(long audience, double share) {
    double now = points(audience, share);
    List<Lever> levers = new ArrayList<>();
    for (double more : SHARES) {
      if (more > share) {
        add(
            levers,
            now,
            String.format(Locale.ROOT, "hold out %.0f %% of the audience", 100 * more),
            points(audience, more));
      }
    }
    add(levers, now, "an audience twice as large", points(2 * audience, share));
    add(levers, now, "an audience four times as large", points(4 * audience, share));
    return new Detectability(
        audience,
        Math.round(audience * share),
        ASSUMED,
        now,
        levers.stream().sorted(Comparator.comparingDouble(Lever::points)).toList());
  }

  /**
   * All shares together: each is drawn by a hash of its own.
   *
   * @param perTenThousand the shares
   */
  public static double together(int... perTenThousand) {
    double kept = 1;
    for (int share : perTenThousand) {
      kept *= 1 - share / 10_000.0;
    }
    return 1 - kept;
  }

  private static void add(List<Lever> levers, double now, String what, double points) {
    if (points < 100 && now - points >= WORTH_SAYING) {
      levers.add(new Lever(what, points));
    }
  }

  private static double points(long audience, double share) {
    long heldOut = Math.round(audience * share);
    return 100 * Comparison.minimumDetectable(audience - heldOut, heldOut, ASSUMED);
  }
}
