package io.medley.platform.outbox;

import io.medley.platform.time.RealTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.json.JsonMapper;

final class JdbcOutbox implements Outbox {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final JdbcClient jdbc;
  private final RealTime realTime;

  JdbcOutbox(JdbcClient jdbc, RealTime realTime) {
    this.jdbc = jdbc;
    this.realTime = realTime;
  }

  @Override
  public void append(String topic, String key, Object payload) {
    append(UUID.randomUUID(), topic, key, payload);
  }

  @Override
  public void append(UUID id, String topic, String key, Object payload) {
    if (!TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalStateException("A message belongs to the transaction it describes");
    }
    jdbc.sql(
            """
            insert into outbox_message (id, topic, key, payload, created_at)
            values (:id, :topic, :key, :payload::jsonb, :at)
            on conflict (id) do nothing
            """)
        .param("id", id)
        .param("topic", topic)
        .param("key", key)
        .param("payload", MAPPER.writeValueAsString(payload))
        .param("at", realTime.now().atOffset(ZoneOffset.UTC))
        .update();
  }
}
