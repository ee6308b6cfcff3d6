package io.medley.campaign.touch.jdbc;

import io.medley.campaign.touch.PieceCounting;
import java.sql.Timestamp;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Responses to pieces, counted in PostgreSQL. */
@Repository
class JdbcPieceCounting implements PieceCounting {

  private final JdbcClient jdbc;

  JdbcPieceCounting(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void count(Instant since) {
    jdbc.sql(
            """
            insert into piece_response as p (version_id, contacted, responded, counted_at)
            select c.version_id, count(*),
                   count(*) filter (where exists (
                     select from engagement e
                     where e.contact_id = c.id and e.machine is null
                       and e.kind in ('OPENED', 'CLICKED'))),
                   clock_timestamp()
            from contact c
            where c.responses_visible and c.state = 'CONTACTED' and c.at > :since
            group by c.version_id
            on conflict (version_id) do update
              set contacted = excluded.contacted, responded = excluded.responded,
                  counted_at = excluded.counted_at
            """)
        .param("since", Timestamp.from(since))
        .update();
  }
}
