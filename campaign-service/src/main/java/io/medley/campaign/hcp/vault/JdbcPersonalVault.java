package io.medley.campaign.hcp.vault;

import io.medley.campaign.hcp.HcpId;
import io.medley.campaign.hcp.PersonalVault;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Data keys in PostgreSQL, wrapped by the master key. */
@Repository
class JdbcPersonalVault implements PersonalVault {

  private static final int KEY_BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final JdbcClient jdbc;
  private final NamedParameterJdbcOperations batches;
  private final MasterKey master;

  JdbcPersonalVault(JdbcClient jdbc, NamedParameterJdbcOperations batches, KeysFolder keys) {
    this.jdbc = jdbc;
    this.batches = batches;
    this.master = MasterKey.in(Path.of(keys.folder()));
  }

  // Never compared: the bytes are carried from one call to the next.
  @SuppressWarnings("ArrayRecordComponent")
  private record Row(byte @Nullable [] wrapped, String masterKeyId) {}

  @Override
  public byte[] seal(HcpId hcp, String purpose, byte[] clear) {
    Row row = row(hcp).orElseGet(() -> make(hcp));
    SecretKey key = unwrap(hcp, row).orElseThrow(() -> new KeyDestroyed(hcp));
    return Sealing.seal(key, bound(hcp, purpose), clear);
  }

  @Override
  public Map<HcpId, byte[]> sealAll(String purpose, Map<HcpId, byte[]> clear) {
    if (clear.isEmpty()) {
      return Map.of();
    }
    Map<HcpId, SecretKey> keys = keys(clear.keySet());
    Map<HcpId, SecretKey> fresh = new LinkedHashMap<>();
    for (HcpId hcp : clear.keySet()) {
      if (!keys.containsKey(hcp)) {
        byte[] key = new byte[KEY_BYTES];
        RANDOM.nextBytes(key);
        fresh.put(hcp, new SecretKeySpec(key, "AES"));
      }
    }
    // Who is there without a key was erased, or is new in this transaction: then this is the first.
    int[] made =
        batches.batchUpdate(
            """
            insert into hcp_key (hcp_id, wrapped, master_key_id)
            values (:hcp, :wrapped, :master) on conflict do nothing
            """,
            fresh.entrySet().stream()
                .map(
                    key ->
                        new MapSqlParameterSource("hcp", key.getKey().value())
                            .addValue(
                                "wrapped",
                                Sealing.seal(
                                    master.key(),
                                    bound(key.getKey(), "data-key"),
                                    key.getValue().getEncoded()))
                            .addValue("master", master.id()))
                .toArray(MapSqlParameterSource[]::new));
    int i = 0;
    for (Map.Entry<HcpId, SecretKey> key : fresh.entrySet()) {
      if (made[i++] == 0) {
        throw new KeyDestroyed(key.getKey());
      }
      keys.put(key.getKey(), key.getValue());
    }
    Map<HcpId, byte[]> sealed = new HashMap<>();
    clear.forEach(
        (hcp, bytes) ->
            sealed.put(
                hcp,
                Sealing.seal(Objects.requireNonNull(keys.get(hcp)), bound(hcp, purpose), bytes)));
    return sealed;
  }

  private Map<HcpId, SecretKey> keys(Collection<HcpId> hcps) {
    Map<HcpId, SecretKey> keys = new HashMap<>();
    jdbc.sql("select hcp_id, wrapped, master_key_id from hcp_key where hcp_id = any(:hcps)")
        .param("hcps", hcps.stream().map(HcpId::value).toArray(UUID[]::new))
        .query(
            rs -> {
              HcpId hcp = new HcpId(rs.getObject("hcp_id", UUID.class));
              unwrap(hcp, new Row(rs.getBytes("wrapped"), rs.getString("master_key_id")))
                  .ifPresent(key -> keys.put(hcp, key));
            });
    return keys;
  }

  @Override
  public Optional<byte[]> open(HcpId hcp, String purpose, byte[] sealed) {
    return row(hcp)
        .flatMap(row -> unwrap(hcp, row))
        .map(key -> Sealing.open(key, bound(hcp, purpose), sealed));
  }

  @Override
  public Map<HcpId, byte[]> open(String purpose, Map<HcpId, byte[]> sealed) {
    Map<HcpId, byte[]> clear = new HashMap<>();
    keys(sealed.keySet())
        .forEach(
            (hcp, key) ->
                clear.put(
                    hcp,
                    Sealing.open(
                        key, bound(hcp, purpose), Objects.requireNonNull(sealed.get(hcp)))));
    return clear;
  }

  @Override
  public String fingerprint(String kind, String value) {
    return Sealing.digest(master.key(), "medley:fingerprint:" + kind, value);
  }

  @Override
  public void destroy(HcpId hcp) {
    jdbc.sql(
            """
            update hcp_key set wrapped = null, destroyed_at = clock_timestamp()
            where hcp_id = :hcp and destroyed_at is null
            """)
        .param("hcp", hcp.value())
        .update();
  }

  private Row make(HcpId hcp) {
    byte[] key = new byte[KEY_BYTES];
    RANDOM.nextBytes(key);
    jdbc.sql(
            """
            insert into hcp_key (hcp_id, wrapped, master_key_id)
            values (:hcp, :wrapped, :master) on conflict do nothing
            """)
        .param("hcp", hcp.value())
        .param("wrapped", Sealing.seal(master.key(), bound(hcp, "data-key"), key))
        .param("master", master.id())
        .update();
    // Whoever was first made the key that counts.
    return row(hcp).orElseThrow();
  }

  private Optional<Row> row(HcpId hcp) {
    return jdbc.sql("select wrapped, master_key_id from hcp_key where hcp_id = :hcp")
        .param("hcp", hcp.value())
        .query((rs, n) -> new Row(rs.getBytes("wrapped"), rs.getString("master_key_id")))
        .optional();
  }

  private Optional<SecretKey> unwrap(HcpId hcp, Row row) {
    if (row.wrapped() == null) {
      return Optional.empty();
    }
    if (!row.masterKeyId().equals(master.id())) {
      throw new IllegalStateException(
          "Personal values were sealed under master key %s, the keys folder holds %s"
              .formatted(row.masterKeyId(), master.id()));
    }
    byte[] key = Sealing.open(master.key(), bound(hcp, "data-key"), row.wrapped());
    return Optional.of(new SecretKeySpec(key, "AES"));
  }

  private static String bound(HcpId hcp, String purpose) {
    return "medley:" + hcp.value() + ":" + purpose;
  }
}
