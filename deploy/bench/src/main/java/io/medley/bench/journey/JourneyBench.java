package io.medley.bench.journey;

import io.medley.bench.Figure;
import io.medley.bench.Pairs;
import io.medley.bench.Protocol;
import io.medley.bench.Wanted;
import io.medley.bench.journey.MeasuredCampaigns.Walked;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/**
 * Measures campaigns on a whole running stack whose catalog has approved pieces: after {@code
 * ./medley demo} it has.
 */
public final class JourneyBench implements AutoCloseable {

  /** What can be measured by itself, in the order in which it is measured. */
  public static final List<String> PARTS =
      List.of("P1", "P3", "P4", "P5", "P10", "P13", "wave", "dry-run", "import", "audience");

  private static final int WEEKS = 10;

  /** What a journey does when its wait is over: one more wait, then the reminder, then its end. */
  private static final int DUE_STEPS = 3;

  private final Wanted wanted;
  private final boolean quick;
  private final PrintStream out;
  private final RunningStack stack;
  private final MeasuredCampaigns campaigns;
  private final List<Figure> figures = new ArrayList<>();

  private JourneyBench(RunningStack stack, Protocol protocol, Wanted wanted, PrintStream out) {
    this.stack = stack;
    this.wanted = wanted;
    this.quick = protocol.equals(Protocol.quick());
    this.out = out;
    this.campaigns = new MeasuredCampaigns(stack);
  }

  /** Measures the stack that this file describes. */
  public static JourneyBench on(Path description, Protocol protocol, Wanted wanted, PrintStream out)
      throws IOException {
    return new JourneyBench(new RunningStack(description), protocol, wanted, out);
  }

  /** Measures everything. */
  public List<Figure> run() throws Exception {
    Map<String, Wanted.Part> parts = new LinkedHashMap<>();
    parts.put("P1", this::steps);
    parts.put("P3", this::backlog);
    parts.put("P4", this::overload);
    parts.put("P5", this::storm);
    parts.put("P10", this::reaction);
    parts.put("P13", this::outage);
    parts.put("wave", this::wave);
    parts.put("dry-run", this::dryRun);
    parts.put("import", this::imports);
    parts.put("audience", this::audience);
    wanted.measure(parts);
    return List.copyOf(figures);
  }

  /** P1 and P2: journeys from the launch to their first wait, mails handed over included. */
  private void steps() throws Exception {
    int hcps = quick ? 500 : MeasuredCampaigns.MOST;
    int pairs = quick ? 2 : 5;
    List<Double> bareSteps = new ArrayList<>();
    List<Double> bareStarts = new ArrayList<>();
    List<Double> steps = new ArrayList<>();
    List<Double> starts = new ArrayList<>();
    try (BareJourneys bare = new BareJourneys(stack.engine())) {
      bare.jobsPerSecond(hcps);
      for (int i = 0; i < pairs; i++) {
        bareSteps.add(bare.jobsPerSecond(hcps));
        bareStarts.add(bare.startsPerSecond(hcps));
        Walked walked = campaigns.walk(campaigns.draft(hcps));
        steps.add(walked.stepsPerSecond());
        starts.add(walked.startsPerSecond());
        campaigns.stop(walked.campaign());
      }
    }
    add(
        Figure.ratio(
            "P1 journey steps, each with gate, audit and mail",
            "per s",
            "jobs of a bare process of %d no-op tasks, streaming".formatted(BareJourneys.JOBS),
            Pairs.of(bareSteps, steps),
            0.75));
    add(
        Figure.ratio(
            "P2 journeys started from an audience, while they step",
            "per s",
            "create-instance loop of the bare process",
            Pairs.of(bareStarts, starts),
            0.85));
  }

  /** P3: the same with very many instances waiting in the engine. */
  private void backlog() throws Exception {
    int hcps = quick ? 500 : MeasuredCampaigns.MOST;
    int waiting = quick ? 10_000 : 500_000;
    List<Double> empty = new ArrayList<>();
    List<Double> full = new ArrayList<>();
    empty.add(alone(hcps));
    empty.add(alone(hcps));
    try (BareJourneys bare = new BareJourneys(stack.engine())) {
      bare.wait(waiting);
    }
    full.add(alone(hcps));
    full.add(alone(hcps));
    add(
        Figure.ratio(
            "P3 journey steps with %,d instances waiting".formatted(waiting),
            "per s",
            "the same before them",
            Pairs.of(empty, full),
            0.85));
  }

  private double alone(int hcps) {
    Walked walked = campaigns.walk(campaigns.draft(hcps));
    campaigns.stop(walked.campaign());
    return walked.stepsPerSecond();
  }

  /** P4: four launches at once, and what somebody at a screen notices of it. */
  private void overload() throws Exception {
    int hcps = quick ? 500 : MeasuredCampaigns.MOST;
    double knee = alone(hcps);
    List<UUID> drafts = IntStream.range(0, 4).mapToObj(_ -> campaigns.draft(hcps)).toList();
    AtScreen screen = new AtScreen();
    List<Walked> together;
    try (BareJourneys bare = new BareJourneys(stack.engine());
        ExecutorService launches = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Walked>> walks =
          drafts.stream().map(draft -> launches.submit(() -> campaigns.walk(draft))).toList();
      while (!walks.stream().allMatch(Future::isDone)) {
        screen.ask(bare);
      }
      together = walks.stream().map(Future::resultNow).toList();
    }
    drafts.forEach(campaigns::stop);
    add(
        Figure.ratio(
            "P4 journey steps of four launches at once",
            "per s",
            "of one",
            Pairs.of(List.of(knee), List.of(Walked.stepsPerSecond(together))),
            0.90));
    screen.add();
  }

  /** P5: contact hours open at one instant for everybody who waits for them. */
  private void storm() throws Exception {
    int hcps = quick ? 1_200 : 24_000;
    double knee = alone(quick ? 500 : MeasuredCampaigns.MOST);
    int launches = Math.ceilDiv(hcps, MeasuredCampaigns.MOST);
    // A journey has begun and asked for its first touch by then, at half the pace it can.
    Duration enrolling = Duration.ofSeconds((long) (hcps * 2 / knee * 2) + 60);
    OffsetDateTime opening =
        OffsetDateTime.now(ZoneOffset.UTC).plus(enrolling).truncatedTo(ChronoUnit.MINUTES);
    List<UUID> drafts =
        IntStream.range(0, launches)
            .mapToObj(_ -> campaigns.draft(hcps / launches, opening))
            .toList();
    try (ExecutorService walking = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Walked> walk :
          drafts.stream().map(draft -> walking.submit(() -> campaigns.walk(draft))).toList()) {
        walk.get();
      }
    }
    if (!OffsetDateTime.now(ZoneOffset.UTC).isBefore(opening)) {
      throw new IllegalStateException("Contact hours opened before everybody waited for them");
    }
    AtScreen screen = new AtScreen();
    try (BareJourneys bare = new BareJourneys(stack.engine())) {
      Thread.sleep(Duration.between(OffsetDateTime.now(ZoneOffset.UTC), opening));
      while (OffsetDateTime.now(ZoneOffset.UTC).isBefore(opening.plusSeconds(120))
          || drafts.stream().anyMatch(draft -> !campaigns.drained(draft))) {
        screen.ask(bare);
      }
    }
    double drained = campaigns.drainedPerSecond(drafts, opening);
    drafts.forEach(campaigns::stop);
    add(
        Figure.ratio(
            "P5 journey steps after contact hours opened for %,d HCPs at once".formatted(hcps),
            "per s",
            "of one launch",
            Pairs.of(List.of(knee), List.of(drained)),
            0.90));
    screen.add();
  }

  /** What somebody at a screen notices: one instance begun and ended each half second. */
  private final class AtScreen {

    private final List<Double> millis = new ArrayList<>();
    private int refused;

    void ask(BareJourneys bare) throws InterruptedException {
      OptionalDouble one = bare.interactive();
      if (one.isPresent()) {
        millis.add(one.getAsDouble());
      } else {
        refused++;
      }
      Thread.sleep(500);
    }

    void add() {
      JourneyBench.this.add(
          Figure.atMost(
              "interactive calls refused by the engine meanwhile, of %d"
                  .formatted(millis.size() + refused),
              (double) refused,
              "calls",
              "no baseline: one instance begun and ended each half second, not repeated",
              0,
              List.of((double) refused)));
      JourneyBench.this.add(
          Figure.atMost(
              "interactive calls meanwhile, p99",
              Pairs.percentile(millis, 0.99),
              "ms",
              "no baseline: what a reviewer waits for",
              1000,
              millis));
    }
  }

  /** P10: from a click on a mail's link to the row of the send that answers it. */
  private void reaction() throws Exception {
    int people = quick ? 40 : 200;
    Walked walked = campaigns.walk(campaigns.draft(people * 2));
    List<Double> ours = new Answering(stack).clicks(walked.campaign(), people);
    List<Double> bareMillis;
    try (BareJourneys bare = new BareJourneys(stack.engine())) {
      bareMillis = bare.answers(people);
    }
    campaigns.stop(walked.campaign());
    add(
        Figure.ratioAtMost(
            "P10 click to the row of its send, p99 of %d, one at a time".formatted(ours.size()),
            "ms",
            "a bare message to its job's handler",
            Pairs.of(
                List.of(Pairs.percentile(bareMillis, 0.99)), List.of(Pairs.percentile(ours, 0.99))),
            2));
  }

  /**
   * P13: the workers stand still while journeys come due at half the rate they can go; how long the
   * service takes, once it runs on, until all have gone as far as they can.
   */
  private void outage() throws Exception {
    Duration outage = Duration.ofSeconds(quick ? 60 : 300);
    double knee = alone(quick ? 500 : MeasuredCampaigns.MOST);
    int hcps = (int) Math.max(100, knee / 2 * outage.toSeconds() / DUE_STEPS);
    int launches = Math.ceilDiv(hcps, MeasuredCampaigns.MOST);
    // They start for two thirds of that time; the first is due when the workers stand still.
    Duration wait = outage.multipliedBy(4).dividedBy(5);
    Map<String, String> waits = Map.of("await-response", wait.toString(), "pause", "PT1S");
    List<UUID> drafts =
        IntStream.range(0, launches)
            .mapToObj(_ -> campaigns.draft(hcps / launches, waits))
            .toList();
    try (ExecutorService walking = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Walked> walk :
          drafts.stream().map(draft -> walking.submit(() -> campaigns.walk(draft))).toList()) {
        walk.get();
      }
    }
    long workers = stack.pid("campaign");
    long backlog;
    long back;
    signal("STOP", workers);
    try {
      Thread.sleep(outage);
      backlog = drafts.stream().mapToLong(campaigns::overdue).sum();
    } finally {
      signal("CONT", workers);
      back = System.nanoTime();
    }
    drafts.forEach(campaigns::finish);
    double cleared = (System.nanoTime() - back) / 1e9;
    drafts.forEach(campaigns::stop);
    add(
        Figure.ratioAtMost(
            "P13 workers back after %d s to %d due journeys gone on"
                .formatted(outage.toSeconds(), backlog),
            "s",
            "the outage; %.1f steps/s can be done, half of it came due".formatted(knee),
            Pairs.of(List.of((double) outage.toSeconds()), List.of(cleared)),
            1.0));
  }

  /** A pilot, a go, and one wave to everybody else. */
  private void wave() {
    UUID campaign = campaigns.draft(quick ? 2_500 : 62_500);
    Walked wave = campaigns.walkWave(campaign);
    campaigns.stop(campaign);
    double seconds = Duration.between(wave.launched(), wave.arrived()).toMillis() / 1e3;
    add(
        Figure.told(
            "a wave to %,d HCPs after its pilot, each mailed or left out for a reason"
                .formatted(wave.hcps()),
            wave.hcps() / seconds,
            "HCPs per s",
            "no baseline: it took %.1f min".formatted(seconds / 60),
            List.of()));
  }

  private static void signal(String name, long pid) throws Exception {
    int status = new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor();
    if (status != 0) {
      throw new IllegalStateException("kill -%s %d ended with %d".formatted(name, pid, status));
    }
  }

  /** A dry run as it is asked for. */
  private void dryRun() {
    int hcps = quick ? 2_000 : 50_000;
    UUID campaign = campaigns.draft(hcps);
    stack.marketer().post("/api/campaigns/" + campaign + "/dry-runs", Map.of("weeks", WEEKS));
    MeasuredCampaigns.await(
        "the dry run",
        () ->
            stack
                    .campaigns()
                    .sql("select count(*) from dry_run where campaign_id = ? and state = 'DONE'")
                    .param(campaign)
                    .query(Long.class)
                    .single()
                == 1);
    double[] done =
        stack
            .campaigns()
            .sql("select audience, took_millis from dry_run where campaign_id = ?")
            .param(campaign)
            .query((row, _) -> new double[] {row.getDouble(1), row.getDouble(2)})
            .single();
    add(
        Figure.told(
            "dry run of %d HCPs over %d weeks".formatted((int) done[0], WEEKS),
            done[0] * WEEKS / (done[1] / 1000),
            "HCP-weeks per s",
            "no baseline: it took %.1f s".formatted(done[1] / 1000),
            List.of()));
  }

  /** A file of very many HCPs, with consents, affiliations, territories and facts in each row. */
  private void imports() throws IOException, InterruptedException {
    int many = quick ? 20_000 : 1_000_000;
    long began = stack.residentBytes("campaign");
    long most = began;
    JsonNode run = new ImportedFile(stack.marketer()).send(many);
    while (run.path("endedAt").isNull()) {
      Thread.sleep(500);
      most = Math.max(most, stack.residentBytes("campaign"));
      run = stack.marketer().get("/api/hcps/imports/" + run.path("id").asString());
    }
    if (run.path("created").asInt() != many) {
      throw new IllegalStateException("The import ended otherwise: " + run);
    }
    double seconds =
        Duration.between(
                    Instant.parse(run.path("receivedAt").asString()),
                    Instant.parse(run.path("endedAt").asString()))
                .toMillis()
            / 1e3;
    add(
        Figure.told(
            "import of %,d HCPs, %,d consents".formatted(many, run.path("consents").asInt()),
            many / seconds,
            "rows/s",
            "no baseline: it took %.0f s".formatted(seconds),
            List.of()));
    add(
        Figure.told(
            "memory the service took beside what it had",
            (most - began) / 1048576.0,
            "MiB",
            "no baseline: resident, of a file of %,d MiB"
                .formatted(run.path("bytes").asLong() / 1048576),
            List.of()));
  }

  /** How long counting an audience takes among very many HCPs. */
  private void audience() {
    int many = quick ? 100_000 : 1_000_000;
    new ManyHcps(stack.campaigns()).growTo(many);
    List<Map<String, Object>> conditions =
        List.of(
            Map.of("field", "COUNTRY", "values", List.of("GB", "DE")),
            Map.of("field", "SPECIALTY", "values", List.of("CARDIOLOGY")),
            Map.of("field", "TIER", "values", List.of("1", "2")),
            Map.of("field", "CONSENT", "values", List.of("EMAIL:PROMOTION")));
    List<Double> millis = new ArrayList<>();
    for (int i = -3; i < (quick ? 10 : 30); i++) {
      long begin = System.nanoTime();
      stack.marketer().post("/api/audiences/count", conditions);
      if (i >= 0) {
        millis.add((System.nanoTime() - begin) / 1e6);
      }
    }
    add(
        Figure.atMost(
            "count of an audience of four conditions among %,d HCPs, p95".formatted(many),
            Pairs.percentile(millis, 0.95),
            "ms",
            "no baseline: what a marketer waits for",
            1000,
            millis));
  }

  private void add(Figure figure) {
    figures.add(figure);
    out.println(figure.line());
    out.flush();
  }

  @Override
  public void close() {
    stack.close();
  }
}
