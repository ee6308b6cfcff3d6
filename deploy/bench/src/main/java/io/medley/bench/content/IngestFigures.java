package io.medley.bench.content;

import io.medley.bench.Figure;
import io.medley.bench.Measuring;
import io.medley.bench.Pairs;
import io.medley.bench.RawHttp;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.tika.exception.TikaException;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.parser.AutoDetectParser;
import org.apache.tika.sax.BodyContentHandler;
import org.springframework.util.FileSystemUtils;
import org.xml.sax.SAXException;
import tools.jackson.databind.json.JsonMapper;

/** Files of all kinds and ages, from the request to rows that can be searched and are audited. */
final class IngestFigures {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** The test documents of Apache Tika, which the build brings here. */
  private static final Path JARS = Path.of("content-service", "target", "documents-of-others");

  private static final int SENDERS = 2;

  private final Measuring measuring;

  IngestFigures(Measuring measuring) {
    this.measuring = measuring;
  }

  @FunctionalInterface
  private interface Sending {
    /** Makes a sender; it tells whether a file was taken. */
    Sender open() throws Exception;
  }

  @FunctionalInterface
  private interface Sender {
    boolean take(Corpus.Document file) throws Exception;
  }

  void measure() throws Exception {
    boolean full = measuring.protocol().arm().compareTo(Duration.ofSeconds(30)) >= 0;
    List<Corpus.Document> all = corpus(full ? 1 : 4);
    // What is refused costs little: a rate with refusals in it would flatter. Only what is taken
    // counts.
    Taken warm = send(all, this::service);
    List<Corpus.Document> files = warm.files();
    if (files.size() < all.size() / 4) {
      throw new IllegalStateException(
          "Only %d of %d were taken".formatted(files.size(), all.size()));
    }
    send(files, this::bare);
    measuring.add(
        Figure.ratio(
            "P7 ingest of the %d of %d test documents of Apache Tika that are taken"
                .formatted(files.size(), all.size()),
            "docs/s",
            "in-process AutoDetectParser on %d threads + raw _bulk; no isolation, no page images, no rows"
                .formatted(SENDERS),
            Pairs.interleaved(
                measuring.protocol().pairs(),
                () -> send(files, this::bare).perSecond(),
                () -> {
                  forget();
                  return send(files, this::service).perSecond();
                }),
            0.75));
  }

  private record Taken(List<Corpus.Document> files, double perSecond) {}

  private static Taken send(List<Corpus.Document> files, Sending sending) throws Exception {
    ConcurrentLinkedQueue<Corpus.Document> waiting = new ConcurrentLinkedQueue<>(files);
    ConcurrentLinkedQueue<Corpus.Document> taken = new ConcurrentLinkedQueue<>();
    List<Sender> senders = new ArrayList<>();
    for (int i = 0; i < SENDERS; i++) {
      senders.add(sending.open());
    }
    long begin = System.nanoTime();
    try (ExecutorService threads = Executors.newFixedThreadPool(SENDERS)) {
      List<Future<?>> running = new ArrayList<>();
      for (Sender sender : senders) {
        running.add(
            threads.submit(
                () -> {
                  for (Corpus.Document file = waiting.poll(); file != null; file = waiting.poll()) {
                    if (sender.take(file)) {
                      taken.add(file);
                    }
                  }
                  return null;
                }));
      }
      for (Future<?> one : running) {
        one.get();
      }
    }
    return new Taken(List.copyOf(taken), files.size() / ((System.nanoTime() - begin) / 1e9));
  }

  private Sender service() {
    Api api = new Api(measuring.service(), "anna.agency");
    return file -> {
      HttpResponse<String> answer = api.upload(file);
      if (answer.statusCode() >= 500) {
        throw new IllegalStateException(file.name() + ": " + answer.body());
      }
      return answer.statusCode() == 201;
    };
  }

  private Sender bare() throws IOException {
    RawHttp http = new RawHttp(measuring.service().elasticsearch());
    AutoDetectParser parser = new AutoDetectParser();
    return file -> {
      BodyContentHandler text = new BodyContentHandler(-1);
      try {
        parser.parse(new ByteArrayInputStream(file.bytes()), text, new Metadata());
      } catch (TikaException | SAXException damaged) {
        // What was read so far is indexed.
      }
      http.send(
          http.request(
              "POST",
              "/bench-raw/_bulk",
              "{\"index\":{}}\n"
                  + JSON.writeValueAsString(Map.of("text", text.toString()))
                  + "\n"));
      return true;
    };
  }

  /** Rows and objects of what was sent, so that nothing is known already. */
  private void forget() throws IOException {
    measuring.service().owner().sql("truncate asset, extraction cascade").update();
    try (Stream<Path> folders = Files.list(measuring.service().folder("store"))) {
      for (Path folder : folders.toList()) {
        if (String.valueOf(folder.getFileName()).matches("[0-9a-f]{2}")) {
          FileSystemUtils.deleteRecursively(folder);
        }
      }
    }
  }

  private static List<Corpus.Document> corpus(int every) throws IOException {
    List<Corpus.Document> files = new ArrayList<>();
    int number = 0;
    for (Path jar : jars()) {
      try (ZipFile zip = new ZipFile(jar.toFile())) {
        for (ZipEntry entry : zip.stream().map(ZipEntry.class::cast).toList()) {
          if (entry.getName().contains("test-documents/")
              && !entry.isDirectory()
              && number++ % every == 0) {
            try (InputStream in = zip.getInputStream(entry)) {
              files.add(
                  new Corpus.Document(
                      entry.getName().substring(entry.getName().lastIndexOf('/') + 1),
                      in.readAllBytes()));
            }
          }
        }
      }
    }
    return files;
  }

  private static List<Path> jars() throws IOException {
    if (!Files.isDirectory(JARS)) {
      throw new IllegalStateException("The build did not bring the documents to " + JARS);
    }
    try (Stream<Path> files = Files.list(JARS)) {
      return files.sorted().toList();
    }
  }
}
