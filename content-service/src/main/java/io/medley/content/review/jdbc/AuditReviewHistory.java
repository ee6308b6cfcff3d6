package io.medley.content.review.jdbc;

import io.medley.content.review.ReviewHistory;
import io.medley.content.review.ReviewId;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

@Repository
class AuditReviewHistory implements ReviewHistory {

  private final JdbcClient jdbc;
  private final JsonMapper json;

  AuditReviewHistory(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  @Override
  public List<Event> of(ReviewId review) {
    return jdbc.sql(
            """
            select at, action, actor::text as actor, facts::text as facts from audit_entry
            where aggregate_type = 'review' and aggregate_id = :id order by sequence desc
            """)
        .param("id", review.toString())
        .query(
            (rs, row) ->
                new Event(
                    rs.getObject("at", OffsetDateTime.class).toInstant(),
                    rs.getString("action"),
                    json.readTree(rs.getString("actor")).path("printedName").asString(""),
                    json.readValue(
                        rs.getString("facts"), new TypeReference<Map<String, Object>>() {})))
        .list();
  }
}
