package io.medley.campaign.event.jdbc;

import io.medley.campaign.campaign.EnrolmentId;
import io.medley.campaign.campaign.EnrolmentState;
import io.medley.campaign.event.Delivery;
import io.medley.campaign.event.EventLedger;
import io.medley.campaign.event.HcpEvent;
import io.medley.campaign.hcp.HcpId;
import io.medley.campaign.hcp.KeptWords;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** HCPs' events in PostgreSQL. */
@Repository
class JdbcEventLedger implements EventLedger, KeptWords {

  private final JdbcClient jdbc;

  JdbcEventLedger(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public boolean add(HcpEvent event, String digest, String actor) {
    return jdbc.sql(
                """
                insert into hcp_event (id, source, source_id, hcp_id, type, at, received_at, key,
                                       topic, brand_id, campaign_id, words, digest, actor)
                values (:id, :source, :sourceId, :hcp, :type, :at, :received, :key, :topic, :brand,
                        :campaign, :words, :digest, :actor)
                on conflict (id) do nothing
                """)
            .param("id", event.id())
            .param("source", event.source())
            .param("sourceId", event.sourceId())
            .param("hcp", event.hcp().value())
            .param("type", event.type())
            .param("at", Timestamp.from(event.at()))
            .param("received", Timestamp.from(event.receivedAt()))
            .param("key", event.key())
            .param("topic", event.topic())
            .param("brand", event.brandId())
            .param("campaign", event.campaignId())
            .param("words", event.words())
            .param("digest", digest)
            .param("actor", actor)
            .update()
        == 1;
  }

  @Override
  public Optional<String> digest(UUID id) {
    return jdbc.sql("select digest from hcp_event where id = :id")
        .param("id", id)
        .query(String.class)
        .optional();
  }

  @Override
  public List<OpenJourney> lockOpenJourneys(HcpId hcp) {
    // Two statements: where they are is read once nobody can move them any more.
    jdbc.sql(
            """
            select id from enrolment where hcp_id = :hcp and finished_at is null
            order by id for no key update
            """)
        .param("hcp", hcp.value())
        .query(UUID.class)
        .list();
    return jdbc.sql(
            """
            select e.id, e.campaign_id, c.brand_id, e.state, e.entry_key, c.goal,
                   coalesce(o.plan ->> 'template_id', c.template_id) as template_id,
                   (select v.step_id from journey_visit v
                    where v.enrolment_id = e.id and v.state in ('WAITING', 'HELD')
                    order by v.entered_at desc limit 1) as open_step
            from enrolment e join campaign c on c.id = e.campaign_id
            left join campaign_version o on o.campaign_id = c.id and o.version = e.version
            where e.hcp_id = :hcp and e.finished_at is null and e.exit_event_id is null
            order by e.id
            """)
        .param("hcp", hcp.value())
        .query(
            (rs, n) ->
                new OpenJourney(
                    new EnrolmentId(rs.getObject("id", UUID.class)),
                    rs.getObject("campaign_id", UUID.class),
                    rs.getString("template_id"),
                    rs.getString("brand_id"),
                    EnrolmentState.valueOf(rs.getString("state")),
                    rs.getString("entry_key"),
                    Set.of((String[]) rs.getArray("goal").getArray()),
                    rs.getString("open_step")))
        .list();
  }

  @Override
  public void deliver(UUID event, EnrolmentId enrolment, Delivery.Outcome outcome, Instant at) {
    jdbc.sql(
            """
            insert into hcp_event_delivery as d (event_id, enrolment_id, outcome, at)
            values (:event, :enrolment, :outcome, :at)
            on conflict (event_id, enrolment_id) do update
              set outcome = excluded.outcome, at = excluded.at where d.outcome = 'KEPT'
            """)
        .param("event", event)
        .param("enrolment", enrolment.value())
        .param("outcome", outcome.name())
        .param("at", Timestamp.from(at))
        .update();
  }

  @Override
  public List<Given> givenTo(EnrolmentId enrolment) {
    return jdbc.sql(
            """
            select v.*, d.outcome from hcp_event_delivery d join hcp_event v on v.id = d.event_id
            where d.enrolment_id = :enrolment order by v.at, v.id
            """)
        .param("enrolment", enrolment.value())
        .query(
            (rs, n) -> new Given(event(rs, n), Delivery.Outcome.valueOf(rs.getString("outcome"))))
        .list();
  }

  @Override
  public List<RunningOut> runningOut(Instant now, Instant by, int limit) {
    return jdbc.sql(
            """
            select c.hcp_id, c.channel, c.purpose, c.id || '/expiring' as source_id
            from consent_entry c join hcp h on h.id = c.hcp_id
            where c.status = 'GRANTED' and c.expires_at > :now and c.expires_at <= :by
              and c.purpose = 'PROMOTION' and h.erased_at is null and h.status = 'ACTIVE'
              and not exists (
                select from consent_entry later
                where later.hcp_id = c.hcp_id and later.channel = c.channel
                  and later.purpose = c.purpose and (later.at, later.id) > (c.at, c.id))
              and not exists (
                select from hcp_event e
                where e.source = :source and e.source_id = c.id || '/expiring')
            order by c.expires_at, c.id limit :limit
            """)
        .param("now", Timestamp.from(now))
        .param("by", Timestamp.from(by))
        .param("source", CONSENT_LEDGER)
        .param("limit", limit)
        .query(
            (rs, n) ->
                new RunningOut(
                    new HcpId(rs.getObject("hcp_id", UUID.class)),
                    rs.getString("channel"),
                    rs.getString("purpose"),
                    rs.getString("source_id")))
        .list();
  }

  @Override
  public Map<UUID, String> claimed(EnrolmentId enrolment) {
    Map<UUID, String> claimed = new HashMap<>();
    jdbc.sql(
            """
            select j.event_id, coalesce(j.step_id, '') as step_id
            from enrolment e join journey_event j on j.enrolment_id = e.id and j.attempt = e.attempt
            where e.id = :enrolment
            """)
        .param("enrolment", enrolment.value())
        .query(
            (RowCallbackHandler)
                rs -> claimed.put(rs.getObject("event_id", UUID.class), rs.getString("step_id")));
    return claimed;
  }

  @Override
  public List<HcpEvent> of(HcpId hcp) {
    return jdbc.sql("select * from hcp_event where hcp_id = :hcp order by at desc, id limit 500")
        .param("hcp", hcp.value())
        .query(JdbcEventLedger::event)
        .list();
  }

  @Override
  public List<HcpEvent> latest(int limit) {
    return jdbc.sql("select * from hcp_event order by received_at desc, id limit :limit")
        .param("limit", limit)
        .query(JdbcEventLedger::event)
        .list();
  }

  @Override
  public List<Delivery> deliveries(Collection<UUID> events) {
    if (events.isEmpty()) {
      return List.of();
    }
    return jdbc.sql(
            """
            select d.event_id, d.enrolment_id, e.campaign_id, d.outcome
            from hcp_event_delivery d join enrolment e on e.id = d.enrolment_id
            where d.event_id = any (:events) order by d.at, d.enrolment_id
            """)
        .param("events", events.toArray(UUID[]::new))
        .query(
            (rs, n) ->
                new Delivery(
                    rs.getObject("event_id", UUID.class),
                    rs.getObject("enrolment_id", UUID.class),
                    rs.getObject("campaign_id", UUID.class),
                    Delivery.Outcome.valueOf(rs.getString("outcome"))))
        .list();
  }

  @Override
  public void forget(HcpId hcp) {
    jdbc.sql("update hcp_event set words = '' where hcp_id = :hcp and words <> ''")
        .param("hcp", hcp.value())
        .update();
  }

  private static HcpEvent event(ResultSet rs, int row) throws SQLException {
    return new HcpEvent(
        rs.getObject("id", UUID.class),
        rs.getString("source"),
        rs.getString("source_id"),
        new HcpId(rs.getObject("hcp_id", UUID.class)),
        rs.getString("type"),
        rs.getTimestamp("at").toInstant(),
        rs.getTimestamp("received_at").toInstant(),
        rs.getString("key"),
        rs.getString("topic"),
        rs.getString("brand_id"),
        rs.getObject("campaign_id", UUID.class),
        rs.getString("words"));
  }
}
