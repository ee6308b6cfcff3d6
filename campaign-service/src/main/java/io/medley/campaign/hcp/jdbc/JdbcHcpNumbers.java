package io.medley.campaign.hcp.jdbc;

import io.medley.campaign.hcp.HcpId;
import io.medley.campaign.hcp.HcpNumbers;
import io.medley.campaign.hcp.KeyedDigest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Digests of numbers in PostgreSQL. */
@Repository
class JdbcHcpNumbers implements HcpNumbers {

  private static final String KIND = "phone";

  private final JdbcClient jdbc;
  private final NamedParameterJdbcOperations batches;
  private final KeyedDigest digests;

  JdbcHcpNumbers(JdbcClient jdbc, NamedParameterJdbcOperations batches, KeyedDigest digests) {
    this.jdbc = jdbc;
    this.batches = batches;
    this.digests = digests;
  }

  @Override
  public boolean has(HcpId hcp) {
    return jdbc.sql("select exists (select from hcp_number where hcp_id = :hcp)")
        .param("hcp", hcp.value())
        .query(Boolean.class)
        .single();
  }

  @Override
  public List<HcpId> holders(String number) {
    return jdbc
        .sql("select hcp_id from hcp_number where fingerprint = :number order by hcp_id")
        .param("number", digests.fingerprint(KIND, number))
        .query(UUID.class)
        .list()
        .stream()
        .map(HcpId::new)
        .toList();
  }

  /** Keeps the HCPs' numbers, in the caller's transaction. */
  void putAll(Map<HcpId, String> numbers) {
    if (numbers.isEmpty()) {
      return;
    }
    batches.batchUpdate(
        """
        insert into hcp_number (hcp_id, fingerprint) values (:hcp, :number)
        on conflict (hcp_id) do update set fingerprint = excluded.fingerprint
        """,
        numbers.entrySet().stream()
            .map(
                number ->
                    new MapSqlParameterSource("hcp", number.getKey().value())
                        .addValue("number", digests.fingerprint(KIND, number.getValue())))
            .toArray(MapSqlParameterSource[]::new));
  }

  /** Forgets the HCP's number, in the caller's transaction. */
  void erase(HcpId hcp) {
    jdbc.sql("delete from hcp_number where hcp_id = :hcp").param("hcp", hcp.value()).update();
  }
}
