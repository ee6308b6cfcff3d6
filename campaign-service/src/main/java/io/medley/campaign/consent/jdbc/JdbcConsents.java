package io.medley.campaign.consent.jdbc;

import io.medley.campaign.consent.ConsentEntry;
import io.medley.campaign.consent.ConsentSource;
import io.medley.campaign.consent.ConsentStatus;
import io.medley.campaign.consent.Consents;
import io.medley.campaign.hcp.HcpId;
import io.medley.campaign.hcp.HcpProfile;
import io.medley.campaign.hcp.HcpUnknown;
import io.medley.campaign.hcp.Hcps;
import io.medley.platform.audit.AuditEvent;
import io.medley.platform.audit.AuditTrail;
import io.medley.platform.outbox.Outbox;
import io.medley.platform.security.Actor;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The consent ledger in PostgreSQL. */
@Repository
class JdbcConsents implements Consents {

  /** Topic of the outbox message that every entry writes. */
  private static final String TOPIC = "consent.recorded";

  private final JdbcClient jdbc;
  private final Hcps hcps;
  private final AuditTrail audit;
  private final Outbox outbox;

  JdbcConsents(JdbcClient jdbc, Hcps hcps, AuditTrail audit, Outbox outbox) {
    this.jdbc = jdbc;
    this.hcps = hcps;
    this.audit = audit;
    this.outbox = outbox;
  }

  @Override
  @Transactional
  public ConsentEntry record(
      HcpId hcp,
      String channel,
      String purpose,
      ConsentStatus status,
      Instant at,
      ConsentSource source,
      String evidence,
      Actor actor) {
    // The lock comes first: a claim or hand-over of this HCP is either before this entry or sees
    // it.
    HcpProfile profile = hcps.lock(hcp).orElseThrow(() -> new HcpUnknown(hcp));
    ConsentEntry entry =
        jdbc.sql(
                """
                insert into consent_entry
                  (hcp_id, channel, purpose, status, at, source, evidence, actor)
                values (:hcp, :channel, :purpose, :status, :at, :source, :evidence, :actor)
                returning *
                """)
            .param("hcp", hcp.value())
            .param("channel", channel)
            .param("purpose", purpose)
            .param("status", status.name())
            .param("at", Timestamp.from(at))
            .param("source", source.name())
            .param("evidence", evidence)
            .param("actor", actor.id())
            .query(JdbcConsents::entry)
            .single();
    Map<String, String> facts =
        Map.of(
            "channel",
            channel,
            "purpose",
            purpose,
            "status",
            status.name(),
            "at",
            at.toString(),
            "source",
            source.name(),
            "evidence",
            evidence);
    audit.append(new AuditEvent("hcp", profile.pseudonym(), "consent-recorded", actor, facts));
    outbox.append(
        TOPIC,
        hcp.toString(),
        Map.of(
            "hcpId", hcp.toString(),
            "channel", channel,
            "purpose", purpose,
            "status", status.name(),
            "at", at.toString(),
            "source", source.name()));
    return entry;
  }

  @Override
  public Optional<ConsentEntry> asOf(HcpId hcp, String channel, String purpose, Instant at) {
    return jdbc.sql(
            """
            select * from consent_entry
            where hcp_id = :hcp and channel = :channel and purpose = :purpose and at <= :at
            order by at desc, id desc limit 1
            """)
        .param("hcp", hcp.value())
        .param("channel", channel)
        .param("purpose", purpose)
        .param("at", Timestamp.from(at))
        .query(JdbcConsents::entry)
        .optional();
  }

  @Override
  public List<ConsentEntry> history(HcpId hcp) {
    return jdbc.sql("select * from consent_entry where hcp_id = :hcp order by id desc")
        .param("hcp", hcp.value())
        .query(JdbcConsents::entry)
        .list();
  }

  @Override
  public Map<String, Long> reach(String channel, Instant at) {
    Map<String, Long> reach = new HashMap<>();
    jdbc.sql(
            """
            select h.country, count(*) as reached
            from hcp h
            cross join lateral (
              select c.status from consent_entry c
              where c.hcp_id = h.id and c.channel = :channel and c.purpose = :purpose
                and c.at <= :at
              order by c.at desc, c.id desc limit 1) latest
            where h.erased_at is null and latest.status = 'GRANTED'
            group by h.country
            """)
        .param("channel", channel)
        .param("purpose", PROMOTION)
        .param("at", Timestamp.from(at))
        .query(
            rs -> {
              reach.put(rs.getString("country"), rs.getLong("reached"));
            });
    return Map.copyOf(reach);
  }

  private static ConsentEntry entry(ResultSet rs, int row) throws SQLException {
    return new ConsentEntry(
        rs.getLong("id"),
        new HcpId(rs.getObject("hcp_id", UUID.class)),
        rs.getString("channel"),
        rs.getString("purpose"),
        ConsentStatus.valueOf(rs.getString("status")),
        rs.getTimestamp("at").toInstant(),
        rs.getTimestamp("recorded_at").toInstant(),
        ConsentSource.valueOf(rs.getString("source")),
        rs.getString("evidence"),
        rs.getString("actor"));
  }
}
