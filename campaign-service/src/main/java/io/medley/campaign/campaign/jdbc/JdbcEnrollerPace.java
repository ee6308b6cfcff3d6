package io.medley.campaign.campaign.jdbc;

import io.medley.campaign.campaign.EnrollerPace;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The enroller's token bucket in PostgreSQL. */
@Repository
class JdbcEnrollerPace implements EnrollerPace {

  private final JdbcClient jdbc;

  JdbcEnrollerPace(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public Bucket lock() {
    return jdbc.sql(
            """
            SELECT tokens, refilled_at, paused_reason, rate FROM enroller_pace
             WHERE id = 1 FOR NO KEY UPDATE
            """)
        .query(
            (row, number) ->
                new Bucket(
                    row.getDouble("tokens"),
                    row.getTimestamp("refilled_at").toInstant(),
                    Optional.ofNullable(row.getString("paused_reason")),
                    Optional.ofNullable(row.getObject("rate", Double.class))))
        .single();
  }

  @Override
  public void save(Bucket bucket) {
    jdbc.sql(
            """
            UPDATE enroller_pace
               SET tokens = :tokens, refilled_at = :at, paused_reason = :reason, rate = :rate
             WHERE id = 1
            """)
        .param("tokens", bucket.tokens())
        .param("at", Timestamp.from(bucket.refilledAt()))
        .param("reason", bucket.pausedReason().orElse(null))
        .param("rate", bucket.rate().orElse(null), Types.DOUBLE)
        .update();
  }

  @Override
  public Optional<Double> found() {
    return jdbc.sql("SELECT rate FROM enroller_pace WHERE id = 1")
        .query((row, number) -> Optional.ofNullable(row.getObject(1, Double.class)))
        .single();
  }

  @Override
  public long coming() {
    return jdbc.sql("SELECT count(*) FROM enrolment WHERE state = 'ENROLLED'")
        .query(Long.class)
        .single();
  }

  @Override
  public Optional<String> pausedReason() {
    return jdbc.sql("SELECT paused_reason FROM enroller_pace WHERE id = 1")
        .query((row, number) -> Optional.ofNullable(row.getString(1)))
        .single();
  }
}
