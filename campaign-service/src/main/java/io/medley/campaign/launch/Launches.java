package io.medley.campaign.launch;

import io.medley.campaign.campaign.CampaignId;
import io.medley.campaign.campaign.Readiness;
import io.medley.campaign.hcp.HcpId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** All launches. Writes belong to the caller's transaction. */
public interface Launches {

  /** A launch, as it stands. */
  Optional<Launch> find(UUID id);

  /** Stores a new launch in stage {@code PREPARING}; false if the campaign has one. */
  boolean add(Launch launch, Instant realTime);

  /** Finds the launch of a campaign. */
  Optional<Launch> of(CampaignId campaign);

  /** Finds a launch and keeps others from changing it until the transaction ends. */
  Optional<Launch> lock(UUID id);

  /** The same by its campaign. */
  Optional<Launch> lockOf(CampaignId campaign);

  /** Launches that are not over, newest first. */
  List<Launch> open();

  /** Stages of all launches, by campaign. */
  Map<CampaignId, Stage> stages();

  /** Stores another plan of a launch that is being prepared. */
  void plan(UUID id, LaunchPlan plan);

  /** Begins the next round: what approvers are shown is kept as it is now. */
  void asked(UUID id, String by, Instant at, String packageHash, Readiness readiness, UUID dryRun);

  /** What the approvers of the newest round were shown; empty before the first. */
  Optional<Readiness> shown(UUID id);

  /** Moves on. */
  void stage(UUID id, Stage stage);

  /** The pilot was enrolled, or runs on until then. */
  void pilot(UUID id, Instant endsAt);

  /** A wave was enrolled. */
  void wave(UUID id, int released, @Nullable Instant next);

  /** When the next readout is written. */
  void nextReadout(UUID id, Instant at);

  /** Closed with what was learned. */
  void closed(UUID id, String by, Instant at, String note);

  /** Accepts a finding; an earlier acceptance of it is replaced. */
  void accept(UUID id, Acceptance acceptance);

  /** What was accepted, by finding. */
  List<Acceptance> acceptances(UUID id);

  /** Stores an approval that is asked for. */
  void add(Approval approval);

  /** All approvals of a launch, newest round first. */
  List<Approval> approvals(UUID id);

  /** Finds an approval. */
  Optional<Approval> approval(UUID approvalId);

  /** OPEN becomes decided; false if it was not open. */
  boolean decide(UUID approvalId, Approval.State state, String by, Instant at, String reason);

  /** Open approvals of a launch are not wanted any more; returns which. */
  List<UUID> withdrawOpen(UUID id);

  /** Open approvals of all launches, the soonest due first. */
  List<Approval> openApprovals();

  /**
   * Approvals of the newest round of launches that are being prepared again, whatever was decided.
   */
  List<Approval> decidedAndPrepared();

  /** Keeps what was decided about the pilot. */
  void add(UUID id, Decision decision);

  /** What was decided about the pilot, newest first. */
  List<Decision> decisions(UUID id);

  /** Whether cohorts were planned. */
  boolean cohortsPlanned(UUID id);

  /** Plans who enters when. */
  void plan(UUID id, List<Cohorts.Place> places);

  /** HCPs of one cohort. */
  List<HcpId> cohort(UUID id, int cohort);

  /** HCPs per cohort. */
  Map<Integer, Long> cohorts(UUID id);

  /** Keeps the brief for a gap, in place of an earlier one. */
  void add(UUID id, GapBrief brief);

  /** Briefs opened for gaps. */
  List<GapBrief> briefs(UUID id);

  /** Keeps a week's readout; one of the same number stays. */
  void add(UUID id, WeeklyReadout readout);

  /** Readouts, newest first. */
  List<WeeklyReadout> readouts(UUID id);

  /** Counts what the campaign did so far. */
  PilotFigures figures(CampaignId campaign);

  /** How often each of an audience engaged with any campaign since then. */
  Map<HcpId, Long> engagements(Instant since);

  /** HCPs of these territories. */
  Set<HcpId> inTerritories(List<String> codes);

  /** See {@link io.medley.workflows.campaignlaunch.LaunchSteps#claim}. */
  boolean claim(UUID id, int attempt, long processInstanceKey, Instant at);

  /** The claiming instance has ended. */
  void ended(UUID id, int attempt, long processInstanceKey, Instant at);

  /** The next attempt may claim it. */
  void nextAttempt(UUID id, int attempt, Instant realTime);

  /** The start was asked for again. */
  void startRequested(UUID id, Instant realTime);

  /** The process was told to look again. */
  void told(UUID id, Instant realTime);

  /** Not over and not claimed since then, real time. */
  List<Launch> unclaimedSince(Instant realTime, int limit);

  /** Not over, and the instance that had it ended before then. */
  List<Launch> endedUndone(Instant before, int limit);

  /**
   * Claimed, not over, and told nothing since then although something should have happened: dates
   * have passed, approvals are decided, the campaign was stopped.
   */
  List<Launch> silentSince(Instant realTime, Instant now, int limit);
}
