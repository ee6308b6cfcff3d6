package io.medley.content.scorecard.jdbc;

import io.medley.content.scorecard.LaneTiming;
import io.medley.content.scorecard.ReviewTiming;
import io.medley.content.scorecard.Timings;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class JdbcTimings implements Timings {

  private static final String ROUNDS =
      """
      with rounds as (
        select id, row_number() over (partition by asset_id order by opened_at, id) as round
        from review)
      """;

  private final JdbcClient jdbc;

  JdbcTimings(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public List<LaneTiming> lanes(Instant since) {
    return jdbc.sql(
            ROUNDS
                + """
                select r.id, r.version_id, r.title, r.version_number, r.agency, r.market, r.markets,
                  coalesce(f.tier, '') as tier, n.round, l.lane, l.opened_at, l.due_at,
                  coalesce(
                    (select w.begun_at from lane_work_figure w
                      where w.review_id = l.review_id and w.lane = l.lane
                        and w.person = l.signed_by),
                    (select min(w.begun_at) from lane_work_figure w
                      where w.review_id = l.review_id and w.lane = l.lane
                        and l.signed_by is null)) as begun_at,
                  l.signed_at, l.signed_by, l.verdict, l.closed_at, l.came_back
                from lane_figure l join review r on r.id = l.review_id
                  join review_figure f on f.review_id = l.review_id
                  join rounds n on n.id = r.id
                where l.closed_at is null or l.closed_at >= :since
                order by l.opened_at, r.id, l.lane
                """)
        .param("since", Timestamp.from(since))
        .query(JdbcTimings::lane)
        .list();
  }

  @Override
  public List<ReviewTiming> reviews(Instant since) {
    return jdbc.sql(
            ROUNDS
                + """
                select r.id, r.title, r.agency, r.market, coalesce(f.tier, '') as tier, n.round,
                  f.opened_at, f.ended_at, f.outcome, f.cause
                from review_figure f join review r on r.id = f.review_id
                  join rounds n on n.id = r.id
                where f.ended_at is null or f.ended_at >= :since
                order by f.opened_at, r.id
                """)
        .param("since", Timestamp.from(since))
        .query(
            (row, number) ->
                new ReviewTiming(
                    row.getObject("id", UUID.class),
                    row.getString("title"),
                    row.getString("agency"),
                    row.getString("market"),
                    row.getString("tier"),
                    row.getInt("round"),
                    row.getTimestamp("opened_at").toInstant(),
                    instant(row, "ended_at"),
                    row.getString("outcome"),
                    row.getString("cause")))
        .list();
  }

  private static LaneTiming lane(ResultSet row, int number) throws SQLException {
    return new LaneTiming(
        row.getObject("id", UUID.class),
        row.getObject("version_id", UUID.class),
        row.getString("title"),
        row.getString("version_number"),
        row.getString("agency"),
        row.getString("market"),
        List.of((String[]) row.getArray("markets").getArray()),
        row.getString("tier"),
        row.getInt("round"),
        row.getString("lane"),
        row.getTimestamp("opened_at").toInstant(),
        row.getTimestamp("due_at").toInstant(),
        instant(row, "begun_at"),
        instant(row, "signed_at"),
        row.getString("signed_by"),
        row.getString("verdict"),
        instant(row, "closed_at"),
        row.getInt("came_back"));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    Timestamp at = row.getTimestamp(column);
    return at == null ? null : at.toInstant();
  }
}
