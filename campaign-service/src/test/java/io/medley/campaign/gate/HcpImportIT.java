package io.medley.campaign.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.medley.campaign.hcp.Affiliation;
import io.medley.campaign.hcp.Belief;
import io.medley.campaign.hcp.Hco;
import io.medley.campaign.hcp.Hcp;
import io.medley.campaign.hcp.HcpId;
import io.medley.campaign.hcp.HcpImport;
import io.medley.campaign.hcp.HcpPortrait;
import io.medley.campaign.hcp.HcpPortraits;
import io.medley.campaign.hcp.HcpProfile;
import io.medley.campaign.hcp.ImportRefused;
import io.medley.campaign.hcp.ImportReport;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Importing HCPs into the real database. */
class HcpImportIT {

  private static final String HEADER =
      "external_id,first_name,last_name,email,country,language,zone,specialty,type,tier,"
          + "consent_email,consent_rep_email,affinity_email,affinity_rep,affinity_web\n";

  private static GateBench bench;

  @BeforeAll
  static void start() {
    bench = new GateBench();
  }

  @AfterAll
  static void stop() {
    bench.close();
  }

  @Test
  void shouldImportRowsAndReportTheOthers() throws IOException {
    ImportReport report =
        imported(
            HEADER
                + "A-1,Falwyn,\"Ström, \"\"Junior\"\"\",a1@practice.example,de,de-DE,Europe/Berlin,"
                + "CARDIOLOGY,PRESCRIBER,B,yes,no,0.25,,1\n"
                + "A-2,Falwyn,Quill,not-an-address,GB,en-GB,,,,,,,,,\n"
                + "A-3,Falwyn,Quill,a3@practice.example,XX,en-GB,,,,,,,,,\n"
                + "A-4,Falwyn,Quill,a4@practice.example,GB,en-GB,Mars/Olympus,,,,,,,,\n"
                + "A-5,Falwyn,Quill,a5@practice.example,GB,en-GB,,,,,maybe,,,,\n"
                + "A-6,Falwyn\n"
                + "A-7,Falwyn,Quill,a7@practice.example,GB,en-GB,,,,,GRANTED,,2,,\n"
                + "A-8,Falwyn,Quill,a8@practice.example,GB,en-GB,,,,,GRANTED,WITHDRAWN,,,\n");

    assertThat(report.rows()).isEqualTo(8);
    assertThat(report.created()).isEqualTo(2);
    assertThat(report.consents()).isEqualTo(4);
    assertThat(report.rejected())
        .extracting(ImportReport.RowNote::row)
        .containsExactly(3L, 4L, 5L, 6L, 7L, 8L);
    assertThat(report.rejected())
        .extracting(ImportReport.RowNote::reason)
        .noneMatch(reason -> reason.contains("not-an-address"));
    Hcp hcp = bench.hcps().open(profile("A-1").id()).orElseThrow();
    assertThat(hcp.personal().lastName()).isEqualTo("Ström, \"Junior\"");
    assertThat(hcp.profile().country()).isEqualTo("DE");
    assertThat(hcp.profile().tier()).isEqualTo(2);
    assertThat(hcp.profile().affinities()).containsEntry("EMAIL", 0.25).doesNotContainKey("REP");
    assertThat(profile("A-8").zone()).isNull();
  }

  @Test
  void shouldChangeNothingTheSecondTimeAndUpdateWhatIsNew() throws IOException {
    String row = "B-1,Falwyn,Quill,b1@practice.example,GB,en-GB,Europe/London,,,,GRANTED,,,,\n";
    imported(HEADER + row);

    ImportReport again = imported(HEADER + row);
    ImportReport moved = imported(HEADER + row.replace("Quill", "Wend"));

    assertThat(again.unchanged()).isEqualTo(1);
    assertThat(again.consents()).isZero();
    assertThat(moved.updated()).isEqualTo(1);
    assertThat(bench.hcps().open(profile("B-1").id()).orElseThrow().personal().lastName())
        .isEqualTo("Wend");
    assertThat(bench.consents().history(profile("B-1").id())).hasSize(1);
  }

  @Test
  void shouldNeverOverruleAWithdrawalTheHcpMade() throws IOException {
    String row = "C-1,Falwyn,Quill,c1@practice.example,GB,en-GB,Europe/London,,,,GRANTED,,,,\n";
    imported(HEADER + row);
    bench.withdrawConsent(profile("C-1").id());

    ImportReport again = imported(HEADER + row);

    assertThat(again.remarks()).hasSize(1);
    assertThat(bench.consents().validAt(profile("C-1").id(), "EMAIL", bench.clock().instant()))
        .isFalse();
  }

  @Test
  void shouldNotBringBackWhoWasErased() throws IOException {
    String row = "D-1,Falwyn,Quill,d1@practice.example,GB,en-GB,Europe/London,,,,GRANTED,,,,\n";
    imported(HEADER + row);
    HcpId erased = profile("D-1").id();
    bench.hcps().erase(erased, GateBench.TESTER);

    ImportReport again = imported(HEADER + row);
    ImportReport underAnotherId = imported(HEADER + row.replace("D-1", "D-2"));

    assertThat(again.rejectedRows()).isEqualTo(1);
    assertThat(underAnotherId.rejectedRows()).isEqualTo(1);
    assertThat(bench.hcps().open(erased)).isEmpty();
    assertThat(bench.hcps().findByExternalId("D-1")).isEmpty();
    assertThat(bench.hcps().findByExternalId("D-2")).isEmpty();
  }

  @Test
  void shouldForgetEverythingAboutWhoWasErasedButThePseudonym() throws IOException {
    imported(
        """
        external_id,first_name,last_name,email,country,language,territory,hco_id,tier_zelvaro,\
        declared_preferred_channel
        H-1,Falwyn,Quill,h1@practice.example,GB,en-GB,GB-LON,HCO-H,1,EMAIL
        H-2,Falwyn,Wend,h1@practice.example,GB,en-GB,GB-LON,HCO-H,1,EMAIL
        """);
    HcpProfile before = profile("H-1");

    bench.hcps().erase(before.id(), GateBench.TESTER);

    HcpProfile after = bench.hcps().profile(before.id()).orElseThrow();
    assertThat(after.pseudonym()).isEqualTo(before.pseudonym());
    assertThat(after.erased()).isTrue();
    assertThat(portrait(after).beliefs()).isEmpty();
    assertThat(portrait(after).territory()).isNull();
    assertThat(portrait(after).surroundings().affiliations()).isEmpty();
    assertThat(
            bench
                .sql()
                .sql("select fingerprint from erased_person where hcp_id = :hcp")
                .param("hcp", before.id().value())
                .query(String.class)
                .list())
        .hasSize(2)
        .noneMatch(digest -> digest.contains("H-1") || digest.contains("@"));
    // A colleague who shares the address is known by another id and stays.
    ImportReport colleague =
        imported(
            """
            external_id,first_name,last_name,email,country,language
            H-2,Falwyn,Wend-Ober,h1@practice.example,GB,en-GB
            """);
    assertThat(colleague.updated()).isEqualTo(1);
  }

  @Test
  void shouldKeepWhereHcpsWorkWhoLooksAfterThemAndWhatIsBelieved() throws IOException {
    String file =
        "external_id,first_name,last_name,email,country,language,type,territory,hco_id,hco_name,"
            + "hco_kind,hco_role,tier_zelvaro,source,confidence,observed_at,"
            + "declared_preferred_channel,observed_preferred_channel\n"
            + "I-1,Falwyn,Quill,i1@practice.example,GB,en-GB,nurse practitioner,GB-NOR,HCO-I,"
            + "Oberhurst Clinic,clinic,Lead,2,CRM,0.9,2026-01-31,REP,EMAIL\n"
            + "I-2,Falwyn,Quill,i2@practice.example,GB,en-GB,WIZARD,,,,,,,,,,,\n"
            + "I-3,Falwyn,Quill,i3@practice.example,GB,en-GB,,,HCO-I,,castle,,,,,,,\n"
            + "I-4,Falwyn,Quill,i4@practice.example,GB,en-GB,,,,,,,9,,,,,\n"
            + "I-5,Falwyn,Quill,i5@practice.example,GB,en-GB,,,,,,,,,,31.1.2026,REP,\n";

    ImportReport report = imported(file);
    ImportReport again = imported(file);

    assertThat(report.created()).isEqualTo(1);
    List<String> reasons = report.rejected().stream().map(ImportReport.RowNote::reason).toList();
    assertThat(reasons).hasSize(4);
    assertThat(reasons.get(0)).contains("PHARMACIST");
    assertThat(reasons.get(1)).contains("hco_kind");
    assertThat(reasons.get(2)).contains("tier_zelvaro");
    assertThat(reasons.get(3)).contains("observed_at");
    assertThat(again.unchanged()).isEqualTo(1);
    HcpProfile hcp = profile("I-1");
    assertThat(hcp.type()).isEqualTo("NP");
    HcpPortrait portrait = portrait(hcp);
    assertThat(portrait.surroundings().brandTiers()).containsEntry("zelvaro", 2);
    assertThat(portrait.surroundings().affiliations())
        .containsExactly(
            new Affiliation(new Hco("HCO-I", "Oberhurst Clinic", Hco.Kind.CLINIC, "GB"), "Lead"));
    assertThat(Objects.requireNonNull(portrait.territory()).code()).isEqualTo("GB-NOR");
    assertThat(portrait.conflicts()).isEqualTo(1);
    assertThat(portrait.beliefs().getFirst().facts())
        .extracting(weighed -> weighed.fact().observedAt())
        .containsOnly(Instant.parse("2026-01-31T00:00:00Z"));
  }

  @Test
  void shouldTakeTheSameFromJsonLinesAndRefuseBadOnesByLine() throws IOException {
    String lines =
        """
        {"external_id":"J-1","first_name":"Falwyn","last_name":"Quill","email":"j1@practice.example",\
        "country":"GB","language":"en-GB","tiers":{"zelvaro":1},"consent_email":"yes",\
        "affiliations":[{"id":"HCO-J1","kind":"HOSPITAL"},{"id":"HCO-J2"}],\
        "facts":[{"name":"topic:dosing","value":"0.8","basis":"OBSERVED","source":"portal",\
        "confidence":0.7,"consentScope":"PROFILING"}]}
        not json
        [1]
        {"external_id":"J-2"}
        {"external_id":"J-3","first_name":"F","last_name":"Q","email":"j3@practice.example",\
        "country":"GB","language":"en-GB","facts":[{"name":"Dosing!","value":"1"}]}
        """;

    ImportReport report = jsonLines(lines);
    ImportReport again = jsonLines(lines);

    assertThat(report.rows()).isEqualTo(5);
    assertThat(report.created()).isEqualTo(1);
    assertThat(report.consents()).isEqualTo(1);
    assertThat(report.rejected())
        .extracting(ImportReport.RowNote::row)
        .containsExactly(2L, 3L, 4L, 5L);
    assertThat(again.unchanged()).isEqualTo(1);
    HcpPortrait portrait = portrait(profile("J-1"));
    assertThat(portrait.surroundings().affiliations()).hasSize(2);
    assertThat(portrait.beliefs()).singleElement().extracting(Belief::value).isNull();
  }

  @Test
  void shouldRefuseALineThatWouldFillTheMemory() {
    assertThatThrownBy(() -> jsonLines("{\"a\":\"" + "x".repeat(200_000) + "\"}"))
        .isInstanceOf(ImportRefused.class)
        .hasMessageContaining("Line 1");
  }

  @Test
  void shouldLetTheNewestWordOfASourceCountAndKeepASetAsideFactAside() throws IOException {
    String header =
        "external_id,first_name,last_name,email,country,language,source,observed_at,"
            + "declared_preferred_channel\n";
    String person = "K-1,Falwyn,Quill,k1@practice.example,GB,en-GB,CRM,";
    imported(header + person + "2026-03-01,EMAIL\n");
    imported(header + person + "2026-02-01,REP\n");

    assertThat(believed("K-1")).isEqualTo("EMAIL");

    long fact = portrait(profile("K-1")).beliefs().getFirst().facts().getFirst().fact().id();
    bench.mute(fact, "asked the practice: not so");
    imported(header + person + "2026-03-01,EMAIL\n");

    assertThat(believed("K-1")).isNull();

    imported(header + person + "2026-04-01,WEB\n");

    assertThat(believed("K-1")).isEqualTo("WEB");
  }

  private static @Nullable String believed(String externalId) {
    return portrait(profile(externalId)).beliefs().getFirst().value();
  }

  private static HcpPortrait portrait(HcpProfile hcp) {
    return bench.bean(HcpPortraits.class).of(hcp.id());
  }

  private static ImportReport jsonLines(String lines) throws IOException {
    return bench
        .bean(HcpImport.class)
        .importJsonLines(
            new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)), GateBench.TESTER);
  }

  @Test
  void shouldKeepTheLastOfTwoRowsWithOneId() throws IOException {
    ImportReport report =
        imported(
            HEADER
                + "E-1,Falwyn,First,e1@practice.example,GB,en-GB,,,,,,,,,\n"
                + "E-1,Falwyn,Second,e1@practice.example,GB,en-GB,,,,,,,,,\n");

    assertThat(report.created()).isEqualTo(1);
    assertThat(report.updated()).isEqualTo(1);
    assertThat(bench.hcps().open(profile("E-1").id()).orElseThrow().personal().lastName())
        .isEqualTo("Second");
  }

  @Test
  void shouldRefuseFilesThatAreNotSuchATable() {
    assertThatThrownBy(() -> imported("name,mail\nx,y\n")).isInstanceOf(ImportRefused.class);
    assertThatThrownBy(() -> imported("")).isInstanceOf(ImportRefused.class);
    assertThatThrownBy(
            () ->
                imported(
                    HEADER + "F-1,Ström,Quill,f1@practice.example,GB,en-GB,,,,,,,,,\n",
                    StandardCharsets.ISO_8859_1))
        .isInstanceOf(ImportRefused.class);
  }

  @Test
  void shouldSurviveTwoImportsOfTheSamePeopleAtOnce() {
    StringBuilder upwards = new StringBuilder(HEADER);
    StringBuilder downwards = new StringBuilder(HEADER);
    for (int i = 0; i < 300; i++) {
      upwards.append(person(i));
      downwards.append(person(299 - i).replace("Quill", "Wend"));
    }

    CompletableFuture<Void> first = CompletableFuture.runAsync(() -> unchecked(upwards));
    CompletableFuture<Void> second = CompletableFuture.runAsync(() -> unchecked(downwards));

    CompletableFuture.allOf(first, second).join();
    assertThat(
            bench
                .sql()
                .sql("select count(*) from hcp where external_id like 'G-%'")
                .query(Long.class)
                .single())
        .isEqualTo(300);
  }

  private static String person(int number) {
    return "G-%03d,Falwyn,Quill,g%d@practice.example,GB,en-GB,Europe/London,,,,GRANTED,,,,\n"
        .formatted(number, number);
  }

  private static void unchecked(StringBuilder csv) {
    try {
      imported(csv.toString());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static ImportReport imported(String csv) throws IOException {
    return imported(csv, StandardCharsets.UTF_8);
  }

  private static ImportReport imported(String csv, Charset charset) throws IOException {
    return bench
        .bean(HcpImport.class)
        .importCsv(new ByteArrayInputStream(csv.getBytes(charset)), GateBench.TESTER);
  }

  private static HcpProfile profile(String externalId) {
    return bench.hcps().findByExternalId(externalId).orElseThrow();
  }
}
