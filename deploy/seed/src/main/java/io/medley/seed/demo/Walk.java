package io.medley.seed.demo;

import io.medley.seed.Stack;
import io.medley.seed.document.SampleDocuments;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.json.JsonMapper;

/** One walk along the whole road on a running stack, with its figures at the end. */
public final class Walk {

  private static final Instant RUNS_COUNT_FROM = Instant.parse("2026-01-01T00:00:00Z");
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Stack stack;
  private final Narration narration;

  /** A walk on this stack, told on this stream. */
  public Walk(Stack stack, PrintStream out) {
    this.stack = stack;
    this.narration = new Narration(out);
  }

  /**
   * Walks, and counts what the stores hold of it afterwards.
   *
   * @param json whether the last line gives the figures as JSON
   * @throws DemoFailed with one sentence when a station of the road was not reached
   */
  public void walk(boolean json) throws IOException {
    String run = String.valueOf(Duration.between(RUNS_COUNT_FROM, Instant.now()).toSeconds());
    Ledger content = ledger("content");
    Ledger campaigns = ledger("campaign");
    MailSinkPages sink = new MailSinkPages(stack.url("mail"));
    Figures figures =
        new Figures(content, campaigns, new CatalogIndex(stack.url("elasticsearch")), sink);
    OffsetDateTime from = figures.beginning();
    narration.say("Run " + run + ": real files, real servers, fictional brand and people");
    SampleDocuments samples =
        new SampleDocuments(
            stack.home().resolve("demo").resolve(run), run, YearMonth.now(ZoneOffset.UTC));
    UUID campaign =
        new Road(new DemoPeople(stack, sink), samples, run, campaigns, narration).walk();

    narration.chapter("5  What the stores say");
    boolean verified = auditVerifies();
    Map<String, Object> counted = figures.ofRun(from, campaign, verified);
    counted.forEach(
        (name, value) -> narration.detail(name + ": " + JSON.writeValueAsString(value)));
    if (!Long.valueOf(0).equals(counted.get("withdrawnTouches"))) {
      throw new DemoFailed(
          "A withdrawn piece was handed over after its withdrawal was acknowledged.");
    }
    if (!verified) {
      throw new DemoFailed("The audit does not verify; ./medley verify-audit says where.");
    }
    if (json) {
      narration.raw(JSON.writeValueAsString(counted));
    }
  }

  private Ledger ledger(String service) {
    Stack.Database database = stack.database(service);
    return new Ledger(database.url(), database.user(), database.password());
  }

  /** The script beside which this was built. */
  private static Path script() {
    try {
      Path classes =
          Path.of(Walk.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      for (Path folder = classes; folder != null; folder = folder.getParent()) {
        if (Files.isExecutable(folder.resolve("medley"))) {
          return folder.resolve("medley");
        }
      }
      throw new DemoFailed("There is no script named medley above " + classes + ".");
    } catch (URISyntaxException failure) {
      throw new DemoFailed("The place of the demo's own classes cannot be read.");
    }
  }

  /** Asks the product's own command, which reads every chain and root again from the beginning. */
  private boolean auditVerifies() throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(script().toString(), "verify-audit")
            .redirectErrorStream(true)
            .redirectOutput(stack.home().resolve("demo").resolve("verify-audit.log").toFile());
    builder.environment().put("MEDLEY_HOME", stack.home().toString());
    Process command = builder.start();
    try {
      if (!command.waitFor(10, TimeUnit.MINUTES)) {
        command.destroyForcibly();
        throw new DemoFailed("./medley verify-audit did not come to an end within ten minutes.");
      }
    } catch (InterruptedException interruption) {
      Thread.currentThread().interrupt();
      throw new DemoFailed("Interrupted.");
    }
    return command.exitValue() == 0;
  }
}
