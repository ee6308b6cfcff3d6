package io.medley.campaign.hcp.jdbc;

import io.medley.campaign.hcp.HcpId;
import io.medley.campaign.hcp.Territories;
import io.medley.campaign.hcp.Territory;
import io.medley.platform.audit.AuditEvent;
import io.medley.platform.audit.AuditTrail;
import io.medley.platform.security.Actor;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Territories in PostgreSQL. */
@Repository
class JdbcTerritories implements Territories {

  private final JdbcClient jdbc;
  private final AuditTrail audit;
  private final Clock clock;

  JdbcTerritories(JdbcClient jdbc, AuditTrail audit, Clock clock) {
    this.jdbc = jdbc;
    this.audit = audit;
    this.clock = clock;
  }

  @Override
  @Transactional
  public void put(Territory territory, Actor by) {
    int changed =
        jdbc.sql(
                """
                insert into territory as t (code, name, country, rep, msl, kam, updated_at)
                values (:code, :name, :country, :rep, :msl, :kam, :now)
                on conflict (code) do update
                  set name = excluded.name, country = excluded.country, rep = excluded.rep,
                      msl = excluded.msl, kam = excluded.kam, updated_at = excluded.updated_at
                where (t.name, t.country, t.rep, t.msl, t.kam) is distinct from
                      (excluded.name, excluded.country, excluded.rep, excluded.msl, excluded.kam)
                """)
            .param("code", territory.code())
            .param("name", territory.name())
            .param("country", territory.country())
            .param("rep", territory.rep())
            .param("msl", territory.msl())
            .param("kam", territory.kam())
            .param("now", Timestamp.from(clock.instant()))
            .update();
    if (changed > 0) {
      audit.append(
          new AuditEvent(
              "territory",
              territory.code(),
              "stored",
              by,
              Map.of(
                  "name", territory.name(),
                  "country", territory.country(),
                  "rep", Objects.requireNonNullElse(territory.rep(), ""),
                  "msl", Objects.requireNonNullElse(territory.msl(), ""),
                  "kam", Objects.requireNonNullElse(territory.kam(), ""))));
    }
  }

  @Override
  public Optional<Territory> find(String code) {
    return jdbc.sql("select * from territory where code = :code")
        .param("code", code)
        .query(JdbcTerritories::territory)
        .optional();
  }

  @Override
  public Optional<Territory> of(HcpId hcp) {
    return jdbc.sql(
            "select t.* from territory t join hcp h on h.territory = t.code where h.id = :hcp")
        .param("hcp", hcp.value())
        .query(JdbcTerritories::territory)
        .optional();
  }

  @Override
  public List<Line> all() {
    return jdbc.sql(
            """
            select t.*, (select count(*) from hcp h
                          where h.territory = t.code and h.erased_at is null) as hcps
            from territory t order by t.code
            """)
        .query((rs, n) -> new Line(territory(rs, n), rs.getLong("hcps")))
        .list();
  }

  private static Territory territory(ResultSet rs, int row) throws SQLException {
    return new Territory(
        rs.getString("code"),
        rs.getString("name"),
        rs.getString("country"),
        rs.getString("rep"),
        rs.getString("msl"),
        rs.getString("kam"));
  }
}
