package io.medley.campaign.campaign.jdbc;

import io.medley.campaign.campaign.PausablePieces;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Pieces that can still leave, from PostgreSQL. */
@Repository
class JdbcPausablePieces implements PausablePieces {

  private static final String PIECES =
      """
      select * from (
        select distinct on (asset_id) asset_id::text as "assetId", title, job_code as "jobCode"
          from servable_version
         where state not in ('WITHDRAWING', 'WITHDRAWN', 'EXPIRED', 'SUPERSEDED')
         order by asset_id, stored_at desc) p
      """;

  private final JdbcClient jdbc;

  JdbcPausablePieces(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public List<Piece> find(String words, int most) {
    return jdbc.sql(
            PIECES
                + """
                 where position(lower(:words) in lower(p.title || ' ' || p."jobCode")) > 0
                 order by p.title, p."jobCode" limit :most
                """)
        .param("words", words.strip())
        .param("most", most)
        .query(Piece.class)
        .list();
  }

  @Override
  public Optional<Piece> find(String assetId) {
    return jdbc.sql(PIECES + " where p.\"assetId\" = :id")
        .param("id", assetId)
        .query(Piece.class)
        .optional();
  }
}
