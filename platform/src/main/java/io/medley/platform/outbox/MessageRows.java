package io.medley.platform.outbox;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;

/** The one mapping of message rows. */
final class MessageRows {

  static final String COLUMNS =
      "position, id, topic, key, payload::text as payload, created_at, failures, retry_at";

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private MessageRows() {}

  static SequencedMessage message(ResultSet row, int number) throws SQLException {
    return new SequencedMessage(
        row.getLong("position"),
        new OutboxMessage(
            row.getObject("id", UUID.class),
            row.getString("topic"),
            row.getString("key"),
            MAPPER.readTree(row.getString("payload"))),
        row.getObject("created_at", OffsetDateTime.class).toInstant());
  }
}
