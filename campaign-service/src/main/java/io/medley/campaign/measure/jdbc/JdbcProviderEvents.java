package io.medley.campaign.measure.jdbc;

import io.medley.campaign.measure.ProviderEvents;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Calls of providers in PostgreSQL. */
@Repository
class JdbcProviderEvents implements ProviderEvents {

  private final JdbcClient jdbc;

  JdbcProviderEvents(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public boolean add(
      String provider, String eventId, String kind, Optional<UUID> contactId, Instant at) {
    return jdbc.sql(
                """
                insert into provider_event (provider, event_id, kind, contact_id, at)
                values (:provider, :event, :kind, :contact, :at) on conflict do nothing
                """)
            .param("provider", provider)
            .param("event", eventId)
            .param("kind", kind)
            .param("contact", contactId.orElse(null))
            .param("at", Timestamp.from(at))
            .update()
        == 1;
  }
}
