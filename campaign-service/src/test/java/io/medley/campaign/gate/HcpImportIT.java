package io.medley.campaign.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.medley.campaign.hcp.Hcp;
import io.medley.campaign.hcp.HcpImport;
import io.medley.campaign.hcp.HcpProfile;
import io.medley.campaign.hcp.ImportRefused;
import io.medley.campaign.hcp.ImportReport;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
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
    bench.hcps().erase(profile("D-1").id(), GateBench.TESTER);

    ImportReport again = imported(HEADER + row);

    assertThat(again.rejectedRows()).isEqualTo(1);
    assertThat(bench.hcps().open(profile("D-1").id())).isEmpty();
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
