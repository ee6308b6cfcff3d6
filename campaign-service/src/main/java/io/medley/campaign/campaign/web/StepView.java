package io.medley.campaign.campaign.web;

import io.medley.campaign.journey.JourneyVisits.ReasonCount;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A step of a running campaign with its HCPs.
 *
 * @param stepId the step
 * @param element where it stands in the diagram
 * @param name as the model names it
 * @param touch true for a touch, false for a wait
 * @param channel channel of a touch
 * @param slot slot of a touch
 * @param waiting HCPs there now
 * @param held HCPs there now whose touch may not be made yet
 * @param passed HCPs that went on
 * @param suppressed HCPs that went on or left without it
 * @param opened HCPs that opened what this step sent
 * @param clicked HCPs that followed a link of it
 * @param reasons why HCPs are held or were suppressed
 * @param stayed how long half of those who left stayed at most, in words; empty if nobody left
 * @param oldest since when the one who is there longest is there; null if nobody is there
 * @param nextDue when the next one is due to go on; null if nobody is there
 * @param earlier of a step that the campaign's journey has no more the version that has it, in
 *     words; null for the steps of today
 */
record StepView(
    String stepId,
    String element,
    String name,
    boolean touch,
    @Nullable String channel,
    @Nullable String slot,
    long waiting,
    long held,
    long passed,
    long suppressed,
    long opened,
    long clicked,
    List<ReasonCount> reasons,
    String stayed,
    @Nullable Instant oldest,
    @Nullable Instant nextDue,
    @Nullable String earlier) {

  /** HCPs there now. */
  long there() {
    return waiting + held;
  }
}
