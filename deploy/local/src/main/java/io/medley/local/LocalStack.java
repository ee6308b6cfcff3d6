package io.medley.local;

import io.medley.local.mail.MailSink;
import io.medley.local.signin.SignInProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Servers for tests, one set per JVM: each starts when first asked for, in a temporary home, and
 * stops with the JVM.
 *
 * <pre>{@code
 * LocalStack stack = LocalStack.forTests();
 * stack.startEngine();                                        // PostgreSQL, Elasticsearch and the broker, side by side
 * var database = stack.postgres().content();                  // or stack.newDatabase(stack.postgres().content())
 * stack.elasticsearch().url(); stack.broker().grpcAddress(); stack.broker().clock().add(Duration.ofDays(10));
 * }</pre>
 */
public final class LocalStack implements AutoCloseable {

  private static @Nullable LocalStack tests;

  private final StackHome home;
  private final List<LocalServer> running = new ArrayList<>();
  private final AtomicInteger databases = new AtomicInteger();
  private final Object postgresLock = new Object();
  private final Object elasticsearchLock = new Object();
  private final Object brokerLock = new Object();
  private @Nullable PostgresServer postgres;
  private @Nullable ElasticsearchServer elasticsearch;
  private final Object mailLock = new Object();
  private final Object signInLock = new Object();
  private @Nullable ZeebeBroker broker;
  private @Nullable MailSink mail;
  private @Nullable SignInProvider signIn;

  private LocalStack(StackHome home) {
    this.home = home;
  }

  /** The stack of this JVM's tests. */
  public static synchronized LocalStack forTests() {
    LocalStack stack = tests;
    if (stack == null) {
      stack = new LocalStack(StackHome.temporary());
      Runtime.getRuntime().addShutdownHook(new Thread(stack::close, "stop-local-stack"));
      tests = stack;
    }
    return stack;
  }

  /** Where this stack keeps its files. */
  public StackHome home() {
    return home;
  }

  /** PostgreSQL; started at the first call. */
  public PostgresServer postgres() {
    synchronized (postgresLock) {
      PostgresServer server = postgres;
      if (server == null) {
        server = running(PostgresServer.start(home));
        postgres = server;
      }
      return server;
    }
  }

  /** Elasticsearch; started at the first call. */
  public ElasticsearchServer elasticsearch() {
    synchronized (elasticsearchLock) {
      ElasticsearchServer server = elasticsearch;
      if (server == null) {
        server = running(ElasticsearchServer.start(home));
        elasticsearch = server;
      }
      return server;
    }
  }

  /**
   * The broker, with its clock under control, exporting to {@link #elasticsearch()}; both are
   * started at the first call.
   */
  public ZeebeBroker broker() {
    synchronized (brokerLock) {
      ZeebeBroker server = broker;
      if (server == null) {
        server =
            running(
                ZeebeBroker.start(
                    home, ZeebeBroker.Options.forTests(ElasticsearchServer.address(home))));
        broker = server;
      }
      elasticsearch();
      return server;
    }
  }

  /** The mail sink; started at the first call. */
  public MailSink mail() {
    synchronized (mailLock) {
      MailSink server = mail;
      if (server == null) {
        server = running(MailSink.start(home));
        mail = server;
      }
      return server;
    }
  }

  /** The sign-in provider; started at the first call. */
  public SignInProvider signIn() {
    synchronized (signInLock) {
      SignInProvider server = signIn;
      if (server == null) {
        server = running(SignInProvider.start(home));
        signIn = server;
      }
      return server;
    }
  }

  /**
   * Starts PostgreSQL, Elasticsearch and the broker side by side and returns when all three are
   * ready.
   */
  public LocalStack startEngine() {
    sideBySide(List.of(this::postgres, this::elasticsearch, this::broker));
    return this;
  }

  /**
   * A new database for one test class, empty, with the roles of a service.
   *
   * @param like {@code postgres().content()} or {@code postgres().campaign()}
   */
  public PostgresServer.Database newDatabase(PostgresServer.Database like) {
    return postgres().create("test_" + databases.incrementAndGet(), like);
  }

  /**
   * A new database for one test class with everything that is in {@code of}, which nobody may be
   * connected to meanwhile.
   */
  public PostgresServer.Database cloneDatabase(PostgresServer.Database of) {
    return postgres().clone("test_" + databases.incrementAndGet(), of);
  }

  /** Stops what was started, last first. */
  @Override
  public void close() {
    List<LocalServer> servers;
    synchronized (running) {
      servers = List.copyOf(running.reversed());
      running.clear();
    }
    sideBySide(servers.stream().<Runnable>map(server -> server::close).toList());
    home.discard();
  }

  private <S extends LocalServer> S running(S server) {
    synchronized (running) {
      running.add(server);
    }
    return server;
  }

  /** Runs all of them on virtual threads; the first failure is thrown when all have ended. */
  static void sideBySide(List<Runnable> works) {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      CompletableFuture.allOf(
              works.stream()
                  .map(work -> CompletableFuture.runAsync(work, threads))
                  .toArray(CompletableFuture[]::new))
          .join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }
}
