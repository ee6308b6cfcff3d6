package io.medley.campaign.hcp.vault;

import io.medley.campaign.hcp.ImportFiles;
import io.medley.campaign.hcp.ImportRun;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.json.JsonMapper;

/**
 * Files in PostgreSQL, where every instance of the service can go on with them, in sealed pieces.
 */
@Repository
class JdbcImportFiles implements ImportFiles {

  private static final int PIECE = 256 * 1024;
  private static final int KEY_BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final JdbcClient jdbc;
  private final TransactionOperations transactions;
  private final MasterKey master;
  private final JsonMapper json;
  private final Clock clock;

  JdbcImportFiles(
      JdbcClient jdbc,
      TransactionOperations transactions,
      KeysFolder keys,
      JsonMapper json,
      Clock clock) {
    this.jdbc = jdbc;
    this.transactions = transactions;
    this.master = MasterKey.in(Path.of(keys.folder()));
    this.json = json;
    this.clock = clock;
  }

  @Override
  public void receive(ImportRun run, InputStream file) throws IOException {
    byte[] bytes = new byte[KEY_BYTES];
    RANDOM.nextBytes(bytes);
    SecretKey key = new SecretKeySpec(bytes, "AES");
    transactions.executeWithoutResult(
        status ->
            jdbc.sql(
                    """
                    insert into hcp_import (id, file_name, format, state, actor, received_at,
                                            progress_at, wrapped, master_key_id)
                    values (:id, :name, :format, 'RECEIVING', :actor::json, :at, :at, :wrapped,
                            :master)
                    """)
                .param("id", run.id())
                .param("name", run.fileName())
                .param("format", run.format().name())
                .param("actor", json.writeValueAsString(run.by()))
                .param("at", Timestamp.from(run.receivedAt()))
                .param("wrapped", Sealing.seal(master.key(), bound(run.id(), "data-key"), bytes))
                .param("master", master.id())
                .update());
    long length = 0;
    int number = 0;
    for (byte[] piece = file.readNBytes(PIECE); piece.length > 0; piece = file.readNBytes(PIECE)) {
      length += piece.length;
      keep(run.id(), number, Sealing.seal(key, bound(run.id(), "piece " + number), piece), length);
      number++;
    }
    transactions.executeWithoutResult(
        status ->
            jdbc.sql("update hcp_import set state = 'WAITING' where id = :id")
                .param("id", run.id())
                .update());
  }

  private void keep(UUID run, int number, byte[] sealed, long length) {
    transactions.executeWithoutResult(
        status -> {
          jdbc.sql(
                  """
                  insert into hcp_import_chunk (import_id, number, sealed)
                  values (:run, :number, :sealed)
                  """)
              .param("run", run)
              .param("number", number)
              .param("sealed", sealed)
              .update();
          jdbc.sql("update hcp_import set bytes = :length, progress_at = :now where id = :run")
              .param("length", length)
              .param("now", Timestamp.from(clock.instant()))
              .param("run", run)
              .update();
        });
  }

  // Never compared: the bytes are carried from one call to the next.
  @SuppressWarnings("ArrayRecordComponent")
  private record Kept(byte[] wrapped, String masterKeyId, long bytes) {}

  @Override
  public InputStream read(UUID run) {
    Kept kept =
        jdbc.sql("select wrapped, master_key_id, bytes from hcp_import where id = :run")
            .param("run", run)
            .query(
                (rs, n) ->
                    new Kept(
                        Objects.requireNonNull(rs.getBytes("wrapped"), "the file was forgotten"),
                        rs.getString("master_key_id"),
                        rs.getLong("bytes")))
            .single();
    if (!kept.masterKeyId().equals(master.id())) {
      throw new IllegalStateException(
          "Import %s was sealed under master key %s, the keys folder holds %s"
              .formatted(run, kept.masterKeyId(), master.id()));
    }
    byte[] key = Sealing.open(master.key(), bound(run, "data-key"), kept.wrapped());
    return new Pieces(run, new SecretKeySpec(key, "AES"), kept.bytes());
  }

  /** The pieces of a file as one stream. */
  private final class Pieces extends InputStream {

    private final UUID run;
    private final SecretKey key;
    private final long length;
    private long opened;
    private int next;
    private InputStream piece = new ByteArrayInputStream(new byte[0]);

    Pieces(UUID run, SecretKey key, long length) {
      this.run = run;
      this.key = key;
      this.length = length;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int count) throws IOException {
      if (count == 0) {
        return 0;
      }
      int read = piece.read(into, offset, count);
      while (read < 0 && opened < length) {
        byte[] clear = piece(next);
        opened += clear.length;
        next++;
        piece = new ByteArrayInputStream(clear);
        read = piece.read(into, offset, count);
      }
      return read;
    }

    private byte[] piece(int number) {
      Optional<byte[]> sealed =
          jdbc.sql(
                  """
                  select sealed from hcp_import_chunk where import_id = :run and number = :number
                  """)
              .param("run", run)
              .param("number", number)
              .query((rs, n) -> rs.getBytes("sealed"))
              .optional();
      return Sealing.open(
          key,
          bound(run, "piece " + number),
          sealed.orElseThrow(
              () ->
                  new IllegalStateException(
                      "Piece %d of import %s is gone".formatted(number, run))));
    }
  }

  @Override
  @Transactional(propagation = Propagation.MANDATORY)
  public void forget(UUID run) {
    jdbc.sql("delete from hcp_import_chunk where import_id = :run").param("run", run).update();
    jdbc.sql("update hcp_import set wrapped = null where id = :run").param("run", run).update();
  }

  @Override
  public List<UUID> abandoned(Instant since) {
    return jdbc.sql("select id from hcp_import where state = 'RECEIVING' and progress_at < :since")
        .param("since", Timestamp.from(since))
        .query(UUID.class)
        .list();
  }

  private static String bound(UUID run, String what) {
    return "medley:import:" + run + ":" + what;
  }
}
