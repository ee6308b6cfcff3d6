package io.medley.campaign.touch.jdbc;

import io.medley.campaign.hcp.HcpId;
import io.medley.campaign.hcp.HcpProfile;
import io.medley.campaign.hcp.HcpUnknown;
import io.medley.campaign.hcp.Hcps;
import io.medley.campaign.touch.ContactHours;
import io.medley.campaign.touch.Practice;
import io.medley.campaign.touch.Practices;
import io.medley.platform.audit.AuditEvent;
import io.medley.platform.audit.AuditTrail;
import io.medley.platform.security.Actor;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Practices in PostgreSQL. */
@Repository
class JdbcPractices implements Practices {

  static final String OF_HCP =
      """
      select p.zone, p.clinic_hours, r.until as rests_until
      from (select cast(:hcp as uuid) as id) h
      left join practice p on p.hcp_id = h.id left join hcp_rest r on r.hcp_id = h.id
      """;

  private final JdbcClient jdbc;
  private final Hcps hcps;
  private final AuditTrail audit;
  private final Clock clock;

  JdbcPractices(JdbcClient jdbc, Hcps hcps, AuditTrail audit, Clock clock) {
    this.jdbc = jdbc;
    this.hcps = hcps;
    this.audit = audit;
    this.clock = clock;
  }

  @Override
  public Practice of(HcpId hcp) {
    return jdbc.sql(OF_HCP).param("hcp", hcp.value()).query(JdbcPractices::practice).single();
  }

  static Practice practice(ResultSet rs, int row) throws SQLException {
    return new Practice(
        Optional.ofNullable(rs.getString("zone")).map(ZoneId::of).orElse(null),
        Optional.ofNullable(rs.getString("clinic_hours")).map(ContactHours::parse).orElse(null),
        Optional.ofNullable(rs.getTimestamp("rests_until")).map(Timestamp::toInstant).orElse(null));
  }

  @Override
  @Transactional
  public void put(HcpId hcp, Practice practice, Actor actor) {
    HcpProfile profile = hcps.lock(hcp).orElseThrow(() -> new HcpUnknown(hcp));
    ZoneId zone = practice.zone();
    ContactHours hours = practice.clinicHours();
    jdbc.sql(
            """
            insert into practice (hcp_id, zone, clinic_hours, actor, at)
            values (:hcp, :zone, :hours, :actor, :at)
            on conflict (hcp_id) do update set zone = excluded.zone,
              clinic_hours = excluded.clinic_hours, actor = excluded.actor, at = excluded.at
            """)
        .param("hcp", hcp.value())
        .param("zone", zone == null ? null : zone.getId())
        .param("hours", hours == null ? null : hours.written())
        .param("actor", actor.id())
        .param("at", Timestamp.from(clock.instant()))
        .update();
    Map<String, String> facts = new LinkedHashMap<>();
    if (zone != null) {
      facts.put("zone", zone.getId());
    }
    if (hours != null) {
      facts.put("clinicHours", hours.written());
    }
    audit.append(new AuditEvent("hcp", profile.pseudonym(), "practice-recorded", actor, facts));
  }
}
