package io.medley.workflows.mlrreview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.sun.net.httpserver.HttpServer;
import io.camunda.client.CamundaClient;
import io.camunda.client.api.response.ActivatedJob;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What an engine from 8.8 is answered when it asks whether a lane's task may complete. */
class LaneCompletionListenerTest {

  private static final UUID REVIEW = UUID.randomUUID();

  private final Map<String, JsonNode> answered = new HashMap<>();
  private final HttpServer engine;
  private final CamundaClient client;

  LaneCompletionListenerTest() throws IOException {
    engine = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    engine.createContext(
        "/v2/jobs/",
        exchange -> {
          answered.put(
              exchange.getRequestURI().getPath(),
              JsonMapper.shared().readTree(exchange.getRequestBody()));
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    engine.start();
    client =
        CamundaClient.newClientBuilder()
            .restAddress(URI.create("http://127.0.0.1:" + engine.getAddress().getPort()))
            .preferRestOverGrpc(true)
            .build();
  }

  @AfterEach
  void close() {
    client.close();
    engine.stop(0);
  }

  @Test
  void shouldDenyACompletionNobodySignedWithTheReason() {
    ask(
        Map.of("reviewId", REVIEW.toString(), "lane", "LEGAL"),
        "Nobody has signed the Legal lane.");

    JsonNode result = answer().path("result");
    assertThat(result.path("denied").asBoolean()).isTrue();
    assertThat(result.path("deniedReason").asString())
        .isEqualTo("Nobody has signed the Legal lane.");
  }

  @Test
  void shouldLetASignedOneComplete() {
    ask(Map.of("reviewId", REVIEW.toString(), "lane", "LEGAL", "verdict", "APPROVE"), null);

    JsonNode result = answer().path("result");
    assertThat(result.path("denied").asBoolean()).isFalse();
  }

  @Test
  void shouldPassOnWhatTheFormSays() {
    Map<String, String> seen = new HashMap<>();
    new LaneCompletionListener(
            (review, lane, verdict) -> {
              seen.put(review + "/" + lane, String.valueOf(verdict));
              return Optional.empty();
            })
        .completing(
            client,
            job(Map.of("reviewId", REVIEW.toString(), "lane", "LEGAL", "verdict", "REJECT")));

    assertThat(seen).containsExactly(Map.entry(REVIEW + "/LEGAL", "REJECT"));
  }

  private void ask(
      Map<String, Object> variables, @org.jspecify.annotations.Nullable String against) {
    new LaneCompletionListener((review, lane, verdict) -> Optional.ofNullable(against))
        .completing(client, job(variables));
  }

  private JsonNode answer() {
    return Objects.requireNonNull(answered.get("/v2/jobs/77/completion"), "no answer");
  }

  private static ActivatedJob job(Map<String, Object> variables) {
    ActivatedJob job = mock(ActivatedJob.class);
    when(job.getKey()).thenReturn(77L);
    when(job.getVariablesAsMap()).thenReturn(variables);
    return job;
  }
}
