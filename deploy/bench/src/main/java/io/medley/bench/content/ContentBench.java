package io.medley.bench.content;

import io.medley.bench.Figure;
import io.medley.bench.Load;
import io.medley.bench.Pairs;
import io.medley.bench.Protocol;
import io.medley.bench.RawHttp;
import io.medley.content.asset.VersionId;
import io.medley.content.catalog.Catalog;
import io.medley.content.catalog.CatalogCriteria;
import io.medley.content.catalog.Selection;
import io.medley.content.catalog.SelectionRequest;
import io.medley.content.lifecycle.Approval;
import io.medley.content.lifecycle.Withdrawing;
import io.medley.content.precheck.PreChecks;
import io.medley.content.precheck.Stage;
import io.medley.platform.audit.AuditEvent;
import io.medley.platform.audit.AuditReport;
import io.medley.platform.audit.AuditTrail;
import io.medley.platform.audit.AuditVerifier;
import io.medley.platform.command.ServiceCommands;
import io.medley.platform.store.ObjectStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.parser.AutoDetectParser;
import org.apache.tika.sax.BodyContentHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Measures the content service; every ratio beside its baseline, in one boot. */
public final class ContentBench implements AutoCloseable {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int CONNECTIONS = 16;
  private static final String INDEX = "bench-approved-pieces";
  private static final SelectionRequest WISH =
      new SelectionRequest("brand-0", "GB", "en-GB", "EMAIL", "HCP", null, null, List.of(), false);

  private final Protocol protocol;
  private final int documents;
  private final String only;
  private final PrintStream out;
  private final Booted service;
  private final Stock stock;
  private final List<Figure> figures = new ArrayList<>();

  private ContentBench(
      Protocol protocol, int documents, String only, PrintStream out, Booted service) {
    this.protocol = protocol;
    this.documents = documents;
    this.only = only;
    this.out = out;
    this.service = service;
    this.stock = new Stock(service);
  }

  /**
   * Starts servers and service.
   *
   * @param documents pieces in the catalog while it is measured
   * @param only measure only figures whose name begins so; empty for all
   */
  public static ContentBench start(Protocol protocol, int documents, String only, PrintStream out)
      throws IOException {
    out.println("Starting servers; nothing is measured yet.");
    return new ContentBench(protocol, documents, only, out, new Booted());
  }

  /** Measures everything. */
  public List<Figure> run() throws Exception {
    catalogSearch();
    measured("P6", this::selection);
    measured("P7", this::ingest);
    measured("P8", this::upload);
    measured("P12", this::audit);
    measured("pre-check", this::preChecks);
    measured("rules", this::rules);
    return List.copyOf(figures);
  }

  @FunctionalInterface
  private interface Part {
    void measure() throws Exception;
  }

  private void measured(String name, Part part) throws Exception {
    if (only.isEmpty() || name.startsWith(only)) {
      part.measure();
    }
  }

  private void add(Figure figure) {
    figures.add(figure);
    out.println(figure.line());
    out.flush();
  }

  // ------------------------------------------------------------------ catalog

  private void catalogSearch() throws Exception {
    boolean measure = only.isEmpty() || "search".startsWith(only);
    for (int size : new int[] {1_000, 10_000, 100_000}) {
      if (size > documents) {
        break;
      }
      double rate = stock.growTo(size);
      if (measure) {
        add(
            Figure.told(
                "reindex at " + size,
                rate,
                "docs/s",
                "no baseline: rebuild beside the running index, compared afterwards",
                List.of(rate)));
        search(size);
      }
    }
    if (stock.pieces() < documents) {
      stock.growTo(documents);
    }
  }

  private void search(int size) throws Exception {
    Catalog catalog = service.bean(Catalog.class);
    String[] words = {"morning", "launch piece", "kidney", "dosing", "hepatic safety"};
    Load.Worker raw =
        () -> {
          RawHttp http = new RawHttp(service.elasticsearch());
          Random random = new Random();
          return () ->
              http.send(
                  http.request(
                      "POST",
                      "/" + INDEX + "/_search",
                      rawSearch(words[random.nextInt(words.length)])));
        };
    Load.Worker ours =
        () -> {
          Random random = new Random();
          return () ->
              catalog.search(
                  new CatalogCriteria(
                      words[random.nextInt(words.length)], "GB", "", "", "", "", "", "", 0));
        };
    Load.run(4, half(protocol.warm()), raw);
    Load.run(4, half(protocol.warm()), ours);
    List<Double> left = new ArrayList<>();
    List<Double> right = new ArrayList<>();
    for (int i = 0; i < protocol.pairs(); i++) {
      left.add(Pairs.percentile(Load.run(4, protocol.arm(), raw).millis(), 0.99));
      right.add(Pairs.percentile(Load.run(4, protocol.arm(), ours).millis(), 0.99));
    }
    double ratio = Pairs.median(right) / Pairs.median(left);
    add(
        new Figure(
            "catalog search p99 at " + size,
            Pairs.median(right),
            "ms",
            "the same query, facets and highlights sent raw",
            Pairs.median(left),
            Math.round(ratio * 1000) / 1000d,
            "≤ 2 × raw",
            ratio <= 2,
            right));
  }

  private static String rawSearch(String words) {
    return """
    {"size":20,"_source":false,"track_total_hits":true,"query":{"bool":{"filter":[{"term":{"state":"LIVE"}},
    {"range":{"validFrom":{"lte":"%1$s"}}},{"range":{"validTo":{"gt":"%1$s"}}},{"term":{"markets":"GB"}}],
    "must":[{"dis_max":{"queries":[{"multi_match":{"query":"%2$s","fields":["title^3","jobCode.words^3","keyMessages","text"],
    "type":"bool_prefix","operator":"and","boost":4}},{"multi_match":{"query":"%2$s","fields":["title^2","keyMessages",
    "jobCode.words","text^0.5"],"fuzziness":"AUTO","prefix_length":1,"max_expansions":30,"operator":"and"}}]}}]}},
    "highlight":{"fields":{"title":{"number_of_fragments":0},"text":{"number_of_fragments":1,"fragment_size":160}}},
    "sort":[{"_score":"desc"},{"versionId":"asc"}],
    "aggs":{"a":{"terms":{"field":"markets","size":20}},"b":{"terms":{"field":"language","size":20}},
    "c":{"terms":{"field":"channels","size":20}},"d":{"terms":{"field":"audiences","size":20}},
    "e":{"terms":{"field":"materialType","size":20}},"f":{"terms":{"field":"brandId","size":20}}}}
    """
        .formatted(Instant.now(), words);
  }

  // ------------------------------------------------------------------ selection

  private void selection() throws Exception {
    Catalog catalog = service.bean(Catalog.class);
    if (catalog.select(WISH).candidates().isEmpty()) {
      throw new IllegalStateException("The stock does not answer the wish that is measured");
    }
    Load.Worker searchAndGet =
        () -> {
          RawHttp http = new RawHttp(service.elasticsearch());
          byte[] search = http.request("POST", "/" + INDEX + "/_search", rawSelection());
          return () -> {
            JsonNode found = JSON.readTree(http.send(search));
            String id = found.at("/hits/hits/0/_id").asString();
            http.send(http.request("GET", "/" + INDEX + "/_doc/" + id, ""));
          };
        };
    Load.Worker searchOnly =
        () -> {
          RawHttp http = new RawHttp(service.elasticsearch());
          byte[] search = http.request("POST", "/" + INDEX + "/_search", rawSelection());
          return () -> http.send(search);
        };
    Load.Worker inProcess = () -> () -> nonEmpty(catalog.select(WISH));
    Load.run(CONNECTIONS, protocol.warm(), searchAndGet);
    Load.run(CONNECTIONS, protocol.warm(), inProcess);
    add(
        Figure.ratio(
            "P6a selection in process",
            "per s",
            "raw _search + raw GET of the hit, %d connections".formatted(CONNECTIONS),
            Pairs.interleaved(
                protocol.pairs(),
                () -> Load.run(CONNECTIONS, protocol.arm(), searchAndGet).perSecond(),
                () -> Load.run(CONNECTIONS, protocol.arm(), inProcess).perSecond()),
            0.70));
    http(searchAndGet);
    remembered(catalog, searchOnly);
  }

  private void http(Load.Worker searchAndGet) throws Exception {
    AtomicReference<String> token = new AtomicReference<>(service.token("mia.marketer"));
    String body =
        "{\"brandId\":\"brand-0\",\"market\":\"GB\",\"language\":\"en-GB\",\"channel\":\"EMAIL\",\"audience\":\"HCP\"}";
    Load.Worker ours =
        () -> {
          RawHttp http = new RawHttp(service.base());
          byte[] request =
              http.request(
                  "POST", "/api/catalog/selection", body, "Authorization: Bearer " + token.get());
          return () -> http.send(request);
        };
    Load.run(CONNECTIONS, protocol.warm(), ours);
    List<Double> latency = new ArrayList<>();
    List<Double> baseline = new ArrayList<>();
    add(
        Figure.ratio(
            "P6b selection over HTTP, signed in, as served",
            "per s",
            "raw _search + raw GET of the hit, %d connections".formatted(CONNECTIONS),
            Pairs.interleaved(
                protocol.pairs(),
                () -> {
                  Load.Result result = Load.run(CONNECTIONS, protocol.arm(), searchAndGet);
                  baseline.add(Pairs.percentile(result.millis(), 0.99));
                  return result.perSecond();
                },
                () -> {
                  token.set(service.token("mia.marketer"));
                  Load.Result result = Load.run(CONNECTIONS, protocol.arm(), ours);
                  latency.add(Pairs.percentile(result.millis(), 0.99));
                  return result.perSecond();
                }),
            0.45));
    double ratio = Pairs.median(latency) / Pairs.median(baseline);
    add(
        new Figure(
            "P6b selection over HTTP, p99",
            Pairs.median(latency),
            "ms",
            "raw _search + raw GET of the hit",
            Pairs.median(baseline),
            Math.round(ratio * 1000) / 1000d,
            "≤ 2 × raw",
            ratio <= 2,
            latency));
  }

  private void remembered(Catalog catalog, Load.Worker searchOnly) throws Exception {
    AtomicReference<Set<VersionId>> gone = new AtomicReference<>(Set.of());
    AtomicLong stale = new AtomicLong();
    AtomicInteger withdrawals = new AtomicInteger();
    Load.Worker ours =
        () ->
            () -> {
              Set<VersionId> before = Objects.requireNonNull(gone.get());
              Selection selection = catalog.selectRemembered(WISH);
              for (Approval candidate : selection.candidates()) {
                if (before.contains(candidate.version())) {
                  stale.incrementAndGet();
                }
              }
            };
    Load.run(CONNECTIONS, half(protocol.warm()), ours);
    Pairs pairs =
        Pairs.interleaved(
            protocol.pairs(),
            () -> Load.run(CONNECTIONS, protocol.arm(), searchOnly).perSecond(),
            () -> {
              AtomicBoolean go = new AtomicBoolean(true);
              Thread withdrawer =
                  Thread.ofPlatform().start(() -> withdraw(catalog, go, gone, withdrawals));
              try {
                return Load.run(CONNECTIONS, protocol.arm(), ours).perSecond();
              } finally {
                go.set(false);
                withdrawer.interrupt();
                withdrawer.join();
              }
            });
    add(
        Figure.ratio(
            "P6c selection from version-stamped memory",
            "per s",
            "raw _search, %d connections".formatted(CONNECTIONS),
            pairs,
            2.0));
    add(
        Figure.atMost(
            "P6c stale serves in %d withdrawals".formatted(withdrawals.get()),
            (double) stale.get(),
            "serves",
            "counted against what was withdrawn before each call",
            0,
            List.of((double) stale.get())));
  }

  /** One withdrawal a second, of a piece that the measured wish selects. */
  private void withdraw(
      Catalog catalog,
      AtomicBoolean go,
      AtomicReference<Set<VersionId>> gone,
      AtomicInteger withdrawals) {
    Withdrawing withdrawing = service.bean(Withdrawing.class);
    while (go.get()) {
      try {
        Thread.sleep(1000);
        List<Approval> live = catalog.select(WISH).candidates();
        if (live.size() > 1) {
          VersionId version = live.getLast().version();
          withdrawing.withdraw(version, "measured", Booted.person("cora.coordinator"));
          Set<VersionId> all = new HashSet<>(Objects.requireNonNull(gone.get()));
          all.add(version);
          gone.set(Set.copyOf(all));
          withdrawals.incrementAndGet();
        }
      } catch (InterruptedException stopping) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private static void nonEmpty(Selection selection) {
    if (selection.candidates().isEmpty()) {
      throw new IllegalStateException("A selection came back empty");
    }
  }

  private static String rawSelection() {
    return """
    {"size":1,"_source":false,"track_total_hits":false,"query":{"bool":{"filter":[{"term":{"state":"LIVE"}},
    {"range":{"validFrom":{"lte":"%1$s"}}},{"range":{"validTo":{"gt":"%1$s"}}},{"term":{"brandId":"brand-0"}},
    {"term":{"markets":"GB"}},{"term":{"languagePrimary":"en"}},{"term":{"channels":"EMAIL"}},
    {"term":{"audiences":"HCP"}}]}}}
    """
        .formatted(Instant.now());
  }

  // ------------------------------------------------------------------ ingest

  private void ingest() throws Exception {
    int count = protocol.arm().toSeconds() >= 30 ? 120 : 30;
    ingestOnce(Corpus.documents(count / 3));
    parseOnce(Corpus.documents(count / 3));
    add(
        Figure.ratio(
            "P7 ingest, files to searchable rows",
            "docs/s",
            "in-process AutoDetectParser on 2 threads + raw _bulk; no images, no isolation",
            Pairs.interleaved(
                protocol.pairs(),
                () -> parseOnce(Corpus.documents(count)),
                () -> ingestOnce(Corpus.documents(count))),
            0.75));
  }

  private double ingestOnce(List<Corpus.Document> files) throws Exception {
    String token = service.token("anna.agency");
    HttpClient http = HttpClient.newHttpClient();
    AtomicInteger next = new AtomicInteger();
    long begin = System.nanoTime();
    List<Thread> threads = new ArrayList<>();
    AtomicReference<String> refused = new AtomicReference<>("");
    for (int i = 0; i < 2; i++) {
      threads.add(
          Thread.ofPlatform()
              .start(
                  () -> {
                    for (int at = next.getAndIncrement();
                        at < files.size();
                        at = next.getAndIncrement()) {
                      String answer = post(http, token, files.get(at));
                      if (!answer.isEmpty()) {
                        refused.set(answer);
                      }
                    }
                  }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    String why = Objects.requireNonNull(refused.get());
    if (!why.isEmpty()) {
      throw new IllegalStateException(why);
    }
    return files.size() / ((System.nanoTime() - begin) / 1e9);
  }

  private String post(HttpClient http, String token, Corpus.Document file) {
    String boundary = "b" + UUID.randomUUID();
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(
        "--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\n\r\n"
            .formatted(boundary, file.name())
            .getBytes(StandardCharsets.UTF_8));
    body.writeBytes(file.bytes());
    body.writeBytes(("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
    try {
      HttpResponse<String> answer =
          http.send(
              HttpRequest.newBuilder(service.base().resolve("/api/uploads"))
                  .header("Authorization", "Bearer " + token)
                  .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                  .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      return answer.statusCode() == 201 ? "" : file.name() + ": " + answer.body();
    } catch (IOException broken) {
      return file.name() + ": " + broken;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return "interrupted";
    }
  }

  private double parseOnce(List<Corpus.Document> files) throws Exception {
    AtomicInteger next = new AtomicInteger();
    AtomicReference<String> failed = new AtomicReference<>("");
    long begin = System.nanoTime();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      threads.add(
          Thread.ofPlatform()
              .start(
                  () -> {
                    try (RawHttp http = new RawHttp(service.elasticsearch())) {
                      AutoDetectParser parser = new AutoDetectParser();
                      for (int at = next.getAndIncrement();
                          at < files.size();
                          at = next.getAndIncrement()) {
                        BodyContentHandler text = new BodyContentHandler(-1);
                        parser.parse(
                            new ByteArrayInputStream(files.get(at).bytes()), text, new Metadata());
                        http.send(
                            http.request(
                                "POST",
                                "/bench-raw/_bulk",
                                "{\"index\":{}}\n"
                                    + JSON.writeValueAsString(Map.of("text", text.toString()))
                                    + "\n"));
                      }
                    } catch (Exception broken) {
                      failed.set(broken.toString());
                    }
                  }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    String why = Objects.requireNonNull(failed.get());
    if (!why.isEmpty()) {
      throw new IllegalStateException(why);
    }
    return files.size() / ((System.nanoTime() - begin) / 1e9);
  }

  // ------------------------------------------------------------------ upload

  private void upload() throws Exception {
    ObjectStore store = service.bean(ObjectStore.class);
    long bytes = 512L << 20;
    Path source = service.folder("upload").resolve("source.bin");
    Random random = new Random(1);
    try (var target = Files.newOutputStream(source)) {
      byte[] block = new byte[1 << 20];
      for (long written = 0; written < bytes; written += block.length) {
        random.nextBytes(block);
        target.write(block);
      }
    }
    stored(store, source, 0);
    copied(source);
    List<Double> growth = new ArrayList<>();
    AtomicInteger round = new AtomicInteger();
    Pairs pairs =
        Pairs.interleaved(
            protocol.pairs(),
            () -> copied(source),
            () -> {
              System.gc();
              long before = residentBytes();
              double rate = stored(store, source, round.incrementAndGet());
              growth.add((residentBytes() - before) / (double) (1 << 20));
              return rate;
            });
    Files.delete(source);
    add(
        Figure.ratio(
            "P8 512 MiB into the object store, hashed, verified, synced",
            "MiB/s",
            "cp + fsync, then JDK SHA-256, in sequence",
            pairs,
            0.60));
    add(
        Figure.atMost(
            "P8 memory growth of one 512 MiB upload",
            Pairs.percentile(growth, 1),
            "MiB",
            "resident set before and after, the largest of all",
            64,
            growth));
  }

  /** Stores the source with its first byte changed, so that nothing is there already. */
  private static double stored(ObjectStore store, Path source, int round) throws IOException {
    long begin = System.nanoTime();
    try (InputStream in = Files.newInputStream(source);
        InputStream changed =
            new java.io.SequenceInputStream(
                new ByteArrayInputStream(new byte[] {(byte) round}), in)) {
      store.put(changed);
    }
    return Files.size(source) / (double) (1 << 20) / ((System.nanoTime() - begin) / 1e9);
  }

  private static double copied(Path source) throws Exception {
    Path copy = source.resolveSibling("copy.bin");
    long begin = System.nanoTime();
    Files.copy(source, copy, StandardCopyOption.REPLACE_EXISTING);
    try (FileChannel channel = FileChannel.open(copy, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    byte[] block = new byte[1 << 16];
    try (InputStream in = Files.newInputStream(copy)) {
      for (int read = in.read(block); read >= 0; read = in.read(block)) {
        digest.update(block, 0, read);
      }
    }
    digest.digest();
    double seconds = (System.nanoTime() - begin) / 1e9;
    Files.delete(copy);
    return Files.size(source) / (double) (1 << 20) / seconds;
  }

  private static long residentBytes() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
      }
    }
    return 0;
  }

  // ------------------------------------------------------------------ audit

  private void audit() throws Exception {
    AuditTrail trail = service.bean(AuditTrail.class);
    JdbcClient jdbc = service.bean(JdbcClient.class);
    TransactionTemplate transactions =
        new TransactionTemplate(
            service.bean(org.springframework.transaction.PlatformTransactionManager.class));
    service
        .owner()
        .sql(
            "create table if not exists bench_plain (id bigint generated always as identity primary"
                + " key, body json)")
        .update();
    service.owner().sql("grant insert on bench_plain to public").update();
    Map<String, Object> facts = new HashMap<>();
    facts.put("from", "DRAFT");
    facts.put("to", "SUBMITTED");
    facts.put("why", Corpus.text(20));
    String plain = JSON.writeValueAsString(facts);
    Load.Worker insert =
        () ->
            () ->
                transactions.executeWithoutResult(
                    status ->
                        jdbc.sql("insert into bench_plain (body) values (:body::json)")
                            .param("body", plain)
                            .update());
    Load.Worker append =
        () -> {
          String aggregate = UUID.randomUUID().toString();
          return () ->
              transactions.executeWithoutResult(
                  status ->
                      trail.append(
                          new AuditEvent(
                              "bench",
                              aggregate,
                              "measured",
                              Booted.person("anna.agency"),
                              facts)));
        };
    Load.run(4, half(protocol.warm()), insert);
    Load.run(4, half(protocol.warm()), append);
    add(
        Figure.ratio(
            "P12 audit appends, hash-chained",
            "per s",
            "plain INSERT in a transaction of its own, 4 connections",
            Pairs.interleaved(
                protocol.pairs(),
                () -> Load.run(4, protocol.arm(), insert).perSecond(),
                () -> Load.run(4, protocol.arm(), append).perSecond()),
            0.70));
    service.bean(ServiceCommands.class).verifyAudit(true);
    byte[] entry = (plain + plain + plain).getBytes(StandardCharsets.UTF_8);
    AuditVerifier verifier = service.bean(AuditVerifier.class);
    AuditReport first = verifier.verify();
    if (!first.verified()) {
      throw new IllegalStateException("The audit does not verify: " + first.findings());
    }
    add(
        Figure.ratio(
            "P12 audit entries verified",
            "per s",
            "SHA-256 over as many bytes, nothing read",
            Pairs.interleaved(
                protocol.pairs(),
                () -> {
                  long begin = System.nanoTime();
                  MessageDigest digest = MessageDigest.getInstance("SHA-256");
                  for (long i = 0; i < first.entries(); i++) {
                    digest.digest(entry);
                  }
                  return first.entries() / ((System.nanoTime() - begin) / 1e9);
                },
                () -> {
                  long begin = System.nanoTime();
                  AuditReport report = verifier.verify();
                  return report.entries() / ((System.nanoTime() - begin) / 1e9);
                }),
            0.30));
  }

  // ------------------------------------------------------------------ checks

  private void preChecks() throws Exception {
    String token = service.token("anna.agency");
    HttpClient http = HttpClient.newHttpClient();
    Corpus.Document aid = new Corpus.Document("twenty-pages.pdf", Corpus.pdf(20));
    String refused = post(http, token, aid);
    if (!refused.isEmpty()) {
      throw new IllegalStateException(refused);
    }
    UUID version =
        service
            .bean(JdbcClient.class)
            .sql(
                "select id from asset_version where file_name = :name order by created_at desc"
                    + " limit 1")
            .param("name", aid.name())
            .query(UUID.class)
            .single();
    PreChecks checks = service.bean(PreChecks.class);
    List<Double> seconds = new ArrayList<>();
    for (int i = 0; i < 21; i++) {
      long begin = System.nanoTime();
      checks.run(new VersionId(version), Stage.DRAFT);
      if (i > 0) {
        seconds.add((System.nanoTime() - begin) / 1e9);
      }
    }
    add(
        Figure.atMost(
            "pre-check of 20 pages, p95",
            Pairs.percentile(seconds, 0.95),
            "s",
            "absolute: no other product publishes one to measure beside",
            10,
            seconds));
  }

  /** Recall and precision come from the seeded corpus, which its test writes down. */
  private void rules() throws IOException {
    Path written = Path.of("content-service/target/precheck-figures.json");
    if (!Files.isReadable(written)) {
      add(
          Figure.missing(
              "rules: recall and precision",
              "share",
              "run the test of the seeded violations first; it writes " + written,
              "recall ≥ 0.95 per rule"));
      return;
    }
    JsonNode told = JSON.readTree(Files.readAllBytes(written));
    for (JsonNode rule : told.isArray() ? told : told.path("rules")) {
      double recall = rule.path("recall").asDouble();
      add(
          new Figure(
              "rule " + rule.path("rule").asString() + " recall",
              recall,
              "share",
              "seeded violations; precision " + rule.path("precision").asString(""),
              null,
              null,
              "≥ 0.95",
              recall >= 0.95,
              List.of(recall)));
    }
  }

  private static Duration half(Duration time) {
    return time.dividedBy(2);
  }

  @Override
  public void close() {
    service.close();
  }

  /** Where the service answers, for people who want to look. */
  public URI base() {
    return service.base();
  }
}
