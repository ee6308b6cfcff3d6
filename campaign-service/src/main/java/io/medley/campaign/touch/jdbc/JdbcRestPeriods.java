package io.medley.campaign.touch.jdbc;

import io.medley.campaign.hcp.HcpId;
import io.medley.campaign.hcp.HcpProfile;
import io.medley.campaign.hcp.HcpUnknown;
import io.medley.campaign.hcp.Hcps;
import io.medley.campaign.touch.RestPeriods;
import io.medley.platform.audit.AuditEvent;
import io.medley.platform.audit.AuditTrail;
import io.medley.platform.security.Actor;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Rest periods in PostgreSQL. */
@Repository
class JdbcRestPeriods implements RestPeriods {

  private final JdbcClient jdbc;
  private final Hcps hcps;
  private final AuditTrail audit;
  private final Clock clock;

  JdbcRestPeriods(JdbcClient jdbc, Hcps hcps, AuditTrail audit, Clock clock) {
    this.jdbc = jdbc;
    this.hcps = hcps;
    this.audit = audit;
    this.clock = clock;
  }

  @Override
  public Optional<Instant> of(HcpId hcp, Instant now) {
    return jdbc.sql("select until from hcp_rest where hcp_id = :hcp and until > :now")
        .param("hcp", hcp.value())
        .param("now", Timestamp.from(now))
        .query((rs, n) -> rs.getTimestamp("until").toInstant())
        .optional();
  }

  @Override
  @Transactional
  public void start(HcpId hcp, Instant until, Actor by) {
    HcpProfile profile = hcps.lock(hcp).orElseThrow(() -> new HcpUnknown(hcp));
    int changed =
        jdbc.sql(
                """
                insert into hcp_rest as r (hcp_id, until, actor, at)
                values (:hcp, :until, :actor, :at)
                on conflict (hcp_id) do update
                  set until = excluded.until, actor = excluded.actor, at = excluded.at
                  where r.until < excluded.until
                """)
            .param("hcp", hcp.value())
            .param("until", Timestamp.from(until))
            .param("actor", by.id())
            .param("at", Timestamp.from(clock.instant()))
            .update();
    if (changed == 1) {
      audit.append(
          new AuditEvent(
              "hcp", profile.pseudonym(), "rest-started", by, Map.of("until", until.toString())));
    }
  }

  @Override
  @Transactional
  public boolean end(HcpId hcp, String why, Actor by) {
    HcpProfile profile = hcps.lock(hcp).orElseThrow(() -> new HcpUnknown(hcp));
    boolean ended =
        jdbc.sql("delete from hcp_rest where hcp_id = :hcp").param("hcp", hcp.value()).update()
            == 1;
    if (ended) {
      audit.append(
          new AuditEvent("hcp", profile.pseudonym(), "rest-ended", by, Map.of("why", why)));
    }
    return ended;
  }
}
