package io.medley.campaign.journey.jdbc;

import io.medley.campaign.journey.HcpDirectory;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Lists HCPs from PostgreSQL. */
@Repository
class JdbcHcpDirectory implements HcpDirectory {

  private static final Duration RECENT = Duration.ofDays(30);

  private final JdbcClient jdbc;

  JdbcHcpDirectory(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public List<Line> find(
      Optional<String> country,
      Optional<String> text,
      Optional<String> consent,
      Optional<String> onlyOf,
      Instant now,
      int offset,
      int limit) {
    return jdbc.sql(
            """
            SELECT h.id, h.external_id, h.pseudonym, h.country, h.language, h.specialty,
                   h.type, h.territory, h.tier,
                   h.erased_at IS NOT NULL AS erased, coalesce(c.status, 'MISSING') AS consent,
                   (SELECT count(*) FROM enrolment e
                     WHERE e.hcp_id = h.id AND e.finished_at IS NULL) AS journeys,
                   (SELECT count(*) FROM contact k
                     WHERE k.hcp_id = h.id AND k.state IN ('RESERVED', 'CONTACTED', 'IN_DOUBT')
                       AND k.at > :recent) AS contacts
              FROM hcp h
              LEFT JOIN LATERAL (
                SELECT CASE WHEN status = 'GRANTED' AND expires_at <= :now THEN 'EXPIRED'
                            ELSE status END AS status
                  FROM consent_entry
                 WHERE hcp_id = h.id AND channel = 'EMAIL' AND purpose = 'PROMOTION' AND at <= :now
                 ORDER BY (status = 'PENDING'), at DESC, id DESC LIMIT 1) c ON true
             WHERE (cast(:country AS text) IS NULL OR h.country = :country)
               AND (cast(:text AS text) IS NULL
                    OR h.external_id ILIKE :text OR h.pseudonym ILIKE :text
                    OR h.specialty ILIKE :text OR h.territory ILIKE :text)
               AND (cast(:person AS text) IS NULL OR EXISTS (
                     SELECT FROM territory t WHERE t.code = h.territory
                        AND :person IN (t.rep, t.msl, t.kam)))
               AND (cast(:consent AS text) IS NULL OR coalesce(c.status, 'MISSING') = :consent)
             ORDER BY h.country, h.external_id
             LIMIT :limit OFFSET :offset
            """)
        .param("recent", Timestamp.from(now.minus(RECENT)))
        .param("now", Timestamp.from(now))
        .param("country", country.orElse(null))
        .param("text", text.map(JdbcHcpDirectory::contains).orElse(null))
        .param("consent", consent.orElse(null))
        .param("person", onlyOf.orElse(null))
        .param("limit", limit)
        .param("offset", offset)
        .query(
            (row, number) ->
                new Line(
                    row.getObject("id", UUID.class),
                    row.getString("external_id"),
                    row.getString("pseudonym"),
                    row.getString("country"),
                    row.getString("language"),
                    row.getString("specialty"),
                    row.getString("type"),
                    row.getString("territory"),
                    row.getInt("tier"),
                    row.getBoolean("erased"),
                    row.getString("consent"),
                    row.getLong("journeys"),
                    row.getLong("contacts")))
        .list();
  }

  private static String contains(String text) {
    return "%" + text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
  }
}
