package io.medley.campaign.touch.jdbc;

import io.medley.campaign.hcp.HcpId;
import io.medley.campaign.hcp.HcpProfile;
import io.medley.campaign.hcp.HcpUnknown;
import io.medley.campaign.hcp.Hcps;
import io.medley.campaign.touch.Suppressions;
import io.medley.platform.audit.AuditEvent;
import io.medley.platform.audit.AuditTrail;
import io.medley.platform.security.Actor;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Suppressed addresses in PostgreSQL. */
@Repository
class JdbcSuppressions implements Suppressions {

  private final JdbcClient jdbc;
  private final Hcps hcps;
  private final AuditTrail audit;
  private final Clock clock;

  JdbcSuppressions(JdbcClient jdbc, Hcps hcps, AuditTrail audit, Clock clock) {
    this.jdbc = jdbc;
    this.hcps = hcps;
    this.audit = audit;
    this.clock = clock;
  }

  @Override
  public Optional<Why> of(HcpId hcp, String channel) {
    return jdbc.sql(
            "select reason from address_suppression where hcp_id = :hcp and channel = :channel")
        .param("hcp", hcp.value())
        .param("channel", channel)
        .query((rs, n) -> Why.valueOf(rs.getString("reason")))
        .optional();
  }

  @Override
  @Transactional
  public void suppress(HcpId hcp, String channel, Why why, String detail, Actor actor) {
    HcpProfile profile = hcps.lock(hcp).orElseThrow(() -> new HcpUnknown(hcp));
    int written =
        jdbc.sql(
                """
                insert into address_suppression (hcp_id, channel, reason, detail, at)
                values (:hcp, :channel, :reason, :detail, :at) on conflict do nothing
                """)
            .param("hcp", hcp.value())
            .param("channel", channel)
            .param("reason", why.name())
            .param("detail", detail)
            .param("at", Timestamp.from(clock.instant()))
            .update();
    if (written == 1) {
      audit.append(
          new AuditEvent(
              "hcp",
              profile.pseudonym(),
              "address-suppressed",
              actor,
              Map.of("channel", channel, "reason", why.name(), "detail", detail)));
    }
  }

  @Override
  @Transactional
  public void release(HcpId hcp, String channel, String why, Actor actor) {
    HcpProfile profile = hcps.lock(hcp).orElseThrow(() -> new HcpUnknown(hcp));
    int removed =
        jdbc.sql("delete from address_suppression where hcp_id = :hcp and channel = :channel")
            .param("hcp", hcp.value())
            .param("channel", channel)
            .update();
    if (removed == 1) {
      audit.append(
          new AuditEvent(
              "hcp",
              profile.pseudonym(),
              "address-released",
              actor,
              Map.of("channel", channel, "why", why)));
    }
  }
}
