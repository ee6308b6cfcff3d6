package io.medley.content.inspection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.medley.content.Browser;
import io.medley.content.ContentServers;
import io.medley.content.OnServers;
import io.medley.content.Pieces;
import io.medley.content.asset.AssetVersion;
import io.medley.content.asset.AssetVersions;
import io.medley.content.asset.VersionState;
import io.medley.content.review.LaneDesk;
import io.medley.content.review.OpenedReviews;
import io.medley.content.review.Reviews;
import io.medley.platform.audit.AuditReport;
import io.medley.platform.audit.AuditReport.Kind;
import io.medley.platform.audit.AuditVerifier;
import io.medley.platform.bundle.BundleReport;
import io.medley.platform.bundle.BundleVerifier;
import io.medley.platform.security.Actor;
import io.medley.platform.security.Authority;
import io.medley.platform.security.AuthorityMissing;
import io.medley.workflows.mlrreview.ReviewSteps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.Arguments;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** A piece signed by pages, sealed, bundled and verified with nothing but the bundle. */
@OnServers
class InspectionIT {

  private static final Actor CORA = Pieces.person("cora.coordinator");

  @LocalServerPort int port;
  @Autowired Pieces pieces;
  @Autowired Reviews reviews;
  @Autowired ReviewSteps steps;
  @Autowired AssetVersions versions;
  @Autowired InspectionBundles bundles;
  @Autowired LaneDesk desk;
  @Autowired AuditVerifier auditVerifier;
  @Autowired TransactionTemplate transaction;
  @Autowired Clock clock;
  @TempDir Path folder;

  @BeforeEach
  void people() {
    pieces.grantEverybodyTheirPart();
    pieces.change("cora.coordinator", Authority.COORDINATE, true);
  }

  @Test
  void shouldProveItselfAndNameEveryAlteredByte() throws Exception {
    AssetVersion version = sealed("Bundled for inspection");

    Path bundle = takenOnceNothingIsAppended(version);

    BundleReport report = BundleVerifier.verify(bundle);
    assertThat(report.findings()).isEmpty();
    assertThat(report.signatures())
        .hasSize(2)
        .anyMatch(line -> line.startsWith("Max Medical, "))
        .anyMatch(line -> line.contains("The final signatory approves this piece for use"));
    assertThat(report.auditEntries()).isGreaterThan(5);
    byte[] good = Files.readAllBytes(bundle);
    // Every byte of a small bundle is BundleVerifierTest's; here, samples of a whole real one.
    for (int place = 0; place < good.length; place += Math.max(1, good.length / 31)) {
      byte[] bad = good.clone();
      bad[place] ^= 0x20;
      Path altered = Files.write(folder.resolve("altered.zip"), bad);

      BundleReport found = BundleVerifier.verify(altered);

      assertThat(found.findings()).as("byte %d of %d", place, good.length).isNotEmpty();
      assertThat(found.findings()).allMatch(finding -> !finding.place().isBlank());
    }
  }

  /**
   * What somebody with every right in the database may do to a check run, and what it is called.
   */
  static Stream<Arguments> attacks() {
    return Stream.of(
        Arguments.of(
            "update finding set message = 'All is well' where run_id = :run and ordinal = 0",
            Kind.EDITED,
            "finding 1 ("),
        Arguments.of(
            "update finding set severity = 'INFO' where run_id = :run and ordinal = 0",
            Kind.EDITED,
            "finding 1 ("),
        Arguments.of(
            "delete from finding where run_id = :run and ordinal = 0", Kind.DELETED, "finding 1 ("),
        Arguments.of(
            """
            insert into finding (run_id, ordinal, rule_id, severity, kind, market, page, span_start,
              span_end, quote, message, fix, basis, finding_key, boxes, words)
            select run_id, 999, 'C99', severity, kind, market, page, span_start, span_end, quote,
              'Put in', fix, basis, finding_key, boxes, words
            from finding where run_id = :run and ordinal = 0
            """,
            Kind.INSERTED,
            "(C99"),
        Arguments.of(
            "update check_run set pack_version = 'GB 0' where id = :run",
            Kind.EDITED,
            "packVersion"),
        Arguments.of("update check_run set inputs = '{}' where id = :run", Kind.EDITED, "inputs"),
        Arguments.of(
            "update check_run set verdict = 'CLEARED' where id = :run", Kind.EDITED, "verdict"),
        Arguments.of(
            "delete from check_run_digest where run_id = :run", Kind.DELETED, "check run"));
  }

  @Test
  void shouldLocateWhateverIsDoneToACheckRunAfterItWasSigned() throws Exception {
    AssetVersion version = sealed("Findings after the signature");
    UUID run = Objects.requireNonNull(reviews.ofVersion(version.id()).orElseThrow().checkRun());
    assertThat(alteredInStore(run)).isEmpty();
    assertThat(BundleVerifier.verify(taken(version)).findings()).isEmpty();
    JdbcClient owner = ContentServers.asOwner();
    for (Arguments attack : attacks().toList()) {
      String sql = attack.get()[0].toString();
      for (String table : List.of("check_run", "finding", "check_run_digest")) {
        owner.sql("create table kept_" + table + " as select * from " + table).update();
      }
      try {
        assertThat(owner.sql(sql).param("run", run).update()).as(sql).isPositive();

        assertThat(alteredInStore(run))
            .as(sql)
            .isNotEmpty()
            .allMatch(found -> found.kind() == attack.get()[1])
            .anyMatch(found -> found.place().contains(attack.get()[2].toString()));
        assertThat(BundleVerifier.verify(taken(version)).findings())
            .as("in the bundle: " + sql)
            .isNotEmpty()
            .anyMatch(
                found ->
                    (found.place() + found.explanation()).contains(run.toString())
                        && (found.place() + found.explanation())
                            .contains(attack.get()[2].toString()));
        assertThat(desk.signatures(version, CORA))
            .as(sql)
            .isNotEmpty()
            .noneMatch(LaneDesk.Signed::valid);
      } finally {
        restore(owner, run);
      }
    }
    assertThat(alteredInStore(run)).isEmpty();
  }

  @Test
  void shouldNotLetAnybodySignFindingsThatWereChangedSinceTheyWereFound() {
    AssetVersion version = pieces.aVersion(VersionState.SUBMITTED, "northlight", "Findings before");
    UUID review =
        new OpenedReviews(reviews, steps, transaction, clock).of(version, List.of("MEDICAL"));
    UUID run = Objects.requireNonNull(reviews.ofVersion(version.id()).orElseThrow().checkRun());
    ContentServers.asOwner()
        .sql("delete from finding where run_id = :run and ordinal = 0")
        .param("run", run)
        .update();
    Browser max = Browser.of("max.medical", port);
    String action = "/sign/" + review + "/MEDICAL";

    Browser.Shown refused =
        max.submit(max.get(action + "?from=tasklist"), action, Map.of("verdict", "APPROVE"));

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.words()).contains("findings changed");
    // The audit has what was checked, signed or not.
    assertThat(alteredInStore(run))
        .extracting(AuditReport.Finding::kind)
        .containsOnly(Kind.DELETED);
  }

  private List<AuditReport.Finding> alteredInStore(UUID run) {
    return auditVerifier.verify().findings().stream()
        .filter(finding -> finding.place().contains(run.toString()))
        .toList();
  }

  private static void restore(JdbcClient owner, UUID run) {
    owner.sql("delete from check_run_digest where run_id = :run").param("run", run).update();
    owner.sql("delete from finding where run_id = :run").param("run", run).update();
    owner
        .sql(
            """
            update check_run r set pack_version = k.pack_version, inputs = k.inputs, verdict = k.verdict
            from kept_check_run k where k.id = r.id and r.id = :run
            """)
        .param("run", run)
        .update();
    for (String table : List.of("finding", "check_run_digest")) {
      owner
          .sql("insert into " + table + " select * from kept_" + table + " where run_id = :run")
          .param("run", run)
          .update();
    }
    for (String table : List.of("check_run", "finding", "check_run_digest")) {
      owner.sql("drop table kept_" + table).update();
    }
  }

  @Test
  void shouldPrintNameTimeAndMeaningOnTheSignaturePage() throws Exception {
    AssetVersion version = sealed("Certified ≥ 1 ▼");

    try (ZipFile zip = new ZipFile(taken(version).toFile())) {
      assertThat(zip.stream().map(ZipEntry::getName))
          .contains("README.txt", "piece/piece.html", "metadata.json", "audit.json", "review.json");
      byte[] copy = zip.getInputStream(zip.getEntry("certified-copy.pdf")).readAllBytes();
      try (PDDocument pdf = Loader.loadPDF(copy)) {
        String words = new PDFTextStripper().getText(pdf).replaceAll("\\s+", " ");
        assertThat(words)
            .contains(
                "Certified ≥ 1 ▼",
                "Signature page",
                "Max Medical (max.medical)",
                "Approval: Medical review approves this piece for use.",
                " UTC",
                version.contentHash(),
                "yes, over exactly this file and these tags");
      }
    }
  }

  @Test
  void shouldGiveBundlesToCoordinatorsAndAdministratorsOnly() throws Exception {
    AssetVersion version = sealed("Whose bundle");

    Files.delete(bundles.make(version.id(), Pieces.person("ada.admin")).file());
    assertThatThrownBy(() -> bundles.make(version.id(), Pieces.person("max.medical")))
        .isInstanceOf(AuthorityMissing.class);
    assertThatThrownBy(() -> bundles.make(version.id(), Pieces.person("anna.agency")))
        .isInstanceOf(AuthorityMissing.class);
    AssetVersion draft = pieces.aVersion(VersionState.DRAFT, "northlight", "No bundle yet");
    assertThat(bundles.mayTake(draft, Pieces.person("anna.agency"))).isFalse();
  }

  /** Same state, same bytes; what follows a seal may still be appended to the chain meanwhile. */
  private Path takenOnceNothingIsAppended(AssetVersion version) {
    return await()
        .until(
            () -> {
              Path first = taken(version);
              return Files.mismatch(first, taken(version)) == -1
                  ? Optional.of(first)
                  : Optional.<Path>empty();
            },
            Optional::isPresent)
        .orElseThrow();
  }

  private Path taken(AssetVersion version) throws IOException {
    Path file = bundles.make(version.id(), CORA).file();
    return Files.move(file, folder.resolve(UUID.randomUUID() + ".zip"));
  }

  private AssetVersion sealed(String title) {
    AssetVersion version = pieces.aVersion(VersionState.SUBMITTED, "northlight", title);
    UUID review =
        new OpenedReviews(reviews, steps, transaction, clock)
            .of(version, List.of("MEDICAL", "FINAL"));
    Map.of("max.medical", "MEDICAL", "sam.signatory", "FINAL")
        .forEach(
            (person, lane) -> {
              Browser browser = Browser.of(person, port);
              String action = "/sign/" + review + "/" + lane;
              Browser.Shown signed =
                  browser.submit(
                      browser.get(action + "?from=tasklist"), action, Map.of("verdict", "APPROVE"));
              assertThat(signed.status()).isEqualTo(200);
              assertThat(steps.recordVerdict(review, lane, "APPROVE").recorded()).isTrue();
            });
    steps.seal(review);
    return versions.require(version.id());
  }
}
