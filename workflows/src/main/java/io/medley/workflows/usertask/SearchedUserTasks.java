package io.medley.workflows.usertask;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.search.enums.UserTaskState;
import io.camunda.client.api.search.filter.UserTaskFilter;
import io.camunda.client.api.search.response.SearchResponse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Asks the engine's own search, which exists from 8.8. Reads the open tasks only; a task's place is
 * its key, whose upper bits name its partition.
 */
public final class SearchedUserTasks implements UserTaskInbox {

  private static final int KEY_BITS = 51;
  private static final int PAGE = 100;

  private final CamundaClient client;

  /** Searches through this client. */
  public SearchedUserTasks(CamundaClient client) {
    this.client = client;
  }

  @Override
  public List<Appeared> appeared(
      String processId, String elementId, Map<Integer, Long> after, int limit) {
    List<Appeared> found = new ArrayList<>();
    String cursor = null;
    while (true) {
      SearchResponse<io.camunda.client.api.search.response.UserTask> page =
          search(
              f -> f.bpmnProcessId(processId).elementId(elementId).state(UserTaskState.CREATED),
              cursor);
      for (var item : page.items()) {
        Appeared appeared = appeared(item);
        if (appeared.position() > after.getOrDefault(appeared.partition(), 0L)) {
          found.add(appeared);
        }
      }
      cursor = page.page().endCursor();
      if (page.items().size() < PAGE || cursor == null || cursor.isEmpty()) {
        return found.stream()
            .sorted(Comparator.comparingLong(Appeared::position))
            .limit(limit)
            .toList();
      }
    }
  }

  @Override
  public List<UserTask> ofInstance(long processInstanceKey, String elementId) {
    List<UserTask> found = new ArrayList<>();
    String cursor = null;
    while (true) {
      SearchResponse<io.camunda.client.api.search.response.UserTask> page =
          search(f -> f.processInstanceKey(processInstanceKey).elementId(elementId), cursor);
      page.items().forEach(item -> found.add(appeared(item).task()));
      cursor = page.page().endCursor();
      if (page.items().size() < PAGE || cursor == null || cursor.isEmpty()) {
        return found.stream().sorted(Comparator.comparingLong(UserTask::taskKey)).toList();
      }
    }
  }

  private SearchResponse<io.camunda.client.api.search.response.UserTask> search(
      Consumer<UserTaskFilter> filter, @Nullable String cursor) {
    return client
        .newUserTaskSearchRequest()
        .filter(filter)
        .sort(s -> s.creationDate().asc())
        .page(
            p -> {
              p.limit(PAGE);
              if (cursor != null) {
                p.after(cursor);
              }
            })
        .send()
        .join();
  }

  private static Appeared appeared(io.camunda.client.api.search.response.UserTask item) {
    long key = item.getUserTaskKey();
    List<String> groups = item.getCandidateGroups();
    return new Appeared(
        new UserTask(
            key,
            item.getElementInstanceKey(),
            item.getProcessInstanceKey(),
            item.getElementId(),
            groups == null ? List.of() : groups),
        (int) (key >> KEY_BITS),
        key);
  }
}
