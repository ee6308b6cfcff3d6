package io.medley.bench.content;

import io.medley.bench.Booted;
import io.medley.bench.Figure;
import io.medley.bench.Measuring;
import io.medley.bench.Pairs;
import io.medley.bench.RawHttp;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One large film from a client's disk to a version that is taken in. */
final class UploadFigures {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final long MEGABYTES = 512;
  private static final double MIB = 1 << 20;

  private final Measuring measuring;

  UploadFigures(Measuring measuring) {
    this.measuring = measuring;
  }

  void measure() throws Exception {
    Path film = measuring.service().folder("upload").resolve("film.mp4");
    write(film);
    sent(film);
    copied(film);
    List<Double> growth = new ArrayList<>();
    Pairs pairs =
        Pairs.interleaved(
            measuring.protocol().pairs(),
            () -> copied(film),
            () -> {
              change(film);
              System.gc();
              long before = resident();
              AtomicLong peak = new AtomicLong();
              AtomicBoolean go = new AtomicBoolean(true);
              Thread watch = Thread.ofPlatform().start(() -> watch(go, peak));
              try {
                return sent(film);
              } finally {
                go.set(false);
                watch.join();
                growth.add((peak.get() - before) / MIB);
              }
            });
    Files.delete(film);
    measuring.add(
        Figure.ratio(
            "P8 upload of a 512 MiB film over HTTP: synced, hashed, read, taken in",
            "MiB/s",
            "cp + fsync, then JDK SHA-256, in sequence",
            pairs,
            0.60));
    measuring.add(
        Figure.atMost(
            "P8 growth of the resident set",
            Pairs.percentile(growth, 1),
            "MiB",
            "no baseline: highest during any upload, less what it was before",
            64,
            growth));
  }

  /** MiB per second from the first byte sent to the version being there. */
  private double sent(Path film) throws Exception {
    Booted service = measuring.service();
    String bearer = "Authorization: Bearer " + service.token("anna.agency");
    long size = Files.size(film);
    try (RawHttp http = new RawHttp(service.base());
        FileChannel bytes = FileChannel.open(film)) {
      String upload =
          begin(http, "{\"fileName\":\"film.mp4\",\"size\":%d}".formatted(size), bearer);
      long begin = System.nanoTime();
      http.send(
          "PATCH", upload, "application/offset+octet-stream", bytes, bearer, "Upload-Offset: 0");
      byte[] ask = http.request("GET", upload, "", bearer);
      JsonNode state = JSON.readTree(http.send(ask));
      while (state.path("state").asString().startsWith("RECEIV")) {
        Thread.sleep(5);
        state = JSON.readTree(http.send(ask));
      }
      double seconds = (System.nanoTime() - begin) / 1e9;
      if (!state.path("state").asString().equals("TAKEN_IN")) {
        throw new IllegalStateException("The film was not taken in: " + state);
      }
      forget(film);
      return size / MIB / seconds;
    }
  }

  private static String begin(RawHttp http, String body, String bearer) throws IOException {
    http.send(http.request("POST", "/api/uploads/resumable", body, bearer));
    return URI.create(Objects.requireNonNull(http.header("location"))).getPath();
  }

  /** Half a gigabyte each would fill the disk. */
  private void forget(Path film) throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    String sha256 = HexFormat.of().formatHex(digest(film, digest));
    Files.delete(
        measuring
            .service()
            .folder("store")
            .resolve(sha256.substring(0, 2))
            .resolve(sha256.substring(2, 4))
            .resolve(sha256));
  }

  private static double copied(Path film) throws Exception {
    Path copy = film.resolveSibling("copy.mp4");
    long begin = System.nanoTime();
    Files.copy(film, copy, StandardCopyOption.REPLACE_EXISTING);
    try (FileChannel channel = FileChannel.open(copy, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    digest(copy, MessageDigest.getInstance("SHA-256"));
    double seconds = (System.nanoTime() - begin) / 1e9;
    long size = Files.size(copy);
    Files.delete(copy);
    return size / MIB / seconds;
  }

  private static byte[] digest(Path file, MessageDigest digest) throws IOException {
    byte[] block = new byte[1 << 16];
    try (var in = Files.newInputStream(file)) {
      for (int read = in.read(block); read >= 0; read = in.read(block)) {
        digest.update(block, 0, read);
      }
    }
    return digest.digest();
  }

  /** A film of one video track, its content noise. */
  private static void write(Path film) throws IOException {
    byte[] handler = new byte[24];
    System.arraycopy("vide".getBytes(StandardCharsets.ISO_8859_1), 0, handler, 8, 4);
    Random random = new Random(1);
    byte[] block = new byte[1 << 20];
    try (var out = Files.newOutputStream(film)) {
      out.write(box("ftyp", "isom\0\0\2\0isomiso2mp41".getBytes(StandardCharsets.ISO_8859_1)));
      out.write(
          ByteBuffer.allocate(16)
              .putInt(1)
              .put("mdat".getBytes(StandardCharsets.ISO_8859_1))
              .putLong((MEGABYTES << 20) + 16)
              .array());
      for (int i = 0; i < MEGABYTES; i++) {
        random.nextBytes(block);
        out.write(block);
      }
      out.write(box("moov", box("trak", box("mdia", box("hdlr", handler)))));
    }
  }

  private static byte[] box(String type, byte[] content) {
    return ByteBuffer.allocate(8 + content.length)
        .putInt(8 + content.length)
        .put(type.getBytes(StandardCharsets.ISO_8859_1))
        .put(content)
        .array();
  }

  /** Makes it another film, so that nothing of it is there already. */
  private static void change(Path film) throws IOException {
    try (FileChannel channel = FileChannel.open(film, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.allocate(8).putLong(System.nanoTime()).flip(), 1_000);
    }
  }

  private static void watch(AtomicBoolean go, AtomicLong peak) {
    while (go.get()) {
      peak.accumulateAndGet(resident(), Math::max);
      java.util.concurrent.locks.LockSupport.parkNanos(20_000_000L);
    }
  }

  private static long resident() {
    try {
      for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
        if (line.startsWith("VmRSS:")) {
          return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
        }
      }
      throw new IllegalStateException("/proc/self/status names no resident set");
    } catch (IOException noLinux) {
      throw new java.io.UncheckedIOException(noLinux);
    }
  }
}
