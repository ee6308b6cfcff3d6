package io.medley.content.precheck.jdbc;

import io.medley.content.asset.VersionId;
import io.medley.content.precheck.BlockOverride;
import io.medley.content.precheck.Overrides;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class JdbcOverrides implements Overrides {

  private final JdbcClient jdbc;

  JdbcOverrides(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public boolean add(VersionId version, BlockOverride decision, String statement) {
    return jdbc.sql(
                """
                insert into check_override (id, version_id, finding_key, rule_id, content_hash, person_id, printed_name,
                  authority, reason, decided_at, meaning, authenticated_at, statement, key_id, signature)
                values (:id, :version, :finding, :rule, :content, :person, :name, :authority, :reason, :at, :meaning, :authenticated,
                  :statement, :key, :signature)
                on conflict (version_id, content_hash, finding_key) do nothing
                """)
            .param("id", decision.id())
            .param("version", version.value())
            .param("finding", decision.findingKey())
            .param("rule", decision.ruleId())
            .param("content", decision.contentHash())
            .param("person", decision.personId())
            .param("name", decision.printedName())
            .param("authority", decision.authority())
            .param("reason", decision.reason())
            .param("at", Timestamp.from(decision.at()))
            .param("meaning", decision.meaning())
            .param(
                "authenticated",
                decision.authenticatedAt() == null
                    ? null
                    : Timestamp.from(decision.authenticatedAt()),
                Types.TIMESTAMP)
            .param("statement", statement)
            .param("key", decision.keyId())
            .param("signature", decision.signature())
            .update()
        == 1;
  }

  @Override
  public List<BlockOverride> of(VersionId version, String contentHash) {
    return jdbc.sql(
            """
            select * from check_override where version_id = :version and content_hash = :content
            order by decided_at, id
            """)
        .param("version", version.value())
        .param("content", contentHash)
        .query(JdbcOverrides::decision)
        .list();
  }

  private static BlockOverride decision(ResultSet row, int number) throws SQLException {
    Timestamp authenticated = row.getTimestamp("authenticated_at");
    return new BlockOverride(
        row.getObject("id", UUID.class),
        row.getString("finding_key"),
        row.getString("rule_id"),
        row.getString("content_hash"),
        row.getString("person_id"),
        row.getString("printed_name"),
        row.getString("authority"),
        row.getString("reason"),
        row.getTimestamp("decided_at").toInstant(),
        row.getString("meaning"),
        authenticated == null ? null : authenticated.toInstant(),
        row.getString("key_id"),
        row.getString("signature"));
  }
}
