package io.medley.campaign.launch.web;

import io.medley.campaign.campaign.Readiness;
import io.medley.campaign.launch.Acceptance;
import io.medley.campaign.launch.Approval;
import io.medley.campaign.launch.Decision;
import io.medley.campaign.launch.GapBrief;
import io.medley.campaign.launch.GoNoGo;
import io.medley.campaign.launch.Launch;
import io.medley.campaign.launch.LaunchPlan;
import io.medley.campaign.launch.PilotFigures;
import io.medley.campaign.launch.Stage;
import io.medley.campaign.launch.WeeklyReadout;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A launch with everything around it, for its page and for programs.
 *
 * @param readiness as it stands now while it is being prepared; from the request on as the
 *     approvers are shown it
 * @param lacks what has to be done before approvals can be asked for; empty once they are
 * @param dryRunId the dry run the approvers are shown; while preparing the newest that fits
 * @param pilot the criteria against what was measured; empty before the pilot
 * @param cohorts HCPs per cohort, 0 = pilot; empty before the first is enrolled
 */
record LaunchView(
    UUID id,
    UUID campaignId,
    Stage stage,
    LaunchPlan plan,
    int round,
    String preparedBy,
    @Nullable String askedBy,
    @Nullable Instant askedAt,
    Readiness readiness,
    List<Acceptance> acceptances,
    List<GapBrief> briefs,
    List<String> lacks,
    @Nullable UUID dryRunId,
    List<Approval> approvals,
    List<GoNoGo.Measured> pilot,
    PilotFigures figures,
    List<Decision> decisions,
    Map<Integer, Long> cohorts,
    int wavesReleased,
    @Nullable Instant pilotEndsAt,
    @Nullable Instant nextWaveAt,
    @Nullable Instant nextReadoutAt,
    List<WeeklyReadout> readouts,
    @Nullable String closedBy,
    @Nullable Instant closedAt,
    @Nullable String note) {

  static LaunchView of(
      Launch launch,
      Readiness readiness,
      List<Acceptance> acceptances,
      List<GapBrief> briefs,
      List<String> lacks,
      @Nullable UUID dryRunId,
      List<Approval> approvals,
      PilotFigures figures,
      List<Decision> decisions,
      Map<Integer, Long> cohorts,
      List<WeeklyReadout> readouts) {
    return new LaunchView(
        launch.id(),
        launch.campaignId().value(),
        launch.stage(),
        launch.plan(),
        launch.round(),
        launch.preparedBy(),
        launch.askedBy(),
        launch.askedAt(),
        readiness,
        acceptances,
        briefs,
        lacks,
        dryRunId,
        approvals,
        launch.pilotEndsAt() == null
            ? List.of()
            : GoNoGo.compare(launch.plan().criteria(), figures),
        figures,
        decisions,
        cohorts,
        launch.wavesReleased(),
        launch.pilotEndsAt(),
        launch.nextWaveAt(),
        launch.nextReadoutAt(),
        readouts,
        launch.closedBy(),
        launch.closedAt(),
        launch.note());
  }

  /** Who accepted a finding, if somebody did. */
  public Optional<Acceptance> acceptance(String finding) {
    return acceptances.stream().filter(one -> one.finding().equals(finding)).findFirst();
  }

  /** The brief opened for a place, if one was. */
  public Optional<GapBrief> brief(String place) {
    return briefs.stream().filter(one -> one.place().equals(place)).findFirst();
  }

  /** Approvals of the newest round. */
  public List<Approval> thisRound() {
    return approvals.stream().filter(approval -> approval.round() == round).toList();
  }

  /** Refusals of earlier rounds, or of this one once it came back. */
  public List<Approval> refusals() {
    return approvals.stream()
        .filter(approval -> approval.state() == Approval.State.REFUSED)
        .toList();
  }
}
