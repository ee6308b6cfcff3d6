package io.medley.content.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.medley.content.RunningContentService;
import io.medley.content.RunningContentService.Answer;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * A video far larger than anything that may be held in memory. {@code -Dmedley.test.megabytes=2048}
 * sends one of two gigabytes.
 */
class LargeUploadIT {

  private static final RunningContentService SERVICE = RunningContentService.get();
  private static final long CONTENT = Long.getLong("medley.test.megabytes", 128L) << 20;

  @Test
  void shouldTakeALargeVideoWithoutHoldingIt() throws Exception {
    byte[] before = before();
    byte[] after = after();
    long size = before.length + CONTENT + after.length;
    Answer begun =
        SERVICE.send(
            "anna.agency",
            "POST",
            "/api/uploads/resumable",
            Map.of("fileName", "congress.mp4", "size", size));
    String upload = begun.response().headers().firstValue("Location").orElseThrow();
    long used = used();
    long started = System.nanoTime();

    HttpResponse<Void> sent =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(SERVICE.base() + upload))
                    .header("Authorization", "Bearer " + SERVICE.token("anna.agency"))
                    .header("Content-Type", "application/offset+octet-stream")
                    .header("Upload-Offset", "0")
                    .method("PATCH", BodyPublishers.ofInputStream(() -> video(before, after)))
                    .build(),
                HttpResponse.BodyHandlers.discarding());

    assertThat(sent.statusCode()).isEqualTo(204);
    Duration received = Duration.ofNanos(System.nanoTime() - started);
    assertThat(used() - used).as("bytes held after receiving").isLessThan(64L << 20);
    JsonNode ended =
        await()
            .atMost(Duration.ofMinutes(5))
            .until(
                () -> SERVICE.get("anna.agency", upload).body(),
                body -> !body.path("state").asString().startsWith("RECEIV"));
    assertThat(ended.path("state").asString()).as(ended.toString()).isEqualTo("TAKEN_IN");
    assertThat(used() - used).as("bytes held after reading").isLessThan(64L << 20);
    System.out.printf(
        "%,d MB received in %.1f s (%.0f MB/s), taken in after %.1f s; heap at most %,d MB%n",
        size >> 20,
        received.toMillis() / 1e3,
        (size >> 20) * 1e3 / received.toMillis(),
        (System.nanoTime() - started) / 1e9,
        Runtime.getRuntime().maxMemory() >> 20);

    String version = ended.path("versionId").asString();
    Answer end =
        SERVICE.get(
            "anna.agency", "/api/versions/" + version + "/media", "bytes=" + (size - 4) + "-");
    assertThat(end.status()).isEqualTo(206);
    assertThat(end.response().body()).hasSize(4);
  }

  private static long used() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  private static InputStream video(byte[] before, byte[] after) {
    return new SequenceInputStream(
        Collections.enumeration(
            List.of(
                new ByteArrayInputStream(before),
                new Zeros(CONTENT),
                new ByteArrayInputStream(after))));
  }

  /** File type, and the head of a large box of content. */
  private static byte[] before() {
    byte[] type = box("ftyp", "isom\0\0\2\0isomiso2mp41".getBytes(StandardCharsets.ISO_8859_1));
    return ByteBuffer.allocate(type.length + 16)
        .put(type)
        .putInt(1)
        .put("mdat".getBytes(StandardCharsets.ISO_8859_1))
        .putLong(CONTENT + 16)
        .array();
  }

  /** The index of one video track. */
  private static byte[] after() {
    byte[] handler = new byte[24];
    System.arraycopy("vide".getBytes(StandardCharsets.ISO_8859_1), 0, handler, 8, 4);
    return box("moov", box("trak", box("mdia", box("hdlr", handler))));
  }

  private static byte[] box(String type, byte[] content) {
    return ByteBuffer.allocate(8 + content.length)
        .putInt(8 + content.length)
        .put(type.getBytes(StandardCharsets.ISO_8859_1))
        .put(content)
        .array();
  }

  /** So many zeros. */
  private static final class Zeros extends InputStream {
    private long left;

    Zeros(long count) {
      this.left = count;
    }

    @Override
    public int read() {
      return left-- > 0 ? 0 : -1;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
      if (left <= 0) {
        return -1;
      }
      int count = (int) Math.min(length, left);
      java.util.Arrays.fill(buffer, offset, offset + count, (byte) 0);
      left -= count;
      return count;
    }
  }
}
