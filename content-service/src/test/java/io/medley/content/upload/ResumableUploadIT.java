package io.medley.content.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.medley.content.RunningContentService;
import io.medley.content.RunningContentService.Answer;
import io.medley.content.SampleFiles;
import io.medley.platform.signing.Sha256;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ResumableUploadIT {

  private static final RunningContentService SERVICE = RunningContentService.get();
  private static final String BASE = "/api/uploads/resumable";

  @Test
  void shouldTakeAFilePieceByPieceAndReadIt() {
    byte[] file =
        SampleFiles.cleanEmail("GB-ZEL-R" + System.nanoTime() % 1_000_000)
            .getBytes(StandardCharsets.UTF_8);
    String upload = begin("anna.agency", "mail.html", file.length);

    assertThat(send(upload, 0, Arrays.copyOfRange(file, 0, 700)).status()).isEqualTo(204);
    assertThat(offset(upload)).isEqualTo(700);
    Answer last = send(upload, 700, Arrays.copyOfRange(file, 700, file.length));

    assertThat(last.response().headers().firstValue("Upload-Offset"))
        .contains(String.valueOf(file.length));
    JsonNode done = ended(upload);
    assertThat(done.path("state").asString()).isEqualTo("TAKEN_IN");
    Answer version =
        SERVICE.get("anna.agency", "/api/versions/" + done.path("versionId").asString());
    assertThat(version.body().path("contentHash").asString()).isEqualTo(Sha256.hex(file));
    assertThat(version.body().path("author").asString()).isEqualTo("anna.agency");
    assertThat(send(upload, file.length, new byte[] {1}).status()).isEqualTo(410);
  }

  @Test
  void shouldSayWhereItStandsToWhoeverIsElsewhere() {
    String upload = begin("anna.agency", "mail.html", 100);
    send(upload, 0, new byte[40]);

    Answer wrong = send(upload, 10, new byte[10]);

    assertThat(wrong.status()).isEqualTo(409);
    assertThat(wrong.body().path("type").asString()).endsWith(":upload-offset-conflict");
    assertThat(wrong.body().path("offset").asInt()).isEqualTo(40);
    assertThat(SERVICE.exchange("anna.agency", "DELETE", upload).status()).isEqualTo(204);
    assertThat(send(upload, 40, new byte[10]).status()).isEqualTo(410);
  }

  @Test
  void shouldLetOneOfTwoSendersAtTheSamePlaceWin() throws Exception {
    String upload = begin("anna.agency", "race.txt", 4_000_000);
    byte[] some = new byte[1_000_000];

    try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> racing =
          List.of(
              senders.submit(() -> send(upload, 0, some).status()),
              senders.submit(() -> send(upload, 0, some).status()),
              senders.submit(() -> send(upload, 0, some).status()));
      for (Future<Integer> one : racing) {
        assertThat(one.get()).isIn(204, 409);
      }
    }

    assertThat(offset(upload)).isEqualTo(1_000_000);
  }

  /** Attack: the connection breaks in the middle of a request. */
  @Test
  void shouldKeepWhatCameBeforeTheConnectionBroke() throws Exception {
    byte[] file = "Words of a text. ".repeat(20_000).getBytes(StandardCharsets.UTF_8);
    String upload = begin("anna.agency", "long.txt", file.length);
    URI address = SERVICE.base();
    try (Socket socket = new Socket(address.getHost(), address.getPort())) {
      OutputStream out = socket.getOutputStream();
      out.write(
          "PATCH %s HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\nUpload-Offset: 0\r\nContent-Type: application/offset+octet-stream\r\nContent-Length: %d\r\n\r\n"
              .formatted(upload, SERVICE.token("anna.agency"), file.length)
              .getBytes(StandardCharsets.US_ASCII));
      out.write(file, 0, 150_000);
      out.flush();
    }
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(offset(upload)).isPositive());
    long kept = offset(upload);
    assertThat(kept).isLessThanOrEqualTo(150_000);

    send(upload, kept, Arrays.copyOfRange(file, (int) kept, file.length));

    JsonNode done = ended(upload);
    assertThat(done.path("state").asString()).as(done.toString()).isEqualTo("TAKEN_IN");
    assertThat(
            SERVICE
                .get("anna.agency", "/api/versions/" + done.path("versionId").asString())
                .body()
                .path("contentHash")
                .asString())
        .isEqualTo(Sha256.hex(file));
  }

  @Test
  void shouldRefuseWithReasonAfterTheLastByte() {
    byte[] program = SampleFiles.program();
    String upload = begin("anna.agency", "aid.pdf", program.length);
    send(upload, 0, program);

    JsonNode done = ended(upload);

    assertThat(done.path("state").asString()).isEqualTo("REFUSED");
    assertThat(done.path("reason").asString()).isEqualTo("DISGUISED");
    assertThat(done.path("message").asString()).endsWith(".");
    assertThat(
            SERVICE
                .bean(org.springframework.jdbc.core.simple.JdbcClient.class)
                .sql(
                    "select count(*) from audit_entry where aggregate_id = :id and action = 'refused'")
                .param("id", done.path("id").asString())
                .query(Integer.class)
                .single())
        .isEqualTo(1);
  }

  @Test
  void shouldRefuseBeforeTheFirstByteWhatCannotBeTaken() {
    for (Map<String, Object> impossible :
        List.<Map<String, Object>>of(
            Map.of("fileName", "a.pdf", "size", 0),
            Map.of("fileName", "a.pdf", "size", 1L << 50),
            Map.of("fileName", "a.exe", "size", 10))) {
      Answer refused = SERVICE.send("anna.agency", "POST", BASE, impossible);
      assertThat(refused.status()).isEqualTo(422);
      assertThat(refused.body().path("type").asString()).endsWith(":upload-impossible");
    }
    assertThat(
            SERVICE
                .send("mia.marketer", "POST", BASE, Map.of("fileName", "a.pdf", "size", 10))
                .status())
        .isEqualTo(403);
  }

  /** Attack: another agency, and another person of the company, know the address of an upload. */
  @Test
  void shouldShowAnUploadToItsSenderOnly() {
    String upload = begin("anna.agency", "secret.txt", 100);

    for (String stranger : List.of("ben.agency", "mia.marketer", "cora.coordinator")) {
      assertThat(SERVICE.get(stranger, upload).status()).as(stranger).isEqualTo(404);
      assertThat(SERVICE.exchange(stranger, "HEAD", upload).status()).isEqualTo(404);
      assertThat(SERVICE.exchange(stranger, "DELETE", upload).status()).isEqualTo(404);
      assertThat(SERVICE.patch(stranger, upload, 0, new byte[1]).status()).isEqualTo(404);
      assertThat(SERVICE.get(stranger, BASE).body().toString()).doesNotContain("secret.txt");
    }
    assertThat(SERVICE.get("anna.agency", BASE).body().toString()).contains("secret.txt");
  }

  /** Attack: an agency adds a version to another agency's piece. */
  @Test
  void shouldAddVersionsToOwnPiecesOnly() {
    byte[] file = "Version one.".getBytes(StandardCharsets.UTF_8);
    Answer first = SERVICE.upload("anna.agency", "v1.txt", file, Map.of());
    Map<String, Object> next =
        Map.of("fileName", "v2.txt", "size", 3, "assetId", first.body().path("assetId").asString());

    assertThat(SERVICE.send("ben.agency", "POST", BASE, next).status()).isEqualTo(404);
    Answer begun = SERVICE.send("anna.agency", "POST", BASE, next);
    String upload = begun.response().headers().firstValue("Location").orElseThrow();
    send(upload, 0, "two".getBytes(StandardCharsets.UTF_8));

    assertThat(
            SERVICE
                .get("anna.agency", "/api/versions/" + ended(upload).path("versionId").asString())
                .body()
                .path("number")
                .asString())
        .isEqualTo("0.2");
  }

  /** Attack: a process dies after the last byte was acknowledged and before the file was read. */
  @Test
  void shouldTakeOverWhatAKilledReaderLeft() {
    byte[] file = "Left behind by a killed process.".getBytes(StandardCharsets.UTF_8);
    String upload = begin("anna.agency", "left.txt", file.length);
    String id = upload.substring(upload.lastIndexOf('/') + 1);
    org.springframework.jdbc.core.simple.JdbcClient jdbc =
        SERVICE.bean(org.springframework.jdbc.core.simple.JdbcClient.class);
    // Claimed by nobody alive until long after the last byte.
    jdbc.sql(
            "update upload set claim = gen_random_uuid(), claimed_until = now() + interval '1 hour' where id = cast(:id as uuid)")
        .param("id", id)
        .update();
    send(upload, 0, file);
    assertThat(SERVICE.get("anna.agency", upload).body().path("state").asString())
        .isEqualTo("RECEIVED");

    jdbc.sql(
            "update upload set claimed_until = now() - interval '1 second' where id = cast(:id as uuid)")
        .param("id", id)
        .update();
    SERVICE.bean(FinishingUploads.class).wake();

    assertThat(ended(upload).path("state").asString()).isEqualTo("TAKEN_IN");
  }

  @Test
  void shouldForgetWhatNobodyContinues() {
    String upload = begin("anna.agency", "abandoned.txt", 100);
    send(upload, 0, new byte[10]);
    SERVICE
        .bean(org.springframework.jdbc.core.simple.JdbcClient.class)
        .sql(
            "update upload set expires_at = now() - interval '1 second' where id = cast(:id as uuid)")
        .param("id", upload.substring(upload.lastIndexOf('/') + 1))
        .update();
    UploadHousekeeping housekeeping =
        new UploadHousekeeping(
            SERVICE.bean(Uploads.class),
            SERVICE.bean(PieceFolder.class),
            SERVICE.bean(FinishingUploads.class),
            SERVICE.bean(ImportTagging.class),
            io.medley.platform.time.RealTime.system());

    housekeeping.forget();

    assertThat(SERVICE.get("anna.agency", upload).body().path("state").asString())
        .isEqualTo("ENDED");
  }

  @Test
  void shouldSweepPiecesThatNobodyNeeds() throws IOException {
    PieceFolder pieces = SERVICE.bean(PieceFolder.class);
    UploadId orphan = UploadId.random();
    try (PieceFolder.Writing own = pieces.begin(orphan)) {
      own.write(new java.io.ByteArrayInputStream(new byte[10]), 10);
    }
    String upload = begin("anna.agency", "going-on.txt", 100);
    send(upload, 0, new byte[10]);
    java.time.Instant later = java.time.Instant.now().plus(Duration.ofHours(3));
    UploadHousekeeping inThreeHours =
        new UploadHousekeeping(
            SERVICE.bean(Uploads.class),
            pieces,
            SERVICE.bean(FinishingUploads.class),
            SERVICE.bean(ImportTagging.class),
            () -> later);

    inThreeHours.sweep();

    assertThat(pieces.untouchedSince(later))
        .doesNotContain(orphan)
        .contains(
            new UploadId(java.util.UUID.fromString(upload.substring(upload.lastIndexOf('/') + 1))));
  }

  @Test
  void shouldServeThePageToAPersonInABrowser() throws IOException, InterruptedException {
    HttpResponse<String> page =
        SERVICE
            .browser("anna.agency")
            .send(
                HttpRequest.newBuilder(URI.create(SERVICE.base() + "/upload"))
                    .header("Accept", "text/html")
                    .build(),
                HttpResponse.BodyHandlers.ofString());

    assertThat(page.body())
        .contains("Drop files here", "data-resumable=\"/upload/resumable\"", ".mp4");
  }

  private static String begin(String person, String name, long size) {
    Answer begun = SERVICE.send(person, "POST", BASE, Map.of("fileName", name, "size", size));
    assertThat(begun.status()).as(begun.body().toString()).isEqualTo(201);
    String location = begun.response().headers().firstValue("Location").orElseThrow();
    assertThat(location).isEqualTo(BASE + "/" + begun.body().path("id").asString());
    return location;
  }

  private static Answer send(String upload, long offset, byte[] bytes) {
    return SERVICE.patch("anna.agency", upload, offset, bytes);
  }

  private static long offset(String upload) {
    return SERVICE
        .exchange("anna.agency", "HEAD", upload)
        .response()
        .headers()
        .firstValueAsLong("Upload-Offset")
        .orElseThrow();
  }

  private static JsonNode ended(String upload) {
    return await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> SERVICE.get("anna.agency", upload).body(),
            body ->
                List.of("TAKEN_IN", "REFUSED", "ENDED").contains(body.path("state").asString()));
  }
}
