package io.medley.seed.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.medley.seed.document.SampleDocuments;
import io.medley.seed.http.Tasklist;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.YearMonth;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Somebody completes review tasks by the engine's own REST API, past every page of ours. */
class EngineAttackIT {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private static FullStack stack;

  @TempDir private Path folder;

  @BeforeAll
  static void open() {
    stack = FullStack.running();
  }

  @Test
  void shouldSendBackWhatIsCompletedInTheEngineWithoutTheSignedVerdict() throws Exception {
    Piece piece =
        stack.inReview(
            new SampleDocuments(folder, "5000001", YearMonth.now(ZoneOffset.UTC))
                .email("GB", "announce"));

    String first = complete(piece, "", "APPROVE");
    assertThat(returned(piece, "")).contains("Nobody has signed the Medical lane");

    stack.reviews().sign(stack.browser("max.medical"), piece, "MEDICAL", "APPROVE", "tasklist");
    String second = complete(piece, first, "REJECT");
    assertThat(returned(piece, "Nobody has signed"))
        .contains("The form says Reject, the signature says Approve");

    complete(piece, second, "APPROVE");
    await().atMost(PATIENCE).until(() -> lane(piece).path("state").asString().equals("CLOSED"));
    assertThat(lane(piece).path("verdict").asString()).isEqualTo("APPROVE");
  }

  /** Completes the lane's newest task, which is another one than before; returns its key. */
  private static String complete(Piece piece, String before, String verdict) throws Exception {
    Tasklist tasklist =
        new Tasklist(
            stack.description().url("tasklist"),
            "max.medical",
            stack.description().password("max.medical"));
    String key =
        await()
            .atMost(PATIENCE)
            .until(
                () -> stack.reviews().task(tasklist, piece, "MEDICAL").path("id").asString(),
                found -> !found.equals(before));
    HttpResponse<String> answer =
        send(
            HttpRequest.newBuilder(stack.engine().resolve("/v2/user-tasks/" + key + "/completion"))
                .header("Content-Type", "application/json")
                .POST(
                    BodyPublishers.ofString(
                        "{\"variables\":{\"verdict\":\"%s\"},\"action\":\"complete\"}"
                            .formatted(verdict)))
                .build());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
    return key;
  }

  private static String returned(Piece piece, String before) {
    return await()
        .atMost(PATIENCE)
        .until(
            () -> lane(piece).path("returnReason").asString(""),
            reason -> !reason.isEmpty() && (before.isEmpty() || !reason.startsWith(before)));
  }

  private static JsonNode lane(Piece piece) {
    return stack.reviews().lane(piece, "MEDICAL");
  }

  private static HttpResponse<String> send(HttpRequest request)
      throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(request, BodyHandlers.ofString());
    }
  }
}
