package io.medley.campaign.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.medley.campaign.hcp.Affiliation;
import io.medley.campaign.hcp.Belief;
import io.medley.campaign.hcp.Hco;
import io.medley.campaign.hcp.Hcp;
import io.medley.campaign.hcp.HcpId;
import io.medley.campaign.hcp.HcpImport;
import io.medley.campaign.hcp.HcpImports;
import io.medley.campaign.hcp.HcpPortrait;
import io.medley.campaign.hcp.HcpPortraits;
import io.medley.campaign.hcp.HcpProfile;
import io.medley.campaign.hcp.ImportRefused;
import io.medley.campaign.hcp.ImportReport;
import io.medley.campaign.hcp.ImportRun;
import io.medley.campaign.hcp.ImportRuns;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
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

  @Test
  void shouldTakeTheSameFromAJsonArray() throws IOException {
    String rows =
        """
        [{"external_id":"L-1","first_name":"Falwyn","last_name":"Quill","email":"l1@practice.example",
          "country":"GB","language":"en-GB","tiers":{"zelvaro":1},"consent_email":"yes"},
         7,
         {"external_id":"L-2"},
         {"external_id":"L-3","first_name":"Falwyn","last_name":"Quill","email":"l3@practice.example",
          "country":"GB","language":"en-GB"}]
        """;

    ImportReport report = json(rows);

    assertThat(report.rows()).isEqualTo(4);
    assertThat(report.created()).isEqualTo(2);
    assertThat(report.rejected()).extracting(ImportReport.RowNote::row).containsExactly(2L, 3L);
    assertThat(json(rows).unchanged()).isEqualTo(2);
    String open = rows.stripTrailing().replace("}]", "}");
    assertThatThrownBy(() -> json(open.replace("L-3", "L-4")))
        .isInstanceOf(ImportRefused.class)
        .hasMessageContaining("4 rows");
    // What stood before the end that is missing is imported.
    assertThat(bench.hcps().findByExternalId("L-4")).isPresent();
    assertThatThrownBy(() -> json("{\"external_id\":\"L-5\"}")).isInstanceOf(ImportRefused.class);
    assertThatThrownBy(() -> json("[{\"a\":\"" + "x".repeat(2_000_000) + "\"}]"))
        .isInstanceOf(ImportRefused.class)
        .hasMessageContaining("Row 1");
  }

  @Test
  void shouldGoOnWhereItStoodWhenItsSessionIsKilledInTheMiddle() throws IOException {
    // The session that stores M-1700 dies with that row, once.
    bench
        .asOwner()
        .sql(
            """
            create sequence kill_once;
            grant usage on sequence kill_once to public;
            create function kill_session() returns trigger language plpgsql as $$
            begin
              if new.external_id = 'M-1700' and nextval('kill_once') = 1 then
                perform pg_terminate_backend(pg_backend_pid());
              end if;
              return new;
            end $$;
            create trigger kill_session before insert on hcp for each row execute function kill_session();
            """)
        .update();
    StringBuilder csv = new StringBuilder(HEADER);
    for (int i = 1; i <= 3_000; i++) {
      csv.append(
          i % 500 == 0
              ? "M-%d,Falwyn,Quill,no-address,GB,en-GB,,,,,,,,,\n".formatted(i)
              : "M-%d,Falwyn,Quill,m%d@practice.example,GB,en-GB,Europe/London,,,,yes,no,,,\n"
                  .formatted(i, i));
    }
    // Once more a row that came long before, with another name.
    csv.append("M-1,Falwyn,Wend,m1@practice.example,GB,en-GB,Europe/London,,,,yes,no,,,\n");

    ImportRun run = ended(receive("people.csv", csv.toString()));

    assertThat(run.state()).isEqualTo(ImportRun.State.DONE);
    assertThat(run.interruptions()).isEqualTo(1);
    assertThat(run.rows()).isEqualTo(3_001);
    assertThat(run.created()).isEqualTo(2_994);
    assertThat(run.updated()).isEqualTo(1);
    assertThat(run.consents()).isEqualTo(2 * 2_994);
    assertThat(run.rejected()).isEqualTo(6);
    assertThat(count("select count(*) from hcp where external_id like 'M-%'")).isEqualTo(2_994);
    assertThat(
            count(
                """
                select count(*) from audit_entry a join hcp h on h.pseudonym = a.aggregate_id
                where h.external_id like 'M-%' and a.action = 'created'
                """))
        .isEqualTo(2_994);
    assertThat(
            count(
                """
                select count(*) from consent_current c join hcp h on h.id = c.hcp_id
                where h.external_id like 'M-%' and c.channel = 'EMAIL' and c.status = 'GRANTED'
                """))
        .isEqualTo(2_994);
    assertThat(bench.hcps().open(profile("M-1").id()).orElseThrow().personal().lastName())
        .isEqualTo("Wend");
    assertForgotten(run);
  }

  @Test
  void shouldReportTheOneRowTheDatabaseRefusesAndStoreTheOthers() throws IOException {
    bench
        .asOwner()
        .sql("alter table hcp add constraint no_n_7 check (external_id <> 'N-7') not valid")
        .update();
    StringBuilder csv = new StringBuilder(HEADER);
    for (int i = 1; i <= 20; i++) {
      csv.append("N-%d,Falwyn,Quill,n%d@practice.example,GB,en-GB,,,,,yes,,,,\n".formatted(i, i));
    }

    ImportReport report = imported(csv.toString());

    assertThat(report.created()).isEqualTo(19);
    assertThat(report.rejected()).extracting(ImportReport.RowNote::row).containsExactly(8L);
    assertThat(count("select count(*) from hcp where external_id like 'N-%'")).isEqualTo(19);
  }

  @Test
  void shouldKeepAReportOfEveryBadRowByReason() throws IOException {
    StringBuilder csv = new StringBuilder(HEADER);
    for (int i = 0; i < 2_500; i++) {
      csv.append(
          i % 5 == 0
              ? "O-%d,Falwyn,Quill,o@practice.example,ZZ,en-GB,,,,,,,,,\n".formatted(i)
              : "O-%d,Falwyn,Quill,no-address,GB,en-GB,,,,,,,,,\n".formatted(i));
    }

    ImportReport report = imported(csv.toString());

    assertThat(report.rejectedRows()).isEqualTo(2_500);
    assertThat(report.rejected()).hasSize(1_000);
    List<ImportRuns.Reason> reasons = bench.bean(ImportRuns.class).reasons(report.id(), 10);
    assertThat(reasons).extracting(ImportRuns.Reason::rows).containsExactly(2_000L, 500L);
    assertThat(reasons).extracting(ImportRuns.Reason::firstRow).containsExactly(3L, 2L);
    StringWriter notes = new StringWriter();
    bench.bean(HcpImports.class).writeNotes(report.id(), notes);
    assertThat(notes.toString().lines())
        .hasSize(2_501)
        .contains("2501,REJECTED,\"email is not an e-mail address.\"");
  }

  @Test
  void shouldImportNothingOfAFileThatBreaksOffOnItsWay() {
    byte[] some =
        (HEADER + person(500).repeat(20_000))
            .replace("G-500", "Q-500")
            .getBytes(StandardCharsets.UTF_8);
    InputStream broken =
        new SequenceInputStream(
            new ByteArrayInputStream(some),
            new FilterInputStream(InputStream.nullInputStream()) {
              @Override
              public int read(byte[] into, int offset, int count) throws IOException {
                throw new IOException("connection reset");
              }
            });

    assertThatThrownBy(
            () ->
                bench
                    .bean(HcpImports.class)
                    .receive("broken.csv", ImportRun.Format.CSV, broken, GateBench.TESTER))
        .isInstanceOf(IOException.class);

    ImportRun run =
        bench.bean(ImportRuns.class).latest(100).stream()
            .filter(one -> one.fileName().equals("broken.csv"))
            .findFirst()
            .orElseThrow();
    assertThat(run.state()).isEqualTo(ImportRun.State.REFUSED);
    assertThat(bench.hcps().findByExternalId("Q-500")).isEmpty();
    assertForgotten(run);
  }

  private static ImportRun receive(String name, String csv) throws IOException {
    return bench
        .bean(HcpImports.class)
        .receive(
            name,
            ImportRun.Format.CSV,
            new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)),
            GateBench.TESTER);
  }

  private static ImportRun ended(ImportRun run) {
    return Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(50))
        .until(
            () -> {
              // What the schedule does every other second.
              bench.bean(HcpImports.class).resume();
              return bench.bean(HcpImports.class).require(run.id());
            },
            ImportRun::ended);
  }

  private static void assertForgotten(ImportRun run) {
    assertThat(
            bench
                .sql()
                .sql("select count(*) from hcp_import_chunk where import_id = ?")
                .param(run.id())
                .query(Long.class)
                .single())
        .isZero();
    assertThat(
            bench
                .sql()
                .sql("select wrapped is null from hcp_import where id = ?")
                .param(run.id())
                .query(Boolean.class)
                .single())
        .isTrue();
  }

  private static long count(String query) {
    return bench.sql().sql(query).query(Long.class).single();
  }

  private static ImportReport json(String array) throws IOException {
    return bench
        .bean(HcpImport.class)
        .importJson(
            new ByteArrayInputStream(array.getBytes(StandardCharsets.UTF_8)), GateBench.TESTER);
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
