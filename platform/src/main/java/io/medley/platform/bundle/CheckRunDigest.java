package io.medley.platform.bundle;

import io.medley.platform.audit.AuditReport.Finding;
import io.medley.platform.audit.AuditReport.Kind;
import io.medley.platform.signing.CanonicalJson;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a check run comes to, in one document whose SHA-256 is signed with a verdict: a hash of each
 * member of the run, of each finding in its order, and of each decision against a finding. Whatever
 * is edited, taken out or put in afterwards is found, and the place is named.
 */
public final class CheckRunDigest {

  /** The canonical form; another one gets another name, so that old documents stay readable. */
  public static final String FORM = "medley-check-run/1";

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private CheckRunDigest() {}

  /**
   * The document, in RFC 8785 form.
   *
   * @param run the run as JSON, with its {@code id} and its {@code findings}
   * @param overrides what was decided against findings of these bytes, each with an {@code id}
   */
  public static byte[] of(JsonNode run, JsonNode overrides) {
    Map<String, Object> members = new LinkedHashMap<>();
    run.properties().stream()
        .filter(member -> !member.getKey().equals("findings"))
        .forEach(member -> members.put(member.getKey(), CanonicalJson.sha256(member.getValue())));
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("form", FORM);
    document.put("run", text(run, "id"));
    document.put("members", members);
    document.put(
        "findings", each(run.path("findings")).map(one -> line(one, "ruleId", "page")).toList());
    document.put("overrides", each(overrides).map(one -> line(one, "id", "findingKey")).toList());
    return CanonicalJson.of(document);
  }

  /** Whether two documents say the same of the run itself; decisions may have come since. */
  public static boolean ofSameRun(byte[] one, byte[] other) {
    JsonNode first = MAPPER.readTree(one);
    JsonNode second = MAPPER.readTree(other);
    return Stream.of("form", "run", "members", "findings")
        .allMatch(member -> first.path(member).equals(second.path(member)));
  }

  /**
   * Where the run differs from the document; empty if it does not. Decisions that came later are no
   * difference: each is signed for itself.
   *
   * @param run the run as it is stored now; null if it is gone
   */
  public static List<Finding> differences(
      byte[] document, @Nullable JsonNode run, JsonNode overrides) {
    JsonNode signed;
    try {
      signed = MAPPER.readTree(document);
    } catch (JacksonException broken) {
      return List.of(new Finding(Kind.EDITED, "check run", "its digest is not readable"));
    }
    String place = "check run " + text(signed, "run");
    if (!text(signed, "form").equals(FORM)) {
      return List.of(new Finding(Kind.EDITED, place, "its digest has another form than " + FORM));
    }
    if (run == null) {
      return List.of(new Finding(Kind.DELETED, place, "it was signed and is gone"));
    }
    List<Finding> found = new ArrayList<>();
    JsonNode now = MAPPER.readTree(of(run, overrides));
    for (Map.Entry<String, JsonNode> member : signed.path("members").properties()) {
      if (!member.getValue().equals(now.path("members").path(member.getKey()))) {
        found.add(
            new Finding(Kind.EDITED, place + ", " + member.getKey(), "it is not what was signed"));
      }
    }
    findings(place, signed.path("findings"), now.path("findings"), found);
    Map<String, JsonNode> kept = new HashMap<>();
    now.path("overrides").forEach(one -> kept.put(text(one, "id"), one));
    for (JsonNode one : signed.path("overrides")) {
      String which = place + ", decision " + text(one, "id");
      JsonNode same = kept.get(text(one, "id"));
      if (same == null) {
        found.add(new Finding(Kind.DELETED, which, "it was signed and is gone"));
      } else if (!same.equals(one)) {
        found.add(new Finding(Kind.EDITED, which, "it is not what was signed"));
      }
    }
    return found;
  }

  /** Where two stand at one place and differ, one was edited; the rest is gone or was put in. */
  private static void findings(String place, JsonNode signed, JsonNode now, List<Finding> found) {
    List<@Nullable JsonNode> missing = unmatched(signed, now);
    List<@Nullable JsonNode> extra = unmatched(now, signed);
    boolean sameSet =
        missing.stream().allMatch(Objects::isNull) && extra.stream().allMatch(Objects::isNull);
    for (int i = 0; i < Math.max(missing.size(), extra.size()); i++) {
      JsonNode gone = i < missing.size() ? missing.get(i) : null;
      JsonNode put = i < extra.size() ? extra.get(i) : null;
      if (gone != null && put != null) {
        found.add(
            new Finding(
                Kind.EDITED, place(place, i, gone), "it is not the finding that was signed"));
      } else if (gone != null) {
        found.add(new Finding(Kind.DELETED, place(place, i, gone), "it was signed and is gone"));
      } else if (put != null) {
        found.add(
            new Finding(Kind.INSERTED, place(place, i, put), "nobody who signed was shown it"));
      }
    }
    for (int i = 0; sameSet && i < signed.size(); i++) {
      if (!signed.path(i).equals(now.path(i))) {
        found.add(
            new Finding(
                Kind.REORDERED, place(place, i, signed.path(i)), "another stands in its place"));
        return;
      }
    }
  }

  /** Those of one list that the other has not, in their places; null where it has them. */
  private static List<@Nullable JsonNode> unmatched(JsonNode list, JsonNode other) {
    Map<JsonNode, Integer> left = new HashMap<>();
    other.forEach(one -> left.merge(one, 1, Integer::sum));
    List<@Nullable JsonNode> places = new ArrayList<>();
    for (JsonNode one : list) {
      boolean matched = left.getOrDefault(one, 0) > 0;
      if (matched) {
        left.merge(one, -1, Integer::sum);
      }
      places.add(matched ? null : one);
    }
    return places;
  }

  private static String place(String run, int index, JsonNode finding) {
    String page = text(finding, "page");
    return "%s, finding %d (%s%s)"
        .formatted(run, index + 1, text(finding, "ruleId"), page.isEmpty() ? "" : ", page " + page);
  }

  private static Map<String, Object> line(JsonNode one, String... names) {
    Map<String, Object> line = new LinkedHashMap<>();
    Stream.of(names).forEach(name -> line.put(name, text(one, name)));
    line.put("sha256", CanonicalJson.sha256(one));
    return line;
  }

  private static Stream<JsonNode> each(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false);
  }

  private static String text(JsonNode node, String member) {
    return Optional.of(node.path(member))
        .filter(value -> !value.isNull() && !value.isMissingNode())
        .map(value -> value.asString(""))
        .orElse("");
  }
}
