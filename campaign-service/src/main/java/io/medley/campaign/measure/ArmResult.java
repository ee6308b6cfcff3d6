package io.medley.campaign.measure;

import io.medley.campaign.campaign.Experiment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One arm of an experiment, by what its HCPs did. An HCP counts for the arm they were given,
 * whatever piece stood in for it, so that the arms stay comparable.
 *
 * @param label as people call it
 * @param contacted HCPs contacted in the slot
 * @param opened of those, the ones who opened it themselves
 * @param clicked of those, the ones who followed a link
 * @param against clicks against the first arm; for the first arm itself against itself
 */
public record ArmResult(
    String label, long contacted, long opened, long clicked, Comparison against) {

  /** One HCP contacted in the slot, and what they did. */
  public record Contacted(UUID hcp, boolean opened, boolean clicked) {}

  /** Finds whom a campaign contacted in a slot. */
  public interface Counting {
    /**
     * Each HCP once; machines left out of what they did.
     *
     * @param until only those contacted before; null = until now
     */
    List<Contacted> contacted(UUID campaign, String slot, @Nullable Instant until);
  }

  /** Counts the arms. */
  public static List<ArmResult> of(
      UUID campaign, String slot, Experiment experiment, List<Contacted> contacted) {
    long[][] counts = new long[experiment.arms().size()][3];
    for (Contacted one : contacted) {
      long[] arm = counts[experiment.armOf(campaign, slot, one.hcp())];
      arm[0]++;
      arm[1] += one.opened() ? 1 : 0;
      arm[2] += one.clicked() ? 1 : 0;
    }
    List<ArmResult> results = new ArrayList<>();
    for (int i = 0; i < counts.length; i++) {
      results.add(
          new ArmResult(
              experiment.arms().get(i).label(),
              counts[i][0],
              counts[i][1],
              counts[i][2],
              new Comparison(
                  counts[i][0], counts[i][2], counts[0][0], counts[0][2], counts.length - 1)));
    }
    return results;
  }

  /** What may be said: no winner below the smallest difference that can be shown. */
  public String words() {
    return switch (against.verdict()) {
      case NOTHING_TO_COMPARE -> "Nobody contacted yet";
      case TOO_SMALL_TO_SAY -> "No winner";
      case HIGHER -> "Better than the first arm";
      case LOWER -> "Worse than the first arm";
    };
  }
}
