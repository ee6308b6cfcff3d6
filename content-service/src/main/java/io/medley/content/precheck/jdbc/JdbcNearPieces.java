package io.medley.content.precheck.jdbc;

import io.medley.content.asset.AssetVersion;
import io.medley.content.asset.VersionId;
import io.medley.content.asset.VersionState;
import io.medley.content.precheck.Likeness;
import io.medley.content.precheck.NearPieces;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.springframework.context.annotation.Fallback;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Compares a text with the newest decided pieces of its brand. A finding is read by the agency, so
 * its piece is compared with that agency's own work only.
 */
@Fallback
@Repository
class JdbcNearPieces implements NearPieces {

  private static final int COMPARED = 200;
  private static final double WORTH_NAMING = 0.5;

  private final JdbcClient jdbc;

  JdbcNearPieces(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public List<NearPiece> of(AssetVersion version, String text) {
    Likeness own = Likeness.of(text);
    return jdbc
        .sql(
            """
            select v.id, v.title, v.major || '.' || v.minor as number, v.state,
              (select string_agg(s.content, E'\\n' order by s.number) from extraction_section s
                where s.content_hash = v.content_hash) as text
            from asset_version v
            where v.brand_id = :brand and v.asset_id <> :asset and (:agency = '' or v.agency = :agency)
              and v.state in ('APPROVED', 'LIVE', 'SUSPENDED', 'EXPIRED', 'SUPERSEDED', 'REJECTED', 'WITHDRAWING', 'WITHDRAWN')
            order by v.changed_at desc, v.id limit :most
            """)
        .param("brand", version.metadata().brandId())
        .param("asset", version.asset().value())
        .param("agency", version.agency())
        .param("most", COMPARED)
        .query(
            (row, number) ->
                new NearPiece(
                    new VersionId(row.getObject("id", UUID.class)),
                    String.valueOf(row.getString("title")),
                    row.getString("number"),
                    VersionState.valueOf(row.getString("state")),
                    row.getString("text") == null
                        ? 0
                        : own.to(Likeness.of(row.getString("text")))))
        .list()
        .stream()
        .filter(near -> near.similarity() >= WORTH_NAMING)
        .sorted(Comparator.comparingDouble(NearPiece::similarity).reversed())
        .limit(5)
        .toList();
  }
}
