package io.medley.content.precheck.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.medley.content.precheck.LinkResult;
import io.medley.content.precheck.LinkResult.Outcome;
import io.medley.content.precheck.LinkSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Against a real server on this machine, which only the first fetcher may reach. */
class HttpLinkFetcherTest {

  private static final int CAP = 4_096;

  private final ConcurrentLinkedQueue<String> seen = new ConcurrentLinkedQueue<>();
  private final CountDownLatch held = new CountDownLatch(1);
  private final AtomicLong sent = new AtomicLong();
  private HttpServer server;
  private HttpLinkFetcher fetcher;
  private HttpLinkFetcher guarded;
  private String base;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
    base = "http://127.0.0.1:" + server.getAddress().getPort();
    fetcher = fetcher(List.of("127.0.0.1"));
    guarded = fetcher(List.of());
  }

  @AfterEach
  void stop() throws IOException {
    held.countDown();
    fetcher.close();
    guarded.close();
    server.stop(0);
  }

  private static HttpLinkFetcher fetcher(List<String> allowed) {
    return new HttpLinkFetcher(
        new LinkSettings(true, Duration.ofMillis(700), Duration.ofHours(1), 3, CAP, allowed),
        Clock.systemUTC());
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    seen.add(exchange.getRequestMethod() + " " + path);
    boolean head = exchange.getRequestMethod().equals("HEAD");
    switch (path) {
      case "/ok" -> exchange.sendResponseHeaders(200, -1);
      case "/no-head" -> exchange.sendResponseHeaders(head ? 405 : 200, -1);
      case "/old" -> redirect(exchange, "/older");
      case "/older" -> redirect(exchange, base + "/ok");
      case "/round" -> redirect(exchange, "/round");
      case "/inner" ->
          redirect(exchange, "http://localhost:" + server.getAddress().getPort() + "/ok");
      case "/file" -> redirect(exchange, "file:///etc/hostname");
      case "/user" -> redirect(exchange, "http://somebody@127.0.0.1/ok");
      case "/broken-address" -> redirect(exchange, "http://a b/");
      case "/hang" -> await();
      case "/endless" -> endless(exchange, head);
      default -> exchange.sendResponseHeaders(404, -1);
    }
    exchange.close();
  }

  private static void redirect(HttpExchange exchange, String to) throws IOException {
    exchange.getResponseHeaders().add("Location", to);
    exchange.sendResponseHeaders(302, -1);
  }

  private void await() {
    try {
      held.await();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void endless(HttpExchange exchange, boolean head) throws IOException {
    exchange.sendResponseHeaders(head ? 501 : 200, head ? -1 : 0);
    byte[] block = new byte[1024];
    while (!head && sent.get() < 200L << 20) {
      exchange.getResponseBody().write(block);
      sent.addAndGet(block.length);
    }
  }

  @Test
  void shouldTakeAnAnswerOf200() {
    assertThat(fetcher.fetch(base + "/ok"))
        .extracting(LinkResult::outcome, LinkResult::status, LinkResult::end)
        .containsExactly(Outcome.ANSWERS, 200, base + "/ok");
    assertThat(seen).containsExactly("HEAD /ok");
  }

  @Test
  void shouldAskForThePageWhereTheHeadIsNotLiked() {
    assertThat(fetcher.fetch(base + "/no-head").outcome()).isEqualTo(Outcome.ANSWERS);
    assertThat(seen).containsExactly("HEAD /no-head", "GET /no-head");
  }

  @Test
  void shouldNameTheStatusOfADeadLink() {
    LinkResult dead = fetcher.fetch(base + "/gone");

    assertThat(dead.outcome()).isEqualTo(Outcome.REFUSES);
    assertThat(dead.status()).isEqualTo(404);
    assertThat(dead.problem()).isEqualTo("it answers with status 404");
  }

  @Test
  void shouldFollowAndNameEveryHop() {
    LinkResult sentOn = fetcher.fetch(base + "/old");

    assertThat(sentOn.outcome()).isEqualTo(Outcome.ANSWERS);
    assertThat(sentOn.hops()).containsExactly(base + "/older", base + "/ok");
  }

  @Test
  void shouldGiveUpOnALinkThatIsSentRoundInACircle() {
    assertThat(fetcher.fetch(base + "/round"))
        .extracting(LinkResult::outcome, LinkResult::problem)
        .containsExactly(Outcome.REFUSES, "it is sent on more than 3 times");
  }

  @Test
  void shouldNotFollowIntoTheInnerNetwork() {
    assertThat(fetcher.fetch(base + "/inner").outcome()).isEqualTo(Outcome.FORBIDDEN);
    assertThat(seen).containsExactly("HEAD /inner");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/file", "/user", "/broken-address"})
  void shouldNotFollowToWhatIsNoWebAddress(String path) {
    assertThat(fetcher.fetch(base + path).outcome()).isEqualTo(Outcome.REFUSES);
    assertThat(seen).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "localhost",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "0.0.0.0",
        "2130706433",
        "127.1",
        "169.254.169.254"
      })
  void shouldReachNoInnerAddressHoweverItIsWritten(String host) {
    LinkResult refused =
        guarded.fetch("http://" + host + ":" + server.getAddress().getPort() + "/ok");

    assertThat(refused.outcome()).isIn(Outcome.FORBIDDEN, Outcome.SILENT, Outcome.REFUSES);
    assertThat(seen).isEmpty();
  }

  @Test
  void shouldWaitNoLongerThanItsTime() {
    assertThat(fetcher.fetch(base + "/hang"))
        .extracting(LinkResult::outcome, LinkResult::problem)
        .containsExactly(Outcome.SILENT, "it did not answer in time");
  }

  @Test
  void shouldReadNoMoreThanItsLimit() {
    assertThat(fetcher.fetch(base + "/endless").outcome()).isEqualTo(Outcome.ANSWERS);
    assertThat(sent.get()).isLessThan(100L << 20);
  }

  @Test
  void shouldSayThatNobodyIsThere() throws IOException {
    int free;
    try (ServerSocket socket = new ServerSocket(0)) {
      free = socket.getLocalPort();
    }
    assertThat(fetcher.fetch("http://127.0.0.1:" + free + "/").outcome()).isEqualTo(Outcome.SILENT);
  }

  @Test
  void shouldRefuseToFetchInsideATransaction() {
    TransactionSynchronizationManager.setActualTransactionActive(true);
    try {
      assertThatThrownBy(() -> fetcher.fetch(base + "/ok"))
          .isInstanceOf(IllegalStateException.class);
    } finally {
      TransactionSynchronizationManager.setActualTransactionActive(false);
    }
    assertThat(seen).isEmpty();
  }
}
