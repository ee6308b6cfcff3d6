package io.medley.campaign.measure.jdbc;

import io.medley.campaign.measure.MailArrivals;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Arrived messages in PostgreSQL. */
@Repository
class JdbcMailArrivals implements MailArrivals {

  private final JdbcClient jdbc;

  JdbcMailArrivals(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public boolean add(String digest, Optional<UUID> contactId, String kind, Instant at) {
    return jdbc.sql(
                """
                INSERT INTO inbound_mail (digest, contact_id, kind, at)
                VALUES (:digest, :contact, :kind, :at) ON CONFLICT DO NOTHING
                """)
            .param("digest", digest)
            .param("contact", contactId.orElse(null))
            .param("kind", kind)
            .param("at", Timestamp.from(at))
            .update()
        == 1;
  }

  @Override
  public Map<String, Long> counts(UUID campaignId) {
    Map<String, Long> counts = new TreeMap<>();
    jdbc.sql(
            """
            SELECT m.kind, count(*) AS mails FROM inbound_mail m
              JOIN contact c ON c.id = m.contact_id
             WHERE c.campaign_id = :campaign GROUP BY m.kind
            """)
        .param("campaign", campaignId)
        .query((RowCallbackHandler) row -> counts.put(row.getString("kind"), row.getLong("mails")));
    return counts;
  }
}
