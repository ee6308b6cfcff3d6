package io.medley.campaign.touch.jdbc;

import io.medley.campaign.touch.MissingFacets;
import io.medley.campaign.touch.PieceFacets;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** Pieces without facets, in PostgreSQL. */
@Repository
class JdbcMissingFacets implements MissingFacets {

  /** Every confirmed piece has a purpose. */
  private static final String MISSING =
      "state = 'LIVE' and coalesce(facets ->> 'purpose', '') = ''";

  private final JdbcClient jdbc;
  private final JsonMapper json;

  JdbcMissingFacets(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  @Override
  public List<UUID> missing(Instant notAskedSince, int limit) {
    return jdbc.sql(
            """
            select version_id from servable_version
            where %s and (facets_asked_at is null or facets_asked_at <= :since)
            order by version_id limit :limit
            """
                .formatted(MISSING))
        .param("since", Timestamp.from(notAskedSince))
        .param("limit", limit)
        .query(UUID.class)
        .list();
  }

  @Override
  public void answered(List<UUID> asked, Map<UUID, PieceFacets> facets, Instant at) {
    jdbc.sql("update servable_version set facets_asked_at = :at where version_id = any(:asked)")
        .param("at", Timestamp.from(at))
        .param("asked", asked.toArray(UUID[]::new))
        .update();
    facets.forEach(
        (version, known) ->
            jdbc.sql(
                    """
                    update servable_version set facets = :facets::jsonb
                    where version_id = :version and %s
                    """
                        .formatted(MISSING))
                .param("facets", json.writeValueAsString(known))
                .param("version", version)
                .update());
  }
}
