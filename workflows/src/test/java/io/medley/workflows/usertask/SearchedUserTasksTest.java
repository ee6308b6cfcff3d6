package io.medley.workflows.usertask;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.camunda.client.CamundaClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Against the search of an engine from 8.8 as its API describes it; such an engine is not among the
 * servers of the tests.
 */
class SearchedUserTasksTest extends UserTaskInboxContract {

  private static final JsonMapper JSON = JsonMapper.shared();

  private final List<Open> tasks = new ArrayList<>();
  private HttpServer server;
  private CamundaClient client;
  private volatile boolean away;

  private final Set<Long> completed = new HashSet<>();

  private record Open(String processId, UserTask task) {}

  SearchedUserTasksTest() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    client =
        CamundaClient.newClientBuilder()
            .restAddress(URI.create("http://127.0.0.1:" + server.getAddress().getPort()))
            .preferRestOverGrpc(true)
            .build();
  }

  @BeforeEach
  void answer() {
    server.createContext("/v2/user-tasks/search", this::search);
    server.start();
  }

  @AfterEach
  void close() {
    client.close();
    server.stop(0);
  }

  @Override
  UserTaskInbox inbox() {
    return new SearchedUserTasks(client);
  }

  @Override
  UserTaskInbox inboxOfAnAbsentStore() {
    away = true;
    return new SearchedUserTasks(client);
  }

  @Override
  void complete(String processId, int partition, UserTask task) {
    completed.add(task.taskKey());
  }

  @Override
  void open(String processId, int partition, UserTask task) {
    tasks.add(new Open(processId, task));
  }

  private void search(HttpExchange exchange) throws IOException {
    JsonNode query = JSON.readTree(exchange.getRequestBody());
    if (away) {
      exchange.sendResponseHeaders(503, -1);
      exchange.close();
      return;
    }
    JsonNode filter = query.path("filter");
    JsonNode page = query.path("page");
    int limit = page.path("limit").asInt(100);
    long from = page.path("after").isString() ? Long.parseLong(page.path("after").asString()) : 0;
    List<Open> found =
        tasks.stream()
            .filter(open -> fits(filter, "bpmnProcessId", open.processId()))
            .filter(open -> fits(filter, "processDefinitionId", open.processId()))
            .filter(open -> fits(filter, "elementId", open.task().elementId()))
            .filter(open -> fits(filter, "state", state(open)))
            .filter(
                open ->
                    fits(
                        filter,
                        "processInstanceKey",
                        Long.toString(open.task().processInstanceKey())))
            .sorted(Comparator.comparingLong(open -> open.task().taskKey()))
            .toList();
    List<Open> shown = found.stream().skip(from).limit(limit).toList();
    byte[] body =
        JSON.writeValueAsBytes(
            Map.of(
                "items",
                shown.stream().map(this::item).toList(),
                "page",
                Map.of(
                    "totalItems", found.size(),
                    "startCursor", Long.toString(from),
                    "endCursor", Long.toString(from + shown.size()))));
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private String state(Open open) {
    return completed.contains(open.task().taskKey()) ? "COMPLETED" : "CREATED";
  }

  private static boolean fits(JsonNode filter, String field, String value) {
    JsonNode wanted = filter.path(field);
    if (wanted.isObject()) {
      wanted = wanted.path("$eq");
    }
    return wanted.isMissingNode() || wanted.isNull() || wanted.asString().equals(value);
  }

  private Map<String, Object> item(Open open) {
    return Map.of(
        "userTaskKey", Long.toString(open.task().taskKey()),
        "elementInstanceKey", Long.toString(open.task().elementInstanceKey()),
        "processInstanceKey", Long.toString(open.task().processInstanceKey()),
        "processDefinitionId", open.processId(),
        "elementId", open.task().elementId(),
        "candidateGroups", open.task().candidateGroups(),
        "state", state(open),
        "creationDate", "2026-03-01T10:00:00.000Z");
  }
}
