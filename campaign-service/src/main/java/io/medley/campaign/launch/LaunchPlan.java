package io.medley.campaign.launch;

import java.util.ArrayList;
import java.util.List;

/**
 * How a campaign enters the world.
 *
 * @param pilotPercent share of the audience in the pilot; 0 = no pilot
 * @param pilotDays how long the pilot runs before it is decided on
 * @param waves in how many waves everybody else is enrolled
 * @param waveDays days from one wave to the next
 * @param criteria what the pilot has to show
 */
public record LaunchPlan(
    int pilotPercent, int pilotDays, int waves, int waveDays, List<Criterion> criteria) {

  /** Up to this many HCPs a campaign may be launched without a pilot. */
  public static final int SMALL = 1_000;

  private static final int MOST_WAVES = 12;
  private static final int MOST_DAYS = 90;
  private static final int MOST_PILOT = 50;

  /** What a new launch starts from; two to four weeks of pilot are usual. */
  public static final LaunchPlan USUAL =
      new LaunchPlan(
          10,
          14,
          3,
          7,
          List.of(
              new Criterion(Criterion.Measure.CONTACTED, Criterion.Bound.AT_LEAST, 60),
              new Criterion(Criterion.Measure.OPENED, Criterion.Bound.AT_LEAST, 15),
              new Criterion(Criterion.Measure.UNSUBSCRIBED, Criterion.Bound.AT_MOST, 1)));

  /** A small campaign in one sitting. */
  public static final LaunchPlan ONE_SITTING = new LaunchPlan(0, 1, 1, 1, List.of());

  /** Copies the list. */
  public LaunchPlan {
    criteria = List.copyOf(criteria);
  }

  /** Whether there is a pilot. */
  public boolean piloted() {
    return pilotPercent > 0;
  }

  /** What has to be mended before approvals can be asked for; empty if nothing. */
  public List<String> flaws(long audience) {
    List<String> flaws = new ArrayList<>();
    if (pilotPercent < 0 || pilotPercent > MOST_PILOT) {
      flaws.add("A pilot is between 1 and %d %% of the audience.".formatted(MOST_PILOT));
    }
    if (!piloted() && audience > SMALL) {
      flaws.add(
          "Only up to %,d HCPs are launched without a pilot; this audience has %,d."
              .formatted(SMALL, audience));
    }
    if (piloted() && (pilotDays < 1 || pilotDays > MOST_DAYS)) {
      flaws.add("A pilot runs between 1 and %d days.".formatted(MOST_DAYS));
    }
    if (piloted() && criteria.isEmpty()) {
      flaws.add("Write down at least one criterion by which the pilot will be judged.");
    }
    if (criteria.stream().map(Criterion::measure).distinct().count() < criteria.size()) {
      flaws.add("Name each measure once.");
    }
    if (waves < 1 || waves > MOST_WAVES) {
      flaws.add("There are 1 to %d waves.".formatted(MOST_WAVES));
    }
    if (waveDays < 1 || waveDays > MOST_DAYS) {
      flaws.add("Waves are between 1 and %d days apart.".formatted(MOST_DAYS));
    }
    return flaws;
  }
}
