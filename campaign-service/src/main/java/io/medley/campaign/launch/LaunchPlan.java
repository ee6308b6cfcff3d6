package io.medley.campaign.launch;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;

/**
 * How a campaign enters the world.
 *
 * @param pilotPercent share of the audience in the pilot, of those in its territories if it has
 *     any; 0 = no pilot
 * @param pilotDays how long the pilot runs before it is decided on
 * @param waves in how many waves everybody else is enrolled
 * @param waveDays days from one wave to the next
 * @param criteria what the pilot has to show
 * @param pilotTerritories codes of the territories the pilot is drawn from; empty = all
 */
public record LaunchPlan(
    int pilotPercent,
    int pilotDays,
    int waves,
    int waveDays,
    List<Criterion> criteria,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> pilotTerritories) {

  /** Up to this many HCPs a campaign may be launched without a pilot. */
  public static final int SMALL = 1_000;

  private static final int MOST_WAVES = 12;
  private static final int MOST_DAYS = 90;
  private static final int MOST_PILOT = 50;
  private static final int MOST_TERRITORIES = 50;

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

  /** Copies the lists. A plan of before pilots had territories has none. */
  public LaunchPlan {
    criteria = List.copyOf(criteria);
    pilotTerritories = pilotTerritories == null ? List.of() : List.copyOf(pilotTerritories);
  }

  /** With a pilot drawn from everybody. */
  public LaunchPlan(
      int pilotPercent, int pilotDays, int waves, int waveDays, List<Criterion> criteria) {
    this(pilotPercent, pilotDays, waves, waveDays, criteria, List.of());
  }

  /** Whether there is a pilot. */
  public boolean piloted() {
    return pilotPercent > 0;
  }

  /** What has to be mended before approvals can be asked for; empty if nothing. */
  public List<String> flaws(long audience) {
    List<String> flaws = new ArrayList<>();
    if (pilotPercent < 0 || pilotPercent > (pilotTerritories.isEmpty() ? MOST_PILOT : 100)) {
      flaws.add(
          "A pilot is between 1 and %d %% of the audience, or up to all HCPs of some territories."
              .formatted(MOST_PILOT));
    }
    if (!piloted() && !pilotTerritories.isEmpty()) {
      flaws.add("There is no pilot; leave its territories empty, or give it a share.");
    }
    if (pilotTerritories.size() > MOST_TERRITORIES) {
      flaws.add("Name at most %d territories for the pilot.".formatted(MOST_TERRITORIES));
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
