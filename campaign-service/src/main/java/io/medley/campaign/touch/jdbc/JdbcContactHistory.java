package io.medley.campaign.touch.jdbc;

import io.medley.campaign.hcp.HcpId;
import io.medley.campaign.hcp.HcpProfile;
import io.medley.campaign.hcp.HcpUnknown;
import io.medley.campaign.hcp.Hcps;
import io.medley.campaign.touch.ContactHistory;
import io.medley.campaign.touch.ContactRules;
import io.medley.campaign.touch.RecordedContact;
import io.medley.platform.audit.AuditEvent;
import io.medley.platform.audit.AuditTrail;
import io.medley.platform.outbox.Outbox;
import io.medley.platform.security.Actor;
import java.sql.Timestamp;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Recorded contacts in PostgreSQL. */
@Repository
class JdbcContactHistory implements ContactHistory {

  /** The usage feed counts a version anew when it hears of it on a topic of touches. */
  private static final String TOUCH_RECORDED = "touch.recorded";

  private final JdbcClient jdbc;
  private final Hcps hcps;
  private final ContactRules rules;
  private final AuditTrail audit;
  private final Outbox outbox;

  JdbcContactHistory(
      JdbcClient jdbc, Hcps hcps, ContactRules rules, AuditTrail audit, Outbox outbox) {
    this.jdbc = jdbc;
    this.hcps = hcps;
    this.rules = rules;
    this.audit = audit;
    this.outbox = outbox;
  }

  @Override
  @Transactional
  public boolean add(RecordedContact contact, Actor actor) {
    HcpProfile hcp = hcps.lock(contact.hcpId()).orElseThrow(() -> new HcpUnknown(contact.hcpId()));
    int weight = rules.weight(contact.channel());
    boolean added =
        jdbc.sql(
                    """
                    insert into recorded_contact
                      (source_key, hcp_id, channel, brand_id, requested, weight, at, actor, version_id,
                       campaign_id)
                    values (:key, :hcp, :channel, :brand, :requested, :weight, :at, :actor, :version,
                       :campaign)
                    on conflict (source_key) do nothing
                    """)
                .param("key", contact.sourceKey())
                .param("hcp", contact.hcpId().value())
                .param("channel", contact.channel())
                .param("brand", contact.brandId())
                .param("requested", contact.requested())
                .param("weight", weight)
                .param("at", Timestamp.from(contact.at()))
                .param("actor", actor.id())
                .param("version", contact.versionId())
                .param("campaign", contact.campaignId())
                .update()
            == 1;
    UUID version = contact.versionId();
    if (added && version != null) {
      // The counts of the piece have changed, as they do when a message left.
      outbox.append(TOUCH_RECORDED, contact.sourceKey(), Map.of("versionId", version.toString()));
    }
    if (added) {
      audit.append(
          new AuditEvent(
              "hcp",
              hcp.pseudonym(),
              "contact-recorded",
              actor,
              Map.of(
                  "source", contact.sourceKey(),
                  "channel", contact.channel(),
                  "weight", weight,
                  "version", version == null ? "" : version.toString(),
                  "at", contact.at().toString())));
    }
    return added;
  }

  @Override
  public List<Recorded> of(HcpId hcp) {
    return jdbc.sql(
            "select * from recorded_contact where hcp_id = :hcp order by at desc, source_key")
        .param("hcp", hcp.value())
        .query(
            (rs, n) ->
                new Recorded(
                    new RecordedContact(
                        rs.getString("source_key"),
                        hcp,
                        rs.getString("channel"),
                        rs.getString("brand_id"),
                        rs.getBoolean("requested"),
                        rs.getObject("version_id", UUID.class),
                        rs.getObject("campaign_id", UUID.class),
                        rs.getTimestamp("at").toInstant()),
                    rs.getInt("weight"),
                    rs.getString("actor")))
        .list();
  }
}
