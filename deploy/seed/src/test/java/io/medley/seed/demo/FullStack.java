package io.medley.seed.demo;

import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.WaitForSelectorState;
import io.medley.local.ListeningSockets;
import io.medley.local.StackHome;
import io.medley.seed.Doors;
import io.medley.seed.Stack;
import io.medley.seed.document.Sample;
import io.medley.seed.hcp.HcpList;
import io.medley.seed.http.Api;
import io.medley.seed.http.Browser;
import io.medley.seed.http.Tasklist;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Everything, as {@code ./medley up} starts it, in a home of this JVM's own: the supervisor runs as
 * a child process, the servers and both services are its children.
 */
final class FullStack {

  private static final Duration START = Duration.ofMinutes(8);
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private static @Nullable FullStack running;

  private final Path home;
  private final Process supervisor;
  private final Stack stack;
  private final Doors doors;
  private final Narration narration = new Narration(System.out);

  private FullStack(Path home, Process supervisor) {
    this.supervisor = supervisor;
    this.home = home;
    this.stack = Stack.read(home.resolve("stack.json"));
    this.doors = new Doors(stack);
  }

  /** The stack of this JVM, started and seeded at the first call, stopped with the JVM. */
  static synchronized FullStack running() {
    FullStack known = running;
    if (known == null) {
      known = start();
      running = known;
    }
    return known;
  }

  /** The stack of this JVM, if it was started. */
  static synchronized Optional<FullStack> started() {
    return Optional.ofNullable(running);
  }

  private static FullStack start() {
    Path module = Path.of("").toAbsolutePath();
    Path checkout = Objects.requireNonNull(Objects.requireNonNull(module.getParent()).getParent());
    StackHome home = StackHome.temporary();
    Path local = checkout.resolve("deploy/local/target");
    List<String> command =
        List.of(
            java(),
            "-Xmx384m",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-cp",
            local.resolve("classes") + ":" + read(local.resolve("runtime.classpath")).strip(),
            "io.medley.local.supervisor.Supervisor",
            home.folder().toString(),
            checkout.toString());
    try {
      Process supervisor =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(home.log("supervisor").toFile())
              .start();
      Path progress = home.folder().resolve("progress");
      await()
          .atMost(START)
          .pollInterval(Duration.ofMillis(500))
          .until(() -> !supervisor.isAlive() || ended(read(progress)));
      if (!read(progress).contains("ready ")) {
        String log = read(home.log("supervisor"));
        stop(supervisor, home);
        throw new IllegalStateException("The stack did not start:\n" + read(progress) + log);
      }
      FullStack stack = new FullStack(home.folder(), supervisor);
      Runtime.getRuntime()
          .addShutdownHook(new Thread(() -> stop(supervisor, home), "stop-full-stack"));
      return stack;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static boolean ended(String progress) {
    return progress.contains("ready ") || progress.contains("fail ");
  }

  private static void stop(Process supervisor, StackHome home) {
    supervisor.destroy();
    try {
      if (!supervisor.waitFor(90, TimeUnit.SECONDS)) {
        supervisor.destroyForcibly();
      }
    } catch (InterruptedException interruption) {
      Thread.currentThread().interrupt();
    }
    home.discard();
  }

  private static String read(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  Stack description() {
    return stack;
  }

  Api content(String person) {
    return doors.api("content", person);
  }

  Api campaigns(String person) {
    return doors.api("campaign", person);
  }

  ContentRoad agency() {
    return new ContentRoad(content("anna.agency"), narration);
  }

  ReviewRoad reviews() {
    return new ReviewRoad(content("cora.coordinator"), stack.url("content"), narration);
  }

  CampaignRoad marketer() {
    return new CampaignRoad(campaigns("mia.marketer"), narration);
  }

  CampaignRoad.Approvers approvers() {
    return new CampaignRoad.Approvers(
        campaigns("bea.brand"),
        campaigns("max.medical"),
        campaigns("ada.admin"),
        campaigns("finn.field"));
  }

  Browser browser(String person) {
    return new Browser(person, stack.password(person));
  }

  Ledger ledger(String service) {
    Stack.Database database = stack.database(service);
    return new Ledger(database.url(), database.user(), database.password());
  }

  MailSinkPages mails() {
    return new MailSinkPages(stack.url("mail"));
  }

  /** A piece whose lanes are planned. */
  Piece inReview(Sample sample) {
    ContentRoad agency = agency();
    Piece piece = reviews().accept(agency.submit(agency.upload(sample)));
    reviews().planned(piece);
    return piece;
  }

  /** A piece that every lane approved on the desk. */
  Piece live(Sample sample) {
    return live(List.of(sample)).getFirst();
  }

  /** Pieces that every lane approved on the desk; they go their way side by side. */
  List<Piece> live(List<Sample> samples) {
    ContentRoad agency = agency();
    ReviewRoad reviews = reviews();
    List<Piece> submitted =
        samples.stream().map(sample -> agency.submit(agency.upload(sample))).toList();
    List<Piece> pieces = submitted.stream().map(reviews::accept).toList();
    Map<String, Browser> windows = new HashMap<>();
    Function<String, Browser> people = lane -> windows.computeIfAbsent(signer(lane), this::browser);
    for (Piece piece : pieces) {
      for (JsonNode lane : reviews.planned(piece).path("lanes")) {
        String name = lane.path("lane").asString();
        reviews.sign(people.apply(name), piece, name, "APPROVE", "desk");
      }
    }
    reviews.untilLive(pieces, people);
    return pieces;
  }

  /** Withdraws the e-mails of a market that earlier walks left live: none shall step in. */
  void clearShelf(String market) {
    Api rhea = content("rhea.regulatory");
    for (JsonNode left : rhea.get("/api/catalog?channel=EMAIL&market=" + market).path("pieces")) {
      rhea.post(
          "/api/versions/" + left.path("versionId").asString() + "/withdrawal",
          Map.of("reason", "It has served its walk."));
    }
  }

  static String signer(String lane) {
    return switch (lane) {
      case "MEDICAL" -> "max.medical";
      case "LEGAL" -> "lena.legal";
      case "REGULATORY" -> "rhea.regulatory";
      case "PHARMACOVIGILANCE" -> "vera.vigilance";
      case "PRIVACY" -> "paula.privacy";
      case "FINAL" -> "sam.signatory";
      case "COORDINATOR" -> "cora.coordinator";
      default -> throw new IllegalArgumentException("Nobody signs " + lane);
    };
  }

  void importHcps(String list, int count) {
    marketer().importHcps(HcpList.csv(count, list, 1));
  }

  /** Opens a page of {@code content} or {@code campaign} in a window, signing in where asked. */
  void open(Page window, String service, String path, String person) {
    window.navigate(stack.url(service).resolve(path).toString());
    if (window.locator("#password").count() > 0) {
      window.locator("#username").fill(person);
      window.locator("#password").fill(stack.password(person));
      window.locator("form[action='/login'] button").click();
      window.waitForURL(url -> url.startsWith(stack.url(service).toString()));
    }
  }

  /** Logs into Tasklist and opens the task of one lane of a review. */
  void openTask(Page window, Piece piece, String lane, String person) {
    JsonNode task =
        reviews()
            .task(new Tasklist(stack.url("tasklist"), person, stack.password(person)), piece, lane);
    String address =
        stack.url("tasklist").resolve("/tasklist/" + task.path("id").asString()).toString();
    window.navigate(address);
    Locator user = window.locator("input[name=username]");
    Locator assign =
        window.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Assign to me"));
    user.or(assign).first().waitFor();
    if (user.isVisible()) {
      user.fill(person);
      window.locator("input[name=password]").fill(stack.password(person));
      window.locator("button[type=submit]").click();
      user.waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
      window.navigate(address);
    }
  }

  /** The engine's own REST API, which anybody on this machine may call. */
  URI engine() {
    return server("broker.rest");
  }

  /** The address of a server that people are not told of. */
  URI server(String name) {
    String port =
        read(home.resolve("ports"))
            .lines()
            .filter(line -> line.startsWith(name + "="))
            .findFirst()
            .orElseThrow();
    return URI.create("http://127.0.0.1:" + port.substring(name.length() + 1).strip());
  }

  /** The folder the servers of this stack write their logs to. */
  Path logs() {
    return home.resolve("logs");
  }

  /** Where the supervisor and everything it started accept connections. */
  List<InetSocketAddress> listening() {
    return ListeningSockets.of(supervisor.toHandle());
  }

  /** Ends a service at once, as {@code kill -9} would, and returns when it runs again. */
  void kill(String service) {
    String before = read(home.resolve("pids").resolve(service)).strip();
    ProcessHandle.of(Long.parseLong(before.split(" ")[0]))
        .ifPresent(
            handle -> {
              handle.destroyForcibly();
              handle.onExit().join();
            });
    URI readiness = stack.url(service).resolve("/actuator/health/readiness");
    HttpClient http = HttpClient.newHttpClient();
    await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(
            () ->
                !read(home.resolve("pids").resolve(service)).strip().equals(before)
                    && http.send(
                                HttpRequest.newBuilder(readiness).build(),
                                BodyHandlers.discarding())
                            .statusCode()
                        == 200);
  }
}
