package io.medley.campaign.change;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a change would do, counted now.
 *
 * @param underWay HCPs in a journey
 * @param notBegun HCPs enrolled whose journey has not begun: they begin with the new version
 * @param differences what the plan says otherwise, and whom it concerns
 * @param steps where HCPs are and what becomes of them; empty unless the journey changes
 * @param added names of steps that are new
 */
public record ChangePreview(
    long underWay,
    long notBegun,
    List<Difference> differences,
    List<AtStep> steps,
    List<String> added) {

  /** Copies the lists. */
  public ChangePreview {
    differences = List.copyOf(differences);
    steps = List.copyOf(steps);
    added = List.copyOf(added);
  }

  /**
   * One thing the plan says otherwise.
   *
   * @param whom whom it concerns from when on, in one sentence or two
   */
  public record Difference(String what, String before, String after, String whom) {}

  /**
   * HCPs at one step of a journey that is exchanged.
   *
   * @param version by which version of the plan they go
   * @param stepId the step
   * @param name its name
   * @param waiting how many wait there
   * @param held how many of its touches are held
   * @param goesOn whether they go on at the same step of the new journey
   * @param why why not, or what is different there; null if nothing is
   * @param choice what becomes of them if they cannot go on
   */
  public record AtStep(
      int version,
      String stepId,
      String name,
      long waiting,
      long held,
      boolean goesOn,
      @Nullable String why,
      PlanChange.Gone choice) {}

  /** HCPs who go on by the new journey where they stand. */
  public long goOn() {
    return steps.stream().filter(AtStep::goesOn).mapToLong(step -> step.waiting + step.held).sum();
  }

  /** HCPs who cannot and are kept in the old one. */
  public long kept() {
    return cannot(PlanChange.Gone.KEEP);
  }

  /** HCPs who cannot and whose journey ends. */
  public long finished() {
    return cannot(PlanChange.Gone.FINISH);
  }

  private long cannot(PlanChange.Gone choice) {
    return steps.stream()
        .filter(step -> !step.goesOn() && step.choice() == choice)
        .mapToLong(step -> step.waiting + step.held)
        .sum();
  }
}
