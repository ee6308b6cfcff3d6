package io.medley.campaign.touch.jdbc;

import io.medley.campaign.hcp.HcpId;
import io.medley.campaign.measure.Stage;
import io.medley.campaign.measure.StageEvidence;
import io.medley.campaign.touch.ApprovalState;
import io.medley.campaign.touch.Contact;
import io.medley.campaign.touch.HcpHistory;
import io.medley.campaign.touch.KillSwitches;
import io.medley.campaign.touch.Outcome;
import io.medley.campaign.touch.PastContact;
import io.medley.campaign.touch.Reason;
import io.medley.campaign.touch.Send;
import io.medley.campaign.touch.SendKey;
import io.medley.campaign.touch.Sends;
import io.medley.campaign.touch.TouchCommand;
import io.medley.campaign.touch.TouchTrace;
import io.medley.platform.jdbc.AdvisoryLocks;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** Writing sends, contacts, traces and outcomes in PostgreSQL. */
@Repository
class JdbcSends implements Sends {

  /**
   * Everything the choice of channel and piece knows of an HCP's past, in one statement: a touch
   * asks it once. Of each kind of row the columns mean what {@link #history} reads from them.
   */
  private static final String HISTORY =
      """
      select 'PIECE' as kind, c.at, c.version_id, v.asset_id, c.state as word,
             v.material_type as detail, (v.facets -> 'claims')::text as extra, c.channel as brand,
             (select e.kind from engagement e where e.contact_id = c.id and e.machine is null
              order by case e.kind when 'UNSUBSCRIBED' then 1 when 'CLICKED' then 2 else 3 end
              limit 1) as name,
             c.responses_visible as flag
      from contact c left join servable_version v on v.version_id = c.version_id
      where c.hcp_id = :hcp and c.at > :since and c.state in ('CONTACTED', 'IN_DOUBT', 'GHOST')
      union all
      select 'PIECE', r.at, r.version_id, v.asset_id, 'CONTACTED', v.material_type,
             (v.facets -> 'claims')::text, r.channel, null, false
      from recorded_contact r left join servable_version v on v.version_id = r.version_id
      where r.hcp_id = :hcp and r.at > :since and r.version_id is not null
      union all
      select 'MEETING', at, null, null, 'WELCOME', null, null, null, null, false
      from recorded_contact where hcp_id = :hcp and at > :since and channel <> 'EMAIL'
      union all
      select 'MEETING', at, null, null, 'DECLINED', null, null, null, null, false
      from rep_answer
      where hcp_id = :hcp and at > :since and reason in ('HCP_DECLINED', 'ACCESS_CLOSED')
      union all
      select 'STAGE', at, null, null, topic, stage, kind, brand_id, source_key, independent
      from stage_evidence where hcp_id = :hcp and at > :since
      union all
      select 'TOPIC', h.at, null, null, h.topic, null, null, null, h.id::text, false
      from hcp_event_delivery d join hcp_event h on h.id = d.event_id
      where d.enrolment_id = :enrolment and h.topic is not null
      order by at, kind, version_id, name, word
      """;

  private static final String ENDED =
      "select outcome, reason, contact_id, trace_id from touch_outcome where send_key = :key";

  private static final String FIND = "select * from send where send_key = :key";

  private static final String LOCK = FIND + " for update";

  /** A set-returning unnest hands its elements over in array order, so the locks come ascending. */
  private static final String SHARED_LOCKS =
      "select count(pg_advisory_xact_lock_shared(k)) from unnest(cast(:locks as bigint[])) as k";

  private static final String END =
      """
      insert into touch_outcome (send_key, outcome, reason, contact_id, trace_id, at)
      values (:key, :outcome, :reason, :contact, :trace, :at)
      """;

  private static final String CLAIM =
      """
      insert into send
        (send_key, enrolment_id, hcp_id, campaign_id, channel, state, claim_token, owner,
         versions, content_hashes, contact_id, trace_id, message_id, substituted, command)
      values
        (:key, :enrolment, :hcp, :campaign, :channel, 'CLAIMED', :token, :owner,
         :versions, :hashes, :contact, :trace, :message, :substituted, :command::jsonb)
      on conflict (send_key) do update set
        state = 'CLAIMED', claim_token = excluded.claim_token, owner = excluded.owner,
        versions = excluded.versions, content_hashes = excluded.content_hashes,
        contact_id = excluded.contact_id, trace_id = excluded.trace_id,
        message_id = excluded.message_id, substituted = excluded.substituted,
        command = excluded.command, attempts = send.attempts + 1, revoked_for = null,
        final = false, claimed_at = clock_timestamp(), handing_over_at = null,
        lookup_after = null, concluded_at = null
      where send.state = 'REVOKED'
      """;

  private static final String MOVE =
      """
      update send set state = :to,
        handing_over_at = case when :to = 'HANDING_OVER' then clock_timestamp()
                               else handing_over_at end,
        concluded_at = case when :to in ('SENT', 'FAILED') then clock_timestamp()
                            else concluded_at end
      where send_key = :key and claim_token = :token and state = :from
      """;

  private static final String ADD_CONTACT =
      """
      insert into contact
        (id, send_key, enrolment_id, hcp_id, campaign_id, brand_id, step_id, channel, slot,
         version_id, market, language, state, at, links, rendered_hash, weight, purpose,
         responses_visible)
      values
        (:id, :key, :enrolment, :hcp, :campaign, :brand, :step, :channel, :slot,
         :version, :market, :language, :state, :at, :links, :hash, :weight, :purpose,
         :visible)
      """;

  private static final String MOVE_CONTACT = "update contact set state = :state where id = :id";

  private static final String KEEP =
      """
      insert into rendered_message (contact_id, hcp_id, sealed, kept_until)
      values (:contact, :hcp, :sealed, :until)
      """;

  private static final String ADD_TRACE =
      """
      insert into touch_trace
        (id, send_key, enrolment_id, hcp_id, campaign_id, step_id, channel, slot, outcome,
         reason, held_until, version_id, contact_id, why, explanation, at)
      values
        (:id, :key, :enrolment, :hcp, :campaign, :step, :channel, :slot, :outcome,
         :reason, :held, :version, :contact, :why, :explanation::jsonb, :at)
      """;

  private static final String CONCLUDE_TRACE =
      """
      update touch_trace
      set outcome = :outcome, reason = :reason, held_until = :held, why = :why
      where id = :id
      """;

  private static final String KEEP_INPUTS =
      "insert into touch_inputs (trace_id, inputs) values (:trace, :inputs)";

  static final String FIRST_DECIDED =
      """
      select t.at + coalesce(p.held, '0')
               + coalesce(greatest(cast(:now as timestamptz) - p.since, '0'), '0') as at
      from touch_trace t left join touch_pause p on p.send_key = t.send_key
      where t.send_key = :key order by t.at limit 1
      """;

  static final String CONTACTS =
      """
      select at, channel, brand_id, weight, purpose <> 'REQUESTED' as unsolicited from contact
      where hcp_id = :hcp and send_key <> :key and at > :since
        and (state in ('RESERVED', 'CONTACTED', 'IN_DOUBT') or (:shadow and state = 'GHOST'))
      union all
      select at, channel, coalesce(brand_id, ''), weight, not requested from recorded_contact
      where hcp_id = :hcp and at > :since
      order by at
      """;

  private final JdbcClient jdbc;
  private final JdbcOperations trips;
  private final JsonMapper json;

  JdbcSends(JdbcClient jdbc, JdbcOperations trips, JsonMapper json) {
    this.jdbc = jdbc;
    this.trips = trips;
    this.json = json;
  }

  @Override
  public Optional<Ended> ended(SendKey key) {
    return jdbc.sql(ENDED).param("key", key.toString()).query(JdbcSends::ended).optional();
  }

  private static Ended ended(ResultSet rs, int row) throws SQLException {
    return new Ended(
        Outcome.valueOf(rs.getString("outcome")),
        Reason.valueOf(rs.getString("reason")),
        rs.getObject("contact_id", UUID.class),
        rs.getObject("trace_id", UUID.class));
  }

  @Override
  public Standing standing(SendKey key) {
    Trip trip = new Trip();
    Trip.Rows<Send> send = trip.rows(FIND, Map.of("key", key.toString()), this::send);
    return standing(key, trip, send);
  }

  @Override
  public Standing lockStanding(SendKey key, Collection<UUID> versions, boolean switches) {
    Trip trip = new Trip();
    shared(trip, versions.stream().map(id -> AdvisoryLocks.key(ApprovalState.LOCKS, id)));
    if (switches) {
      shared(trip, Stream.of(AdvisoryLocks.key(KillSwitches.LOCKS, KillSwitches.LOCK)));
    }
    Trip.Rows<Send> send = trip.rows(LOCK, Map.of("key", key.toString()), this::send);
    return standing(key, trip, send);
  }

  private static void shared(Trip trip, Stream<Long> keys) {
    trip.rows(
        SHARED_LOCKS,
        Map.of("locks", keys.distinct().sorted().toArray(Long[]::new)),
        (row, number) -> row.getLong(1));
  }

  private Standing standing(SendKey key, Trip trip, Trip.Rows<Send> send) {
    Trip.Rows<Ended> ended = trip.rows(ENDED, Map.of("key", key.toString()), JdbcSends::ended);
    trip.make(trips);
    return new Standing(send.first(), ended.first());
  }

  @Override
  public void end(SendKey key, Ended ended, Instant at) {
    Trip trip = new Trip();
    end(trip, key, ended, at);
    trip.make(trips);
  }

  private static void end(Trip trip, SendKey key, Ended ended, Instant at) {
    Map<String, @Nullable Object> values = new HashMap<>();
    values.put("key", key.toString());
    values.put("outcome", ended.outcome().name());
    values.put("reason", ended.reason().name());
    values.put("contact", ended.contactId());
    values.put("trace", ended.traceId());
    values.put("at", Timestamp.from(at));
    trip.update(END, values);
    trip.update(JdbcWaitingTouches.OVER, Map.of("key", key.toString()));
  }

  @Override
  public void conclude(
      Send send, Send.State to, Contact.State contact, Ended ended, String why, Instant at) {
    Trip trip = new Trip();
    trip.update(
        MOVE,
        Map.of(
            "key", send.key().toString(),
            "token", send.claimToken(),
            "from", send.state().name(),
            "to", to.name()));
    trip.update(MOVE_CONTACT, Map.of("state", contact.name(), "id", send.contactId()));
    trip.update(
        CONCLUDE_TRACE, concluded(send.traceId(), ended.outcome(), ended.reason(), null, why));
    end(trip, send.key(), ended, at);
    trip.make(trips);
  }

  @Override
  public Optional<Send> find(SendKey key) {
    return jdbc.sql(FIND).param("key", key.toString()).query(this::send).optional();
  }

  @Override
  public Optional<Send> lock(SendKey key) {
    return jdbc.sql(LOCK).param("key", key.toString()).query(this::send).optional();
  }

  @Override
  public void reserve(Reservation reservation, byte[] sealed, Instant keptUntil, Send send) {
    Trip trip = new Trip();
    decided(trip, reservation);
    trip.update(JdbcWaitingTouches.OVER, Map.of("key", send.key().toString()));
    trip.update(
        KEEP,
        Map.of(
            "contact", send.contactId(),
            "hcp", send.hcpId().value(),
            "sealed", sealed,
            "until", Timestamp.from(keptUntil)));
    Map<String, Object> values = new HashMap<>();
    values.put("key", send.key().toString());
    values.put("enrolment", send.key().enrolmentId());
    values.put("hcp", send.hcpId().value());
    values.put("campaign", send.campaignId());
    values.put("channel", send.channel());
    values.put("token", send.claimToken());
    values.put("owner", send.owner());
    values.put("versions", send.versions().toArray(UUID[]::new));
    values.put("hashes", send.contentHashes().toArray(String[]::new));
    values.put("contact", send.contactId());
    values.put("trace", send.traceId());
    values.put("message", send.messageId());
    values.put("substituted", send.substituted());
    values.put("command", json.writeValueAsString(send.command()));
    Trip.Written written = trip.update(CLAIM, values);
    trip.make(trips);
    if (written.rows() != 1) {
      throw new IllegalStateException("Send " + send.key() + " cannot be claimed in its state");
    }
  }

  @Override
  public void ghost(Reservation reservation, Ended ended, Instant at) {
    Trip trip = new Trip();
    decided(trip, reservation);
    end(trip, reservation.contact().sendKey(), ended, at);
    trip.make(trips);
  }

  /** The contact with the explanation of its touch and what that was decided from. */
  private void decided(Trip trip, Reservation reservation) {
    Contact contact = reservation.contact();
    Map<String, Object> values = new HashMap<>();
    values.put("id", contact.id());
    values.put("key", contact.sendKey().toString());
    values.put("enrolment", contact.enrolmentId());
    values.put("hcp", contact.hcpId().value());
    values.put("campaign", contact.campaignId());
    values.put("brand", contact.brandId());
    values.put("step", contact.stepId());
    values.put("channel", contact.channel());
    values.put("slot", contact.slot());
    values.put("version", contact.versionId());
    values.put("market", reservation.market());
    values.put("language", reservation.language());
    values.put("state", contact.state().name());
    values.put("at", Timestamp.from(contact.at()));
    values.put("links", contact.links().toArray(String[]::new));
    values.put("hash", contact.renderedHash());
    values.put("weight", reservation.weight());
    values.put("purpose", reservation.purpose().name());
    values.put("visible", reservation.visible());
    trip.update(ADD_CONTACT, values);
    trace(trip, reservation.trace(), reservation.inputs());
  }

  private void trace(Trip trip, TouchTrace trace, @Nullable String inputs) {
    Map<String, @Nullable Object> values = new HashMap<>();
    values.put("id", trace.id());
    values.put("key", trace.sendKey().toString());
    values.put("enrolment", trace.enrolmentId());
    values.put("hcp", trace.hcpId().value());
    values.put("campaign", trace.campaignId());
    values.put("step", trace.stepId());
    values.put("channel", trace.channel());
    values.put("slot", trace.slot());
    values.put("outcome", name(trace.outcome()));
    values.put("reason", name(trace.reason()));
    values.put("held", timestamp(trace.heldUntil()));
    values.put("version", trace.versionId());
    values.put("contact", trace.contactId());
    values.put("why", trace.why());
    values.put("explanation", json.writeValueAsString(trace.explanation()));
    values.put("at", Timestamp.from(trace.at()));
    trip.update(ADD_TRACE, values);
    if (inputs != null) {
      trip.update(KEEP_INPUTS, Map.of("trace", trace.id(), "inputs", inputs));
    }
  }

  @Override
  public boolean move(SendKey key, UUID token, Send.State from, Send.State to) {
    return jdbc.sql(MOVE)
            .param("key", key.toString())
            .param("token", token)
            .param("from", from.name())
            .param("to", to.name())
            .update()
        == 1;
  }

  @Override
  public boolean doubt(SendKey key, UUID token, Duration lookupAfter) {
    return jdbc.sql(
                """
                update send set state = 'UNKNOWN',
                  lookup_after = clock_timestamp() + make_interval(secs => :seconds)
                where send_key = :key and claim_token = :token
                  and (state = 'HANDING_OVER' or (state = 'UNKNOWN' and not final))
                """)
            .param("key", key.toString())
            .param("token", token)
            .param("seconds", seconds(lookupAfter))
            .update()
        == 1;
  }

  @Override
  public boolean giveUp(SendKey key, UUID token) {
    return jdbc.sql(
                """
                update send set final = true, concluded_at = clock_timestamp()
                where send_key = :key and claim_token = :token and state = 'UNKNOWN' and not final
                """)
            .param("key", key.toString())
            .param("token", token)
            .update()
        == 1;
  }

  @Override
  public void takeOver(SendKey key, UUID token, UUID owner) {
    jdbc.sql("update send set claim_token = :token, owner = :owner where send_key = :key")
        .param("key", key.toString())
        .param("token", token)
        .param("owner", owner)
        .update();
  }

  @Override
  public void moveContact(UUID contactId, Contact.State state) {
    jdbc.sql(MOVE_CONTACT).param("state", state.name()).param("id", contactId).update();
  }

  @Override
  public boolean releaseContact(UUID contactId) {
    return jdbc.sql("update contact set state = 'RELEASED' where id = :id and state <> 'RELEASED'")
            .param("id", contactId)
            .update()
        == 1;
  }

  @Override
  public Optional<byte[]> kept(UUID contactId) {
    return jdbc.sql("select sealed from rendered_message where contact_id = :contact")
        .param("contact", contactId)
        .query(byte[].class)
        .optional();
  }

  @Override
  public void addTrace(TouchTrace trace, @Nullable String inputs) {
    Trip trip = new Trip();
    trace(trip, trace, inputs);
    trip.make(trips);
  }

  @Override
  public void concludeTrace(
      UUID traceId, Outcome outcome, Reason reason, @Nullable Instant heldUntil, String why) {
    jdbc.sql(CONCLUDE_TRACE).params(concluded(traceId, outcome, reason, heldUntil, why)).update();
  }

  private static Map<String, @Nullable Object> concluded(
      UUID traceId, Outcome outcome, Reason reason, @Nullable Instant heldUntil, String why) {
    Map<String, @Nullable Object> values = new HashMap<>();
    values.put("outcome", outcome.name());
    values.put("reason", reason.name());
    values.put("held", timestamp(heldUntil));
    values.put("why", why);
    values.put("id", traceId);
    return values;
  }

  @Override
  public Optional<Instant> firstDecided(SendKey key, Instant now) {
    return jdbc.sql(FIRST_DECIDED)
        .param("key", key.toString())
        .param("now", Timestamp.from(now))
        .query(JdbcSends::at)
        .optional();
  }

  static Instant at(ResultSet rs, int row) throws SQLException {
    return rs.getTimestamp("at").toInstant();
  }

  @Override
  public Optional<UUID> stillPaused(SendKey key, String stoppedBy) {
    return jdbc.sql(
            """
            update touch_pause set asked = asked + 1
            where send_key = :key and switch = :switch and since is not null
            returning trace_id
            """)
        .param("key", key.toString())
        .param("switch", stoppedBy)
        .query((rs, n) -> rs.getObject("trace_id", UUID.class))
        .optional();
  }

  @Override
  public void paused(SendKey key, String stoppedBy, UUID traceId, Instant now) {
    jdbc.sql(
            """
            insert into touch_pause as p (send_key, since, switch, trace_id)
            values (:key, :now, :switch, :trace)
            on conflict (send_key) do update
              set since = coalesce(p.since, excluded.since), switch = excluded.switch,
                  trace_id = excluded.trace_id, asked = 1
            """)
        .param("key", key.toString())
        .param("switch", stoppedBy)
        .param("trace", traceId)
        .param("now", Timestamp.from(now))
        .update();
  }

  @Override
  public void unpaused(SendKey key, Instant now) {
    jdbc.sql(
            """
            update touch_pause
            set held = held + (cast(:now as timestamptz) - since), since = null, switch = null
            where send_key = :key and since is not null
            """)
        .param("key", key.toString())
        .param("now", Timestamp.from(now))
        .update();
  }

  @Override
  public List<PastContact> contacts(HcpId hcp, SendKey key, Instant since, boolean shadow) {
    return jdbc.sql(CONTACTS)
        .param("hcp", hcp.value())
        .param("key", key.toString())
        .param("since", Timestamp.from(since))
        .param("shadow", shadow)
        .query(JdbcSends::past)
        .list();
  }

  static PastContact past(ResultSet rs, int row) throws SQLException {
    return new PastContact(
        rs.getTimestamp("at").toInstant(),
        rs.getString("channel"),
        rs.getString("brand_id"),
        rs.getInt("weight"),
        rs.getBoolean("unsolicited"));
  }

  @Override
  public Map<String, Long> contactsByChannel(String brandId, String country, Instant since) {
    Map<String, Long> counts = new TreeMap<>();
    jdbc.sql(
            """
            select channel, count(*) as contacts from contact
            where brand_id = :brand and market = :country and at > :since
              and state in ('RESERVED', 'CONTACTED', 'IN_DOUBT')
            group by channel
            """)
        .param("brand", brandId)
        .param("country", country)
        .param("since", Timestamp.from(since))
        .query(
            (RowCallbackHandler) rs -> counts.put(rs.getString("channel"), rs.getLong("contacts")));
    return counts;
  }

  @Override
  public HcpHistory history(HcpId hcp, UUID enrolmentId, Instant since) {
    List<HcpHistory.PastPiece> pieces = new ArrayList<>();
    List<HcpHistory.Meeting> meetings = new ArrayList<>();
    List<StageEvidence> stages = new ArrayList<>();
    List<String> topics = new ArrayList<>();
    jdbc.sql(HISTORY)
        .param("hcp", hcp.value())
        .param("enrolment", enrolmentId)
        .param("since", Timestamp.from(since))
        .query(
            (RowCallbackHandler)
                rs -> {
                  Instant at = rs.getTimestamp("at").toInstant();
                  String word = rs.getString("word");
                  switch (rs.getString("kind")) {
                    case "PIECE" -> pieces.add(piece(rs, at));
                    case "MEETING" ->
                        meetings.add(new HcpHistory.Meeting(at, word.equals("WELCOME")));
                    case "STAGE" ->
                        stages.add(
                            new StageEvidence(
                                rs.getString("name"),
                                hcp.value(),
                                word,
                                Stage.valueOf(rs.getString("detail")),
                                rs.getString("extra"),
                                rs.getBoolean("flag"),
                                at,
                                rs.getString("brand")));
                    default -> {
                      topics.remove(word);
                      topics.addFirst(word);
                    }
                  }
                });
    return new HcpHistory(pieces, meetings, stages, topics);
  }

  private HcpHistory.PastPiece piece(ResultSet rs, Instant at) throws SQLException {
    String material = rs.getString("detail");
    String claims = rs.getString("extra");
    String response = rs.getString("name");
    return new HcpHistory.PastPiece(
        rs.getObject("version_id", UUID.class),
        rs.getObject("asset_id", UUID.class),
        rs.getString("brand"),
        material == null ? "" : material,
        claims == null ? Set.of() : Set.of(json.readValue(claims, String[].class)),
        at,
        response == null ? HcpHistory.Response.NONE : HcpHistory.Response.valueOf(response),
        rs.getString("word").equals("GHOST"),
        rs.getBoolean("flag"));
  }

  @Override
  public Optional<UUID> servedFirst(UUID campaignId, String slot, String market, String language) {
    return jdbc.sql(
            """
            select version_id from contact
            where campaign_id = :campaign and slot = :slot and market = :market
              and split_part(language, '-', 1) = :language
            order by at, id limit 1
            """)
        .param("campaign", campaignId)
        .param("slot", slot)
        .param("market", market)
        .param("language", Locale.forLanguageTag(language).getLanguage())
        .query(UUID.class)
        .optional();
  }

  @Override
  public List<Send> unfinishedOfOthers(UUID owner, int limit) {
    return jdbc.sql(
            """
            select s.* from send s
            where s.owner <> :owner
              and (s.state in ('CLAIMED', 'HANDING_OVER')
                   or (s.state = 'REVOKED'
                       and exists (select 1 from contact c
                                   where c.id = s.contact_id and c.state = 'RESERVED')))
            order by s.claimed_at limit :limit
            """)
        .param("owner", owner)
        .param("limit", limit)
        .query(this::send)
        .list();
  }

  @Override
  public List<Send> dueForLookup(int limit) {
    return jdbc.sql(
            """
            select * from send
            where state = 'UNKNOWN' and not final and lookup_after <= clock_timestamp()
            order by lookup_after limit :limit
            """)
        .param("limit", limit)
        .query(this::send)
        .list();
  }

  @Override
  public int handingOver(KillSwitches.Scope scope, String key) {
    return jdbc.sql(
            """
            select count(*) from send s
              join contact c on c.id = s.contact_id
            where s.state = 'HANDING_OVER'
              and case :scope
                    when 'ALL' then true
                    when 'CAMPAIGN' then s.campaign_id::text = :key
                    when 'BRAND' then c.brand_id = :key
                    when 'BRAND_IN_COUNTRY' then c.market || '/' || c.brand_id = :key
                    when 'COUNTRY' then c.market = :key
                    when 'CHANNEL' then s.channel = :key
                    when 'CHANNEL_IN_COUNTRY' then c.market || '/' || s.channel = :key
                    else exists (select from servable_version v
                                 where v.version_id = any (s.versions) and v.asset_id::text = :key)
                  end
            """)
        .param("scope", scope.name())
        .param("key", key)
        .query(Integer.class)
        .single();
  }

  @Override
  public Duration sinceHandOver(SendKey key) {
    return jdbc.sql(
            """
            select extract(epoch from clock_timestamp() - handing_over_at) as seconds
            from send where send_key = :key
            """)
        .param("key", key.toString())
        .query((rs, n) -> Duration.ofMillis((long) (rs.getDouble("seconds") * 1_000)))
        .single();
  }

  @Override
  public void postponeLookup(SendKey key, UUID token, Duration by) {
    jdbc.sql(
            """
            update send set lookup_after = clock_timestamp() + make_interval(secs => :seconds)
            where send_key = :key and claim_token = :token and state = 'UNKNOWN' and not final
            """)
        .param("key", key.toString())
        .param("token", token)
        .param("seconds", seconds(by))
        .update();
  }

  private Send send(ResultSet rs, int row) throws SQLException {
    return new Send(
        SendKey.parse(rs.getString("send_key")),
        new HcpId(rs.getObject("hcp_id", UUID.class)),
        rs.getObject("campaign_id", UUID.class),
        rs.getString("channel"),
        Send.State.valueOf(rs.getString("state")),
        rs.getObject("claim_token", UUID.class),
        rs.getObject("owner", UUID.class),
        List.of((UUID[]) rs.getArray("versions").getArray()),
        List.of((String[]) rs.getArray("content_hashes").getArray()),
        rs.getObject("contact_id", UUID.class),
        rs.getObject("trace_id", UUID.class),
        rs.getString("message_id"),
        rs.getBoolean("substituted"),
        json.readValue(rs.getString("command"), TouchCommand.class),
        rs.getBoolean("final"),
        instant(rs, "handing_over_at"),
        rs.getInt("attempts"));
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1_000.0;
  }

  private static @Nullable String name(@Nullable Enum<?> value) {
    return value == null ? null : value.name();
  }

  private static @Nullable Instant instant(ResultSet rs, String column) throws SQLException {
    Timestamp value = rs.getTimestamp(column);
    return value == null ? null : value.toInstant();
  }

  private static @Nullable Timestamp timestamp(@Nullable Instant instant) {
    return instant == null ? null : Timestamp.from(instant);
  }
}
