package io.medley.workflows.mlrreview;

import static io.medley.workflows.OnTheEngine.Time.eventually;
import static io.medley.workflows.OnTheEngine.Time.pass;
import static io.medley.workflows.OnTheEngine.Time.stays;
import static org.assertj.core.api.Assertions.assertThat;

import io.medley.workflows.AfterCommit;
import io.medley.workflows.OnTheEngine;
import io.medley.workflows.OnTheEngine.Time;
import io.medley.workflows.engine.DecisionEvidence;
import io.medley.workflows.engine.Engine;
import io.medley.workflows.engine.SlowedEngine;
import io.medley.workflows.mlrreview.RecordedReviews.Review;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

@OnTheEngine
class MlrReviewIT {

  @Autowired RecordedReviews reviews;
  @Autowired ReviewProcesses processes;
  @Autowired Engine engine;
  @Autowired AfterCommit afterCommit;
  @Autowired SlowedEngine slowed;

  private Review review = new Review();

  @AfterEach
  void cancelWhatIsLeft() {
    if (review.instance != 0 && !review.ended) {
      engine.cancel(review.instance);
    }
  }

  @Test
  void shouldGoLiveWhenEveryLaneApproves() {
    review = reviews.open();
    review.lanes = List.of("MEDICAL", "LEGAL");

    start();
    complete("MEDICAL", "APPROVE");
    complete("LEGAL", "APPROVE");

    hasEndedWith("consolidate", "seal", "nextStep", "goLive", "ended");
    assertThat(review.asked)
        .startsWith("claim", "preCheck", "tierFacts", "planLanes")
        .contains(
            "openLane MEDICAL",
            "openLane LEGAL",
            "recordVerdict MEDICAL APPROVE",
            "recordVerdict LEGAL APPROVE");
  }

  @Test
  void shouldKeepTheReasonsAndRulesOfTheTier() {
    review = reviews.open();
    review.facts = Review.facts(2);

    start();

    eventually(() -> assertThat(review.tier).isNotNull());
    TierDecision tier = Objects.requireNonNull(review.tier);
    assertThat(tier.tier()).isEqualTo("T1");
    assertThat(tier.reasons()).containsExactly("2 claims are not covered by approved claims");
    assertThat(review.decidedLanes)
        .containsExactlyInAnyOrder("MEDICAL", "LEGAL", "REGULATORY", "FINAL");
    assertThat(tier.evidence())
        .extracting(DecisionEvidence::decisionId)
        .containsExactlyInAnyOrder(
            "review-tier",
            "review-concerns",
            "review-novelties",
            "review-lanes",
            "review-lane-causes");
    assertThat(tier.evidence().getFirst().decisionId()).isEqualTo("review-tier");
    assertThat(tier.evidence().getFirst().matchedRules())
        .extracting(DecisionEvidence.MatchedRule::ruleId)
        .containsExactly("tier_full");
    assertThat(tier.evidence().getFirst().inputs()).containsEntry("unapprovedClaims", 2);
    assertThat(tier.evidence()).allMatch(evidence -> evidence.version() >= 1);
  }

  @Test
  void shouldOpenPharmacovigilanceWhereThePieceCallsForItAndSayWhy() {
    review = reviews.open();
    review.facts =
        Review.facts(
            0,
            Map.of("PATIENT_PROGRAMME", "speaks of a patient programme (page 2)", "TRACKING", "…"));
    review.asDecided = true;

    start();
    eventually(() -> assertThat(review.tasks).hasSize(2));
    assertThat(review.tasksOf("PHARMACOVIGILANCE"))
        .singleElement()
        .satisfies(task -> assertThat(task.taskKey()).isPositive());
    complete("MEDICAL", "APPROVE");
    stays(() -> assertThat(review.asked).doesNotContain("consolidate"));
    complete("PHARMACOVIGILANCE", "APPROVE");

    hasEndedWith("consolidate", "seal", "nextStep", "goLive", "ended");
    assertThat(review.decidedLanes).containsExactlyInAnyOrder("MEDICAL", "PHARMACOVIGILANCE");
    TierDecision tier = Objects.requireNonNull(review.tier);
    assertThat(tier.tier()).isEqualTo("T3");
    assertThat(tier.reasons())
        .hasSize(2)
        .contains("Pharmacovigilance looks too: the piece speaks of a patient programme (page 2)");
    assertThat(review.asked)
        .contains("openLane PHARMACOVIGILANCE", "recordVerdict PHARMACOVIGILANCE APPROVE");
  }

  @Test
  void shouldReturnToTheAgencyWhenTheChecksBlock() {
    review = reviews.open();
    review.preCheck = CheckVerdict.BLOCKED;

    start();

    hasEndedWith("claim", "preCheck", "returnToAgency", "ended");
  }

  @Test
  void shouldReturnToTheAgencyWhenALaneReturns() {
    review = reviews.open();
    review.consolidation = Consolidation.RETURNED;

    start();
    complete("MEDICAL", "AMEND_RETURN");

    hasEndedWith("consolidate", "returnToAgency", "ended");
  }

  @Test
  void shouldRejectWhenALaneRejects() {
    review = reviews.open();
    review.consolidation = Consolidation.REJECTED;

    start();
    complete("MEDICAL", "REJECT");

    hasEndedWith("consolidate", "reject", "ended");
  }

  @Test
  void shouldGiveTheTaskBackUntilTheVerdictIsSigned() {
    review = reviews.open();
    review.notSignedYet("MEDICAL", "No signature of this lane was found.");

    start();
    complete("MEDICAL", "APPROVE");
    eventually(() -> assertThat(review.tasksOf("MEDICAL")).hasSize(2));
    LaneTask first = review.tasksOf("MEDICAL").getFirst();
    LaneTask second = review.tasksOf("MEDICAL").getLast();
    assertThat(second.taskKey()).isGreaterThan(first.taskKey());
    assertThat(second.elementInstanceKey()).isNotEqualTo(first.elementInstanceKey());
    assertThat(engine.completeUserTask(first.taskKey(), Map.of("verdict", "APPROVE"))).isFalse();
    complete("MEDICAL", "APPROVE");

    hasEndedWith("seal", "nextStep", "goLive", "ended");
    assertThat(review.countAsked("recordVerdict MEDICAL APPROVE")).isEqualTo(2);
    assertThat(review.countAsked("openLane MEDICAL")).isEqualTo(1);
  }

  @Test
  void shouldKeepEachLanesOwnVerdictWhenTwoCompleteAtOnce() {
    review = reviews.open();
    review.lanes = List.of("MEDICAL", "LEGAL", "REGULATORY", "FINAL");
    review.consolidation = Consolidation.REJECTED;
    Map<String, String> verdicts =
        Map.of(
            "MEDICAL", "APPROVE",
            "LEGAL", "REJECT",
            "REGULATORY", "AMEND_RETURN",
            "FINAL", "RESUBMIT");

    start();
    eventually(() -> assertThat(review.tasks).hasSize(4));
    CompletableFuture.allOf(
            review.tasks.stream()
                .map(
                    task ->
                        CompletableFuture.runAsync(
                            () ->
                                engine.completeUserTask(
                                    task.taskKey(),
                                    Map.of("verdict", verdicts.getOrDefault(task.lane(), "")))))
                .toArray(CompletableFuture[]::new))
        .join();

    hasEndedWith("consolidate", "reject", "ended");
    verdicts.forEach(
        (lane, verdict) ->
            assertThat(review.asked).contains("recordVerdict " + lane + " " + verdict));
    assertThat(review.asked.stream().filter(step -> step.startsWith("recordVerdict"))).hasSize(4);
  }

  @Test
  void shouldTellOfEachLaneAtFiftyHundredAndHundredFiftyPercent() {
    review = reviews.open();
    review.lanes = List.of("MEDICAL", "LEGAL");
    start();
    eventually(() -> assertThat(review.tasks).hasSize(2));
    complete("LEGAL", "APPROVE");
    eventually(() -> assertThat(review.closed).contains("LEGAL"));

    pass(Duration.ofDays(5));
    eventually(() -> assertThat(review.asked).contains("laneOverdue MEDICAL 50"));
    assertThat(review.asked).doesNotContain("laneOverdue MEDICAL 100");
    pass(Duration.ofDays(5));
    eventually(() -> assertThat(review.asked).contains("laneOverdue MEDICAL 100"));
    pass(Duration.ofDays(5));
    eventually(() -> assertThat(review.asked).contains("laneOverdue MEDICAL 150"));

    assertThat(review.asked).noneMatch(step -> step.startsWith("laneOverdue LEGAL"));
    complete("MEDICAL", "APPROVE");
    hasEndedWith("seal", "nextStep", "goLive", "ended");
  }

  @Test
  void shouldIgnoreAStartRepeatedWhileItRuns() {
    review = reviews.open();

    start();
    eventually(() -> assertThat(review.tasks).hasSize(1));
    start();
    complete("MEDICAL", "APPROVE");

    hasEndedWith("goLive", "ended");
    assertThat(review.countAsked("preCheck")).isEqualTo(1);
    assertThat(review.asked).doesNotContain("claim lost");
  }

  @Test
  void shouldEndInItsFirstJobWhenStartedAgainAfterTheEnd() {
    review = reviews.open();
    start();
    complete("MEDICAL", "APPROVE");
    hasEndedWith("goLive", "ended");

    start();

    eventually(() -> assertThat(review.asked).endsWith("claim lost", "another ended"));
    stays(() -> assertThat(review.countAsked("preCheck")).isEqualTo(1));
  }

  @Test
  void shouldEndAnInstanceOfAnotherAttempt() {
    review = reviews.open();
    review.attempt = 2;

    start();

    eventually(() -> assertThat(review.asked).containsExactly("claim lost", "another ended"));
  }

  @Test
  void shouldCompleteTheLaneThatWasSignedOnTheDesk() {
    review = reviews.open();
    review.notSignedYet("MEDICAL", "The verdict differs from the signed one.");
    start();
    eventually(() -> assertThat(review.tasks).hasSize(1));

    completeFromDesk("AMEND_RETURN");
    eventually(() -> assertThat(review.tasks).hasSize(2));
    completeFromDesk("APPROVE");

    hasEndedWith("goLive", "ended");
    completeFromDesk("APPROVE");
    stays(() -> assertThat(review.asked).endsWith("ended"));
    assertThat(review.asked)
        .containsSubsequence("recordVerdict MEDICAL AMEND_RETURN", "recordVerdict MEDICAL APPROVE");
  }

  @Test
  void shouldTellTheEndOfACancelledReview() {
    review = reviews.open();
    start();
    eventually(() -> assertThat(review.tasks).hasSize(1));

    afterCommit.send(() -> processes.cancel(review.id, 1, review.instance));
    eventually(() -> assertThat(review.ended).isTrue());

    assertThat(engine.alive(review.instance)).isFalse();
    afterCommit.send(() -> processes.cancel(review.id, 1, review.instance));
    eventually(() -> assertThat(review.countAsked("ended")).isEqualTo(2));
  }

  @Test
  void shouldSendTheOutcomeOfAJobAgainWhileTheEngineIsBusy() {
    review = reviews.open();
    slowed.refuse("CompleteJob", 3);

    start();
    complete("MEDICAL", "APPROVE");

    hasEndedWith("seal", "nextStep", "goLive", "ended");
    assertThat(slowed.refused("CompleteJob")).isEqualTo(3);
    assertThat(review.asked).doesNotHaveDuplicates();
  }

  @Test
  void shouldPublishAgainWhileTheEngineIsBusy() {
    review = reviews.open();
    review.preCheck = CheckVerdict.BLOCKED;
    slowed.refuse("PublishMessage", 7);

    start();

    hasEndedWith("returnToAgency", "ended");
    assertThat(slowed.refused("PublishMessage")).isEqualTo(7);
  }

  @ParameterizedTest
  @CsvSource({"CONDITIONS,CONDITIONS", "ARBITRATION,DISPUTED", "MEETING,MEETING"})
  void shouldAskAPersonUntilTheirDecisionIsSigned(HumanStep step, Consolidation outcome) {
    review = reviews.open();
    CoordinationTask asked = RecordedReviews.asked(CoordinationTask.NEVER);
    review.moves.addAll(List.of(NextMove.ask(outcome, asked), NextMove.ask(outcome, asked)));
    review.waiting.add(step);
    start();
    complete("MEDICAL", "APPROVE");
    eventually(() -> assertThat(review.countAsked("consolidate")).isEqualTo(1));

    decide(step);
    eventually(() -> assertThat(review.countAsked("consolidate")).isEqualTo(2));
    decide(step);

    hasEndedWith(
        "consolidate", "consolidate", "consolidate", "seal", "nextStep", "goLive", "ended");
    review.waiting.remove(step);
    decide(step);
    stays(() -> assertThat(review.asked).endsWith("ended"));
  }

  @Test
  void shouldWaitForObjectionsThenGoLive() {
    review = reviews.open();
    review.moves.add(NextMove.waitUntil(Time.now().plus(Duration.ofDays(1))));
    start();
    complete("MEDICAL", "APPROVE");
    eventually(() -> assertThat(review.countAsked("consolidate")).isEqualTo(1));
    stays(() -> assertThat(review.asked).endsWith("consolidate"));

    pass(Duration.ofDays(1));

    hasEndedWith("consolidate", "consolidate", "seal", "nextStep", "goLive", "ended");
  }

  @Test
  void shouldOpenLanesAgainWhenASignerObjects() {
    review = reviews.open();
    review.moves.add(NextMove.waitUntil(Time.now().plus(Duration.ofDays(1))));
    review.moves.add(NextMove.to(Consolidation.LANES_AGAIN));
    start();
    complete("MEDICAL", "APPROVE");
    eventually(() -> assertThat(review.countAsked("consolidate")).isEqualTo(1));

    afterCommit.send(() -> processes.objected(review.id, UUID.randomUUID()));
    eventually(() -> assertThat(review.tasksOf("MEDICAL")).hasSize(2));
    complete("MEDICAL", "APPROVE");

    hasEndedWith("seal", "nextStep", "goLive", "ended");
    assertThat(review.countAsked("planLanes")).isEqualTo(2);
  }

  @Test
  void shouldStopTheLanesEarly() {
    review = reviews.open();
    review.lanes = List.of("MEDICAL", "LEGAL");
    review.consolidation = Consolidation.RETURNED;
    start();
    complete("LEGAL", "AMEND_RETURN");
    eventually(() -> assertThat(review.closed).contains("LEGAL"));

    afterCommit.send(() -> processes.stopRound(review.id, UUID.randomUUID()));

    hasEndedWith("consolidate", "returnToAgency", "ended");
    assertThat(review.asked).noneMatch(step -> step.startsWith("recordVerdict MEDICAL"));
  }

  @Test
  void shouldPassByLanesThatAllCarriedOver() {
    review = reviews.open();
    review.lanes = List.of();

    start();

    hasEndedWith("planLanes", "consolidate", "seal", "nextStep", "goLive", "ended");
  }

  @Test
  void shouldEndWhenTheCorrectedVersionIsSubmitted() {
    review = reviews.open();
    review.consolidation = Consolidation.CHANGES;
    start();
    complete("MEDICAL", "APPROVE_WITH_CHANGES");
    eventually(() -> assertThat(review.asked).endsWith("openConditions"));

    afterCommit.send(() -> processes.corrected(review.id));

    hasEndedWith("openConditions", "ended");
  }

  @Test
  void shouldReturnConditionsThatStayOpenTooLong() {
    review = reviews.open();
    review.consolidation = Consolidation.CHANGES;
    start();
    complete("MEDICAL", "APPROVE_WITH_CHANGES");
    eventually(() -> assertThat(review.asked).endsWith("openConditions"));

    pass(Duration.ofDays(10));

    hasEndedWith("openConditions", "returnToAgency", "ended");
  }

  @Test
  void shouldDoTheStepsOfTheMarketBeforeGoingLive() {
    review = reviews.open();
    review.steps.add(StepMove.open(RecordedReviews.asked(CoordinationTask.NEVER)));
    review.steps.add(StepMove.open(RecordedReviews.asked(CoordinationTask.NEVER)));
    review.waiting.add(HumanStep.MARKET_STEP);
    start();
    complete("MEDICAL", "APPROVE");
    eventually(() -> assertThat(review.asked).endsWith("seal", "nextStep"));

    decide(HumanStep.MARKET_STEP);
    eventually(() -> assertThat(review.countAsked("nextStep")).isEqualTo(2));
    decide(HumanStep.MARKET_STEP);

    hasEndedWith("nextStep", "nextStep", "nextStep", "goLive", "ended");
  }

  @Test
  void shouldTakeSilenceForConsentWhenItsTimeHasPassed() {
    review = reviews.open();
    review.steps.add(StepMove.open(RecordedReviews.asked(Time.now().plus(Duration.ofDays(60)))));
    start();
    complete("MEDICAL", "APPROVE");
    eventually(() -> assertThat(review.asked).endsWith("nextStep"));

    pass(Duration.ofDays(60));

    hasEndedWith("nextStep", "nextStep", "goLive", "ended");
  }

  @Test
  void shouldReturnWhatAnAuthorityRefused() {
    review = reviews.open();
    review.steps.add(StepMove.refused());

    start();
    complete("MEDICAL", "APPROVE");

    hasEndedWith("seal", "nextStep", "returnToAgency", "ended");
  }

  private void decide(HumanStep step) {
    afterCommit.send(() -> processes.completeHuman(review.id, step));
  }

  private void start() {
    afterCommit.send(() -> processes.start(review.id, 1));
  }

  private void completeFromDesk(String verdict) {
    afterCommit.send(() -> processes.completeLane(review.id, "MEDICAL", verdict));
  }

  /** Completes the newest task of a lane as Tasklist does. */
  private void complete(String lane, String verdict) {
    eventually(
        () -> {
          assertThat(review.tasksOf(lane)).isNotEmpty();
          assertThat(
                  engine.completeUserTask(
                      review.tasksOf(lane).getLast().taskKey(), Map.of("verdict", verdict)))
              .isTrue();
        });
  }

  private void hasEndedWith(String... steps) {
    eventually(() -> assertThat(review.asked).endsWith(steps));
  }
}
