package io.medley.content.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.medley.content.RunningContentService;
import io.medley.content.RunningContentService.Answer;
import io.medley.content.SampleFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

class BulkImportIT {

  private static final RunningContentService SERVICE = RunningContentService.get();
  private static final String HEADING =
      "file,title,jobCode,brandId,indicationIds,materialType,purpose,countries,language,audiences,channels\n";

  /** Some of the thousand are wrong, each in its own way. */
  @Test
  void shouldBringInAThousandPiecesRowByRowAndNothingTwice() throws IOException {
    String run = Long.toString(System.nanoTime() % 10_000_000);
    StringBuilder csv = new StringBuilder(HEADING);
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (int i = 1; i <= 1_000; i++) {
      String name = "texts/piece-%04d.txt".formatted(i);
      String code = "GB-ZEL-B" + run + "-" + i;
      String channel = i == 7 ? "PIGEON" : "EMAIL";
      csv.append(
          "%s,Piece %d,%s,zelvaro,hypertension-adults,EMAIL,PROMOTIONAL,GB,en-GB,HCP,%s\n"
              .formatted(name, i, code, channel));
      if (i != 8) {
        files.put(
            "folder/" + name,
            i == 9 ? SampleFiles.program() : ("Zelvaro " + code).getBytes(StandardCharsets.UTF_8));
      }
    }
    csv.append(",No file,x,,,,,,,,\n");
    files.put("folder/texts/piece-0010.txt", files.get("folder/texts/piece-0011.txt"));
    String table = csv.toString();
    Answer begun = table(table);
    assertThat(begun.status()).as(begun.body().toString()).isEqualTo(201);
    String path = "/api/imports/" + begun.body().path("id").asString();
    assertThat(count(begun.body(), "WAITING")).isEqualTo(1_000);
    assertThat(count(begun.body(), "INVALID")).isEqualTo(1);

    archive(path, zip(files));
    JsonNode report = settled(path, 998);

    assertThat(count(report, "DONE")).as(report.path("counts").toString()).isEqualTo(996);
    assertThat(count(report, "TAGS_OPEN")).isEqualTo(1);
    assertThat(count(report, "WAITING")).isEqualTo(1);
    assertThat(count(report, "REFUSED")).isEqualTo(1);
    assertThat(count(report, "ALREADY_HERE")).isEqualTo(1);
    assertThat(row(report, 7).path("message").asString()).contains("channels");
    assertThat(row(report, 8).path("message").asString()).contains("not been sent");
    assertThat(row(report, 9).path("message").asString()).endsWith(".");
    assertThat(row(report, 1_001).path("message").asString()).contains("names no file");

    // The same table and the same files again: nothing new.
    long before = versions();
    assertThat(table(table).body().path("id").asString())
        .isEqualTo(begun.body().path("id").asString());
    archive(path, zip(files));
    JsonNode again = settled(path, 998);
    assertThat(again.path("counts")).isEqualTo(report.path("counts"));
    assertThat(versions()).isEqualTo(before);

    // A better file for the refused row, and the one that was missing.
    send(path, "texts/piece-0009.txt", ("Zelvaro nine " + run).getBytes(StandardCharsets.UTF_8));
    send(
        path,
        "any/texts/piece-0008.txt",
        ("Zelvaro eight " + run).getBytes(StandardCharsets.UTF_8));
    assertThat(count(settled(path, 1_000), "DONE")).isEqualTo(998);
    assertThat(SERVICE.get("ben.agency", path).status()).isEqualTo(404);
    assertThat(SERVICE.get("cora.coordinator", path).status()).isEqualTo(404);
    assertThat(
            SERVICE
                .send("ben.agency", "POST", path + "/files", Map.of("path", "x", "size", 1))
                .status())
        .isEqualTo(404);
  }

  @Test
  void shouldRefuseATableItCannotUnderstand() {
    Answer refused = table("file,colour\na.pdf,red\n");

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body().path("detail").asString()).contains("colour");
    assertThat(table("file,title\n").status()).isEqualTo(422);
    assertThat(table("title\nx\n").status()).isEqualTo(422);
  }

  @Test
  void shouldRefuseAnArchiveThatIsNone() throws IOException {
    String path =
        "/api/imports/"
            + table("file\nx-" + System.nanoTime() + ".pdf\n").body().path("id").asString();

    JsonNode ended = archive(path, "no zip at all".getBytes(StandardCharsets.UTF_8));

    assertThat(ended.path("state").asString()).isEqualTo("REFUSED");
    assertThat(ended.path("reason").asString()).isEqualTo("BROKEN");
  }

  @Test
  void shouldShowReportAndListAsPages() throws IOException, InterruptedException {
    String id =
        table("file,title\npage-" + System.nanoTime() + ".pdf,T\n").body().path("id").asString();

    assertThat(page("/imports")).contains("Earlier imports", "keyMessages");
    assertThat(page("/imports/" + id)).contains("File to come", "webkitdirectory", "data-import");
    HttpResponse<String> csv = send("/upload/imports/" + id + "/report.csv");
    assertThat(csv.body()).startsWith("row,file,state").contains("WAITING");
  }

  private static Answer table(String csv) {
    return SERVICE.body("anna.agency", "POST", "/api/imports?name=pieces.csv", "text/csv", csv);
  }

  private static JsonNode archive(String path, byte[] zip) {
    Answer begun =
        SERVICE.send(
            "anna.agency",
            "POST",
            path + "/archive",
            Map.of("path", "folder.zip", "size", zip.length));
    assertThat(begun.status()).as(begun.body().toString()).isEqualTo(201);
    String upload = begun.response().headers().firstValue("Location").orElseThrow();
    assertThat(SERVICE.patch("anna.agency", upload, 0, zip).status()).isEqualTo(204);
    return await()
        .atMost(Duration.ofSeconds(90))
        .until(
            () -> SERVICE.get("anna.agency", upload).body(),
            body -> !body.path("state").asString().startsWith("RECEIV"));
  }

  private static void send(String path, String name, byte[] file) {
    Answer begun =
        SERVICE.send(
            "anna.agency", "POST", path + "/files", Map.of("path", name, "size", file.length));
    assertThat(begun.status()).as(begun.body().toString()).isEqualTo(201);
    String upload = begun.response().headers().firstValue("Location").orElseThrow();
    SERVICE.patch("anna.agency", upload, 0, file);
  }

  /** The report once this many rows have ended well or badly. */
  private static JsonNode settled(String path, int ended) {
    return await()
        .atMost(Duration.ofMinutes(4))
        .pollInterval(Duration.ofMillis(500))
        .until(
            () -> SERVICE.get("anna.agency", path).body(),
            report ->
                count(report, "DONE")
                            + count(report, "TAGS_OPEN")
                            + count(report, "ALREADY_HERE")
                            + count(report, "REFUSED")
                        >= ended
                    && count(report, "READING") == 0);
  }

  private static int count(JsonNode report, String state) {
    return report.path("counts").path(state).asInt(0);
  }

  private static JsonNode row(JsonNode report, int number) {
    return report.path("rows").get(number - 1);
  }

  private static long versions() {
    return SERVICE
        .bean(JdbcClient.class)
        .sql("select count(*) from asset_version")
        .query(Long.class)
        .single();
  }

  private static byte[] zip(Map<String, byte[]> files) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(file.getValue());
        zip.closeEntry();
      }
    }
    return out.toByteArray();
  }

  private static String page(String path) throws IOException, InterruptedException {
    HttpResponse<String> response = send(path);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return response.body();
  }

  private static HttpResponse<String> send(String path) throws IOException, InterruptedException {
    return SERVICE
        .browser("anna.agency")
        .send(
            HttpRequest.newBuilder(URI.create(SERVICE.base() + path))
                .header("Accept", "text/html, text/csv")
                .build(),
            HttpResponse.BodyHandlers.ofString());
  }
}
