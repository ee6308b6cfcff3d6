package io.medley.workflows.usertask;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.mapping.FieldType;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import co.elastic.clients.elasticsearch.core.search.Hit;
import io.medley.platform.elasticsearch.SearchExchange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the records of human tasks that the engine exports to Elasticsearch. Works with every
 * engine; the only way before 8.8. Uses filters on plain fields only, so that it needs no scripts.
 */
public final class ExportedUserTasks implements UserTaskInbox {

  /** More attempts at the tasks of one instance than people have patience for. */
  private static final int MOST = 1_000;

  private static final List<String> FIELDS =
      List.of(
          "partitionId",
          "position",
          "value.userTaskKey",
          "value.elementInstanceKey",
          "value.processInstanceKey",
          "value.elementId",
          "value.candidateGroupsList");

  private final SearchExchange exchange;
  private final String index;

  /** Reads this index or pattern. */
  public ExportedUserTasks(SearchExchange exchange, String index) {
    this.exchange = exchange;
    this.index = index;
  }

  @Override
  public List<Appeared> appeared(
      String processId, String elementId, Map<Integer, Long> after, int limit) {
    return search(
            List.of(term("value.bpmnProcessId", FieldValue.of(processId)), beyond(after)), limit)
        .filter(found -> found.task().elementId().equals(elementId))
        .toList();
  }

  @Override
  public List<UserTask> ofInstance(long processInstanceKey, String elementId) {
    return search(
            List.of(term("value.processInstanceKey", FieldValue.of(processInstanceKey))), MOST)
        .map(Appeared::task)
        .filter(task -> task.elementId().equals(elementId))
        .sorted(Comparator.comparingLong(UserTask::taskKey))
        .toList();
  }

  private Stream<Appeared> search(List<Query> filters, int limit) {
    List<Query> all = new ArrayList<>(filters);
    all.add(term("intent", FieldValue.of("CREATED")));
    SearchResponse<Row> answer =
        exchange.run(
            client ->
                client.search(
                    s ->
                        s.index(index)
                            .ignoreUnavailable(true)
                            .allowNoIndices(true)
                            .size(limit)
                            .source(o -> o.filter(f -> f.includes(FIELDS)))
                            .query(q -> q.bool(b -> b.filter(all)))
                            .sort(
                                o ->
                                    o.field(
                                        f ->
                                            f.field("position")
                                                .order(SortOrder.Asc)
                                                .unmappedType(FieldType.Long))),
                    Row.class));
    return answer.hits().hits().stream().map(Hit::source).flatMap(ExportedUserTasks::appeared);
  }

  private static Query term(String field, FieldValue value) {
    return Query.of(q -> q.term(t -> t.field(field).value(value)));
  }

  /** Everything beyond the known places, and all of the partitions that are not known yet. */
  private static Query beyond(Map<Integer, Long> after) {
    List<Query> alternatives = new ArrayList<>();
    List<FieldValue> known = new ArrayList<>();
    after.forEach(
        (partition, position) -> {
          known.add(FieldValue.of(partition));
          Query part = term("partitionId", FieldValue.of(partition));
          Query later =
              Query.of(
                  q ->
                      q.range(
                          r -> r.number(n -> n.field("position").gt((double) (long) position))));
          alternatives.add(Query.of(q -> q.bool(b -> b.filter(part, later))));
        });
    alternatives.add(
        Query.of(
            q ->
                q.bool(
                    b ->
                        b.mustNot(
                            n ->
                                n.terms(t -> t.field("partitionId").terms(v -> v.value(known)))))));
    return Query.of(q -> q.bool(b -> b.should(alternatives).minimumShouldMatch("1")));
  }

  private static Stream<Appeared> appeared(@Nullable Row row) {
    return row == null
        ? Stream.empty()
        : Stream.of(new Appeared(row.value().task(), row.partitionId(), row.position()));
  }

  /** The part of an exported record that is read. */
  record Row(int partitionId, long position, Value value) {}

  /** The part of an exported human task that is read. */
  record Value(
      long userTaskKey,
      long elementInstanceKey,
      long processInstanceKey,
      String elementId,
      @Nullable List<String> candidateGroupsList) {

    UserTask task() {
      return new UserTask(
          userTaskKey,
          elementInstanceKey,
          processInstanceKey,
          elementId,
          candidateGroupsList == null ? List.of() : candidateGroupsList);
    }
  }
}
