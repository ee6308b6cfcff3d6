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

  private static final String CONSENT =
      """
      CASE WHEN c.status IS NULL THEN 'MISSING'
           WHEN c.status = 'GRANTED' AND c.expires_at <= :now THEN 'EXPIRED' ELSE c.status END
      """;

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
    // Only the filters that are asked for: then the page is read off an index and no further.
    StringBuilder filters = new StringBuilder();
    if (country.isPresent()) {
      filters.append(" AND h.country = :country");
    }
    if (text.isPresent()) {
      filters.append(
          """
           AND (h.external_id ILIKE :text OR h.pseudonym ILIKE :text OR h.specialty ILIKE :text
             OR h.territory ILIKE :text)
          """);
    }
    if (onlyOf.isPresent()) {
      filters.append(
          """
           AND h.territory IN (SELECT code FROM territory t WHERE :person IN (t.rep, t.msl, t.kam))
          """);
    }
    if (consent.isPresent()) {
      filters.append(" AND " + CONSENT + " = :consent");
    }
    return jdbc.sql(
            """
            WITH page AS (
              SELECT h.id, h.external_id, h.pseudonym, h.country, h.language, h.specialty,
                     h.type, h.territory, h.tier, h.erased_at IS NOT NULL AS erased,
            """
                + CONSENT
                + """
                 AS consent
                  FROM hcp h
                  LEFT JOIN consent_current c
                    ON c.hcp_id = h.id AND c.channel = 'EMAIL' AND c.purpose = 'PROMOTION'
                 WHERE true
                """
                + filters
                + """
                 ORDER BY h.country, h.external_id LIMIT :limit OFFSET :offset)
                SELECT page.*,
                       (SELECT count(*) FROM enrolment e
                         WHERE e.hcp_id = page.id AND e.finished_at IS NULL) AS journeys,
                       (SELECT count(*) FROM contact k
                         WHERE k.hcp_id = page.id AND k.at > :recent
                           AND k.state IN ('RESERVED', 'CONTACTED', 'IN_DOUBT')) AS contacts
                  FROM page ORDER BY country, external_id
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
