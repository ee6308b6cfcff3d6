package io.medley.campaign.touch.jdbc;

import io.medley.campaign.touch.ApprovalState;
import io.medley.campaign.touch.PieceFacets;
import io.medley.campaign.touch.PieceResponses;
import io.medley.campaign.touch.RenderedForm;
import io.medley.campaign.touch.SendCheck;
import io.medley.campaign.touch.SendKey;
import io.medley.campaign.touch.ServableVersion;
import io.medley.campaign.touch.ServableVersions;
import io.medley.platform.audit.AuditEvent;
import io.medley.platform.audit.AuditTrail;
import io.medley.platform.jdbc.AdvisoryLocks;
import io.medley.platform.security.Actor;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** The approval state in PostgreSQL. */
@Repository
class JdbcApprovalState implements ApprovalState, ServableVersions {

  private static final Actor POLLER = Actor.system("approvals-feed");

  /** With how readers responded and what the checks said of these very bytes. */
  private static final String VERSION =
      """
      select v.*, r.contacted, r.responded, c.run_id, c.pack_version, c.verdict, c.blocking,
             c.checked_at
      from servable_version v
      left join piece_response r using (version_id)
      left join send_check c using (version_id, content_hash)
      """;

  static final String BY_ID = VERSION + " where version_id = any(:versions)";

  // clock_timestamp(), not now(): a transaction that waited for its locks must not believe a lease
  // that ran out while it waited.
  static final String LEASE =
      """
      select coalesce(clock_timestamp() < valid_until, false) as valid, valid_until, cursor
      from approval_feed
      """;

  private final JdbcClient jdbc;
  private final AdvisoryLocks locks;
  private final AuditTrail audit;
  private final JsonMapper json;

  JdbcApprovalState(JdbcClient jdbc, AdvisoryLocks locks, AuditTrail audit, JsonMapper json) {
    this.jdbc = jdbc;
    this.locks = locks;
    this.audit = audit;
    this.json = json;
  }

  @Override
  public Lease lease() {
    return jdbc.sql(LEASE).query(JdbcApprovalState::readLease).single();
  }

  static Lease readLease(ResultSet rs, int row) throws SQLException {
    return new Lease(
        rs.getBoolean("valid"),
        Optional.ofNullable(instant(rs, "valid_until")),
        rs.getLong("cursor"));
  }

  @Override
  public Map<UUID, ServableVersion> read(Collection<UUID> versions) {
    if (versions.isEmpty()) {
      return Map.of();
    }
    return jdbc
        .sql(BY_ID)
        .param("versions", versions.toArray(UUID[]::new))
        .query(this::version)
        .list()
        .stream()
        .collect(Collectors.toMap(ServableVersion::versionId, Function.identity()));
  }

  @Override
  public List<ServableVersion> unservable(
      String brandId, String market, String channel, String audience) {
    return jdbc.sql(
            VERSION
                + """
                 where brand_id = :brand and :market = any(markets) and :channel = any(channels)
                  and :audience = any(audiences)
                  and (state <> 'LIVE' or valid_from is not null or valid_to is not null
                    or forms is not null or verdict = 'BLOCKED')
                order by stored_at desc limit 50
                """)
        .param("brand", brandId)
        .param("market", market)
        .param("channel", channel)
        .param("audience", audience)
        .query(this::version)
        .list();
  }

  @Override
  public Optional<ServableVersion> find(UUID versionId) {
    return Optional.ofNullable(read(List.of(versionId)).get(versionId));
  }

  @Override
  public List<ServableVersion> live(String brandId, String channel) {
    return jdbc.sql(
            VERSION
                + """
                 where brand_id = :brand and :channel = any(channels) and state = 'LIVE'
                order by title, version_id
                """)
        .param("brand", brandId)
        .param("channel", channel)
        .query(this::version)
        .list();
  }

  @Override
  public Position position() {
    return jdbc.sql(
            """
            select sender, cursor,
                   (select count(*) from send s
                    where s.versions && f.stopped
                      and (s.state = 'HANDING_OVER' or (s.state = 'UNKNOWN' and not s.final)))
                     as in_doubt
            from approval_feed f
            """)
        .query(
            (rs, n) ->
                new Position(
                    rs.getObject("sender", UUID.class),
                    rs.getLong("cursor"),
                    rs.getInt("in_doubt")))
        .single();
  }

  @Override
  public Instant now() {
    return jdbc.sql("select clock_timestamp() as now")
        .query((rs, n) -> rs.getTimestamp("now").toInstant())
        .single();
  }

  @Override
  @Transactional(isolation = Isolation.READ_COMMITTED)
  public Set<UUID> store(
      long after, List<ServableVersion> entries, long next, boolean last, Instant until) {
    Set<UUID> ids = new LinkedHashSet<>();
    entries.forEach(entry -> ids.add(entry.versionId()));
    locks.xactExclusive(LOCKS, ids);
    long cursor =
        jdbc.sql("select cursor from approval_feed for update").query(Long.class).single();
    if (cursor != after) {
      throw new FeedMoved(after);
    }
    entries.forEach(this::upsert);
    Set<UUID> stopped = new LinkedHashSet<>();
    for (ServableVersion stored : read(ids).values()) {
      if (!stored.state().equals(ServableVersion.LIVE)) {
        stopped.add(stored.versionId());
      } else if (stored.forms() != null) {
        revoke(stored.versionId(), stored.forms());
      }
    }
    revoke(stopped);
    jdbc.sql(
            """
            update approval_feed
            set cursor = :next, stopped = case when :empty then stopped else :stopped end,
                stored_at = clock_timestamp(),
                valid_until = case when :last then :until else valid_until end
            """)
        .param("next", next)
        .param("empty", entries.isEmpty())
        .param("stopped", stopped.toArray(UUID[]::new))
        .param("last", last)
        .param("until", Timestamp.from(until))
        .update();
    return stopped;
  }

  /** Newer numbers only: pages may be read twice, and states must never go back. */
  private void upsert(ServableVersion entry) {
    jdbc.sql(
            """
            insert into servable_version
              (version_id, asset_id, number, state, content_hash, metadata_hash, brand_id, title,
               job_code, material_type, markets, language, channels, audiences, slot_hints,
               valid_from, valid_to, proof, forms, facets)
            values
              (:version, :asset, :number, :state, :content, :metadata, :brand, :title,
               :job, :material, :markets, :language, :channels, :audiences, :slots,
               :from, :to, :proof::jsonb, :forms::jsonb, :facets::jsonb)
            on conflict (version_id) do update set
              asset_id = excluded.asset_id, number = excluded.number, state = excluded.state,
              content_hash = excluded.content_hash, metadata_hash = excluded.metadata_hash,
              brand_id = excluded.brand_id, title = excluded.title, job_code = excluded.job_code,
              material_type = excluded.material_type, markets = excluded.markets,
              language = excluded.language, channels = excluded.channels,
              audiences = excluded.audiences, slot_hints = excluded.slot_hints,
              valid_from = excluded.valid_from, valid_to = excluded.valid_to,
              proof = excluded.proof, forms = excluded.forms, facets = excluded.facets,
              stored_at = clock_timestamp()
            where servable_version.number < excluded.number
            """)
        .param("version", entry.versionId())
        .param("asset", entry.assetId())
        .param("number", entry.number())
        .param("state", entry.state())
        .param("content", entry.contentHash())
        .param("metadata", entry.metadataHash())
        .param("brand", entry.brandId())
        .param("title", entry.title())
        .param("job", entry.jobCode())
        .param("material", entry.materialType())
        .param("markets", entry.markets().toArray(String[]::new))
        .param("language", entry.language())
        .param("channels", entry.channels().toArray(String[]::new))
        .param("audiences", entry.audiences().toArray(String[]::new))
        .param("slots", entry.slotHints().toArray(String[]::new))
        .param("from", timestamp(entry.validFrom()))
        .param("to", timestamp(entry.validTo()))
        .param("proof", json.writeValueAsString(entry.proof()))
        .param("forms", entry.forms() == null ? null : json.writeValueAsString(entry.forms()))
        .param("facets", json.writeValueAsString(entry.facets()))
        .update();
  }

  /**
   * Under the exclusive locks: no claim or hand-over of these versions is between its read and its
   * commit. The caps are given back by the touch that re-gates, because that needs the HCP's row
   * lock, which everybody takes before the versions' locks.
   */
  private void revoke(Set<UUID> stopped) {
    if (stopped.isEmpty()) {
      return;
    }
    List<String> revoked =
        jdbc.sql(
                """
                update send set state = 'REVOKED', revoked_for = 'version may not be served'
                where state = 'CLAIMED' and versions && :stopped
                returning send_key
                """)
            .param("stopped", stopped.toArray(UUID[]::new))
            .query(String.class)
            .list();
    audit(revoked, "a version it renders may not be served any more");
  }

  /** The same for a piece that goes on, of which fewer forms may be sent. */
  private void revoke(UUID version, List<RenderedForm> forms) {
    List<String> revoked =
        jdbc.sql(
                """
                update send set state = 'REVOKED', revoked_for = 'form may not be sent'
                where state = 'CLAIMED' and :version = any(versions)
                  and content_hashes[array_position(versions, :version)] <> all(:offered)
                returning send_key
                """)
            .param("version", version)
            .param("offered", forms.stream().map(RenderedForm::contentHash).toArray(String[]::new))
            .query(String.class)
            .list();
    audit(revoked, "the form it renders may not be sent any more");
  }

  private void audit(List<String> revoked, String why) {
    for (String key : revoked) {
      audit.append(
          new AuditEvent(
              "touch", SendKey.parse(key).toString(), "revoked", POLLER, Map.of("why", why)));
    }
  }

  @Override
  public int handingOver(Collection<UUID> versions) {
    return jdbc.sql(
            """
            select count(*) from send where state = 'HANDING_OVER' and versions && :versions
            """)
        .param("versions", versions.toArray(UUID[]::new))
        .query(Integer.class)
        .single();
  }

  private ServableVersion version(ResultSet rs, int row) throws SQLException {
    return version(json, rs);
  }

  static ServableVersion version(JsonMapper json, ResultSet rs) throws SQLException {
    return new ServableVersion(
        rs.getObject("version_id", UUID.class),
        rs.getObject("asset_id", UUID.class),
        rs.getLong("number"),
        rs.getString("state"),
        rs.getString("content_hash"),
        rs.getString("metadata_hash"),
        rs.getString("brand_id"),
        rs.getString("title"),
        rs.getString("job_code"),
        rs.getString("material_type"),
        texts(rs, "markets"),
        rs.getString("language"),
        texts(rs, "channels"),
        texts(rs, "audiences"),
        texts(rs, "slot_hints"),
        instant(rs, "valid_from"),
        instant(rs, "valid_to"),
        json.readTree(rs.getString("proof")),
        forms(json, rs.getString("forms")),
        facets(json, rs.getString("facets")),
        new PieceResponses(rs.getLong("contacted"), rs.getLong("responded")),
        check(rs));
  }

  private static PieceFacets facets(JsonMapper json, @Nullable String stored) {
    return stored == null ? PieceFacets.UNKNOWN : json.readValue(stored, PieceFacets.class);
  }

  private static @Nullable SendCheck check(ResultSet rs) throws SQLException {
    UUID run = rs.getObject("run_id", UUID.class);
    return run == null
        ? null
        : new SendCheck(
            run,
            rs.getString("pack_version"),
            rs.getString("verdict"),
            List.of((String[]) rs.getArray("blocking").getArray()),
            rs.getTimestamp("checked_at").toInstant());
  }

  private static @Nullable List<RenderedForm> forms(JsonMapper json, @Nullable String stored) {
    return stored == null ? null : List.of(json.readValue(stored, RenderedForm[].class));
  }

  private static Set<String> texts(ResultSet rs, String column) throws SQLException {
    Array array = rs.getArray(column);
    return Set.of((String[]) array.getArray());
  }

  private static @Nullable Instant instant(ResultSet rs, String column) throws SQLException {
    Timestamp value = rs.getTimestamp(column);
    return value == null ? null : value.toInstant();
  }

  private static @Nullable Timestamp timestamp(@Nullable Instant instant) {
    return instant == null ? null : Timestamp.from(instant);
  }
}
