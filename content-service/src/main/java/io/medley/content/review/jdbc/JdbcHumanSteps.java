package io.medley.content.review.jdbc;

import static io.medley.content.review.jdbc.Columns.instant;
import static io.medley.content.review.jdbc.Columns.instantOrNull;
import static io.medley.content.review.jdbc.Columns.utc;

import io.medley.content.review.HumanSteps;
import io.medley.content.review.ReviewId;
import io.medley.content.review.Reviews;
import io.medley.workflows.mlrreview.HumanStep;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class JdbcHumanSteps implements HumanSteps {

  private final JdbcClient jdbc;
  private final Reviews reviews;

  JdbcHumanSteps(JdbcClient jdbc, Reviews reviews) {
    this.jdbc = jdbc;
    this.reviews = reviews;
  }

  @Override
  public Asked ask(
      ReviewId id,
      HumanStep step,
      String subject,
      String candidateGroup,
      Instant at,
      Instant dueAt,
      @Nullable Instant silentAt) {
    jdbc.sql(
            "update review_human_step set open = false, closed_at = :at where review_id = :id and step = :step and subject <> :subject and open")
        .param("at", utc(at))
        .param("id", id.value())
        .param("step", step.name())
        .param("subject", subject)
        .update();
    return jdbc.sql(
            """
            insert into review_human_step (review_id, step, subject, candidate_group, open, asked_at, due_at, silent_at)
            values (:id, :step, :subject, :group, true, :at, :due, :silent)
            on conflict (review_id, step, subject) do update
              set open = true, closed_at = null, times = review_human_step.times + 1
            returning *
            """)
        .param("id", id.value())
        .param("step", step.name())
        .param("subject", subject)
        .param("group", candidateGroup)
        .param("at", utc(at))
        .param("due", utc(dueAt))
        .param("silent", utc(silentAt))
        .query((rs, row) -> asked(rs))
        .single();
  }

  @Override
  public Optional<Asked> open(ReviewId id, HumanStep step) {
    return jdbc.sql(
            "select * from review_human_step where review_id = :id and step = :step and open")
        .param("id", id.value())
        .param("step", step.name())
        .query((rs, row) -> asked(rs))
        .optional();
  }

  @Override
  public List<Asked> ofReview(ReviewId id) {
    return jdbc.sql("select * from review_human_step where review_id = :id order by asked_at, step")
        .param("id", id.value())
        .query((rs, row) -> asked(rs))
        .list();
  }

  @Override
  public void close(ReviewId id, HumanStep step, Instant at) {
    jdbc.sql(
            "update review_human_step set open = false, closed_at = :at where review_id = :id and step = :step and open")
        .param("at", utc(at))
        .param("id", id.value())
        .param("step", step.name())
        .update();
  }

  @Override
  public List<Waiting> waiting(int limit) {
    record Row(UUID review, Asked asked) {}
    return jdbc
        .sql("select * from review_human_step where open order by due_at limit :limit")
        .param("limit", limit)
        .query((rs, row) -> new Row(rs.getObject("review_id", UUID.class), asked(rs)))
        .list()
        .stream()
        .flatMap(
            row ->
                reviews.find(new ReviewId(row.review())).stream()
                    .map(review -> new Waiting(review, row.asked())))
        .toList();
  }

  private static Asked asked(ResultSet rs) throws SQLException {
    return new Asked(
        HumanStep.valueOf(rs.getString("step")),
        rs.getString("subject"),
        rs.getString("candidate_group"),
        rs.getBoolean("open"),
        instant(rs, "asked_at"),
        instant(rs, "due_at"),
        instantOrNull(rs, "silent_at"),
        rs.getInt("times"));
  }
}
