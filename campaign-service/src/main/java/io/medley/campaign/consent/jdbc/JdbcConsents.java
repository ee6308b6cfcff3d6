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
import java.sql.Types;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The consent ledger in PostgreSQL. */
@Repository
class JdbcConsents implements Consents {

  /** Topic of the outbox message that every entry writes. */
  private static final String TOPIC = "consent.recorded";

  // A request that waits for confirmation stands behind every other word.
  private static final String BEST_FIRST = " order by (status = 'PENDING'), at desc, id desc";

  private static final String EFFECTIVE =
      "case when status = 'GRANTED' and expires_at <= :at then 'EXPIRED' else status end"
          + " as effective";

  private final JdbcClient jdbc;
  private final NamedParameterJdbcOperations batches;
  private final Hcps hcps;
  private final AuditTrail audit;
  private final Outbox outbox;

  JdbcConsents(
      JdbcClient jdbc,
      NamedParameterJdbcOperations batches,
      Hcps hcps,
      AuditTrail audit,
      Outbox outbox) {
    this.jdbc = jdbc;
    this.batches = batches;
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
    return record(
        new Draft(hcp, channel, purpose, status, at, source, evidence, null, null), actor);
  }

  @Override
  @Transactional
  public ConsentEntry record(Draft draft, Actor actor) {
    // The lock comes first: a claim or hand-over of this HCP is either before this entry or sees
    // it.
    HcpProfile profile = hcps.lock(draft.hcp()).orElseThrow(() -> new HcpUnknown(draft.hcp()));
    Instant expires = draft.expiresAt();
    ConsentEntry entry =
        jdbc.sql(
                """
                insert into consent_entry
                  (hcp_id, channel, purpose, status, at, source, evidence, actor, expires_at,
                   text_version)
                values (:hcp, :channel, :purpose, :status, :at, :source, :evidence, :actor,
                        :expires, :text)
                returning *, status as effective
                """)
            .param("hcp", draft.hcp().value())
            .param("channel", draft.channel())
            .param("purpose", draft.purpose())
            .param("status", draft.status().name())
            .param("at", Timestamp.from(draft.at()))
            .param("source", draft.source().name())
            .param("evidence", draft.evidence())
            .param("actor", actor.id())
            .param("expires", expires == null ? null : Timestamp.from(expires))
            .param("text", draft.textVersion())
            .query(JdbcConsents::entry)
            .single();
    project(draft);
    Map<String, String> facts = new HashMap<>();
    facts.put("channel", draft.channel());
    facts.put("purpose", draft.purpose());
    facts.put("status", draft.status().name());
    facts.put("at", draft.at().toString());
    facts.put("source", draft.source().name());
    facts.put("evidence", draft.evidence());
    if (expires != null) {
      facts.put("expiresAt", expires.toString());
    }
    if (draft.textVersion() != null) {
      facts.put("textVersion", draft.textVersion());
    }
    audit.append(new AuditEvent("hcp", profile.pseudonym(), "consent-recorded", actor, facts));
    outbox.append(
        TOPIC,
        draft.hcp().toString(),
        Map.of(
            "hcpId", draft.hcp().toString(),
            "channel", draft.channel(),
            "purpose", draft.purpose(),
            "status", draft.status().name(),
            "at", draft.at().toString(),
            "source", draft.source().name()));
    return entry;
  }

  @Override
  @Transactional(propagation = Propagation.MANDATORY)
  public void recordFirst(List<Draft> drafts, Actor actor) {
    if (drafts.isEmpty()) {
      return;
    }
    MapSqlParameterSource[] rows =
        drafts.stream()
            .map(
                draft ->
                    new MapSqlParameterSource("hcp", draft.hcp().value())
                        .addValue("channel", draft.channel())
                        .addValue("purpose", draft.purpose())
                        .addValue("status", draft.status().name())
                        .addValue("at", Timestamp.from(draft.at()))
                        .addValue("source", draft.source().name())
                        .addValue("evidence", draft.evidence())
                        .addValue("actor", actor.id())
                        .addValue("expires", timestamp(draft.expiresAt()), Types.TIMESTAMP)
                        .addValue("text", draft.textVersion(), Types.VARCHAR))
            .toArray(MapSqlParameterSource[]::new);
    batches.batchUpdate(
        """
        insert into consent_entry
          (hcp_id, channel, purpose, status, at, source, evidence, actor, expires_at, text_version)
        values (:hcp, :channel, :purpose, :status, :at, :source, :evidence, :actor, :expires, :text)
        """,
        rows);
    batches.batchUpdate(
        """
        insert into consent_current (hcp_id, channel, purpose, status, at, expires_at)
        values (:hcp, :channel, :purpose, :status, :at, :expires)
        """,
        rows);
  }

  private static @Nullable Timestamp timestamp(@Nullable Instant instant) {
    return instant == null ? null : Timestamp.from(instant);
  }

  /** Keeps the newest word where people are found and counted; see {@link #BEST_FIRST}. */
  private void project(Draft draft) {
    jdbc.sql(
            """
            insert into consent_current (hcp_id, channel, purpose, status, at, expires_at)
            select hcp_id, channel, purpose, status, at, expires_at from consent_entry
            where hcp_id = :hcp and channel = :channel and purpose = :purpose
            """
                + BEST_FIRST
                + """
                 limit 1
                on conflict (hcp_id, channel, purpose) do update
                  set status = excluded.status, at = excluded.at, expires_at = excluded.expires_at
                """)
        .param("hcp", draft.hcp().value())
        .param("channel", draft.channel())
        .param("purpose", draft.purpose())
        .update();
  }

  @Override
  public Optional<ConsentEntry> asOf(HcpId hcp, String channel, String purpose, Instant at) {
    return jdbc.sql(
            "select *, "
                + EFFECTIVE
                + """
                 from consent_entry
                where hcp_id = :hcp and channel = :channel and purpose = :purpose and at <= :at
                """
                + BEST_FIRST
                + " limit 1")
        .param("hcp", hcp.value())
        .param("channel", channel)
        .param("purpose", purpose)
        .param("at", Timestamp.from(at))
        .query(JdbcConsents::entry)
        .optional();
  }

  @Override
  public List<ConsentEntry> allAsOf(HcpId hcp, Instant at) {
    return jdbc.sql(
            "select distinct on (channel, purpose) *, "
                + EFFECTIVE
                + """
                 from consent_entry where hcp_id = :hcp and at <= :at
                order by channel, purpose, (status = 'PENDING'), at desc, id desc
                """)
        .param("hcp", hcp.value())
        .param("at", Timestamp.from(at))
        .query(JdbcConsents::entry)
        .list();
  }

  @Override
  public Map<HcpId, List<ConsentEntry>> allAsOf(Collection<HcpId> hcps, Instant at) {
    if (hcps.isEmpty()) {
      return Map.of();
    }
    return jdbc
        .sql(
            "select distinct on (hcp_id, channel, purpose) *, "
                + EFFECTIVE
                + """
                 from consent_entry where hcp_id = any(:hcps) and at <= :at
                order by hcp_id, channel, purpose, (status = 'PENDING'), at desc, id desc
                """)
        .param("hcps", hcps.stream().map(HcpId::value).toArray(UUID[]::new))
        .param("at", Timestamp.from(at))
        .query(JdbcConsents::entry)
        .list()
        .stream()
        .collect(Collectors.groupingBy(ConsentEntry::hcp));
  }

  @Override
  public Set<String> purposes(HcpId hcp, String channel, Instant at) {
    return allAsOf(hcp, at).stream()
        .filter(entry -> entry.channel().equals(channel))
        .filter(entry -> entry.status() == ConsentStatus.GRANTED)
        .map(ConsentEntry::purpose)
        .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public List<ConsentEntry> history(HcpId hcp) {
    return jdbc.sql(
            """
            select *, status as effective from consent_entry
            where hcp_id = :hcp order by id desc
            """)
        .param("hcp", hcp.value())
        .query(JdbcConsents::entry)
        .list();
  }

  private static ConsentEntry entry(ResultSet rs, int row) throws SQLException {
    Timestamp expires = rs.getTimestamp("expires_at");
    return new ConsentEntry(
        rs.getLong("id"),
        new HcpId(rs.getObject("hcp_id", UUID.class)),
        rs.getString("channel"),
        rs.getString("purpose"),
        ConsentStatus.valueOf(rs.getString("effective")),
        rs.getTimestamp("at").toInstant(),
        rs.getTimestamp("recorded_at").toInstant(),
        ConsentSource.valueOf(rs.getString("source")),
        rs.getString("evidence"),
        rs.getString("actor"),
        expires == null ? null : expires.toInstant(),
        rs.getString("text_version"));
  }
}
