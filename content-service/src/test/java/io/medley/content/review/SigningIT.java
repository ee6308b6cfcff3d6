package io.medley.content.review;

import static org.assertj.core.api.Assertions.assertThat;

import io.medley.content.Browser;
import io.medley.content.BusinessClock;
import io.medley.content.ContentServers;
import io.medley.content.OnServers;
import io.medley.content.Pieces;
import io.medley.content.asset.AssetId;
import io.medley.content.asset.AssetVersion;
import io.medley.content.asset.VersionState;
import io.medley.content.signing.Lane;
import io.medley.content.signing.LaneSignature;
import io.medley.content.signing.SignatureStatement;
import io.medley.content.signing.SignatureVerification;
import io.medley.content.signing.Signatures;
import io.medley.content.signing.Verdict;
import io.medley.local.LocalStack;
import io.medley.platform.audit.AuditVerifier;
import io.medley.platform.security.Authority;
import io.medley.platform.security.Delegations;
import io.medley.platform.security.Training;
import io.medley.workflows.mlrreview.ReviewSteps;
import io.medley.workflows.mlrreview.VerdictCheck;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.transaction.support.TransactionTemplate;

/** Attacks on a signature through the pages, with the password typed at the sign-in provider. */
@OnServers
class SigningIT {

  private static final List<String> LANES = List.of("MEDICAL", "FINAL");

  @LocalServerPort int port;
  @Autowired Pieces pieces;
  @Autowired Reviews reviews;
  @Autowired ReviewSteps steps;
  @Autowired Signatures signatures;
  @Autowired SignatureVerification verification;
  @Autowired Delegations delegations;
  @Autowired Training training;
  @Autowired TransactionTemplate transaction;
  @Autowired AuditVerifier auditVerifier;
  @Autowired BusinessClock clock;

  @BeforeEach
  void people() {
    pieces.grantEverybodyTheirPart();
  }

  @Test
  void shouldAskForThePasswordOncePerSignatureAndSignInTheSignersName() {
    UUID review = inReview("Signed by page");
    Browser max = Browser.of("max.medical", port);

    Browser.Shown signed = sign(max, review, "MEDICAL");

    assertThat(signed.status()).isEqualTo(200);
    assertThat(max.passwordsTyped()).isOne();
    assertThat(signed.words())
        .contains(
            "Max Medical",
            "Approval: Medical review approves this piece for use.",
            "Signature verifies");
    LaneSignature stored = signature(review, Lane.MEDICAL);
    assertThat(stored.statement().personId()).isEqualTo("max.medical");
    assertThat(verification.holds(stored)).isTrue();
  }

  @Test
  void shouldRefuseAReplayedReturnAndAProofOfAnotherSignature() {
    UUID review = inReview("Replayed");
    Browser max = Browser.of("max.medical", port);
    sign(max, review, "MEDICAL");
    UUID request = newestRequest(review);
    String proof = newestProof("max.medical");

    Browser.Shown again = max.get("/sign/return/" + request + "?stepUp=" + proof);
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.words()).contains("already");

    // Even with every mark of use wiped from the database, the proof is for that one request.
    UUID other = inReview("Replayed elsewhere");
    Browser.Shown page = max.get("/sign/" + other + "/MEDICAL?from=tasklist");
    ContentServers.asOwner()
        .sql("update step_up set consumed_at = null where id = cast(:id as uuid)")
        .param("id", proof)
        .update();
    ContentServers.asOwner()
        .sql(
            """
            insert into signing_request (id, review_id, round, lane, version_id, content_hash,
              metadata_hash, check_run_id, check_run_hash, verdict, person_id, source, requested_at)
            select :id, r.id, 1, 'MEDICAL', r.version_id, r.content_hash, r.metadata_hash,
              r.check_run_id,
              (select d.hash from check_run_digest d where d.run_id = r.check_run_id), 'APPROVE', 'max.medical', 'TASKLIST', now() from review r
            where r.id = :review
            """)
        .param(
            "id", UUID.nameUUIDFromBytes(proof.getBytes(java.nio.charset.StandardCharsets.UTF_8)))
        .param("review", other)
        .update();
    Browser.Shown moved =
        max.get(
            "/sign/return/"
                + UUID.nameUUIDFromBytes(proof.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                + "?stepUp="
                + proof);
    assertThat(page.status()).isEqualTo(200);
    assertThat(moved.status()).isEqualTo(403);
    assertThat(moved.words()).contains("given for something else");
    assertThat(signatures.ofReview(other)).isEmpty();
  }

  @Test
  void shouldNotLetSomebodyElseUseAProof() {
    UUID review = inReview("Stolen");
    Browser max = Browser.of("max.medical", port);
    sign(max, review, "MEDICAL");
    Browser sam = Browser.of("sam.signatory", port);

    Browser.Shown stolen =
        sam.get("/sign/return/" + newestRequest(review) + "?stepUp=" + newestProof("max.medical"));

    assertThat(stolen.status()).isEqualTo(409);
    assertThat(signatures.ofReview(review)).hasSize(1);
  }

  @Test
  void shouldTakeOneOfTwoReviewersWhoSignTheSameLaneAtOnce() throws Exception {
    pieces.change("lena.legal", Authority.LANE_MEDICAL, true);
    try {
      UUID review = inReview("Raced");
      Browser max = Browser.of("max.medical", port);
      Browser lena = Browser.of("lena.legal", port);
      CountDownLatch both = new CountDownLatch(2);
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        List<Future<Browser.Shown>> tries =
            Stream.of(max, lena)
                .map(
                    browser ->
                        threads.submit(
                            () -> {
                              Browser.Shown page =
                                  browser.get("/sign/" + review + "/MEDICAL?from=tasklist");
                              both.countDown();
                              both.await();
                              return browser.submit(
                                  page,
                                  "/sign/" + review + "/MEDICAL",
                                  Map.of("verdict", "APPROVE"));
                            }))
                .toList();
        List<Integer> answers =
            Stream.of(tries.getFirst().get().status(), tries.getLast().get().status())
                .sorted()
                .toList();

        assertThat(answers).containsExactly(200, 409);
      }
      assertThat(signatures.ofReview(review)).hasSize(1);
    } finally {
      pieces.change("lena.legal", Authority.LANE_MEDICAL, false);
    }
  }

  @Test
  void shouldRefuseAVerdictForAnOlderVersion() {
    AssetId asset = AssetId.random();
    AssetVersion first = version(asset, "0.1", "First version");
    UUID old = opened().of(first, LANES);
    Browser max = Browser.of("max.medical", port);
    Browser.Shown shown = max.get("/sign/" + old + "/MEDICAL?from=tasklist");
    ContentServers.asOwner()
        .sql("update review set state = 'RETURNED', closed_at = now() where id = :id")
        .param("id", old)
        .update();
    UUID present = opened().of(version(asset, "0.2", "Second version"), LANES);

    Browser.Shown late =
        max.submit(shown, "/sign/" + old + "/MEDICAL", Map.of("verdict", "APPROVE"));
    Browser.Shown fresh = max.get("/sign/" + present + "/MEDICAL?from=tasklist");
    Browser.Shown mixed =
        max.submit(
            fresh,
            "/sign/" + present + "/MEDICAL",
            Map.of("verdict", "APPROVE", "contentHash", first.contentHash()));

    assertThat(late.status()).isEqualTo(409);
    assertThat(late.words()).contains("not open for signing");
    assertThat(mixed.status()).isEqualTo(409);
    assertThat(mixed.words()).contains("not the one you were shown");
    assertThat(signatures.ofReview(old)).isEmpty();
    assertThat(signatures.ofReview(present)).isEmpty();
  }

  @Test
  void shouldRefuseToSignStoredBytesOfWhichOneChanged() throws Exception {
    AssetVersion version = version(AssetId.random(), "0.1", "One byte");
    UUID review = opened().of(version, LANES);
    Browser max = Browser.of("max.medical", port);
    Browser.Shown page = max.get("/sign/" + review + "/MEDICAL?from=tasklist");
    Path file = stored(version.contentHash());
    byte[] good = Files.readAllBytes(file);
    byte[] bad = good.clone();
    bad[bad.length / 2] ^= 1;
    try {
      Files.write(file, bad);
      Browser.Shown refused =
          max.submit(page, "/sign/" + review + "/MEDICAL", Map.of("verdict", "APPROVE"));

      assertThat(refused.status()).isEqualTo(409);
      assertThat(signatures.ofReview(review)).isEmpty();
    } finally {
      Files.write(file, good);
    }
  }

  @Test
  void shouldKeepTheAuthorAndOnePersonInTwoLanesAway() {
    UUID review = inReview("Separate");
    pieces.change("max.medical", Authority.LANE_FINAL, true);
    try {
      Browser max = Browser.of("max.medical", port);
      sign(max, review, "MEDICAL");

      Browser.Shown second = max.get("/sign/" + review + "/FINAL?from=tasklist");
      assertThat(second.words()).contains("wants another person in the Final signatory lane");
      assertThat(second.document().select("form[action=/sign/" + review + "/FINAL]")).isEmpty();
    } finally {
      pieces.change("max.medical", Authority.LANE_FINAL, false);
    }
    ContentServers.asOwner()
        .sql("update review set author = 'sam.signatory' where id = :id")
        .param("id", review)
        .update();
    assertThat(
            Browser.of("sam.signatory", port)
                .get("/sign/" + review + "/FINAL?from=tasklist")
                .words())
        .contains("The author of a version never approves it");
  }

  @Test
  void shouldLetADelegateSignInTheirOwnNameOnBehalfOfThePerson() {
    Instant now = clock.instant();
    Delegations.Delegation given =
        delegations.add(
            new Delegations.Wish(
                "max.medical",
                "sam.signatory",
                Set.of(Authority.LANE_MEDICAL),
                Set.of("GB"),
                now,
                now.plus(Duration.ofDays(3)),
                true,
                "Congress"),
            Pieces.person("max.medical"));
    UUID review = inReview("By a delegate");
    try {
      Browser sam = Browser.of("sam.signatory", port);

      Browser.Shown signed = sign(sam, review, "MEDICAL");

      assertThat(signed.words())
          .contains("Sam Signatory", "on behalf of Max Medical", "Signature verifies");
      SignatureStatement statement = signature(review, Lane.MEDICAL).statement();
      assertThat(statement.personId()).isEqualTo("sam.signatory");
      assertThat(statement.onBehalfOf())
          .isEqualTo(new SignatureStatement.Represented("max.medical", "Max Medical"));
      // The real person signed a lane: the other one is not theirs any more.
      assertThat(sam.get("/sign/" + review + "/FINAL?from=tasklist").words())
          .contains("wants another person");
    } finally {
      delegations.end(given.id(), Pieces.person("max.medical"));
    }
    // What was signed while the delegation held counts after it ended.
    VerdictCheck check = steps.recordVerdict(review, "MEDICAL", "APPROVE");
    assertThat(check.recorded()).as(check.reason()).isTrue();
    assertThat(
            Browser.of("sam.signatory", port)
                .get("/sign/" + inReview("After it") + "/MEDICAL?from=tasklist")
                .words())
        .contains("does not hold the medical authority");
  }

  @Test
  void shouldNotSignWithoutValidTraining() {
    UUID review = inReview("Trained");
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    List<Training.Requirement> before = training.requirements();
    training.require(
        List.of(new Training.Requirement(Authority.LANE_MEDICAL, "MLR SOP")),
        Pieces.person("ada.admin"));
    try {
      Browser max = Browser.of("max.medical", port);
      assertThat(max.get("/sign/" + review + "/MEDICAL?from=tasklist").words())
          .contains("no record of the training MLR SOP");
      record(today.minusDays(400), today.minusDays(1));
      assertThat(max.get("/sign/" + review + "/MEDICAL?from=tasklist").words())
          .contains("expired on " + today.minusDays(1));
      record(today.minusDays(1), today);

      assertThat(sign(max, review, "MEDICAL").words()).contains("Signature verifies");
      // Trained when it was signed; the day after, the verdict still counts.
      clock.pass(Duration.ofDays(2));
      assertThat(steps.recordVerdict(review, "MEDICAL", "APPROVE").recorded()).isTrue();
      assertThat(max.get("/sign/" + inReview("Too late") + "/MEDICAL?from=tasklist").words())
          .contains("expired on " + today);
    } finally {
      training.require(before, Pieces.person("ada.admin"));
    }
  }

  @Test
  void shouldKeepRealTimeForTheProofWhenTheBusinessClockJumps() {
    clock.pass(Duration.ofDays(30));
    UUID review = inReview("Clock jumped");
    Instant really = Instant.now();

    Browser.Shown signed = sign(Browser.of("max.medical", port), review, "MEDICAL");

    assertThat(signed.status()).isEqualTo(200);
    LaneSignature stored = signature(review, Lane.MEDICAL);
    assertThat(stored.authenticatedAt())
        .isBetween(really.minusSeconds(5), really.plus(Duration.ofMinutes(5)));
    assertThat(stored.statement().signedAt()).isAfter(really.plus(Duration.ofDays(29)));
    assertThat(verification.holds(stored)).isTrue();
  }

  @Test
  void shouldSignNothingWhileTheClockIsSetBack() {
    UUID review = inReview("Clock set back");
    Browser max = Browser.of("max.medical", port);
    Browser sam = Browser.of("sam.signatory", port);

    Browser.Shown beforeTheLane =
        clock.setBack(Duration.ofHours(3), () -> sign(max, review, "MEDICAL"));
    assertThat(beforeTheLane.status()).isEqualTo(409);
    assertThat(beforeTheLane.words()).contains("set the clock right");
    assertThat(signatures.ofReview(review)).isEmpty();

    assertThat(sign(max, review, "MEDICAL").status()).isEqualTo(200);
    clock.pass(Duration.ofHours(2));
    Browser.Shown beforeTheOther =
        clock.setBack(Duration.ofHours(3), () -> sign(sam, review, "FINAL"));
    assertThat(beforeTheOther.status()).isEqualTo(409);
    assertThat(signatures.ofReview(review)).hasSize(1);

    assertThat(sign(sam, review, "FINAL").status()).isEqualTo(200);
    assertThat(signatures.ofReview(review))
        .extracting(signed -> signed.statement().signedAt())
        .isSorted();
    assertThat(
            auditVerifier.verify().findings().stream()
                .filter(found -> found.place().contains(review.toString())))
        .isEmpty();
  }

  private void record(LocalDate completed, LocalDate expires) {
    training.record(
        new Training.Wish("max.medical", "MLR SOP", completed, expires, "LMS " + completed),
        Pieces.person("ada.admin"));
  }

  private Browser.Shown sign(Browser browser, UUID review, String lane) {
    Browser.Shown page = browser.get("/sign/" + review + "/" + lane + "?from=tasklist");
    return browser.submit(
        page, "/sign/" + review + "/" + lane, Map.of("verdict", Verdict.APPROVE.name()));
  }

  private LaneSignature signature(UUID review, Lane lane) {
    return signatures.ofReview(review).stream()
        .filter(one -> one.statement().subject().lane() == lane)
        .findFirst()
        .orElseThrow();
  }

  private UUID newestRequest(UUID review) {
    return ContentServers.asOwner()
        .sql(
            "select id from signing_request where review_id = :id order by requested_at desc limit 1")
        .param("id", review)
        .query(UUID.class)
        .single();
  }

  private static String newestProof(String person) {
    return ContentServers.asOwner()
        .sql("select id from step_up where person = :person order by requested_at desc limit 1")
        .param("person", person)
        .query(UUID.class)
        .single()
        .toString();
  }

  private static Path stored(String sha256) throws Exception {
    try (Stream<Path> files = Files.walk(LocalStack.forTests().home().data("objects"))) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> file.toString().replace("/", "").endsWith(sha256))
          .findFirst()
          .orElseThrow();
    }
  }

  private UUID inReview(String title) {
    return opened().of(version(AssetId.random(), "0.1", title), LANES);
  }

  private AssetVersion version(AssetId asset, String number, String title) {
    return pieces.aVersion(
        asset, number, VersionState.SUBMITTED, "northlight", title, List.of("GB"));
  }

  private OpenedReviews opened() {
    return new OpenedReviews(reviews, steps, transaction, clock);
  }
}
