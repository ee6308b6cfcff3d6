package io.medley.content.lifecycle.jdbc;

import static io.medley.content.lifecycle.jdbc.Columns.utc;

import io.medley.content.lifecycle.RulePacksTold;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class JdbcRulePacksTold implements RulePacksTold {

  private final JdbcClient jdbc;

  JdbcRulePacksTold(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public boolean replace(String market, String version, Instant at) {
    jdbc.sql(
            """
            insert into rule_pack_told (market, version, told_at) values (:market, :version, :at) on conflict (market) do nothing
            """)
        .param("market", market)
        .param("version", version)
        .param("at", utc(at))
        .update();
    return jdbc.sql(
                """
                update rule_pack_told set version = :version, told_at = :at where market = :market and version <> :version
                """)
            .param("market", market)
            .param("version", version)
            .param("at", utc(at))
            .update()
        == 1;
  }
}
