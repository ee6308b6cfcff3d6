package io.medley.content.review.jdbc;

import static io.medley.content.review.jdbc.Columns.instant;
import static io.medley.content.review.jdbc.Columns.instantOrNull;
import static io.medley.content.review.jdbc.Columns.utc;

import io.medley.content.review.Condition;
import io.medley.content.review.Conditions;
import io.medley.content.review.ReviewId;
import io.medley.content.signing.Lane;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class JdbcConditions implements Conditions {

  private final JdbcClient jdbc;

  JdbcConditions(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void add(Condition condition) {
    jdbc.sql(
            """
            insert into review_condition (review_id, annotation_id, lane, category, section, span_start, span_end, quote, body, printed_name, state)
            values (:review, :remark, :lane, :category, :section, :start, :end, :quote, :body, :name, 'OPEN')
            on conflict do nothing
            """)
        .param("review", condition.review().value())
        .param("remark", condition.remark())
        .param("lane", condition.lane().name())
        .param("category", condition.category())
        .param("section", condition.section())
        .param("start", condition.start())
        .param("end", condition.end())
        .param("quote", condition.quote())
        .param("body", condition.body())
        .param("name", condition.printedName())
        .update();
  }

  @Override
  public List<Condition> ofReview(ReviewId id) {
    return jdbc.sql(
            "select * from review_condition where review_id = :id order by section, span_start, annotation_id")
        .param("id", id.value())
        .query(
            (rs, row) ->
                new Condition(
                    id,
                    rs.getObject("annotation_id", UUID.class),
                    Lane.valueOf(rs.getString("lane")),
                    rs.getString("category"),
                    rs.getInt("section"),
                    rs.getInt("span_start"),
                    rs.getInt("span_end"),
                    rs.getString("quote"),
                    rs.getString("body"),
                    rs.getString("printed_name"),
                    Condition.State.valueOf(rs.getString("state")),
                    rs.getString("note"),
                    rs.getString("decided_by"),
                    instantOrNull(rs, "decided_at")))
        .list();
  }

  @Override
  public void decide(
      ReviewId id, UUID remark, Condition.State state, String note, String person, Instant at) {
    jdbc.sql(
            """
            update review_condition set state = :state, note = :note, decided_by = :person, decided_at = :at
            where review_id = :id and annotation_id = :remark
            """)
        .param("state", state.name())
        .param("note", note)
        .param("person", person)
        .param("at", utc(at))
        .param("id", id.value())
        .param("remark", remark)
        .update();
  }

  @Override
  public boolean add(Objection objection) {
    return jdbc.sql(
                """
                insert into review_objection (id, review_id, lane, person_id, printed_name, reason, at)
                values (:id, :review, :lane, :person, :name, :reason, :at)
                on conflict do nothing
                """)
            .param("id", objection.id())
            .param("review", objection.review().value())
            .param("lane", objection.lane().name())
            .param("person", objection.personId())
            .param("name", objection.printedName())
            .param("reason", objection.reason())
            .param("at", utc(objection.at()))
            .update()
        == 1;
  }

  @Override
  public List<Objection> objections(ReviewId id) {
    return jdbc.sql("select * from review_objection where review_id = :id order by at")
        .param("id", id.value())
        .query(
            (rs, row) ->
                new Objection(
                    rs.getObject("id", UUID.class),
                    id,
                    Lane.valueOf(rs.getString("lane")),
                    rs.getString("person_id"),
                    rs.getString("printed_name"),
                    rs.getString("reason"),
                    instant(rs, "at")))
        .list();
  }
}
