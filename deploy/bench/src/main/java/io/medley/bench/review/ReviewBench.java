package io.medley.bench.review;

import co.elastic.clients.elasticsearch._types.Refresh;
import io.camunda.client.CamundaClient;
import io.camunda.client.api.worker.JobWorker;
import io.camunda.zeebe.model.bpmn.Bpmn;
import io.medley.bench.Booted;
import io.medley.bench.Figure;
import io.medley.bench.Pairs;
import io.medley.bench.Protocol;
import io.medley.bench.Wanted;
import io.medley.bench.review.Submissions.Submitted;
import io.medley.content.annotation.Annotating;
import io.medley.content.annotation.Annotation;
import io.medley.content.catalog.Catalog;
import io.medley.content.catalog.SelectionRequest;
import io.medley.content.lifecycle.Approvals;
import io.medley.content.precheck.CheckRuns;
import io.medley.content.review.ReviewLane;
import io.medley.content.signing.Lane;
import io.medley.platform.elasticsearch.SearchExchange;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Measures reviews: the service, PostgreSQL, Elasticsearch and the engine as they run. */
public final class ReviewBench implements AutoCloseable {

  /** What can be measured by itself, in the order in which it is measured. */
  public static final List<String> PARTS = List.of("P9", "open", "desk", "flight");

  private static final int FINDINGS = 500;
  private static final int ANNOTATIONS = 200;
  private static final String BARE = "bench-bare";
  private static final String PLAIN =
      "Zelvaro (zelvarostat) senkt den Blutdruck. Bitte lesen Sie die Fachinformation.";

  private final Protocol protocol;
  private final Wanted wanted;
  private final Booted service;
  private final PrintStream out;
  private final Submissions submissions;
  private final CamundaClient engine;
  private final List<Figure> figures = new ArrayList<>();

  private ReviewBench(Protocol protocol, Wanted wanted, PrintStream out, Booted service) {
    this.protocol = protocol;
    this.wanted = wanted;
    this.out = out;
    this.service = service;
    this.submissions = new Submissions(service);
    this.engine = service.bean(CamundaClient.class);
  }

  /** Starts servers, engine and service. */
  public static ReviewBench start(Protocol protocol, Wanted wanted, PrintStream out)
      throws IOException {
    out.println("Starting servers; nothing is measured yet.");
    return new ReviewBench(protocol, wanted, out, Booted.withEngine());
  }

  /** Measures everything. */
  public List<Figure> run() throws Exception {
    Map<String, Wanted.Part> parts = new LinkedHashMap<>();
    parts.put("P9", this::approval);
    parts.put("open", this::open);
    parts.put("desk", this::desk);
    parts.put("flight", this::flight);
    engine
        .newDeployResourceCommand()
        .addProcessModel(
            Bpmn.createExecutableProcess(BARE)
                .startEvent()
                .serviceTask("work", task -> task.zeebeJobType(BARE))
                .endEvent()
                .done(),
            BARE + ".bpmn")
        .send()
        .join();
    try (JobWorker _ =
        engine
            .newWorker()
            .jobType(BARE)
            .handler((client, job) -> client.newCompleteCommand(job).send().join())
            .open()) {
      wanted.measure(parts);
    }
    return List.copyOf(figures);
  }

  /** From the last signature to the first selection that answers with the piece. */
  private void approval() throws Exception {
    int samples = protocol.pairs() * 6;
    Map<Lane, Signer> signers = new LinkedHashMap<>();
    List<Double> bare = new ArrayList<>();
    List<Double> ours = new ArrayList<>();
    long warm = System.nanoTime() + protocol.warm().toNanos();
    while (ours.size() < samples) {
      double baseline = millis(this::createComplete) + millis(this::indexed);
      Submitted piece = submissions.submit(PLAIN);
      List<ReviewLane> lanes = submissions.opened(piece);
      long sent = 0;
      for (ReviewLane lane : lanes) {
        sent =
            signers
                .computeIfAbsent(lane.lane(), which -> new Signer(service, which))
                .approve(piece.review());
      }
      double millis = (served(piece) - sent) / 1e6;
      if (System.nanoTime() > warm) {
        bare.add(baseline);
        ours.add(millis);
      }
    }
    String baseline = "create + complete of a bare instance, and one index with refresh";
    add(
        Figure.ratioAtMost(
            "P9 last signature to served, p50", "ms", baseline, Pairs.of(bare, ours), 4));
    add(
        Figure.ratioAtMost(
            "P9 last signature to served, p99",
            "ms",
            baseline,
            Pairs.of(List.of(Pairs.percentile(bare, 0.99)), List.of(Pairs.percentile(ours, 0.99))),
            4));
  }

  private long served(Submitted piece) {
    Catalog catalog = service.bean(Catalog.class);
    SelectionRequest wish =
        new SelectionRequest(
            piece.brand(), "AT", "de-AT", "EMAIL", "HCP", null, null, List.of(), false);
    Approvals approvals = service.bean(Approvals.class);
    for (long end = System.nanoTime() + 60_000_000_000L; System.nanoTime() < end; ) {
      // The row is a cheap question, so that asking takes little from what is measured.
      if (approvals.find(piece.version()).isPresent()
          && !catalog.select(wish).candidates().isEmpty()) {
        return System.nanoTime();
      }
      LockSupport.parkNanos(4_000_000L);
    }
    throw new IllegalStateException("A piece with all its signatures was not served in a minute");
  }

  /** From the submission to the last lane's task. */
  private void open() throws Exception {
    List<Double> bare = new ArrayList<>();
    List<Double> ours = new ArrayList<>();
    for (int i = -3; i < protocol.pairs() * 6; i++) {
      double baseline = millis(this::createComplete);
      double millis = opening();
      if (i >= 0) {
        bare.add(baseline);
        ours.add(millis);
      }
    }
    add(
        Figure.told(
            "submitted to all tasks open, p50",
            Pairs.median(ours),
            "ms",
            "create + complete of a bare instance takes %.1f ms".formatted(Pairs.median(bare)),
            ours));
  }

  private double opening() throws IOException {
    Submitted piece = submissions.submit(PLAIN);
    submissions.opened(piece);
    return (System.nanoTime() - piece.submittedAt()) / 1e6;
  }

  /** The desk of a piece that has very many findings and annotations. */
  private void desk() throws Exception {
    Submitted piece =
        submissions.submit(
            IntStream.range(0, FINDINGS)
                .mapToObj(
                    i ->
                        "Zelvaro (zelvarostat) senkt den Blutdruck der Gruppe %c%c."
                            .formatted('A' + i / 26, 'A' + i % 26))
                .collect(Collectors.joining(" ")));
    List<ReviewLane> lanes = submissions.opened(piece);
    int found =
        service.bean(CheckRuns.class).ofVersion(piece.version()).getLast().findings().size();
    Annotating annotating = service.bean(Annotating.class);
    int at = 0;
    for (int i = 0; i < ANNOTATIONS; i++) {
      at = piece.text().indexOf("Zelvaro", at + 1);
      annotating.add(
          piece.version(),
          new Annotating.Remark(
              Lane.MEDICAL,
              Annotation.Kind.MUST_FIX,
              Annotation.Category.CLAIM_WORDING,
              "Remark number " + i,
              "",
              new Annotating.Pointed(1, at, at + 7, "Zelvaro", "", "", null, null)),
          Booted.person("max.medical"));
    }
    Signer max = new Signer(service, Lane.MEDICAL);
    String path = "/desk/" + piece.review() + "/" + lanes.getFirst().lane();
    List<Double> millis = new ArrayList<>();
    for (int i = -5; i < protocol.pairs() * 6; i++) {
      double one = max.millis(path);
      if (i >= 0) {
        millis.add(one);
      }
    }
    add(
        Figure.atMost(
            "desk with %d findings and %d annotations, p95".formatted(found, ANNOTATIONS),
            Pairs.percentile(millis, 0.95),
            "ms",
            "no baseline: what a reviewer waits for, without the browser's own work",
            1000,
            millis));
  }

  /** A thousand reviews at once, and one more among them. */
  private void flight() throws Exception {
    int many = 1000;
    List<Double> idle = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      idle.add(opening());
    }
    long begin = System.nanoTime();
    List<Submitted> all = new ArrayList<>();
    for (int i = 0; i < many; i++) {
      all.add(submissions.submit(PLAIN));
    }
    for (Submitted piece : all) {
      submissions.opened(piece);
    }
    double seconds = (System.nanoTime() - begin) / 1e9;
    add(
        Figure.told(
            "%d reviews submitted at once, all tasks open".formatted(many),
            many / seconds,
            "per s",
            "no baseline: the whole took %.1f s".formatted(seconds),
            List.of()));
    List<Double> among = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      among.add(opening());
    }
    add(
        Figure.ratioAtMost(
            "submitted to all tasks open among %d reviews in flight".formatted(many),
            "ms",
            "the same with none in flight",
            Pairs.of(List.of(Pairs.median(idle)), List.of(Pairs.median(among))),
            2));
    Signer max = new Signer(service, Lane.MEDICAL);
    List<Double> inbox = new ArrayList<>();
    for (int i = -3; i < 20; i++) {
      double one = max.millis("/desk");
      if (i >= 0) {
        inbox.add(one);
      }
    }
    add(
        Figure.atMost(
            "inbox of a reviewer with %d tasks, p95".formatted(many),
            Pairs.percentile(inbox, 0.95),
            "ms",
            "no baseline: what a reviewer waits for",
            1000,
            inbox));
  }

  private void createComplete() {
    engine
        .newCreateInstanceCommand()
        .bpmnProcessId(BARE)
        .latestVersion()
        .withResult()
        .send()
        .join();
  }

  private void indexed() {
    service
        .bean(SearchExchange.class)
        .run(
            client ->
                client.index(
                    i ->
                        i.index("bench-baseline")
                            .document(Map.of("piece", "one"))
                            .refresh(Refresh.True)));
  }

  private static double millis(Runnable work) {
    long begin = System.nanoTime();
    work.run();
    return (System.nanoTime() - begin) / 1e6;
  }

  private void add(Figure figure) {
    figures.add(figure);
    out.println(figure.line());
    out.flush();
  }

  @Override
  public void close() {
    service.close();
  }
}
