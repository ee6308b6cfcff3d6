package io.medley.content.review;

import static io.medley.content.Pieces.person;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.medley.content.Browser;
import io.medley.content.BusinessClock;
import io.medley.content.OnServers;
import io.medley.content.Pieces;
import io.medley.content.annotation.Annotating;
import io.medley.content.annotation.Annotation;
import io.medley.content.annotation.Annotations;
import io.medley.content.asset.AssetId;
import io.medley.content.asset.AssetMetadata;
import io.medley.content.asset.AssetVersion;
import io.medley.content.asset.AssetVersions;
import io.medley.content.asset.VersionId;
import io.medley.content.asset.VersionState;
import io.medley.content.inspection.CertifiedCopies;
import io.medley.content.inspection.InspectionBundles;
import io.medley.content.lifecycle.Approvals;
import io.medley.content.signing.Lane;
import io.medley.content.signing.LaneSignature;
import io.medley.content.signing.SignatureSource;
import io.medley.content.signing.Signatures;
import io.medley.content.signing.SignedSubject;
import io.medley.content.signing.Verdict;
import io.medley.platform.bundle.BundleReport;
import io.medley.platform.bundle.BundleVerifier;
import io.medley.platform.security.Actor;
import io.medley.platform.security.Authority;
import io.medley.platform.security.AuthorityMissing;
import io.medley.platform.signing.Signer;
import io.medley.workflows.mlrreview.Consolidation;
import io.medley.workflows.mlrreview.CoordinationTask;
import io.medley.workflows.mlrreview.HumanStep;
import io.medley.workflows.mlrreview.LanePlan;
import io.medley.workflows.mlrreview.LaneState;
import io.medley.workflows.mlrreview.NextMove;
import io.medley.workflows.mlrreview.ReviewProcesses;
import io.medley.workflows.mlrreview.ReviewSteps;
import io.medley.workflows.mlrreview.StepMove;
import io.medley.workflows.mlrreview.TierDecision;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Rounds on the real store; the test plays the engine's part and signs without the way through the
 * sign-in provider.
 */
@OnServers
class RoundsIT {

  private static final String FIRST =
      "Zelvaro at a glance. Our warm thanks to all who took part. All rights reserved by Northwind.";

  @LocalServerPort int port;
  @Autowired Pieces pieces;
  @Autowired Reviews reviews;
  @Autowired ReviewSteps steps;
  @Autowired SigningLanes signing;
  @Autowired Coordinating coordinating;
  @Autowired ReviewOpening opening;
  @Autowired ReviewProcesses processes;
  @Autowired Carries carries;
  @Autowired Conditions conditions;
  @Autowired Annotating annotating;
  @Autowired Annotations annotations;
  @Autowired Decisions decisions;
  @Autowired Deciding deciding;
  @Autowired List<DecisionRule> rules;
  @Autowired LaneEvidence evidence;
  @Autowired RoundReading reading;
  @Autowired LaneDesk desk;
  @Autowired InspectionBundles bundles;
  @Autowired CertifiedCopies copies;
  @Autowired Signatures signatures;
  @Autowired Signer signer;
  @Autowired AssetVersions versions;
  @Autowired Approvals approvals;
  @Autowired JdbcClient jdbc;
  @Autowired TransactionTemplate transaction;
  @Autowired BusinessClock clock;

  @BeforeEach
  void people() {
    pieces.grantEverybodyTheirPart();
    pieces.change("cora.coordinator", Authority.COORDINATE, true);
  }

  @Test
  void shouldReopenOnlyTheLanesWhoseConcernWasTouched() {
    Piece piece = submitted("Carry", "DE", "EMAIL", FIRST);
    Review first = inReview(piece, null, "T1", "MEDICAL", "LEGAL", "REGULATORY");
    sign(first, Lane.MEDICAL, "max.medical", Verdict.AMEND_RETURN);
    sign(first, Lane.LEGAL, "lena.legal", Verdict.APPROVE);
    sign(first, Lane.REGULATORY, "rhea.regulatory", Verdict.APPROVE);
    assertThat(outcome(first)).isEqualTo(Consolidation.RETURNED);
    steps.returnToAgency(first.id().value());

    Piece next = piece.next("0.2", FIRST.replace("warm thanks", "warm thanks and 12 flowers"));
    Review second = opened(next, first);
    assertThat(planned(second, "T1", "MEDICAL", "LEGAL", "REGULATORY"))
        .extracting(LanePlan::lane)
        .containsExactly("MEDICAL");

    assertThat(carries.ofReview(second.id()))
        .extracting(signed -> signed.carry().lane())
        .containsExactlyInAnyOrder(Lane.LEGAL, Lane.REGULATORY);
    CarryRecord legal =
        carries.ofReview(second.id()).stream()
            .map(CarryRecord.Signed::carry)
            .filter(carry -> carry.lane() == Lane.LEGAL)
            .findFirst()
            .orElseThrow();
    assertThat(legal.kind()).isEqualTo(CarryRecord.Kind.UNTOUCHED);
    assertThat(legal.from().content()).isEqualTo(piece.version().contentHash());
    assertThat(legal.to().content()).isEqualTo(next.version().contentHash());
    assertThat(legal.ruleVersion()).startsWith("2026.3 (");

    steps.openLane(second.id().value(), "MEDICAL");
    sign(second, Lane.MEDICAL, "max.medical", Verdict.APPROVE);
    assertThat(outcome(second)).isEqualTo(Consolidation.APPROVED);
    goLive(second);

    assertThat(versions.require(next.version().id()).state()).isEqualTo(VersionState.LIVE);
    assertThat(approvals.find(next.version().id()).orElseThrow().proof().signatures())
        .extracting(signed -> signed.lane())
        .containsExactlyInAnyOrder("MEDICAL", "LEGAL", "REGULATORY");
    assertThat(reading.rounds(reload(second), person("cora.coordinator")))
        .extracting(round -> round.review().round())
        .containsExactly(2, 1);
    assertThat(reading.rounds(reload(second), person("cora.coordinator")).getLast().cause())
        .isNotNull();
    assertThat(reading.round(reload(second), person("cora.coordinator")).lanes())
        .filteredOn(lane -> lane.lane() == Lane.LEGAL)
        .singleElement()
        .satisfies(
            lane -> {
              assertThat(lane.carried()).contains("Carried over from version 0.1");
              assertThat(lane.broken()).isEmpty();
            });
  }

  @Test
  void shouldShowAndProveCarriedVerdictsWhereverTheVersionIsRead() throws IOException {
    Piece piece = submitted("Carried proof", "DE", "EMAIL", FIRST);
    Review first = inReview(piece, null, "T1", "MEDICAL", "LEGAL");
    sign(first, Lane.MEDICAL, "max.medical", Verdict.AMEND_RETURN);
    LaneSignature legal = sign(first, Lane.LEGAL, "lena.legal", Verdict.APPROVE);
    assertThat(outcome(first)).isEqualTo(Consolidation.RETURNED);
    steps.returnToAgency(first.id().value());
    Piece next = piece.next("0.2", FIRST.replace("warm thanks", "warm thanks and 12 flowers"));
    Review second = opened(next, first);
    planned(second, "T1", "MEDICAL", "LEGAL");
    steps.openLane(second.id().value(), "MEDICAL");

    LaneDesk.View view = desk.view(second.id(), person("max.medical"));
    assertThat(view.signed().get(Lane.LEGAL))
        .satisfies(
            carried -> {
              assertThat(carried.signature().id()).isEqualTo(legal.id());
              assertThat(carried.verdict()).isEqualTo(Verdict.APPROVE);
              assertThat(carried.carried()).contains("Carried over from version 0.1");
              assertThat(carried.valid()).isTrue();
            });
    assertThat(desk.view(second.id(), person("anna.agency")).signed())
        .as("nothing while the round runs")
        .isEmpty();
    sign(second, Lane.MEDICAL, "max.medical", Verdict.APPROVE);
    assertThat(outcome(second)).isEqualTo(Consolidation.APPROVED);

    AssetVersion version = versions.require(next.version().id());
    assertThat(version.state()).isEqualTo(VersionState.LIVE);
    assertThat(desk.signatures(version, person("cora.coordinator")))
        .extracting(signed -> signed.signature().statement().printedName(), LaneDesk.Signed::valid)
        .containsExactly(tuple("Lena Legal", true), tuple("Max Medical", true));
    assertThat(proof(version).signatures())
        .anyMatch(line -> line.startsWith("Lena Legal") && line.endsWith("earlier version)"))
        .anyMatch(line -> line.startsWith("Max Medical") && line.endsWith("for use."));
    ByteArrayOutputStream copy = new ByteArrayOutputStream();
    copies.write(version, person("cora.coordinator"), copy);
    try (PDDocument document = Loader.loadPDF(copy.toByteArray())) {
      assertThat(new PDFTextStripper().getText(document).replaceAll("\\s+", " "))
          .contains("Lena Legal (lena.legal)", "Carried over from version 0.1")
          .contains(piece.version().contentHash(), "yes, over the earlier file");
    }
  }

  /** What the bundle says of itself, with nothing wrong in it. */
  private BundleReport proof(AssetVersion version) throws IOException {
    Path bundle = bundles.make(version.id(), person("cora.coordinator")).file();
    try {
      BundleReport report = BundleVerifier.verify(bundle);
      assertThat(report.findings()).isEmpty();
      return report;
    } finally {
      Files.delete(bundle);
    }
  }

  @Test
  void shouldLetEverybodyLookAgainAfterAResubmitAndTheFinalSignatoryAfterAnyChangeInTheUk() {
    Piece piece = submitted("Resubmit", "GB", "EMAIL", FIRST);
    Review first = inReview(piece, null, "T1", "MEDICAL", "LEGAL", "FINAL");
    sign(first, Lane.MEDICAL, "max.medical", Verdict.AMEND_RETURN);
    sign(first, Lane.LEGAL, "lena.legal", Verdict.APPROVE);
    sign(first, Lane.FINAL, "sam.signatory", Verdict.APPROVE);
    assertThat(outcome(first)).isEqualTo(Consolidation.RETURNED);
    steps.returnToAgency(first.id().value());

    Piece next = piece.next("0.2", FIRST.replace("warm", "kind"));
    Review second = opened(next, first);
    assertThat(planned(second, "T1", "MEDICAL", "LEGAL", "FINAL"))
        .extracting(LanePlan::lane)
        .containsExactlyInAnyOrder("MEDICAL", "FINAL");
    List.of("MEDICAL", "FINAL").forEach(lane -> steps.openLane(second.id().value(), lane));
    sign(second, Lane.MEDICAL, "max.medical", Verdict.RESUBMIT);
    sign(second, Lane.FINAL, "sam.signatory", Verdict.APPROVE);
    assertThat(outcome(second)).isEqualTo(Consolidation.RETURNED);
    steps.returnToAgency(second.id().value());

    Review third = opened(next.next("0.3", FIRST.replace("warm", "best")), reload(second));
    assertThat(planned(third, "T1", "MEDICAL", "LEGAL", "FINAL"))
        .extracting(LanePlan::lane)
        .containsExactlyInAnyOrder("MEDICAL", "LEGAL", "FINAL");
    assertThat(carries.ofReview(third.id())).isEmpty();
  }

  @Test
  void shouldCarryNoVerdictToATimeNobodySignedFor() {
    Piece piece = submitted("Dates", "DE", "EMAIL", FIRST);
    LocalDate from = Objects.requireNonNull(piece.version().metadata().validFrom());
    LocalDate to = Objects.requireNonNull(piece.version().metadata().validTo());
    Review first = inReview(piece, null, "T1", "MEDICAL", "LEGAL");
    sign(first, Lane.MEDICAL, "max.medical", Verdict.AMEND_RETURN);
    sign(first, Lane.LEGAL, "lena.legal", Verdict.APPROVE);
    assertThat(outcome(first)).isEqualTo(Consolidation.RETURNED);
    steps.returnToAgency(first.id().value());

    Piece shorter = piece.next("0.2", FIRST, from.plusDays(1), to.minusDays(1));
    Review second = opened(shorter, first);
    assertThat(planned(second, "T1", "MEDICAL", "LEGAL"))
        .as("a shorter time is within what was signed for")
        .extracting(LanePlan::lane)
        .containsExactly("MEDICAL");
    steps.openLane(second.id().value(), "MEDICAL");
    sign(second, Lane.MEDICAL, "max.medical", Verdict.AMEND_RETURN);
    assertThat(outcome(second)).isEqualTo(Consolidation.RETURNED);
    steps.returnToAgency(second.id().value());

    // One day longer than the last version, and still within what Legal signed on the first.
    Piece within = shorter.next("0.3", FIRST, from.plusDays(1), to);
    Review third = opened(within, reload(second));
    assertThat(planned(third, "T1", "MEDICAL", "LEGAL"))
        .extracting(LanePlan::lane)
        .containsExactly("MEDICAL");

    Piece longer = within.next("0.4", FIRST, from, to.plusDays(1));
    Review fourth = opened(longer, reload(second));
    assertThat(planned(fourth, "T1", "MEDICAL", "LEGAL"))
        .extracting(LanePlan::lane)
        .containsExactlyInAnyOrder("MEDICAL", "LEGAL");
    assertThat(carries.ofReview(fourth.id())).isEmpty();
    // Not even a record that somebody made by hand.
    CarryRecord good = carries.ofReview(third.id()).getFirst().carry();
    CarryRecord stretched =
        new CarryRecord(
            UUID.randomUUID(),
            fourth.id(),
            good.lane(),
            1,
            good.signature(),
            good.kind(),
            good.from(),
            LaneEvidence.hashes(longer.version()),
            good.diffHash(),
            good.ruleVersion(),
            good.verifiedBy(),
            good.at());
    assertThat(forged(fourth, stretched, null))
        .contains("longer time than the one that was signed");
  }

  @Test
  void shouldCallAnotherLastDayAChangeOutsideTheConditions() {
    Piece piece = submitted("Dates and conditions", "DE", "EMAIL", FIRST);
    LocalDate from = Objects.requireNonNull(piece.version().metadata().validFrom());
    LocalDate to = Objects.requireNonNull(piece.version().metadata().validTo());
    Review first = inReview(piece, null, "T1", "MEDICAL", "LEGAL");
    mark(piece, Lane.MEDICAL, "max.medical", "warm thanks", "Say: kind thanks");
    sign(first, Lane.MEDICAL, "max.medical", Verdict.APPROVE_WITH_CHANGES);
    sign(first, Lane.LEGAL, "lena.legal", Verdict.APPROVE);
    assertThat(outcome(first)).isEqualTo(Consolidation.CHANGES);
    steps.openConditions(first.id().value());
    transaction.executeWithoutResult(
        status ->
            reviews.move(
                first.id(), ReviewState.CONDITIONS_OPEN, ReviewState.CORRECTED, clock.instant()));

    Piece longer = piece.next("0.2", FIRST.replace("warm", "kind"), from, to.plusDays(90));
    Review second = opened(longer, reload(first));

    assertThat(planned(second, "T1", "MEDICAL", "LEGAL"))
        .extracting(LanePlan::lane)
        .containsExactlyInAnyOrder("MEDICAL", "LEGAL");
  }

  @Test
  void shouldNotWaitForAndNotApproveWhatMayNotBeUsedAnyMore() {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    Piece piece =
        submitted("Short", "DE", "EMAIL", FIRST)
            .next("0.2", FIRST + " Soon over.", today.minusDays(2), today.plusDays(1));
    Review review = inReview(piece, null, "T1", "MEDICAL");
    mark(piece, Lane.MEDICAL, "max.medical", "warm thanks", "Say: kind thanks");
    sign(review, Lane.MEDICAL, "max.medical", Verdict.APPROVE_WITH_CHANGES);
    assertThat(outcome(review)).isEqualTo(Consolidation.CHANGES);
    Instant end = today.plusDays(2).atStartOfDay(ZoneId.of("Europe/Berlin")).toInstant();
    assertThat(steps.openConditions(review.id().value())).isEqualTo(end);

    Piece late =
        submitted("Too late", "DE", "EMAIL", FIRST)
            .next("0.2", FIRST + " It is over.", today.minusDays(20), today.minusDays(3));
    Review over = inReview(late, null, "T1", "MEDICAL");
    sign(over, Lane.MEDICAL, "max.medical", Verdict.APPROVE);
    assertThat(outcome(over)).isEqualTo(Consolidation.RETURNED);
    steps.returnToAgency(over.id().value());
    assertThat(reviews.returnedList(over.id()).orElseThrow().points())
        .anyMatch(
            point -> point.mustFix() && point.text().contains("is over. Give it later dates"));
  }

  @Test
  void shouldRefuseAForgedOrMismatchingCarryRecordAndEveryChangedByte() {
    Piece piece = submitted("Forged", "DE", "EMAIL", FIRST);
    Review first = inReview(piece, null, "T1", "MEDICAL", "LEGAL");
    sign(first, Lane.MEDICAL, "max.medical", Verdict.AMEND_RETURN);
    LaneSignature legal = sign(first, Lane.LEGAL, "lena.legal", Verdict.APPROVE);
    assertThat(outcome(first)).isEqualTo(Consolidation.RETURNED);
    steps.returnToAgency(first.id().value());
    Piece next = piece.next("0.2", FIRST.replace("warm", "kind"));
    Review second = opened(next, first);
    planned(second, "T1", "MEDICAL", "LEGAL");
    CarryRecord good = carries.ofReview(second.id()).getFirst().carry();
    ReviewLane lane = reviews.lane(second.id(), Lane.LEGAL).orElseThrow();
    assertThat(against(second, next.version(), lane)).isNull();

    // The same words, signed by nobody's key.
    assertThat(forged(second, good, new byte[64])).contains("does not verify");
    // Signed by our key, but saying something that is not so.
    assertThat(forged(second, with(good, "ff".repeat(32), legal.id(), good.to()), null))
        .contains("other changes than those between");
    assertThat(
            forged(
                second,
                with(
                    good,
                    good.diffHash(),
                    legal.id(),
                    new CarryRecord.Hashes("ab".repeat(32), good.to().metadata())),
                null))
        .contains("other bytes or tags");
    // Resting on a signature that did not approve, and on one of another lane.
    UUID medical = signatures.of(first.id().value(), 1, Lane.MEDICAL).orElseThrow().id();
    assertThat(forged(second, with(good, good.diffHash(), medical, good.to()), null))
        .contains("belongs to another lane or review");
    // A verdict written into the row without any evidence.
    ReviewLane without =
        new ReviewLane(
            second.id(),
            Lane.MEDICAL,
            1,
            "medical-de",
            ReviewLane.State.CLOSED,
            1,
            lane.dates(),
            null,
            Verdict.APPROVE,
            null,
            null,
            null,
            null,
            0,
            null);
    assertThat(against(second, next.version(), without)).contains("there is no signature");

    // One changed byte in what is stored voids the carried verdict, and the seal is refused.
    AssetVersion changed = withHash(next.version(), "0".repeat(64));
    assertThat(against(second, changed, lane)).contains("not the one that was submitted");
    steps.openLane(second.id().value(), "MEDICAL");
    sign(second, Lane.MEDICAL, "max.medical", Verdict.APPROVE);
    jdbc.sql("update review set content_hash = :hash where id = :id")
        .param("hash", "1".repeat(64))
        .param("id", second.id().value())
        .update();
    assertThatThrownBy(() -> steps.seal(second.id().value()))
        .hasMessageContaining("is not sealed")
        .hasMessageContaining("not the one that was submitted");
    assertThat(versions.require(next.version().id()).state()).isEqualTo(VersionState.IN_REVIEW);
  }

  @Test
  void shouldNotLetTheServiceChangeACarryOrADecision() {
    for (String table : List.of("review_carry", "review_decision")) {
      assertThatThrownBy(() -> jdbc.sql("update " + table + " set statement = ''").update())
          .hasStackTraceContaining("permission denied");
      assertThatThrownBy(() -> jdbc.sql("delete from " + table).update())
          .hasStackTraceContaining("permission denied");
    }
  }

  @Test
  void shouldKeepAPieceOutOfTheUnitedStatesUntilItsSubmissionIsRecorded() throws IOException {
    Piece piece = submitted("2253", "US", "EMAIL", FIRST);
    Review review = inReview(piece, null, "T3", "MEDICAL");
    sign(review, Lane.MEDICAL, "max.medical", Verdict.APPROVE);
    assertThat(outcome(review)).isEqualTo(Consolidation.APPROVED);
    assertThat(reload(review).state()).isEqualTo(ReviewState.SEALED);
    steps.seal(review.id().value());

    StepMove open = steps.nextStep(review.id().value());

    assertThat(open.stepOutcome()).isEqualTo(StepMove.Outcome.OPEN);
    CoordinationTask task = Objects.requireNonNull(open.step());
    assertThat(task.candidateGroup()).isEqualTo("regulatory-us");
    assertThat(task.url()).endsWith("/reviews/" + review.id() + "/steps/us-2253");
    assertThat(task.silentAt()).isEqualTo(CoordinationTask.NEVER);
    assertThat(reading.steps(reload(review), person("rhea.regulatory")))
        .extracting(RoundReading.Step::today)
        .containsExactly(LocalDate.ofInstant(clock.instant(), ZoneId.of("America/New_York")));
    assertThat(versions.require(piece.version().id()).state())
        .isEqualTo(VersionState.SUBMISSION_PENDING);
    assertThat(approvals.find(piece.version().id())).isEmpty();

    // Completed in Tasklist without a record: it comes back, and nothing is served.
    StepMove again = steps.nextStep(review.id().value());
    assertThat(Objects.requireNonNull(again.step()).returnReason()).contains("Nobody has signed");
    assertThat(approvals.find(piece.version().id())).isEmpty();

    assertThatThrownBy(
            () ->
                decide(
                    review,
                    HumanStep.MARKET_STEP,
                    "us-2253",
                    Map.of("record", "0042", "date", today()),
                    "max.medical"))
        .isInstanceOf(ReviewRefusal.MayNotSign.class);
    assertThatThrownBy(
            () ->
                decide(
                    review,
                    HumanStep.MARKET_STEP,
                    "us-2253",
                    Map.of("record", "", "date", today()),
                    "rhea.regulatory"))
        .isInstanceOf(ReviewRefusal.DecisionIncomplete.class);
    decide(
        review,
        HumanStep.MARKET_STEP,
        "us-2253",
        Map.of("record", "0042", "date", today()),
        "rhea.regulatory");

    assertThat(steps.human(review.id().value(), HumanStep.MARKET_STEP))
        .map(LaneState::open)
        .contains(true);
    assertThat(steps.nextStep(review.id().value()).stepOutcome()).isEqualTo(StepMove.Outcome.DONE);
    steps.goLive(review.id().value());
    assertThat(approvals.find(piece.version().id())).isPresent();
    assertThat(versions.require(piece.version().id()).state()).isEqualTo(VersionState.LIVE);
    assertThat(steps.human(review.id().value(), HumanStep.MARKET_STEP))
        .map(LaneState::open)
        .contains(false);
    assertThat(proof(versions.require(piece.version().id())).signatures())
        .anyMatch(line -> line.startsWith("Rhea Regulatory") && line.contains("0042"));
  }

  @Test
  void shouldTakeAPieceThroughAMarketThatIsNothingButAFile() {
    AssetVersion version = austrian();
    ReviewId id = new ReviewId(UUID.randomUUID());

    // The engine runs this one: facts, decision tables, tasks and steps.
    transaction.executeWithoutResult(status -> opening.open(version, id.value(), "anna.agency"));
    eventually(
        () ->
            assertThat(lanes(id))
                .extracting(ReviewLane::lane, ReviewLane::state)
                .containsExactlyInAnyOrder(
                    tuple(Lane.REGULATORY, ReviewLane.State.OPEN),
                    tuple(Lane.FINAL, ReviewLane.State.OPEN)));

    Review review = reviews.find(id).orElseThrow();
    assertThat(review.tier()).isEqualTo("T1");
    assertThat(review.tierReasons())
        .contains("The authority of this market clears material before use");
    assertThat(lanes(id))
        .allSatisfy(
            lane ->
                assertThat(Duration.between(clock.instant(), lane.dates().dueAt()))
                    .isBetween(Duration.ofDays(2), Duration.ofDays(8)));
    signOnly(review, Lane.REGULATORY, "rhea.regulatory", Verdict.APPROVE);
    signOnly(review, Lane.FINAL, "sam.signatory", Verdict.APPROVE);
    transaction.executeWithoutResult(
        status ->
            List.of("REGULATORY", "FINAL")
                .forEach(lane -> processes.completeLane(id.value(), lane, "APPROVE")));
    eventually(
        () ->
            assertThat(versions.require(version.id()).state())
                .isEqualTo(VersionState.SUBMISSION_PENDING));
    assertThat(approvals.find(version.id())).as("not before its step").isEmpty();

    decide(
        review,
        HumanStep.MARKET_STEP,
        "at-notice",
        Map.of("record", "N-7", "date", today()),
        "sam.signatory");
    transaction.executeWithoutResult(
        status -> processes.completeHuman(id.value(), HumanStep.MARKET_STEP));

    eventually(() -> assertThat(approvals.find(version.id())).isPresent());
  }

  @Test
  void shouldArbitrateAndApproveWithChangesWithTheEngineInBetween() throws Exception {
    AssetId asset = AssetId.random();
    String text =
        "Stand: November 2026\nNur für Fachkreise\nBitte lesen Sie die Fachinformation.\nAuf einen Blick."
            + " Unser herzlicher Dank gilt allen, die mitgewirkt haben. Alle Rechte liegen bei uns.";
    // Facts are measured, tables decide, tasks are the engine's; people sign on the pages.
    ReviewId first = onTheEngine(swedish(asset, "0.1", text));
    awaitOpen(first, Lane.MEDICAL, Lane.LEGAL, Lane.REGULATORY, Lane.FINAL);
    Review review = reviews.find(first).orElseThrow();
    assertThat(review.tier()).isEqualTo("T1");
    assertThat(review.tierReasons())
        .contains("First piece for one of its indications in this market");
    mark(review, Lane.MEDICAL, "max.medical", "herzlicher Dank", "Say: kind thanks");
    mark(review, Lane.LEGAL, "lena.legal", "Dank gilt allen", "Leave the thanks out");
    mark(review, Lane.LEGAL, "lena.legal", "liegen bei uns", "Give the name");
    signOnPage(first, Lane.MEDICAL, "max.medical", Verdict.AMEND_RETURN);
    signOnPage(first, Lane.LEGAL, "lena.legal", Verdict.AMEND_RETURN);
    signOnPage(first, Lane.REGULATORY, "rhea.regulatory", Verdict.APPROVE);
    signOnPage(first, Lane.FINAL, "sam.signatory", Verdict.APPROVE);

    awaitAsked(first, HumanStep.ARBITRATION);
    Browser cora = Browser.of("cora.coordinator", port);
    String meeting = "/reviews/" + first + "/arbitration";
    Browser.Shown agenda = cora.get(meeting);
    assertThat(agenda.words())
        .as("only what is disputed is on the agenda")
        .contains("Say: kind thanks", "Leave the thanks out")
        .doesNotContain("Give the name");
    RoundReading.Dispute dispute = reading.disputes(review).getFirst();
    Browser.Shown decided =
        cora.submit(
            agenda,
            meeting,
            Map.of(
                "present",
                "Max, Lena",
                dispute.key(),
                dispute.first().lane().equals("Medical") ? "FIRST" : "SECOND"));
    assertThat(decided.status()).as(decided.words()).isEqualTo(200);
    eventually(() -> assertThat(reload(review).state()).isEqualTo(ReviewState.RETURNED));

    // The next version follows the ruling. Regulatory's concern is untouched: its verdict counts.
    String ruled =
        text.replace("herzlicher", "freundlicher").replace("bei uns", "bei der Firma Northwind");
    ReviewId second = onTheEngine(swedish(asset, "0.2", ruled));
    awaitOpen(second, Lane.MEDICAL, Lane.LEGAL, Lane.FINAL);
    assertThat(carries.ofReview(second))
        .extracting(carry -> carry.carry().lane())
        .containsExactly(Lane.REGULATORY);
    Review again = reviews.find(second).orElseThrow();
    mark(again, Lane.MEDICAL, "max.medical", "Auf einen Blick", "Say: in short");
    signOnPage(second, Lane.MEDICAL, "max.medical", Verdict.APPROVE_WITH_CHANGES);
    signOnPage(second, Lane.LEGAL, "lena.legal", Verdict.APPROVE);
    signOnPage(second, Lane.FINAL, "sam.signatory", Verdict.APPROVE);
    eventually(() -> assertThat(reload(again).state()).isEqualTo(ReviewState.CONDITIONS_OPEN));

    // The corrected version changes the marked words and nothing else: no lane opens.
    AssetVersion corrected =
        swedish(asset, "0.3", ruled.replace("Auf einen Blick", "Kurz gefasst"));
    ReviewId third = onTheEngine(corrected);
    awaitAsked(third, HumanStep.CONDITIONS);
    assertThat(reload(again).state()).isEqualTo(ReviewState.CORRECTED);
    String verification = "/reviews/" + third + "/conditions";
    Browser.Shown conditionsPage = cora.get(verification);
    assertThat(conditionsPage.words()).contains("Say: in short");
    Browser.Shown verified =
        cora.submit(
            conditionsPage,
            verification,
            Map.of(conditions.ofReview(second).getFirst().remark().toString(), "MET"));
    assertThat(verified.status()).as(verified.words()).isEqualTo(200);
    eventually(
        () ->
            assertThat(carries.ofReview(third))
                .hasSize(4)
                .allSatisfy(
                    carry ->
                        assertThat(carry.carry().kind())
                            .isEqualTo(CarryRecord.Kind.CONDITIONS_VERIFIED)));
    eventually(
        () ->
            assertThat(reviews.find(third).orElseThrow().waitsUntil())
                .as("objections")
                .isNotNull());
    assertThat(approvals.find(corrected.id())).as("not while signers may object").isEmpty();

    clock.pass(Duration.ofDays(5));

    eventually(() -> assertThat(approvals.find(corrected.id())).isPresent());
    assertThat(versions.require(corrected.id()).state()).isEqualTo(VersionState.LIVE);
    assertThat(proof(versions.require(corrected.id())).signatures())
        .anyMatch(line -> line.startsWith("Max Medical") && line.contains("carried over"));
  }

  private ReviewId onTheEngine(AssetVersion version) {
    ReviewId id = new ReviewId(UUID.randomUUID());
    transaction.executeWithoutResult(status -> opening.open(version, id.value(), "anna.agency"));
    return id;
  }

  private void awaitOpen(ReviewId id, Lane... wanted) {
    eventually(
        () ->
            assertThat(lanes(id))
                .filteredOn(lane -> lane.state() == ReviewLane.State.OPEN)
                .extracting(ReviewLane::lane)
                .containsExactlyInAnyOrder(wanted));
  }

  private void awaitAsked(ReviewId id, HumanStep step) {
    eventually(() -> assertThat(steps.human(id.value(), step)).map(LaneState::open).contains(true));
  }

  private void signOnPage(ReviewId id, Lane lane, String user, Verdict verdict) {
    Browser browser = Browser.of(user, port);
    String action = "/sign/" + id + "/" + lane;
    Browser.Shown signed =
        browser.submit(browser.get(action), action, Map.of("verdict", verdict.name()));
    assertThat(signed.status()).as(signed.words()).isEqualTo(200);
  }

  private void mark(Review review, Lane lane, String user, String words, String body) {
    mark(review.subject().version(), lane, user, words, body);
  }

  private AssetVersion swedish(AssetId asset, String number, String text) {
    return ofNobodysBrand(asset, number, "Swedish", "SE", "de-DE", text);
  }

  private AssetVersion austrian() {
    return ofNobodysBrand(
        AssetId.random(),
        "0.1",
        "Austrian",
        "AT",
        "de-AT",
        "Stand: November 2026\nNur für Fachkreise\nBitte lesen Sie die Fachinformation.");
  }

  /** Its brand is nobody's, so that only the rules for every market look at it. */
  private AssetVersion ofNobodysBrand(
      AssetId asset, String number, String title, String market, String language, String text) {
    AssetMetadata tags = pieces.metadata(asset, title, List.of(market), "PRINT");
    String jobCode = market + "-ZEL-" + asset.toString().substring(0, 8).toUpperCase(Locale.ROOT);
    return pieces.aVersion(
        asset,
        number,
        VersionState.SUBMITTED,
        "northlight",
        new AssetMetadata(
            tags.title(),
            jobCode,
            "brand-" + asset,
            tags.indicationIds(),
            "leaflet",
            tags.purpose(),
            tags.countries(),
            language,
            tags.audiences(),
            tags.channels(),
            tags.keyMessages(),
            Map.of(),
            Map.of(),
            tags.validFrom(),
            tags.validTo(),
            List.of()),
        jobCode + "\n" + text);
  }

  private static void eventually(ThrowingRunnable holds) {
    Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(holds);
  }

  private List<ReviewLane> lanes(ReviewId id) {
    return reviews.lanes(id);
  }

  @Test
  void shouldCertifyThePrintedProofInTheUkBeforeItIsUsed() {
    Piece piece = submitted("Proof", "GB", "PRINT", FIRST);
    Review review = inReview(piece, null, "T3", "MEDICAL", "FINAL");
    sign(review, Lane.MEDICAL, "max.medical", Verdict.APPROVE);
    sign(review, Lane.FINAL, "sam.signatory", Verdict.APPROVE);
    assertThat(outcome(review)).isEqualTo(Consolidation.APPROVED);
    steps.seal(review.id().value());

    assertThat(Objects.requireNonNull(steps.nextStep(review.id().value()).step()).candidateGroup())
        .isEqualTo("final-gb");
    assertThat(versions.require(piece.version().id()).state()).isEqualTo(VersionState.FINAL_FORM);
    decide(
        review,
        HumanStep.MARKET_STEP,
        "gb-final-form",
        Map.of("record", "C-17", "date", today()),
        "sam.signatory");
    assertThat(steps.nextStep(review.id().value()).stepOutcome()).isEqualTo(StepMove.Outcome.DONE);
  }

  @Test
  void shouldGoBackWhenTheFrenchAuthorityRefuses() {
    Piece piece = submitted("Visa", "FR", "EMAIL", FIRST);
    Review review = inReview(piece, null, "T1", "MEDICAL");
    sign(review, Lane.MEDICAL, "max.medical", Verdict.APPROVE);
    assertThat(outcome(review)).isEqualTo(Consolidation.APPROVED);
    steps.seal(review.id().value());
    assertThat(Objects.requireNonNull(steps.nextStep(review.id().value()).step()).heading())
        .isEqualTo("File for the ANSM visa");
    decide(
        review,
        HumanStep.MARKET_STEP,
        "fr-visa-filing",
        Map.of("record", "D-1", "date", today()),
        "rhea.regulatory");
    CoordinationTask visa = Objects.requireNonNull(steps.nextStep(review.id().value()).step());
    assertThat(visa.heading()).isEqualTo("Record the ANSM visa");
    // Sixty whole days after the day of filing, by the calendar in Paris.
    assertThat(visa.silentAt())
        .isEqualTo(
            LocalDate.parse(today())
                .plusDays(61)
                .atStartOfDay(ZoneId.of("Europe/Paris"))
                .toInstant());

    decide(
        review,
        HumanStep.MARKET_STEP,
        "fr-visa",
        Map.of("outcome", "REFUSED", "record", "R-1", "date", today()),
        "rhea.regulatory");

    assertThat(steps.nextStep(review.id().value()).stepOutcome())
        .isEqualTo(StepMove.Outcome.REFUSED);
    steps.returnToAgency(review.id().value());
    assertThat(versions.require(piece.version().id()).state()).isEqualTo(VersionState.REVISE);
    assertThat(approvals.find(piece.version().id())).isEmpty();
  }

  @Test
  void shouldTakeTheSilenceOfTheFrenchAuthorityForConsentWhenItsTimeHasPassed() {
    Piece piece = submitted("Silence", "FR", "EMAIL", FIRST);
    Review review = inReview(piece, null, "T1", "MEDICAL");
    sign(review, Lane.MEDICAL, "max.medical", Verdict.APPROVE);
    assertThat(outcome(review)).isEqualTo(Consolidation.APPROVED);
    steps.seal(review.id().value());
    steps.nextStep(review.id().value());
    decide(
        review,
        HumanStep.MARKET_STEP,
        "fr-visa-filing",
        Map.of("record", "D-1", "date", "2026-01-05"),
        "rhea.regulatory");

    // Filed long ago: the first look asks, the next finds that the time has passed.
    assertThat(steps.nextStep(review.id().value()).stepOutcome()).isEqualTo(StepMove.Outcome.OPEN);
    assertThat(steps.nextStep(review.id().value()).stepOutcome()).isEqualTo(StepMove.Outcome.DONE);

    SignedDecision tacit =
        decisions.of(review.id(), HumanStep.MARKET_STEP, "fr-visa").orElseThrow();
    assertThat(tacit.text("record")).isEqualTo("tacit");
    assertThat(tacit.authenticatedAt()).isNull();
  }

  @Test
  void shouldRaiseATierWithAReasonStartANewRoundAndNeverLowerIt() {
    Piece piece = submitted("Raise", "US", "EMAIL", FIRST);
    Review review = inReview(piece, null, "T3", "MEDICAL", "LEGAL");
    sign(review, Lane.MEDICAL, "max.medical", Verdict.APPROVE);
    Actor cora = person("cora.coordinator");

    assertThatThrownBy(() -> coordinating.raise(review.id(), "T0", "Only a link", cora))
        .isInstanceOf(ReviewRefusal.TierNotDeeper.class);
    assertThatThrownBy(() -> coordinating.raise(review.id(), "T3", "Again", cora))
        .isInstanceOf(ReviewRefusal.TierNotDeeper.class);
    assertThatThrownBy(() -> coordinating.raise(review.id(), "T1", " ", cora))
        .isInstanceOf(ReviewRefusal.DecisionIncomplete.class);
    assertThatThrownBy(() -> coordinating.raise(review.id(), "T1", "Mine", person("mia.marketer")))
        .isInstanceOf(ReviewRefusal.MayNotSign.class);

    coordinating.raise(review.id(), "T1", "A congress is near", cora);

    assertThat(outcome(review)).isEqualTo(Consolidation.LANES_AGAIN);
    assertThat(steps.tierFacts(review.id().value()).raisedTo()).isEqualTo("T1");
    List<LanePlan> plans =
        steps.planLanes(
            review.id().value(),
            new TierDecision("T1", "T3", List.of("Approved wording"), List.of()),
            List.of("MEDICAL", "REGULATORY"));
    assertThat(plans).extracting(LanePlan::lane).containsExactly("MEDICAL", "REGULATORY");
    Review deeper = reload(review);
    assertThat(deeper.tier()).isEqualTo("T1");
    assertThat(deeper.tierReasons().getFirst())
        .contains("Raised from T3 by Cora Coordinator: A congress is near");
    assertThat(reviews.lane(review.id(), Lane.MEDICAL).orElseThrow().round()).isEqualTo(2);
    // What was signed before the raise does not count for the new round.
    steps.openLane(review.id().value(), "MEDICAL");
    assertThat(steps.recordVerdict(review.id().value(), "MEDICAL", null).recorded()).isFalse();
  }

  @Test
  void shouldCallALaneWithAReasonAndKeepWhatWasSigned() {
    Piece piece = submitted("Call", "US", "EMAIL", FIRST);
    Review review = inReview(piece, null, "T3", "MEDICAL", "LEGAL");
    sign(review, Lane.MEDICAL, "max.medical", Verdict.APPROVE);
    signOnly(review, Lane.LEGAL, "lena.legal", Verdict.AMEND_RETURN);
    Actor cora = person("cora.coordinator");
    assertThat(coordinating.callable(reload(review), cora))
        .containsExactly(Lane.REGULATORY, Lane.PHARMACOVIGILANCE, Lane.PRIVACY);
    assertThatThrownBy(() -> coordinating.call(review.id(), Lane.PRIVACY, " ", cora))
        .isInstanceOf(ReviewRefusal.DecisionIncomplete.class);
    assertThatThrownBy(() -> coordinating.call(review.id(), Lane.MEDICAL, "Again", cora))
        .isInstanceOf(ReviewRefusal.DecisionIncomplete.class);
    assertThatThrownBy(() -> coordinating.call(review.id(), Lane.FINAL, "Last", cora))
        .isInstanceOf(ReviewRefusal.DecisionIncomplete.class);
    assertThatThrownBy(
            () -> coordinating.call(review.id(), Lane.PRIVACY, "Mine", person("mia.marketer")))
        .isInstanceOf(ReviewRefusal.MayNotSign.class);

    coordinating.call(review.id(), Lane.PRIVACY, "A prize draw is planned", cora);

    assertThat(outcome(review)).isEqualTo(Consolidation.LANES_AGAIN);
    TierDecision again = new TierDecision("T3", List.of("Approved wording"), List.of());
    List<LanePlan> plans = steps.planLanes(review.id().value(), again, List.of("MEDICAL", "LEGAL"));
    assertThat(plans).extracting(LanePlan::lane).containsExactly("LEGAL", "PRIVACY");
    assertThat(plans.getLast().candidateGroup()).isEqualTo("privacy-us");
    assertThat(reload(review).tierReasons())
        .contains("Privacy looks too: called by Cora Coordinator: A prize draw is planned");
    plans.forEach(plan -> steps.openLane(review.id().value(), plan.lane()));
    assertThat(steps.recordVerdict(review.id().value(), "LEGAL", null).recorded())
        .as("what was signed before still counts")
        .isTrue();
    assertThat(coordinating.callable(reload(review), cora)).doesNotContain(Lane.PRIVACY);
    sign(review, Lane.PRIVACY, "paula.privacy", Verdict.APPROVE);
    assertThat(outcome(review)).isEqualTo(Consolidation.RETURNED);
    assertThatThrownBy(() -> coordinating.call(review.id(), Lane.REGULATORY, "Late", cora))
        .isInstanceOf(ReviewRefusal.LanesOver.class);

    steps.returnToAgency(review.id().value());
    Review next =
        inReview(piece.next("0.2", FIRST + " More."), reload(review), "T3", "MEDICAL", "LEGAL");
    assertThat(reviews.lanes(next.id()))
        .extracting(ReviewLane::lane)
        .containsExactly(Lane.MEDICAL, Lane.LEGAL, Lane.PRIVACY);
    assertThat(reload(next).tierReasons()).anyMatch(reason -> reason.contains("prize draw"));
  }

  @Test
  void shouldStopARoundEarlyWithAReason() {
    Piece piece = submitted("Stop", "US", "EMAIL", FIRST);
    Review review = inReview(piece, null, "T2", "MEDICAL", "LEGAL");
    sign(review, Lane.MEDICAL, "max.medical", Verdict.AMEND_RETURN);

    assertThatThrownBy(() -> coordinating.stop(review.id(), "x", person("max.medical")))
        .isInstanceOf(AuthorityMissing.class);
    coordinating.stop(review.id(), "The label changed", person("cora.coordinator"));

    assertThat(outcome(review)).isEqualTo(Consolidation.RETURNED);
    steps.returnToAgency(review.id().value());
    assertThat(versions.require(piece.version().id()).state()).isEqualTo(VersionState.REVISE);
    assertThat(reload(review).stopReason()).isEqualTo("The label changed");
    assertThatThrownBy(() -> coordinating.stop(review.id(), "again", person("cora.coordinator")))
        .isInstanceOf(ReviewRefusal.LanesOver.class);
  }

  @Test
  void shouldHoldAMeetingBeforeTheThirdListGoesOut() {
    Piece piece = submitted("Meeting", "US", "EMAIL", FIRST);
    Review first = inReview(piece, null, "T3", "MEDICAL");
    sign(first, Lane.MEDICAL, "max.medical", Verdict.AMEND_RETURN);
    assertThat(outcome(first)).isEqualTo(Consolidation.RETURNED);
    steps.returnToAgency(first.id().value());
    Piece again = piece.next("0.2", FIRST + " More.");
    Review second = inReview(again, first, "T3", "MEDICAL");
    sign(second, Lane.MEDICAL, "max.medical", Verdict.AMEND_RETURN);
    assertThat(outcome(second)).isEqualTo(Consolidation.RETURNED);
    steps.returnToAgency(second.id().value());
    Review third =
        inReview(again.next("0.3", FIRST + " Even more."), reload(second), "T3", "MEDICAL");
    sign(third, Lane.MEDICAL, "max.medical", Verdict.AMEND_RETURN);

    NextMove meeting = steps.consolidate(third.id().value());
    assertThat(meeting.outcome()).isEqualTo(Consolidation.MEETING);
    assertThat(Objects.requireNonNull(meeting.human()).candidateGroup())
        .isEqualTo("coordinator-us");
    assertThat(outcome(third)).isEqualTo(Consolidation.MEETING);
    assertThatThrownBy(
            () ->
                decide(
                    third,
                    HumanStep.MEETING,
                    "round-3",
                    Map.of("cause", "BAD_LUCK", "present", "all", "agreed", "x"),
                    "cora.coordinator"))
        .isInstanceOf(ReviewRefusal.DecisionIncomplete.class);
    decide(
        third,
        HumanStep.MEETING,
        "round-3",
        Map.of("cause", "LATE_IDEA", "present", "Max, Anna", "agreed", "One wording for all"),
        "cora.coordinator");

    assertThat(outcome(third)).isEqualTo(Consolidation.RETURNED);
    steps.returnToAgency(third.id().value());
    assertThat(reload(third).cause()).isEqualTo("LATE_IDEA");
  }

  @Test
  void shouldCarryEverySignatureWhenOnlyTheConditionsChangedAndEachWasVerified() {
    Piece piece = submitted("Conditions", "DE", "EMAIL", FIRST);
    Review first = withConditions(piece, Lane.LEGAL, "lena.legal");
    Condition condition = conditions.ofReview(first.id()).getFirst();
    assertThat(condition.quote()).isEqualTo("warm thanks");
    assertThat(versions.require(piece.version().id()).state())
        .isEqualTo(VersionState.CONDITIONS_OPEN);

    Piece next = piece.next("0.2", FIRST.replace("warm thanks", "kind thanks"));
    Review second = corrected(next, first);
    assertThat(planned(second, "T1", "MEDICAL", "LEGAL")).isEmpty();
    NextMove verify = steps.consolidate(second.id().value());
    assertThat(verify.outcome()).isEqualTo(Consolidation.CONDITIONS);
    assertThat(Objects.requireNonNull(verify.human()).candidateGroup()).isEqualTo("coordinator-de");
    assertThat(reading.outside(second)).isEmpty();
    assertThat(reading.verifying(second).getFirst().changes())
        .extracting(RoundReading.Changed::added)
        .containsExactly("kind");
    // Completed in Tasklist without a decision: asked again.
    assertThat(outcome(second)).isEqualTo(Consolidation.CONDITIONS);
    assertThatThrownBy(
            () -> decide(second, HumanStep.CONDITIONS, "conditions", Map.of(), "cora.coordinator"))
        .isInstanceOf(ReviewRefusal.DecisionIncomplete.class);
    decide(
        second,
        HumanStep.CONDITIONS,
        "conditions",
        Map.of(condition.remark().toString(), "MET"),
        "cora.coordinator");

    assertThat(annotations.ofVersion(piece.version().id()))
        .extracting(placed -> placed.annotation().state())
        .containsExactly(Annotation.State.VERIFIED);
    assertThat(outcome(second)).isEqualTo(Consolidation.LANES_AGAIN);
    assertThat(planned(second, "T1", "MEDICAL", "LEGAL")).isEmpty();
    assertThat(carries.ofReview(second.id()))
        .extracting(signed -> signed.carry().kind())
        .containsOnly(CarryRecord.Kind.CONDITIONS_VERIFIED)
        .hasSize(2);
    assertThat(carries.ofReview(second.id()))
        .extracting(signed -> signed.carry().verifiedBy())
        .containsOnly("cora.coordinator");
    NextMove wait = steps.consolidate(second.id().value());
    assertThat(wait.outcome()).isEqualTo(Consolidation.OBJECTIONS);
    assertThat(Duration.between(clock.instant(), Objects.requireNonNull(wait.until())))
        .isBetween(Duration.ofHours(20), Duration.ofDays(6));
    transaction.executeWithoutResult(
        status -> reviews.waitsUntil(second.id(), clock.instant().minusSeconds(1)));
    assertThat(outcome(second)).isEqualTo(Consolidation.APPROVED);
    goLive(second);
    assertThat(approvals.find(next.version().id()).orElseThrow().proof().signatures())
        .extracting(signed -> signed.lane())
        .containsExactlyInAnyOrder("MEDICAL", "LEGAL");
  }

  @Test
  void shouldLetOnlyAFreshSignatureOnTheFinalFormCountInTheUk() {
    Piece piece = submitted("Fresh", "GB", "EMAIL", FIRST);
    Review first = withConditions(piece, Lane.FINAL, "sam.signatory");
    Piece next = piece.next("0.2", FIRST.replace("warm thanks", "kind thanks"));
    Review second = corrected(next, first);
    planned(second, "T1", "MEDICAL", "FINAL");
    steps.consolidate(second.id().value());
    String condition = conditions.ofReview(first.id()).getFirst().remark().toString();
    decide(
        second, HumanStep.CONDITIONS, "conditions", Map.of(condition, "MET"), "cora.coordinator");

    assertThat(outcome(second)).isEqualTo(Consolidation.LANES_AGAIN);
    assertThat(planned(second, "T1", "MEDICAL", "FINAL"))
        .extracting(LanePlan::lane)
        .containsExactly("FINAL");
    steps.openLane(second.id().value(), "FINAL");
    sign(second, Lane.FINAL, "sam.signatory", Verdict.APPROVE);

    assertThat(outcome(second)).isEqualTo(Consolidation.OBJECTIONS);
    // A carry record for the final lane is refused, however well it is signed.
    CarryRecord medical = carries.ofReview(second.id()).getFirst().carry();
    LaneSignature old = signatures.of(first.id().value(), 1, Lane.FINAL).orElseThrow();
    CarryRecord forFinal =
        new CarryRecord(
            medical.id(),
            second.id(),
            Lane.FINAL,
            1,
            old.id(),
            medical.kind(),
            medical.from(),
            medical.to(),
            medical.diffHash(),
            medical.ruleVersion(),
            medical.verifiedBy(),
            medical.at());
    assertThat(forged(second, forFinal, null)).contains("wants a fresh signature");
  }

  @Test
  void shouldLeadChangesOutsideTheConditionsBackToTheLanesTheyConcern() {
    Piece piece = submitted("Outside", "DE", "EMAIL", FIRST);
    Review first = withConditions(piece, Lane.LEGAL, "lena.legal");
    Piece next =
        piece.next(
            "0.2",
            FIRST.replace("warm thanks", "kind thanks").replace("at a glance", "in a nutshell"));
    Review second = corrected(next, first);

    assertThat(planned(second, "T1", "MEDICAL", "LEGAL"))
        .extracting(LanePlan::lane)
        .containsExactly("MEDICAL");
    assertThat(reading.outside(second))
        .containsExactly("“at” became “in”", "“glance.” became “nutshell.”");
    assertThat(carries.ofReview(second.id()))
        .extracting(signed -> signed.carry().kind())
        .containsExactly(CarryRecord.Kind.UNTOUCHED);
  }

  @Test
  void shouldReturnConditionsThatAreNotMetOrLate() {
    Piece piece = submitted("Not met", "DE", "EMAIL", FIRST);
    Review first = withConditions(piece, Lane.LEGAL, "lena.legal");
    Review second = corrected(piece.next("0.2", FIRST.replace("warm thanks", "kind thank")), first);
    planned(second, "T1", "MEDICAL", "LEGAL");
    steps.consolidate(second.id().value());
    String condition = conditions.ofReview(first.id()).getFirst().remark().toString();
    assertThatThrownBy(
            () ->
                decide(
                    second,
                    HumanStep.CONDITIONS,
                    "conditions",
                    Map.of(condition, "NOT_MET"),
                    "cora.coordinator"))
        .isInstanceOf(ReviewRefusal.DecisionIncomplete.class);
    decide(
        second,
        HumanStep.CONDITIONS,
        "conditions",
        Map.of(condition, "NOT_MET", "note-" + condition, "A letter is missing"),
        "cora.coordinator");
    assertThat(outcome(second)).isEqualTo(Consolidation.RETURNED);

    Piece late = submitted("Late", "DE", "EMAIL", FIRST);
    Review waiting = withConditions(late, Lane.LEGAL, "lena.legal");
    steps.returnToAgency(waiting.id().value());
    assertThat(versions.require(late.version().id()).state()).isEqualTo(VersionState.REVISE);
  }

  @Test
  void shouldLetASignerObjectToTheCarriedVerdict() {
    Piece piece = submitted("Object", "DE", "EMAIL", FIRST);
    Review first = withConditions(piece, Lane.LEGAL, "lena.legal");
    Review second =
        corrected(piece.next("0.2", FIRST.replace("warm thanks", "kind thanks")), first);
    planned(second, "T1", "MEDICAL", "LEGAL");
    steps.consolidate(second.id().value());
    String condition = conditions.ofReview(first.id()).getFirst().remark().toString();
    decide(
        second, HumanStep.CONDITIONS, "conditions", Map.of(condition, "MET"), "cora.coordinator");
    planned(second, "T1", "MEDICAL", "LEGAL");
    assertThat(outcome(second)).isEqualTo(Consolidation.OBJECTIONS);

    assertThatThrownBy(
            () -> coordinating.object(second.id(), Lane.LEGAL, "No", person("max.medical")))
        .isInstanceOf(ReviewRefusal.MayNotSign.class);
    coordinating.object(second.id(), Lane.LEGAL, "Kind is a claim", person("lena.legal"));

    assertThat(outcome(second)).isEqualTo(Consolidation.LANES_AGAIN);
    assertThat(planned(second, "T1", "MEDICAL", "LEGAL"))
        .extracting(LanePlan::lane)
        .containsExactly("LEGAL");
    steps.openLane(second.id().value(), "LEGAL");
    sign(second, Lane.LEGAL, "lena.legal", Verdict.APPROVE);
    assertThat(outcome(second)).isEqualTo(Consolidation.OBJECTIONS);
  }

  @Test
  void shouldNotApproveWithChangesWithoutMarkedWords() {
    Piece piece = submitted("Unmarked", "DE", "EMAIL", FIRST);
    Review review = inReview(piece, null, "T1", "MEDICAL");
    SignedSubject subject = signing.subject(review.id(), Lane.MEDICAL);
    SigningLanes.Intent intent =
        new SigningLanes.Intent(
            "APPROVE_WITH_CHANGES",
            subject.contentHash(),
            subject.metadataHash(),
            subject.checkRun().toString(),
            String.valueOf(subject.checkRunHash()),
            SignatureSource.DESK,
            "Make it better");

    assertThatThrownBy(
            () -> signing.begin(review.id(), Lane.MEDICAL, intent, person("max.medical")))
        .isInstanceOf(ReviewRefusal.SpanNeeded.class);
  }

  @Test
  void shouldArbitrateContradictingCommentsBeforeTheOneListGoesOut() {
    Piece piece = submitted("Dispute", "US", "EMAIL", FIRST);
    Review review = inReview(piece, null, "T2", "MEDICAL", "LEGAL");
    mark(piece, Lane.MEDICAL, "max.medical", "warm thanks", "Say: kind thanks");
    mark(piece, Lane.LEGAL, "lena.legal", "thanks to all", "Leave the thanks out");
    mark(piece, Lane.LEGAL, "lena.legal", "Northwind", "Give the full name");
    sign(review, Lane.MEDICAL, "max.medical", Verdict.AMEND_RETURN);
    sign(review, Lane.LEGAL, "lena.legal", Verdict.AMEND_RETURN);

    NextMove move = steps.consolidate(review.id().value());
    assertThat(move.outcome()).isEqualTo(Consolidation.DISPUTED);
    assertThat(
            jdbc.sql("select person from notification where occurrence = :occurrence")
                .param("occurrence", "review/" + review.id() + "/ARBITRATION/comments/disputed")
                .query(String.class)
                .list())
        .as("whose comments are on the agenda")
        .containsExactlyInAnyOrder("max.medical", "lena.legal");
    List<RoundReading.Dispute> agenda = reading.disputes(review);
    assertThat(agenda).hasSize(1);
    RoundReading.Dispute dispute = agenda.getFirst();
    assertThat(List.of(dispute.first().body(), dispute.second().body()))
        .containsExactlyInAnyOrder("Say: kind thanks", "Leave the thanks out");
    assertThatThrownBy(
            () ->
                decide(
                    review,
                    HumanStep.ARBITRATION,
                    "comments",
                    Map.of("present", "Max, Lena"),
                    "cora.coordinator"))
        .isInstanceOf(ReviewRefusal.DecisionIncomplete.class);
    boolean medicalFirst = dispute.first().lane().equals("Medical");
    decide(
        review,
        HumanStep.ARBITRATION,
        "comments",
        Map.of("present", "Max, Lena", dispute.key(), medicalFirst ? "FIRST" : "SECOND"),
        "cora.coordinator");

    assertThat(outcome(review)).isEqualTo(Consolidation.RETURNED);
    RoundReading.ConsolidatedList list = reading.list(review, person("cora.coordinator"));
    assertThat(reading.list(review, person("anna.agency")).mustFix())
        .as("half a round is nobody's list")
        .isEmpty();
    assertThat(list.mustFix().values().stream().flatMap(List::stream))
        .extracting(RoundReading.Point::body)
        .contains("Say: kind thanks", "Give the full name")
        .doesNotContain("Leave the thanks out");
    assertThat(list.suggestions().values().stream().flatMap(List::stream))
        .filteredOn(point -> point.body().equals("Leave the thanks out"))
        .singleElement()
        .satisfies(point -> assertThat(point.ruling()).contains("Overruled in arbitration"));
    steps.returnToAgency(review.id().value());
    assertThat(reload(review).cause()).isEqualTo("CLAIM_WORDING");
  }

  /** Medical approves once the marked words change; the other lane approves. */
  private Review withConditions(Piece piece, Lane other, String signer) {
    Review review = inReview(piece, null, "T1", "MEDICAL", other.name());
    mark(piece, Lane.MEDICAL, "max.medical", "warm thanks", "Say: kind thanks");
    sign(review, Lane.MEDICAL, "max.medical", Verdict.APPROVE_WITH_CHANGES);
    sign(review, other, signer, Verdict.APPROVE);
    assertThat(outcome(review)).isEqualTo(Consolidation.CHANGES);
    assertThat(steps.openConditions(review.id().value())).isAfter(clock.instant());
    return reload(review);
  }

  private Review corrected(Piece piece, Review earlier) {
    transaction.executeWithoutResult(
        status ->
            reviews.move(
                earlier.id(), ReviewState.CONDITIONS_OPEN, ReviewState.CORRECTED, clock.instant()));
    return opened(piece, earlier);
  }

  private void mark(Piece piece, Lane lane, String user, String words, String body) {
    mark(piece.version().id(), lane, user, words, body);
  }

  private void mark(VersionId version, Lane lane, String user, String words, String body) {
    annotating.add(
        version,
        new Annotating.Remark(
            lane,
            Annotation.Kind.MUST_FIX,
            Annotation.Category.CLAIM_WORDING,
            body,
            "",
            new Annotating.Pointed(null, null, null, words, "", "", null, null)),
        person(user));
  }

  // What the engine and the sign-in provider would do.

  private record Piece(
      Pieces pieces,
      AssetId asset,
      String title,
      String market,
      String channel,
      AssetVersion version) {

    Piece next(String number, String text) {
      AssetMetadata tags = pieces.metadata(asset, title, List.of(market), channel);
      return next(
          number,
          text,
          Objects.requireNonNull(tags.validFrom()),
          Objects.requireNonNull(tags.validTo()));
    }

    Piece next(String number, String text, LocalDate from, LocalDate to) {
      AssetMetadata tags = pieces.metadata(asset, title, List.of(market), channel);
      return new Piece(
          pieces,
          asset,
          title,
          market,
          channel,
          pieces.aVersion(
              asset,
              number,
              VersionState.SUBMITTED,
              "northlight",
              new AssetMetadata(
                  tags.title(),
                  tags.jobCode(),
                  tags.brandId(),
                  tags.indicationIds(),
                  tags.materialType(),
                  tags.purpose(),
                  tags.countries(),
                  tags.language(),
                  tags.audiences(),
                  tags.channels(),
                  tags.keyMessages(),
                  tags.labelVersions(),
                  tags.safetyTexts(),
                  from,
                  to,
                  tags.references()),
              text));
    }
  }

  private Piece submitted(String title, String market, String channel, String text) {
    AssetId asset = AssetId.random();
    return new Piece(
        pieces,
        asset,
        title,
        market,
        channel,
        pieces.aVersion(
            asset,
            "0.1",
            VersionState.SUBMITTED,
            "northlight",
            pieces.metadata(asset, title, List.of(market), channel),
            text));
  }

  private Review opened(Piece piece, @Nullable Review previous) {
    Review review = OpenedReviews.reviewOf(piece.version(), clock, previous);
    transaction.executeWithoutResult(status -> reviews.open(review));
    assertThat(
            steps.claim(
                review.id().value(), 1, ThreadLocalRandom.current().nextLong(1L << 40, 1L << 50)))
        .isTrue();
    steps.preCheck(review.id().value());
    return review;
  }

  private List<LanePlan> planned(Review review, String tier, String... lanes) {
    return steps.planLanes(
        review.id().value(),
        new TierDecision(tier, List.of("First use"), List.of()),
        List.of(lanes));
  }

  private Review inReview(Piece piece, @Nullable Review previous, String tier, String... lanes) {
    Review review = opened(piece, previous);
    planned(review, tier, lanes).forEach(plan -> steps.openLane(review.id().value(), plan.lane()));
    return review;
  }

  private Review reload(Review review) {
    return reviews.find(review.id()).orElseThrow();
  }

  private Consolidation outcome(Review review) {
    return steps.consolidate(review.id().value()).outcome();
  }

  private void goLive(Review review) {
    steps.seal(review.id().value());
    assertThat(steps.nextStep(review.id().value()).stepOutcome()).isEqualTo(StepMove.Outcome.DONE);
    steps.goLive(review.id().value());
  }

  private LaneSignature sign(Review review, Lane lane, String user, Verdict verdict) {
    LaneSignature signature = signOnly(review, lane, user, verdict);
    assertThat(steps.recordVerdict(review.id().value(), lane.name(), null).recorded()).isTrue();
    return signature;
  }

  /** Signs; the task is not completed yet. */
  private LaneSignature signOnly(Review review, Lane lane, String user, Verdict verdict) {
    LaneSignature signature =
        MadeSignatures.of(
            signing.subject(review.id(), lane),
            verdict,
            person(user),
            SignatureSource.DESK,
            clock,
            signer);
    assertThat(signatures.add(signature)).isTrue();
    return signature;
  }

  /** A decision as the page makes it, without the way through the sign-in provider. */
  private void decide(
      Review review, HumanStep kind, String subject, Map<String, Object> body, String user) {
    transaction.executeWithoutResult(
        status -> {
          Review locked = reviews.lock(review.id()).orElseThrow();
          DecisionRule rule =
              rules.stream().filter(one -> one.step() == kind).findFirst().orElseThrow();
          Map<String, Object> checked =
              rule.checked(locked, subject, new LinkedHashMap<>(body), person(user));
          SignedDecision decision =
              deciding.record(
                  locked,
                  kind,
                  subject,
                  checked,
                  rule.meaning(locked, subject, checked),
                  person(user));
          rule.decided(locked, decision, person(user));
        });
  }

  private String today() {
    return LocalDate.ofInstant(clock.instant().minus(Duration.ofDays(1)), ZoneOffset.UTC)
        .toString();
  }

  private @Nullable String against(Review review, AssetVersion version, ReviewLane lane) {
    return evidence.against(reload(review), version, lane).orElse(null);
  }

  /** What a lane says that was closed by this record. */
  private @Nullable String forged(Review review, CarryRecord carry, byte @Nullable [] signature) {
    int round = ThreadLocalRandom.current().nextInt(100, 1_000_000);
    CarryRecord forged =
        new CarryRecord(
            UUID.randomUUID(),
            carry.review(),
            carry.lane(),
            round,
            carry.signature(),
            carry.kind(),
            carry.from(),
            carry.to(),
            carry.diffHash(),
            carry.ruleVersion(),
            carry.verifiedBy(),
            carry.at());
    byte[] statement = forged.canonical();
    carries.add(
        new CarryRecord.Signed(
            forged,
            statement,
            signer.keyId(),
            signature == null ? signer.sign(statement) : signature));
    ReviewLane lane =
        new ReviewLane(
            review.id(),
            carry.lane(),
            round,
            "legal-de",
            ReviewLane.State.CLOSED,
            1,
            reviews.lane(review.id(), carry.lane()).orElseThrow().dates(),
            null,
            Verdict.APPROVE,
            carry.signature(),
            null,
            null,
            null,
            0,
            forged.id());
    return against(review, versions.require(reload(review).subject().version()), lane);
  }

  private static CarryRecord with(
      CarryRecord carry, String diffHash, UUID signature, CarryRecord.Hashes to) {
    return new CarryRecord(
        carry.id(),
        carry.review(),
        carry.lane(),
        carry.round(),
        signature,
        carry.kind(),
        carry.from(),
        to,
        diffHash,
        carry.ruleVersion(),
        carry.verifiedBy(),
        carry.at());
  }

  private static AssetVersion withHash(AssetVersion version, String contentHash) {
    return new AssetVersion(
        version.id(),
        version.asset(),
        version.number(),
        version.state(),
        contentHash,
        version.format(),
        version.fileName(),
        version.metadata(),
        version.metadataHash(),
        version.agency(),
        version.author(),
        version.createdAt(),
        version.rowVersion());
  }
}
