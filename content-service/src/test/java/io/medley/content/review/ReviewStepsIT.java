package io.medley.content.review;

import static io.medley.content.Pieces.person;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.medley.content.ContentServers;
import io.medley.content.OnServers;
import io.medley.content.Pieces;
import io.medley.content.annotation.Annotating;
import io.medley.content.annotation.Annotation;
import io.medley.content.asset.AssetId;
import io.medley.content.asset.AssetVersion;
import io.medley.content.asset.AssetVersions;
import io.medley.content.asset.VersionState;
import io.medley.content.catalog.Catalog;
import io.medley.content.catalog.CatalogCriteria;
import io.medley.content.catalog.Selection;
import io.medley.content.catalog.SelectionRequest;
import io.medley.content.lifecycle.Approvals;
import io.medley.content.precheck.BlockOverride;
import io.medley.content.precheck.Finding;
import io.medley.content.precheck.Overrides;
import io.medley.content.precheck.PreChecks;
import io.medley.content.precheck.Severity;
import io.medley.content.product.ProductMaster;
import io.medley.content.product.ProductMasterDocument;
import io.medley.content.signing.Lane;
import io.medley.content.signing.LaneSignature;
import io.medley.content.signing.SignatureSource;
import io.medley.content.signing.SignatureVerification;
import io.medley.content.signing.Signatures;
import io.medley.content.signing.Verdict;
import io.medley.platform.command.Reindexer;
import io.medley.platform.security.Authority;
import io.medley.platform.signing.Signer;
import io.medley.workflows.mlrreview.Consolidation;
import io.medley.workflows.mlrreview.LaneDisplay;
import io.medley.workflows.mlrreview.LanePlan;
import io.medley.workflows.mlrreview.LaneTask;
import io.medley.workflows.mlrreview.ReviewSteps;
import io.medley.workflows.mlrreview.StepMove;
import io.medley.workflows.mlrreview.TierDecision;
import io.medley.workflows.mlrreview.TierFacts;
import io.medley.workflows.mlrreview.VerdictCheck;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** The steps of a review on the real store: what counts, what comes back, what is refused. */
@OnServers
class ReviewStepsIT {

  private static final List<String> ALL = List.of("MEDICAL", "LEGAL", "REGULATORY", "FINAL");

  @Autowired Pieces pieces;
  @Autowired Reviews reviews;
  @Autowired ReviewSteps steps;
  @Autowired SigningLanes signing;
  @Autowired Annotating annotating;
  @Autowired LaneDesk desk;
  @Autowired ReviewInbox inbox;
  @Autowired Signatures signatures;
  @Autowired SignatureVerification verification;
  @Autowired Signer signer;
  @Autowired AssetVersions versions;
  @Autowired Approvals approvals;
  @Autowired Catalog catalog;
  @Autowired List<Reindexer> reindexers;
  @Autowired JdbcClient jdbc;
  @Autowired TransactionTemplate transaction;
  @Autowired Clock clock;
  @Autowired JsonMapper json;
  @Autowired ProductMaster master;
  @Autowired PreChecks preChecks;
  @Autowired Overrides overrides;

  @BeforeEach
  void people() {
    pieces.grantEverybodyTheirPart();
  }

  @Test
  void shouldLetOneInstanceOfTheRightAttemptClaimAndOnlyItsEndCount() {
    ReviewId review = opened("Claim", "northlight");
    long key = anyKey();

    assertThat(steps.claim(review.value(), 2, key)).isFalse();
    assertThat(steps.claim(review.value(), 1, key)).isTrue();
    assertThat(steps.claim(review.value(), 1, key)).isTrue();
    assertThat(steps.claim(review.value(), 1, key + 1)).isFalse();
    assertThat(steps.reviewOf(key)).contains(review.value());

    steps.ended(review.value(), 1, key + 1);
    assertThat(reviews.find(review).orElseThrow().endedAt()).isNull();
    steps.ended(review.value(), 1, key);
    assertThat(reviews.find(review).orElseThrow().endedAt()).isNotNull();
    assertThat(steps.claim(review.value(), 1, key)).isFalse();
  }

  @Test
  void shouldReturnAnUnsignedTaskWithTheReason() {
    ReviewId review = inReview("Unsigned", ALL);

    VerdictCheck check = steps.recordVerdict(review.value(), "MEDICAL", "APPROVE");

    assertThat(check.recorded()).isFalse();
    assertThat(check.reason()).contains("Nobody has signed the Medical lane");
    ReviewLane lane = reviews.lane(review, Lane.MEDICAL).orElseThrow();
    assertThat(lane.state()).isEqualTo(ReviewLane.State.OPEN);
    assertThat(lane.attempt()).isEqualTo(2);
    assertThat(lane.lastReason()).isEqualTo(check.reason());
  }

  @Test
  void shouldRecordTheSignedVerdictAndAnswerTheSameWhenAskedAgain() {
    ReviewId review = inReview("Signed", ALL);
    sign(review, Lane.MEDICAL, "max.medical", Verdict.APPROVE);

    assertThat(steps.recordVerdict(review.value(), "MEDICAL", "APPROVE").recorded()).isTrue();
    assertThat(steps.recordVerdict(review.value(), "MEDICAL", "REJECT").recorded()).isTrue();
    assertThat(reviews.lane(review, Lane.MEDICAL).orElseThrow().verdict())
        .isEqualTo(Verdict.APPROVE);
  }

  @Test
  void shouldReturnATaskWhoseFormSaysSomethingElse() {
    ReviewId review = inReview("Form differs", ALL);
    sign(review, Lane.LEGAL, "lena.legal", Verdict.REJECT);

    VerdictCheck check = steps.recordVerdict(review.value(), "LEGAL", "APPROVE");

    assertThat(check.recorded()).isFalse();
    assertThat(check.reason()).contains("Approve", "Reject");
    assertThat(steps.recordVerdict(review.value(), "LEGAL", "REJECT").recorded()).isTrue();
  }

  @Test
  void shouldKeepTwoLanesApartThatCompleteAtOnceWithDifferentVerdicts() throws Exception {
    ReviewId review = inReview("At once", ALL);
    sign(review, Lane.MEDICAL, "max.medical", Verdict.APPROVE);
    sign(review, Lane.LEGAL, "lena.legal", Verdict.RESUBMIT);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<VerdictCheck> medical =
          threads.submit(() -> steps.recordVerdict(review.value(), "MEDICAL", "APPROVE"));
      Future<VerdictCheck> legal =
          threads.submit(() -> steps.recordVerdict(review.value(), "LEGAL", "RESUBMIT"));

      assertThat(medical.get().recorded()).isTrue();
      assertThat(legal.get().recorded()).isTrue();
    }
    assertThat(reviews.lane(review, Lane.MEDICAL).orElseThrow().verdict())
        .isEqualTo(Verdict.APPROVE);
    assertThat(reviews.lane(review, Lane.LEGAL).orElseThrow().verdict())
        .isEqualTo(Verdict.RESUBMIT);
  }

  @Test
  void shouldTakeOneSignaturePerLaneAndRound() throws Exception {
    ReviewId review = inReview("One signature", ALL);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Boolean>> tries =
          java.util.stream.IntStream.range(0, 8)
              .mapToObj(
                  i ->
                      threads.submit(
                          () -> add(review, Lane.MEDICAL, "max.medical", Verdict.APPROVE)))
              .toList();
      int added = 0;
      for (Future<Boolean> one : tries) {
        added += one.get() ? 1 : 0;
      }
      assertThat(added).isOne();
    }
  }

  @Test
  void shouldVoidASignatureWhenOneStoredValueChanges() {
    for (String attack :
        List.of(
            "verdict = 'REJECT'",
            "content_hash = 'b' || substr(content_hash, 2) || 'x'",
            "printed_name = printed_name || ' '",
            "signed_at = signed_at + interval '1 millisecond'",
            "person_id = 'lena.legal'",
            "statement = set_byte(statement, 5, 65)",
            "signature = set_byte(signature, 0, (get_byte(signature, 0) + 1) % 256)")) {
      ReviewId review = inReview("Tampered", ALL);
      sign(review, Lane.MEDICAL, "max.medical", Verdict.APPROVE);
      ContentServers.asOwner()
          .sql("update lane_signature set " + attack + " where review_id = :id")
          .param("id", review.value())
          .update();

      VerdictCheck check = steps.recordVerdict(review.value(), "MEDICAL", null);

      assertThat(check.recorded()).as(attack).isFalse();
      assertThat(check.reason()).as(attack).contains("does not verify");
      // The lane can be signed again, in its next round.
      sign(review, Lane.MEDICAL, "max.medical", Verdict.APPROVE);
      assertThat(steps.recordVerdict(review.value(), "MEDICAL", null).recorded()).isTrue();
    }
  }

  @Test
  void shouldNotCountASignatureOverOtherBytesOrTags() {
    for (String attack :
        List.of(
            "content_hash = (select content_hash from asset_version where id <> :version limit 1)",
            "metadata_hash = translate(metadata_hash, '0123456789abcdef', '123456789abcdef0')")) {
      pieces.aVersion(VersionState.SUBMITTED, "northlight", "Other bytes");
      ReviewId review = inReview("Swapped", ALL);
      sign(review, Lane.MEDICAL, "max.medical", Verdict.APPROVE);
      UUID version = reviews.find(review).orElseThrow().subject().version().value();
      ContentServers.asOwner()
          .sql("update asset_version set " + attack + " where id = :version")
          .param("version", version)
          .update();

      assertThat(steps.recordVerdict(review.value(), "MEDICAL", null).recorded()).isFalse();
    }
  }

  @Test
  void shouldNeverCountTheAuthorsSignature() {
    ReviewId review = inReview("Author", ALL);
    pieces.change("anna.agency", Authority.LANE_MEDICAL, true);
    try {
      sign(review, Lane.MEDICAL, "anna.agency", Verdict.APPROVE);

      assertThat(steps.recordVerdict(review.value(), "MEDICAL", "APPROVE").reason())
          .contains("author");
      assertThat(signing.against(review, Lane.MEDICAL, person("anna.agency"))).isPresent();
    } finally {
      pieces.change("anna.agency", Authority.LANE_MEDICAL, false);
    }
  }

  @Test
  void shouldNotCountASignerWhoLostTheAuthorityMeanwhile() {
    ReviewId review = inReview("Authority lost", ALL);
    sign(review, Lane.MEDICAL, "max.medical", Verdict.APPROVE);
    pieces.change("max.medical", Authority.LANE_MEDICAL, false);
    try {
      assertThat(steps.recordVerdict(review.value(), "MEDICAL", "APPROVE").reason())
          .contains("authority");
    } finally {
      pieces.change("max.medical", Authority.LANE_MEDICAL, true);
    }
    assertThat(reviews.lane(review, Lane.MEDICAL).orElseThrow().round()).isEqualTo(2);
    assertThat(steps.recordVerdict(review.value(), "MEDICAL", "APPROVE").reason())
        .contains("Nobody has signed");
  }

  @Test
  void shouldNotCountOnePersonInTwoLanes() {
    ReviewId review = inReview("Two lanes", ALL);
    pieces.change("max.medical", Authority.LANE_LEGAL, true);
    try {
      sign(review, Lane.MEDICAL, "max.medical", Verdict.APPROVE);
      sign(review, Lane.LEGAL, "max.medical", Verdict.APPROVE);

      assertThat(steps.recordVerdict(review.value(), "MEDICAL", null).recorded()).isFalse();
      assertThat(steps.recordVerdict(review.value(), "LEGAL", null).recorded()).isTrue();
    } finally {
      pieces.change("max.medical", Authority.LANE_LEGAL, false);
    }
  }

  @Test
  void shouldSealPublishAndPutIntoTheCatalogOnceEveryLaneApproved() {
    String title = "Approved " + UUID.randomUUID();
    ReviewId review = inReview(title, ALL);
    everybodySigns(review, Verdict.APPROVE);

    assertThat(steps.consolidate(review.value()).outcome()).isEqualTo(Consolidation.APPROVED);

    AssetVersion version = versions.require(reviews.find(review).orElseThrow().subject().version());
    assertThat(version.state()).as("published with the last verdict").isEqualTo(VersionState.LIVE);
    // The jobs that follow, each repeated, find it done.
    assertThat(steps.consolidate(review.value()).outcome()).isEqualTo(Consolidation.APPROVED);
    steps.seal(review.value());
    steps.seal(review.value());
    assertThat(steps.nextStep(review.value()).stepOutcome()).isEqualTo(StepMove.Outcome.DONE);
    steps.goLive(review.value());
    steps.goLive(review.value());
    assertThat(entries(review, "sealed")).isOne();
    assertThat(entries(review, "went-live")).isOne();

    assertThat(version.state()).isEqualTo(VersionState.LIVE);
    assertThat(version.number()).isEqualTo("1.0");
    assertThat(approvals.find(version.id()).orElseThrow().proof().signatures()).hasSize(4);
    assertThat(desk.view(review, person("cora.coordinator")).signed().values())
        .allMatch(LaneDesk.Signed::valid);
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(
            () ->
                assertThat(
                        catalog
                            .search(
                                new CatalogCriteria(title, "GB", "", "EMAIL", "HCP", "", "", "", 0))
                            .hits())
                    .extracting(hit -> hit.approval().version())
                    .containsExactly(version.id()));
    SelectionRequest wish =
        new SelectionRequest("zelvaro", "GB", "en", "EMAIL", "HCP", null, null, List.of());
    assertThat(catalog.select(wish).candidates())
        .extracting(approval -> approval.version())
        .contains(version.id());
    Selection german =
        catalog.select(
            new SelectionRequest("zelvaro", "GB", "de", "EMAIL", "HCP", null, null, List.of()));
    assertThat(german.candidates()).isEmpty();
    assertThat(german.rejected()).isNotEmpty().allMatch(one -> !one.reason().isBlank());
  }

  @Test
  void shouldNotSealWhatTurnedBlockedDuringTheReviewUntilANamedPersonDecidedWithAReason() {
    String brand = "b" + UUID.randomUUID().toString().replace("-", "");
    master.put(doses(brand, 20), person("ada.admin"));
    AssetVersion version =
        pieces.aVersion(
            AssetId.random(),
            "0.1",
            VersionState.SUBMITTED,
            "northlight",
            pieces.ofBrand("Dose " + brand, brand),
            "Take " + brand + " 20 mg once daily.");
    ReviewId review = opened(version);
    steps.claim(review.value(), 1, anyKey());
    steps.preCheck(review.value());
    steps.tierFacts(review.value());
    steps.planLanes(review.value(), new TierDecision("T1", List.of("First use"), List.of()), ALL);
    ALL.forEach(lane -> steps.openLane(review.value(), lane));
    everybodySigns(review, Verdict.APPROVE);
    assertThat(dose(version)).isEmpty();

    // The label allows less now; its version is the same, so nothing else tells.
    master.put(doses(brand, 10), person("ada.admin"));

    assertThat(steps.consolidate(review.value()).outcome()).isEqualTo(Consolidation.RETURNED);
    assertThat(versions.require(version.id()).state()).isEqualTo(VersionState.IN_REVIEW);
    assertThat(reviews.find(review).orElseThrow().state()).isEqualTo(ReviewState.IN_REVIEW);
    assertThat(approvals.find(version.id())).isEmpty();
    assertThat(entries(review, "sealed")).isZero();
    assertThat(entries(review, "blocked-before-seal")).isOne();
    Finding block = dose(version).orElseThrow();
    assertThat(block.effective()).isEqualTo(Severity.BLOCK);

    overrides.add(version.id(), decision(version, block), "{}");

    assertThat(steps.consolidate(review.value()).outcome()).isEqualTo(Consolidation.APPROVED);
    assertThat(entries(review, "sealed")).isOne();
    assertThat(dose(version).orElseThrow().overridden())
        .extracting(BlockOverride::personId, BlockOverride::reason)
        .containsExactly("max.medical", "The study dose, as reviewed by the authority.");
  }

  private Optional<Finding> dose(AssetVersion version) {
    return preChecks.latest(version.id()).stream()
        .flatMap(run -> run.findings().stream())
        .filter(finding -> finding.ruleId().equals("C31"))
        .findFirst();
  }

  private BlockOverride decision(AssetVersion version, Finding block) {
    return new BlockOverride(
        UUID.randomUUID(),
        block.key(),
        block.ruleId(),
        version.contentHash(),
        "max.medical",
        "Max Medical",
        "LANE_MEDICAL",
        "The study dose, as reviewed by the authority.",
        clock.instant(),
        "I decide that this finding does not stop the piece",
        clock.instant(),
        signer.keyId(),
        "");
  }

  private static ProductMasterDocument doses(String brand, double most) {
    return new ProductMasterDocument(
        List.of(new ProductMasterDocument.Brand(brand, brand, brand + "stat", "Northwind", null)),
        List.of(),
        List.of(
            new ProductMasterDocument.Label(
                brand,
                "GB",
                "en-GB",
                "1",
                LocalDate.of(2020, 1, 1),
                brand + "-isi",
                "1",
                "Safety words",
                brand + "-pi",
                "1",
                "https://zelvaro.example/pi",
                "Prescribing words",
                false,
                null,
                "Report adverse events.",
                new ProductMasterDocument.Dose(5, most, "mg", "once daily"))),
        List.of(),
        List.of(),
        List.of());
  }

  @Test
  void shouldMeasureWhatCallsForMoreLanesAndNotSealWithoutTheirSignatures() {
    AssetVersion version =
        pieces.aVersion(
            AssetId.random(),
            "0.1",
            VersionState.SUBMITTED,
            "northlight",
            pieces.metadata("Calls for lanes", List.of("GB")),
            "Enrol your patients in our patient support programme. Register now with your e-mail.");
    ReviewId review = opened(version);
    steps.claim(review.value(), 1, anyKey());
    steps.preCheck(review.value());

    TierFacts facts = steps.tierFacts(review.value());

    assertThat(facts.triggers())
        .containsOnlyKeys("PATIENT_PROGRAMME", "PERSONAL_DATA")
        .containsEntry("PATIENT_PROGRAMME", "speaks of a patient programme");
    assertThat(facts.laneTriggers().get("T1"))
        .hasEntrySatisfying(
            "PHARMACOVIGILANCE", heeded -> assertThat(heeded).contains("PATIENT_PROGRAMME"))
        .hasEntrySatisfying("PRIVACY", heeded -> assertThat(heeded).contains("PERSONAL_DATA"));
    List<LanePlan> plans =
        steps.planLanes(
            review.value(),
            new TierDecision("T3", List.of("Approved wording"), List.of()),
            List.of("MEDICAL", "PHARMACOVIGILANCE", "PRIVACY"));
    assertThat(plans)
        .extracting(LanePlan::candidateGroup)
        .containsExactlyInAnyOrder("medical-gb", "pharmacovigilance-gb", "privacy-gb");
    plans.forEach(plan -> steps.openLane(review.value(), plan.lane()));
    annotate(
        review,
        Lane.PHARMACOVIGILANCE,
        Annotation.Kind.SUGGESTION,
        1,
        "Name the call centre",
        "vera.vigilance");
    assertThat(desk.calls(desk.view(review, person("vera.vigilance"))))
        .extracting(LaneDesk.Call::quote)
        .containsExactly("patient support programme", "Register now");
    assertThat(inbox.of(person("paula.privacy"), ReviewInbox.Wish.none()))
        .extracting(Reviews.InboxLane::review)
        .contains(review);

    sign(review, Lane.MEDICAL, "max.medical", Verdict.APPROVE);
    steps.recordVerdict(review.value(), "MEDICAL", null);
    sign(review, Lane.PRIVACY, "paula.privacy", Verdict.APPROVE);
    steps.recordVerdict(review.value(), "PRIVACY", null);
    assertThatThrownBy(() -> steps.seal(review.value()))
        .hasMessageContaining("the Pharmacovigilance lane did not approve");
    sign(review, Lane.PHARMACOVIGILANCE, "vera.vigilance", Verdict.APPROVE);
    assertThat(steps.recordVerdict(review.value(), "PHARMACOVIGILANCE", null).recorded()).isTrue();
    assertThat(steps.consolidate(review.value()).outcome()).isEqualTo(Consolidation.APPROVED);
    steps.seal(review.value());
    steps.goLive(review.value());

    assertThat(approvals.find(version.id()).orElseThrow().proof().signatures())
        .extracting(signed -> signed.lane())
        .containsExactlyInAnyOrder("MEDICAL", "PHARMACOVIGILANCE", "PRIVACY");
  }

  @Test
  void shouldHaveACatalogThatEqualsTheStoreAfterItWasLost() {
    ReviewId review = inReview("Reindexed", List.of("MEDICAL"));
    sign(review, Lane.MEDICAL, "max.medical", Verdict.APPROVE);
    steps.recordVerdict(review.value(), "MEDICAL", null);
    steps.seal(review.value());
    steps.goLive(review.value());
    Reindexer pieces =
        reindexers.stream()
            .filter(reindexer -> reindexer.name().equals("approved-pieces"))
            .findFirst()
            .orElseThrow();

    Reindexer.Report report = pieces.reindex();

    assertThat(report.equal()).isTrue();
    assertThat(report.stored())
        .isEqualTo(jdbc.sql("select count(*) from approval").query(Long.class).single());
  }

  @Test
  void shouldReturnOneConsolidatedListFromAllLanes() {
    ReviewId review = inReview("Returned", List.of("MEDICAL", "LEGAL"));
    annotate(review, Lane.LEGAL, Annotation.Kind.SUGGESTION, null, "Shorter, please", "lena.legal");
    annotate(
        review, Lane.MEDICAL, Annotation.Kind.MUST_FIX, 1, "The dose is missing", "max.medical");
    sign(review, Lane.MEDICAL, "max.medical", Verdict.AMEND_RETURN);
    sign(review, Lane.LEGAL, "lena.legal", Verdict.APPROVE);
    steps.recordVerdict(review.value(), "MEDICAL", null);
    steps.recordVerdict(review.value(), "LEGAL", null);

    assertThat(steps.consolidate(review.value()).outcome()).isEqualTo(Consolidation.RETURNED);
    steps.returnToAgency(review.value());

    LaneDesk.View seenByAgency = desk.view(review, person("anna.agency"));
    assertThat(seenByAgency.review().state()).isEqualTo(ReviewState.RETURNED);
    assertThat(seenByAgency.version().state()).isEqualTo(VersionState.REVISE);
    ReturnedList list = seenByAgency.returned().orElseThrow();
    assertThat(list.verdicts()).extracting(ReturnedList.LaneVerdict::lane).startsWith("Medical");
    assertThat(list.points()).extracting(ReturnedList.Point::text).contains("The dose is missing");
    assertThat(list.points())
        .filteredOn(point -> point.text().equals("Shorter, please"))
        .allMatch(point -> !point.mustFix())
        .hasSize(1);
    assertThat(list.points())
        .extracting(ReturnedList.Point::mustFix)
        .isSortedAccordingTo(java.util.Comparator.reverseOrder());
  }

  @Test
  void shouldShowAnAgencyItsOwnReviewsOnlyAndNeverTheDesk() {
    ReviewId review = inReview("Whose", ALL);

    assertThat(desk.view(review, person("anna.agency")).review().id()).isEqualTo(review);
    assertThatThrownBy(() -> desk.view(review, person("ben.agency")))
        .isInstanceOf(ReviewRefusal.ReviewUnknown.class);
    assertThatThrownBy(() -> desk.deskView(review, person("anna.agency")))
        .isInstanceOf(ReviewRefusal.ReviewUnknown.class);
    assertThat(inbox.of(person("ben.agency"), ReviewInbox.Wish.none())).isEmpty();
  }

  @Test
  void shouldPutTheLanesIMaySignIntoMyInboxByUrgency() {
    ReviewId review = inReview("Inbox", ALL);

    assertThat(inbox.of(person("max.medical"), ReviewInbox.Wish.none()))
        .filteredOn(row -> row.review().equals(review))
        .extracting(Reviews.InboxLane::lane)
        .containsExactly(Lane.MEDICAL);
    assertThat(inbox.of(person("max.medical"), ReviewInbox.Wish.none()))
        .extracting(Reviews.InboxLane::dueAt)
        .isSorted();
    assertThat(inbox.of(person("max.medical"), new ReviewInbox.Wish(List.of(), "DE", "", "")))
        .noneMatch(row -> row.review().equals(review));
  }

  @Test
  void shouldKeepTheFormsDisplayUnderEightKilobytes() {
    ReviewId review = inReview("Ü".repeat(900), ALL);

    LaneDisplay display = steps.openLane(review.value(), "MEDICAL");

    assertThat(json.writeValueAsBytes(display)).hasSizeLessThan(8 * 1024);
    assertThat(display.findingCounts()).containsOnlyKeys("BLOCK", "REVIEW", "INFO");
    assertThat(display.findings()).hasSizeLessThanOrEqualTo(10);
    assertThat(display.signUrl()).endsWith("/MEDICAL?from=tasklist");
  }

  @Test
  void shouldKeepOneTaskPerAttemptAndNoteAReminderOnce() {
    ReviewId review = inReview("Tasks", List.of("MEDICAL"));
    long element = anyKey();
    LaneTask task = new LaneTask(review.value(), "MEDICAL", element + 1, element);

    steps.laneTaskAppeared(task);
    steps.laneTaskAppeared(task);
    steps.laneOverdue(review.value(), "MEDICAL", 50);
    steps.laneOverdue(review.value(), "MEDICAL", 50);
    steps.laneOverdue(review.value(), "MEDICAL", 100);

    assertThat(
            jdbc.sql("select count(*) from review_lane_task where review_id = :id")
                .param("id", review.value())
                .query(Long.class)
                .single())
        .isOne();
    assertThat(desk.history(review).stream().filter(event -> event.action().equals("lane-overdue")))
        .hasSize(2);
  }

  @Test
  void shouldPlanAgainOnlyForANewAttempt() {
    ReviewId review = inReview("Planned twice", List.of("MEDICAL"));

    List<LanePlan> again =
        steps.planLanes(
            review.value(),
            new TierDecision("T3", List.of("Another"), List.of()),
            List.of("MEDICAL"));

    assertThat(again).extracting(LanePlan::candidateGroup).containsExactly("medical-gb");
    assertThat(reviews.find(review).orElseThrow().tier()).isEqualTo("T1");
    assertThat(reviews.lane(review, Lane.MEDICAL).orElseThrow().state())
        .isEqualTo(ReviewLane.State.OPEN);
  }

  @Test
  void shouldNotLetTheServiceChangeASignature() {
    ReviewId review = inReview("Append only", List.of("MEDICAL"));
    sign(review, Lane.MEDICAL, "max.medical", Verdict.APPROVE);

    assertThatThrownBy(
            () ->
                jdbc.sql("update lane_signature set verdict = 'REJECT' where review_id = :id")
                    .param("id", review.value())
                    .update())
        .hasStackTraceContaining("permission denied");
    assertThatThrownBy(
            () ->
                jdbc.sql("delete from lane_signature where review_id = :id")
                    .param("id", review.value())
                    .update())
        .hasStackTraceContaining("permission denied");
  }

  @Test
  void shouldTellReviewersOfTheirLaneAndTheMakerHowItEnded() {
    ReviewId review = inReview("Told", ALL);
    String legal = "review/" + review + "/LEGAL";

    assertThat(told("TASK", legal)).contains("lena.legal").doesNotContain("anna.agency");
    steps.laneOverdue(review.value(), "LEGAL", 50);
    steps.laneOverdue(review.value(), "LEGAL", 100);
    steps.laneOverdue(review.value(), "LEGAL", 100);
    assertThat(told("REMINDER", legal)).containsOnlyOnce("lena.legal");
    assertThat(told("DUE", legal)).containsOnlyOnce("lena.legal");

    everybodySigns(review, Verdict.RESUBMIT);
    assertThat(told("TASK", legal)).as("settled").isEmpty();
    assertThat(told("DUE", legal)).as("settled").isEmpty();
    steps.consolidate(review.value());
    steps.returnToAgency(review.value());
    assertThat(
            jdbc.sql("select person from notification where occurrence = :occurrence")
                .param("occurrence", "review/" + review + "/returned")
                .query(String.class)
                .list())
        .containsExactly("anna.agency");
  }

  private List<String> told(String kind, String task) {
    return jdbc.sql(
            """
            select person from notification
            where kind = :kind and task = :task and settled_at is null
            """)
        .param("kind", kind)
        .param("task", task)
        .query(String.class)
        .list();
  }

  private void annotate(
      ReviewId review,
      Lane lane,
      Annotation.Kind kind,
      @org.jspecify.annotations.Nullable Integer page,
      String words,
      String by) {
    annotating.add(
        reviews.find(review).orElseThrow().subject().version(),
        new Annotating.Remark(
            lane, kind, Annotation.Category.OTHER, words, "", Annotating.Pointed.at(page)),
        person(by));
  }

  @Test
  void shouldLeaveALaneSignedFromTasklistToItsReviewerForADay() {
    ReviewId review = inReview("Two sources", ALL);
    add(review, Lane.MEDICAL, "max.medical", Verdict.APPROVE, SignatureSource.TASKLIST);
    add(review, Lane.LEGAL, "lena.legal", Verdict.APPROVE);
    Instant signed = clock.instant();

    assertThat(signedOpen(review, signed.minus(Duration.ofDays(1)))).containsExactly(Lane.LEGAL);
    assertThat(signedOpen(review, signed)).containsExactlyInAnyOrder(Lane.MEDICAL, Lane.LEGAL);
  }

  private List<Lane> signedOpen(ReviewId review, Instant tasklistSignedBefore) {
    return reviews
        .signedOpenLanes(clock.instant().plus(Duration.ofDays(1)), tasklistSignedBefore, 10_000)
        .stream()
        .filter(lane -> lane.review().equals(review))
        .map(Reviews.SignedOpenLane::lane)
        .toList();
  }

  private int entries(ReviewId review, String action) {
    return jdbc.sql(
            "select count(*) from audit_entry where aggregate_type = 'review' and aggregate_id ="
                + " :id and action = :action")
        .param("id", review.toString())
        .param("action", action)
        .query(Integer.class)
        .single();
  }

  private void everybodySigns(ReviewId review, Verdict verdict) {
    sign(review, Lane.MEDICAL, "max.medical", verdict);
    sign(review, Lane.LEGAL, "lena.legal", verdict);
    sign(review, Lane.REGULATORY, "rhea.regulatory", verdict);
    sign(review, Lane.FINAL, "sam.signatory", verdict);
    ALL.forEach(
        lane -> assertThat(steps.recordVerdict(review.value(), lane, null).recorded()).isTrue());
  }

  private void sign(ReviewId review, Lane lane, String user, Verdict verdict) {
    assertThat(add(review, lane, user, verdict)).isTrue();
  }

  /** A signature as the service makes it, without the way through the sign-in provider. */
  private boolean add(ReviewId review, Lane lane, String user, Verdict verdict) {
    return add(review, lane, user, verdict, SignatureSource.DESK);
  }

  private boolean add(
      ReviewId review, Lane lane, String user, Verdict verdict, SignatureSource source) {
    LaneSignature signature =
        MadeSignatures.of(
            signing.subject(review, lane), verdict, person(user), source, clock, signer);
    assertThat(verification.holds(signature)).isTrue();
    return signatures.add(signature);
  }

  /** A review no process is started for: the test plays the engine's part. */
  private ReviewId opened(String title, String agency) {
    return opened(pieces.aVersion(VersionState.SUBMITTED, agency, title));
  }

  private ReviewId opened(AssetVersion version) {
    Review review = OpenedReviews.reviewOf(version, clock, null);
    transaction.executeWithoutResult(status -> reviews.open(review));
    return review.id();
  }

  private ReviewId inReview(String title, List<String> lanes) {
    ReviewId review = opened(title, "northlight");
    assertThat(steps.claim(review.value(), 1, anyKey())).isTrue();
    steps.preCheck(review.value());
    steps.tierFacts(review.value());
    steps.planLanes(review.value(), new TierDecision("T1", List.of("First use"), List.of()), lanes);
    lanes.forEach(lane -> steps.openLane(review.value(), lane));
    return review;
  }

  private static long anyKey() {
    return ThreadLocalRandom.current().nextLong(1L << 40, 1L << 50);
  }
}
