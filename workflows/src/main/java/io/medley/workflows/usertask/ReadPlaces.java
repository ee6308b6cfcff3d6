package io.medley.workflows.usertask;

import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Up to where the human tasks of a process were read, kept over restarts. */
public final class ReadPlaces {

  private final JdbcClient jdbc;

  /** Keeps them in this database. */
  public ReadPlaces(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The place of every partition read so far. */
  public Map<Integer, Long> of(String reader) {
    Map<Integer, Long> places = new HashMap<>();
    RowCallbackHandler keep = row -> places.put(row.getInt("partition"), row.getLong("position"));
    jdbc.sql("SELECT partition, position FROM engine_read_place WHERE reader = :reader")
        .param("reader", reader)
        .query(keep);
    return places;
  }

  /** Moves forward, never back: several instances of a service may read side by side. */
  public void advance(String reader, int partition, long position) {
    jdbc.sql(
            """
            INSERT INTO engine_read_place (reader, partition, position)
            VALUES (:reader, :partition, :position)
            ON CONFLICT (reader, partition) DO UPDATE
            SET position = greatest(engine_read_place.position, excluded.position)
            """)
        .param("reader", reader)
        .param("partition", partition)
        .param("position", position)
        .update();
  }
}
