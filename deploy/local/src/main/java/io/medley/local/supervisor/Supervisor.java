package io.medley.local.supervisor;

import io.medley.local.DemoPerson;
import io.medley.local.ElasticsearchServer;
import io.medley.local.ListeningSockets;
import io.medley.local.LocalServer;
import io.medley.local.OpenSearchNode;
import io.medley.local.PostgresServer;
import io.medley.local.ServerDidNotStart;
import io.medley.local.ServiceProcess;
import io.medley.local.StackHome;
import io.medley.local.TasklistServer;
import io.medley.local.ZeebeBroker;
import io.medley.local.mail.MailSink;
import io.medley.local.signin.SignInProvider;
import io.medley.local.sms.SmsSink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * The process behind {@code ./medley up}: {@code Supervisor <home> <checkout> [--servers-only]}. It
 * starts everything side by side as far as one thing does not need another, tells {@code progress}
 * how far it is, writes {@code stack.json} when all answers, and stops everything in order when it
 * is told to end. A stack whose supervisor was killed is swept at the next start.
 */
public final class Supervisor {

  private static final String SEEDER = "io.medley.seed.Seeder";

  private final StackHome home;
  private final Jars jars;
  private final boolean serversOnly;
  private final Progress progress;
  private final Addresses addresses;
  private final ServiceSettings settings;
  private final List<LocalServer> running = new ArrayList<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private Supervisor(StackHome home, Path checkout, boolean serversOnly) {
    this.home = home;
    this.jars = new Jars(checkout);
    this.serversOnly = serversOnly;
    this.progress = new Progress(home.folder().resolve("progress"));
    this.addresses = Addresses.in(home);
    this.settings = new ServiceSettings(home, addresses);
  }

  /** Runs until it is told to end. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    StackHome home = StackHome.at(Path.of(arguments[0]));
    boolean serversOnly = List.of(arguments).contains("--servers-only");
    try (FileChannel channel =
            FileChannel.open(
                home.folder().resolve("lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      if (lock == null) {
        System.err.println("Another supervisor holds " + home.folder() + ".");
        System.exit(2);
      }
      home.stopLeftovers();
      home.recordThisProcess("supervisor");
      Supervisor supervisor = new Supervisor(home, Path.of(arguments[1]), serversOnly);
      CountDownLatch ended = new CountDownLatch(1);
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(
                  () -> {
                    supervisor.stop();
                    ended.countDown();
                  },
                  "stop-stack"));
      try {
        supervisor.start();
      } catch (RuntimeException e) {
        supervisor.progress.failed(e);
        e.printStackTrace(System.err);
        System.exit(1);
      }
      ended.await();
    }
  }

  private void start() {
    CompletableFuture<PostgresServer> postgres =
        later("postgres", () -> PostgresServer.start(home));
    CompletableFuture<ElasticsearchServer> elasticsearch =
        later("elasticsearch", () -> ElasticsearchServer.start(home));
    CompletableFuture<ZeebeBroker> broker =
        later(
            "broker",
            () ->
                ZeebeBroker.start(
                    home,
                    new ZeebeBroker.Options(
                        ElasticsearchServer.address(home),
                        OpenSearchNode.address(home),
                        false,
                        1)));
    CompletableFuture<OpenSearchNode> openSearch =
        later("opensearch", () -> OpenSearchNode.start(home));
    CompletableFuture<SignInProvider> signIn = later("sign-in", () -> SignInProvider.start(home));
    CompletableFuture<MailSink> mail = later("mail", () -> MailSink.start(home));
    CompletableFuture<SmsSink> sms =
        later("sms", () -> SmsSink.start(home, addresses.campaign().resolve("/hooks/sms")));
    CompletableFuture<TasklistServer> tasklist =
        openSearch.thenComposeAsync(
            store ->
                later(
                    "tasklist",
                    () ->
                        TasklistServer.start(
                            home,
                            store.url(),
                            ZeebeBroker.grpcAddress(home),
                            ZeebeBroker.restAddress(home),
                            DemoPerson.ALL)),
            threads);
    List<CompletableFuture<?>> everything =
        new ArrayList<>(
            List.of(postgres, elasticsearch, broker, openSearch, signIn, mail, sms, tasklist));
    if (!serversOnly) {
      CompletableFuture<Void> servers =
          CompletableFuture.allOf(postgres, elasticsearch, broker, signIn, mail);
      for (String service : List.of("content", "campaign")) {
        CompletableFuture<Void> migrated =
            postgres.thenAcceptAsync(server -> migrate(service, server), threads);
        everything.add(
            migrated.thenCombineAsync(
                servers,
                (schema, all) ->
                    service(service, postgres.join(), elasticsearch.join().url(), broker.join()),
                threads));
      }
    }
    failFast(everything).join();
    refuseOpenDoors();
    StackFile.write(
        home,
        addresses,
        elasticsearch.join().url(),
        postgres.join(),
        settings.clientSecret("campaign-service"));
    if (!serversOnly) {
      seed();
    }
    progress.ready();
  }

  /** These servers trust whoever reaches them: nobody beyond this machine may. */
  private void refuseOpenDoors() {
    List<InetSocketAddress> open =
        ListeningSockets.of(ProcessHandle.current()).stream()
            .filter(address -> !address.getAddress().isLoopbackAddress())
            .toList();
    if (!open.isEmpty()) {
      throw new ServerDidNotStart(
          "A server of this stack listens on " + open + ", where other machines reach it.",
          home.log("supervisor"));
    }
  }

  private <S extends LocalServer> CompletableFuture<S> later(String name, Supplier<S> start) {
    return CompletableFuture.supplyAsync(() -> remember(progress.step(name, start)), threads);
  }

  private <S extends LocalServer> S remember(S server) {
    synchronized (running) {
      running.add(server);
    }
    return server;
  }

  private void migrate(String service, PostgresServer postgres) {
    progress.step(
        service + " schema",
        () ->
            ServiceProcess.run(
                home,
                service + "-migrate",
                jars.service(service),
                settings.migrating(service, database(service, postgres)),
                "--migrate"));
  }

  private KeptService service(
      String service, PostgresServer postgres, URI elasticsearch, ZeebeBroker broker) {
    Map<String, String> environment =
        settings.running(service, database(service, postgres), elasticsearch, broker);
    settings.keep(service, environment);
    URI self = service.equals("content") ? addresses.content() : addresses.campaign();
    return progress.step(
        service,
        () ->
            remember(
                KeptService.start(
                    () ->
                        ServiceProcess.start(
                            home,
                            service,
                            jars.service(service),
                            environment,
                            self.resolve("/actuator/health/readiness")))));
  }

  private static PostgresServer.Database database(String service, PostgresServer postgres) {
    return service.equals("content") ? postgres.content() : postgres.campaign();
  }

  /** On the first run only; the seeder itself may be repeated. */
  private void seed() {
    Path done = home.folder().resolve("seeded");
    if (Files.exists(done) || !jars.hasSeed(SEEDER)) {
      return;
    }
    progress.step(
        "demo data",
        () -> {
          Path log = home.log("seed");
          try {
            List<String> command = new ArrayList<>(jars.seed(SEEDER));
            command.add(StackFile.path(home).toString());
            Process seeder =
                new ProcessBuilder(command)
                    .directory(jars.checkout().toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            int status = seeder.waitFor();
            if (status != 0) {
              throw new ServerDidNotStart(
                  "The demo data could not be loaded (status " + status + ").", log);
            }
            Files.writeString(done, "");
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerDidNotStart("Loading the demo data was interrupted.", log, e);
          }
        });
  }

  /** Completes when all have, or as soon as one fails. */
  private static CompletableFuture<Void> failFast(List<CompletableFuture<?>> everything) {
    CompletableFuture<Void> outcome =
        CompletableFuture.allOf(everything.toArray(CompletableFuture[]::new));
    for (CompletableFuture<?> one : everything) {
      var _ =
          one.whenComplete(
              (result, failure) ->
                  Optional.ofNullable(failure).ifPresent(outcome::completeExceptionally));
    }
    return outcome;
  }

  /**
   * Services first, so that nothing they rely on goes away under them; then the rest, last started
   * first.
   */
  private void stop() {
    List<LocalServer> servers;
    synchronized (running) {
      servers = List.copyOf(running);
      running.clear();
    }
    try {
      Files.deleteIfExists(StackFile.path(home));
    } catch (IOException e) {
      System.err.println("stack.json stays: " + e.getMessage());
    }
    close(servers.stream().filter(KeptService.class::isInstance).toList());
    close(
        servers.stream()
            .filter(s -> s instanceof TasklistServer || s instanceof ZeebeBroker)
            .toList());
    close(servers);
    // A server that was still starting is nobody's child object yet.
    home.stopLeftovers();
    home.forgetThisProcess("supervisor");
  }

  private static void close(List<LocalServer> servers) {
    List<Thread> closing =
        servers.stream().map(server -> Thread.ofPlatform().start(server::close)).toList();
    for (Thread thread : closing) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
