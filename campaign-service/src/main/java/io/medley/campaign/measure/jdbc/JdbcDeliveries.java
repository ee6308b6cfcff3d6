package io.medley.campaign.measure.jdbc;

import io.medley.campaign.measure.Deliveries;
import io.medley.campaign.measure.Delivery;
import java.sql.Timestamp;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What became of messages in PostgreSQL. */
@Repository
class JdbcDeliveries implements Deliveries {

  private final JdbcClient jdbc;

  JdbcDeliveries(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public boolean put(Delivery delivery) {
    return jdbc.sql(
                """
                insert into delivery (contact_id, state, detail, at)
                values (:contact, :state, :detail, :at)
                on conflict (contact_id) do update
                  set state = excluded.state, detail = excluded.detail, at = excluded.at
                  where array_position(:order, delivery.state)
                        < array_position(:order, excluded.state)
                """)
            .param("contact", delivery.contactId())
            .param("state", delivery.state().name())
            .param("detail", delivery.detail())
            .param("at", Timestamp.from(delivery.at()))
            .param("order", order())
            .update()
        == 1;
  }

  private static String[] order() {
    return Arrays.stream(Delivery.State.values()).map(Enum::name).toArray(String[]::new);
  }

  @Override
  public Optional<Delivery> of(UUID contactId) {
    return jdbc.sql("select state, detail, at from delivery where contact_id = :contact")
        .param("contact", contactId)
        .query(
            (row, number) ->
                new Delivery(
                    contactId,
                    Delivery.State.valueOf(row.getString("state")),
                    row.getString("detail"),
                    row.getTimestamp("at").toInstant()))
        .optional();
  }
}
