package io.medley.content.product;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Everything a record of the product master ever said, change by change. */
@Service
public class RecordHistory {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final ProductRecords records;

  RecordHistory(ProductRecords records) {
    this.records = records;
  }

  /** One revision and what it changed. */
  public record Revision(int number, String by, Instant at, List<FieldChange> changes) {
    public Revision {
      changes = List.copyOf(changes);
    }
  }

  /** One field; a side where it did not exist is empty. */
  public record FieldChange(String field, String before, String after) {}

  /** Revisions of a record, newest first; empty if there is no such record. */
  @Transactional(readOnly = true)
  public List<Revision> of(String kind, String id) {
    List<Revision> revisions = new ArrayList<>();
    Map<String, String> before = new TreeMap<>();
    for (ProductRecords.Kept kept : records.revisions(kind, id)) {
      Map<String, String> after = new TreeMap<>();
      flatten("", JSON.readTree(kept.row().document()), after);
      revisions.addFirst(
          new Revision(kept.row().revision(), kept.by(), kept.at(), changes(before, after)));
      before = after;
    }
    return revisions;
  }

  static List<FieldChange> changes(Map<String, String> before, Map<String, String> after) {
    Map<String, FieldChange> changes = new TreeMap<>();
    before.forEach(
        (field, value) -> {
          String now = after.getOrDefault(field, "");
          if (!now.equals(value)) {
            changes.put(field, new FieldChange(field, value, now));
          }
        });
    after.forEach(
        (field, value) -> {
          if (!before.containsKey(field) && !value.isEmpty()) {
            changes.put(field, new FieldChange(field, "", value));
          }
        });
    return List.copyOf(changes.values());
  }

  private static void flatten(String path, JsonNode node, Map<String, String> into) {
    if (node.isObject()) {
      node.properties()
          .forEach(
              field ->
                  flatten(
                      path.isEmpty() ? field.getKey() : path + "." + field.getKey(),
                      field.getValue(),
                      into));
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        flatten(path + "[" + (i + 1) + "]", node.get(i), into);
      }
    } else {
      into.put(path, node.isNull() ? "" : node.asString());
    }
  }
}
