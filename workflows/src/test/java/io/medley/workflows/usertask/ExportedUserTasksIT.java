package io.medley.workflows.usertask;

import co.elastic.clients.elasticsearch._types.Refresh;
import io.medley.platform.elasticsearch.SearchExchange;
import io.medley.workflows.OnTheEngine;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;

/** On a real Elasticsearch, with records shaped and mapped as the engine's exporter does. */
@OnTheEngine
class ExportedUserTasksIT extends UserTaskInboxContract {

  @Autowired SearchExchange exchange;

  private final String index = "exported-user-tasks-" + UUID.randomUUID();
  private final AtomicLong positions = new AtomicLong(40);

  @BeforeEach
  void mapAsTheExporterDoes() {
    exchange.run(
        client ->
            client
                .indices()
                .create(
                    c ->
                        c.index(index)
                            .mappings(
                                m ->
                                    m.properties("position", p -> p.long_(l -> l))
                                        .properties("partitionId", p -> p.integer(i -> i))
                                        .properties("intent", p -> p.keyword(k -> k))
                                        .properties(
                                            "value",
                                            v ->
                                                v.object(
                                                    o ->
                                                        o.properties(
                                                                "bpmnProcessId",
                                                                p -> p.keyword(k -> k))
                                                            .properties(
                                                                "elementId", p -> p.text(t -> t))
                                                            .properties(
                                                                "candidateGroupsList",
                                                                p -> p.text(t -> t)))))));
  }

  @Override
  UserTaskInbox inbox() {
    return new ExportedUserTasks(exchange, index);
  }

  /** A name that is no index: the store refuses to look. */
  @Override
  UserTaskInbox inboxOfAnAbsentStore() {
    return new ExportedUserTasks(exchange, "_no-such-thing,");
  }

  @Override
  void open(String processId, int partition, UserTask task) {
    for (String intent : List.of("CREATING", "CREATED")) {
      export(processId, partition, task, intent);
    }
  }

  @Override
  void complete(String processId, int partition, UserTask task) {
    for (String intent : List.of("COMPLETING", "COMPLETED")) {
      export(processId, partition, task, intent);
    }
  }

  private void export(String processId, int partition, UserTask task, String intent) {
    Map<String, Object> record =
        Map.of(
            "partitionId",
            partition,
            "position",
            positions.incrementAndGet(),
            "intent",
            intent,
            "valueType",
            "USER_TASK",
            "value",
            Map.of(
                "bpmnProcessId", processId,
                "elementId", task.elementId(),
                "elementInstanceKey", task.elementInstanceKey(),
                "processInstanceKey", task.processInstanceKey(),
                "userTaskKey", task.taskKey(),
                "candidateGroupsList", task.candidateGroups(),
                "dueDate", "2026-12-01T10:00:00Z"));
    exchange.run(
        client -> client.index(i -> i.index(index).document(record).refresh(Refresh.True)));
  }
}
