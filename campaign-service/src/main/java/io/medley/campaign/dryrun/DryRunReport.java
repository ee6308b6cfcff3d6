package io.medley.campaign.dryrun;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a dry run showed.
 *
 * @param from begin of the simulated time
 * @param until its end
 * @param entered HCPs whose journey began
 * @param heldOut of those, the ones held out for comparison
 * @param completed journeys that reached their end
 * @param left journeys that ended early, by coded reason
 * @param running journeys not over at the end
 * @param steps what happened at each step, in the model's order
 * @param touchesPerHcp HCPs by how many touches they got, from none upwards
 * @param weeks load per week
 * @param assets pieces used
 * @param gaps where no approved piece fitted
 * @param halfOver when half of the journeys were over; null if they never were
 * @param nearlyAllOver when 95 % were over; null if they never were
 * @param cohorts pilot and waves of the launch, in the order in which they enter; empty if none is
 *     planned
 * @param reps what representatives would be asked, who has the least room first
 * @param overlaps running campaigns that some of the audience are in already, the most shared first
 */
public record DryRunReport(
    Instant from,
    Instant until,
    int entered,
    int heldOut,
    int completed,
    Map<String, Integer> left,
    int running,
    List<Step> steps,
    List<Integer> touchesPerHcp,
    List<Week> weeks,
    List<Asset> assets,
    List<Gap> gaps,
    @Nullable Instant halfOver,
    @Nullable Instant nearlyAllOver,
    List<Cohort> cohorts,
    List<RepLoad> reps,
    List<Overlap> overlaps) {

  /** Copies the lists. A report of before they were simulated has none. */
  public DryRunReport {
    cohorts = cohorts == null ? List.of() : List.copyOf(cohorts);
    reps = reps == null ? List.of() : List.copyOf(reps);
    overlaps = overlaps == null ? List.of() : List.copyOf(overlaps);
  }

  /**
   * A cohort.
   *
   * @param name e.g. {@code Pilot}
   * @param begins when the first of it enters, if every decision before is "go" on its day
   * @param planned HCPs in it
   * @param entered of those, the ones whose journey began within the simulated weeks
   * @param touches touches they were sent
   * @param responded of those, the ones that responded to anything
   */
  public record Cohort(
      String name, Instant begins, int planned, int entered, int touches, int responded) {}

  /**
   * What a representative would be asked.
   *
   * @param perDay new suggestions in 24 hours at most
   * @param suggestions put before the person
   * @param busiestDay most within 24 hours
   * @param turnedAway suggestions that went the other way because the day was full
   */
  public record RepLoad(
      String person, int perDay, int suggestions, int busiestDay, int turnedAway) {}

  /**
   * One step.
   *
   * @param reached HCPs that came to it
   * @param made touches sent or suggestions put before a rep; null for a wait
   * @param ghosts touches decided and not sent, for the holdout
   * @param responded HCPs that responded to what the step sent or waited for
   * @param held HCPs held there for a while, by coded reason
   * @param notMade HCPs for whom it was not made, by coded reason
   * @param there HCPs still there at the end
   */
  public record Step(
      String stepId,
      String name,
      String kind,
      int reached,
      @Nullable Integer made,
      int ghosts,
      int responded,
      Map<String, Integer> held,
      Map<String, Integer> notMade,
      int there) {}

  /**
   * One week.
   *
   * @param number from 1
   * @param entered journeys that began
   * @param touches by channel
   * @param suggestions put before reps
   * @param busiestDay most touches on one day
   */
  public record Week(
      int number, int entered, Map<String, Integer> touches, int suggestions, int busiestDay) {

    /** Touches of all channels. */
    public int allTouches() {
      return touches.values().stream().mapToInt(Integer::intValue).sum();
    }
  }

  /** A piece used, how often; of a piece made of modules each form, named in the title. */
  public record Asset(
      String versionId, String title, String jobCode, String language, String slot, int touches) {}

  /** A slot without a piece for HCPs of a country and language. */
  public record Gap(String slot, String channel, String country, String language, int hcps) {}

  /**
   * A running campaign in whose journeys some of the audience are when the run is made.
   *
   * @param hcps how many of them
   */
  public record Overlap(UUID campaignId, String name, String brandId, int hcps) {}

  /** The same with what other campaigns do. */
  DryRunReport beside(List<Overlap> others) {
    return new DryRunReport(
        from,
        until,
        entered,
        heldOut,
        completed,
        left,
        running,
        steps,
        touchesPerHcp,
        weeks,
        assets,
        gaps,
        halfOver,
        nearlyAllOver,
        cohorts,
        reps,
        others);
  }

  /** Touches sent. */
  public int touches() {
    return weeks.stream().mapToInt(Week::allTouches).sum();
  }

  /** Suggestions put before reps. */
  public int suggestions() {
    return weeks.stream().mapToInt(Week::suggestions).sum();
  }
}
