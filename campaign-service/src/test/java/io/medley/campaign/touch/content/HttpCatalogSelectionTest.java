package io.medley.campaign.touch.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.medley.campaign.touch.CatalogSelection.Wanted;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The catalog as a slow neighbour. */
class HttpCatalogSelectionTest {

  private static final Duration AGE = Duration.ofMillis(400);

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch answer = new CountDownLatch(1);
  private final CountDownLatch hanging = new CountDownLatch(1);
  private final AtomicInteger asked = new AtomicInteger();
  private HttpServer contentService;

  @BeforeEach
  void start() throws IOException {
    contentService =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    contentService.setExecutor(threads);
    String url = "http://127.0.0.1:" + contentService.getAddress().getPort();
    contentService.createContext(
        "/.well-known/openid-configuration",
        exchange ->
            json(
                exchange,
                """
                {"issuer":"%1$s","authorization_endpoint":"%1$s/a","token_endpoint":"%1$s/token",
                 "jwks_uri":"%1$s/k","subject_types_supported":["public"]}
                """
                    .formatted(url)));
    contentService.createContext(
        "/token",
        exchange ->
            json(
                exchange,
                "{\"access_token\":\"t\",\"token_type\":\"Bearer\",\"expires_in\":3600}"));
    contentService.createContext("/api/catalog/selection", this::select);
    contentService.start();
  }

  @AfterEach
  void stop() {
    answer.countDown();
    contentService.stop(0);
    threads.shutdown();
  }

  @Test
  void shouldAnswerOthersWhileAQuestionHangs() throws Exception {
    HttpCatalogSelection catalog = catalog();
    catalog.propose(wanted("GB"), 1);
    // As soon as the first answer is too old, the question is asked again, and hangs.
    await()
        .pollInterval(AGE)
        .until(
            () -> {
              threads.execute(() -> catalog.propose(wanted("GB"), 1));
              return hanging.await(AGE.toMillis() / 2, TimeUnit.MILLISECONDS);
            });

    // Each makes the cache tidy up, the hanging question's old answer among the rest.
    for (int market = 0; market < 20; market++) {
      Wanted other = wanted("M" + market);
      assertThat(threads.submit(() -> catalog.propose(other, 1)))
          .succeedsWithin(Duration.ofSeconds(10));
    }
  }

  /** The second question about GB gets no answer until the test ends. */
  private void select(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    if (body.contains("GB") && asked.incrementAndGet() == 2) {
      hanging.countDown();
      try {
        answer.await();
      } catch (InterruptedException stopping) {
        Thread.currentThread().interrupt();
      }
    }
    json(exchange, "{\"candidates\":[],\"rejected\":[]}");
  }

  private static void json(HttpExchange exchange, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, bytes.length);
    try (exchange) {
      exchange.getResponseBody().write(bytes);
    }
  }

  private HttpCatalogSelection catalog() {
    String url = "http://127.0.0.1:" + contentService.getAddress().getPort();
    ContentServiceSettings settings =
        new ContentServiceSettings(
            url,
            URI.create(url),
            "campaign-service",
            "secret",
            "feed",
            500,
            Duration.ofMillis(500),
            Duration.ofSeconds(30),
            Duration.ofMillis(500),
            AGE,
            true);
    return new HttpCatalogSelection(new ContentServiceHttp(settings), settings);
  }

  private static Wanted wanted(String market) {
    return new Wanted("zelvaro", market, "en", "EMAIL", "HCP", "announce");
  }
}
