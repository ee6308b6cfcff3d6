package io.medley.content.asset.jdbc;

import io.medley.content.asset.VersionHistory;
import io.medley.content.asset.VersionId;
import java.util.List;
import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Repository
class JdbcVersionHistory implements VersionHistory {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final JdbcClient jdbc;

  JdbcVersionHistory(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public List<Event> of(VersionId id) {
    return jdbc.sql(
            """
            select at, action, actor::text as actor, facts::text as facts
            from audit_entry
            where aggregate_type = 'asset-version' and aggregate_id = :id
            order by sequence
            """)
        .param("id", id.toString())
        .query(
            (row, number) ->
                new Event(
                    row.getTimestamp("at").toInstant(),
                    row.getString("action"),
                    JSON.readTree(row.getString("actor")).path("printedName").asString(""),
                    detail(JSON.readTree(row.getString("facts")))))
        .list();
  }

  private static String detail(JsonNode facts) {
    if (facts.has("to")) {
      return words(facts.path("from").asString(""))
          + " → "
          + words(facts.path("to").asString(""))
          + ": "
          + facts.path("why").asString("");
    }
    if (facts.has("fileName")) {
      return facts.path("fileName").asString("")
          + " as version "
          + facts.path("number").asString("");
    }
    if (facts.has("verdict")) {
      return "pre-check "
          + words(facts.path("verdict").asString(""))
          + ", metadata "
          + facts.path("metadataHash").asString("").substring(0, 12);
    }
    return "";
  }

  private static String words(String state) {
    return state.toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
