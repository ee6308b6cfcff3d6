package io.medley.content.usage.jdbc;

import io.medley.content.asset.VersionId;
import io.medley.content.usage.VersionUsage;
import io.medley.content.usage.VersionUsage.Exposure;
import io.medley.content.usage.VersionUsage.InCampaign;
import io.medley.content.usage.VersionUsages;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

@Repository
class JdbcVersionUsages implements VersionUsages {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final JdbcClient jdbc;
  private final Clock clock;

  JdbcVersionUsages(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  @Override
  public Map<VersionId, VersionUsage> of(Collection<VersionId> versions) {
    Map<VersionId, VersionUsage> usages = new HashMap<>();
    versions.forEach(version -> usages.put(version, VersionUsage.none(version)));
    jdbc.sql("select * from version_usage where version_id = any(:versions::uuid[])")
        .param("versions", versions.stream().map(VersionId::toString).toArray(String[]::new))
        .query(JdbcVersionUsages::usage)
        .list()
        .forEach(usage -> usages.put(usage.version(), usage));
    return usages;
  }

  @Override
  public Reported reported() {
    return jdbc.sql("select position, stored_at from usage_feed where id = 1")
        .query((row, number) -> new Reported(row.getLong(1), instant(row, "stored_at")))
        .single();
  }

  @Override
  @Transactional
  public boolean store(long after, List<VersionUsage> entries, long next) {
    int moved =
        jdbc.sql(
                "update usage_feed set position = :next, stored_at = :at where id = 1 and position = :after")
            .param("next", next)
            .param("after", after)
            .param("at", Timestamp.from(clock.instant()))
            .update();
    if (moved == 0) {
      return false;
    }
    for (VersionUsage usage : entries) {
      jdbc.sql(
              """
              insert into version_usage (version_id, hcps, contacts, in_doubt, last_at, campaigns, exposure, stored_at)
              values (:version, :hcps, :contacts, :doubt, :last, cast(:campaigns as jsonb), cast(:exposure as jsonb), :at)
              on conflict (version_id) do update set hcps = excluded.hcps, contacts = excluded.contacts,
                in_doubt = excluded.in_doubt, last_at = excluded.last_at, campaigns = excluded.campaigns,
                exposure = excluded.exposure, stored_at = excluded.stored_at
              """)
          .param("version", usage.version().value())
          .param("hcps", usage.hcps())
          .param("contacts", usage.contacts())
          .param("doubt", usage.inDoubt())
          .param(
              "last",
              usage.lastAt() == null ? null : Timestamp.from(usage.lastAt()),
              Types.TIMESTAMP)
          .param("campaigns", JSON.writeValueAsString(usage.campaigns()))
          .param("exposure", JSON.writeValueAsString(usage.exposure()))
          .param("at", Timestamp.from(clock.instant()))
          .update();
    }
    return true;
  }

  private static VersionUsage usage(ResultSet row, int number) throws SQLException {
    return new VersionUsage(
        new VersionId(row.getObject("version_id", UUID.class)),
        row.getLong("hcps"),
        row.getLong("contacts"),
        row.getLong("in_doubt"),
        instant(row, "last_at"),
        JSON.readValue(row.getString("campaigns"), new TypeReference<List<InCampaign>>() {}),
        JSON.readValue(row.getString("exposure"), new TypeReference<List<Exposure>>() {}));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    Timestamp at = row.getTimestamp(column);
    return at == null ? null : at.toInstant();
  }
}
