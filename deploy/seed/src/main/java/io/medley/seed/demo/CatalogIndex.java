package io.medley.seed.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;

/** The catalog in Elasticsearch, asked directly. */
final class CatalogIndex implements Figures.Catalog {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String ALIAS = "approved-pieces";

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI elasticsearch;

  CatalogIndex(URI elasticsearch) {
    this.elasticsearch = elasticsearch;
  }

  @Override
  public long count(Set<String> versions) {
    Map<String, Object> query =
        Map.of(
            "query",
            Map.of(
                "bool",
                Map.of(
                    "filter",
                    java.util.List.of(
                        Map.of("ids", Map.of("values", versions)),
                        Map.of("term", Map.of("state", "LIVE"))))));
    HttpRequest request =
        HttpRequest.newBuilder(elasticsearch.resolve("/" + ALIAS + "/_count"))
            .timeout(Duration.ofSeconds(20))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(query)))
            .build();
    try {
      HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        throw new DemoFailed("The catalog could not be counted: " + response.body());
      }
      return JSON.readTree(response.body()).path("count").asLong();
    } catch (IOException failure) {
      throw new DemoFailed("Elasticsearch does not answer at " + elasticsearch + ".");
    } catch (InterruptedException interruption) {
      Thread.currentThread().interrupt();
      throw new DemoFailed("Interrupted.");
    }
  }
}
