package io.medley.content.production.jdbc;

import io.medley.content.asset.AssetId;
import io.medley.content.asset.VersionId;
import io.medley.content.brief.BriefId;
import io.medley.content.production.Production;
import io.medley.content.production.Productions;
import io.medley.content.production.QcReason;
import io.medley.content.production.Submission;
import io.medley.workflows.production.QcDecision;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

@Repository
class JdbcProductions implements Productions {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final JdbcClient jdbc;

  JdbcProductions(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void add(Production production, Instant at, Instant realTime) {
    jdbc.sql(
            """
            insert into production (id, brief_id, asset_id, attempt, start_requested_at, told_at, opened_at)
            values (:id, :brief, :asset, :attempt, :real, :real, :at)
            """)
        .param("id", production.id())
        .param("brief", production.brief() == null ? null : production.brief().value(), Types.OTHER)
        .param("asset", production.asset() == null ? null : production.asset().value(), Types.OTHER)
        .param("attempt", production.attempt())
        .param("real", Timestamp.from(realTime))
        .param("at", Timestamp.from(at))
        .update();
  }

  @Override
  public Optional<Production> lock(UUID id) {
    return jdbc.sql("select * from production where id = :id for update")
        .param("id", id)
        .query(JdbcProductions::production)
        .optional();
  }

  @Override
  public Optional<Production> lockOfPiece(AssetId asset) {
    return jdbc.sql(
            "select * from production where asset_id = :asset and done_at is null for update")
        .param("asset", asset.value())
        .query(JdbcProductions::production)
        .optional();
  }

  @Override
  public Optional<Production> lockWaiting(BriefId brief) {
    return jdbc.sql(
            """
            select * from production where brief_id = :brief and asset_id is null and done_at is null for update
            """)
        .param("brief", brief.value())
        .query(JdbcProductions::production)
        .optional();
  }

  @Override
  public boolean asked(UUID id) {
    return jdbc.sql("update production set asked = true where id = :id and not asked")
            .param("id", id)
            .update()
        == 0;
  }

  @Override
  public void pieceCame(UUID id, AssetId asset) {
    jdbc.sql("update production set asset_id = :asset where id = :id")
        .param("asset", asset.value())
        .param("id", id)
        .update();
  }

  @Override
  public boolean claim(UUID id, int attempt, long processInstanceKey, Instant at) {
    return jdbc.sql(
                """
                update production set instance_key = :key, claimed_at = coalesce(claimed_at, :at)
                where id = :id and attempt = :attempt and (instance_key = :key or instance_key is null) and ended_at is null
                """)
            .param("key", processInstanceKey)
            .param("at", Timestamp.from(at))
            .param("id", id)
            .param("attempt", attempt)
            .update()
        == 1;
  }

  @Override
  public boolean end(UUID id, int attempt, long processInstanceKey, Instant at) {
    return jdbc.sql(
                """
                update production set ended_at = :at
                where id = :id and attempt = :attempt and instance_key = :key and ended_at is null
                """)
            .param("at", Timestamp.from(at))
            .param("id", id)
            .param("attempt", attempt)
            .param("key", processInstanceKey)
            .update()
        == 1;
  }

  @Override
  public void done(UUID id, Instant at) {
    jdbc.sql("update production set done_at = coalesce(done_at, :at) where id = :id")
        .param("at", Timestamp.from(at))
        .param("id", id)
        .update();
  }

  @Override
  public void startRequested(UUID id, Instant realTime) {
    jdbc.sql("update production set start_requested_at = :at where id = :id")
        .param("at", Timestamp.from(realTime))
        .param("id", id)
        .update();
  }

  @Override
  public void told(UUID id, Instant realTime) {
    jdbc.sql("update production set told_at = :at where id = :id")
        .param("at", Timestamp.from(realTime))
        .param("id", id)
        .update();
  }

  @Override
  public void nextAttempt(UUID id, int attempt, Instant realTime) {
    jdbc.sql(
            """
            update production
            set attempt = :next, instance_key = null, claimed_at = null, ended_at = null, start_requested_at = :at
            where id = :id and attempt = :attempt
            """)
        .param("next", attempt + 1)
        .param("at", Timestamp.from(realTime))
        .param("id", id)
        .param("attempt", attempt)
        .update();
  }

  @Override
  public List<Production> unclaimedSince(Instant realTime, int limit) {
    return jdbc.sql(
            """
            select * from production
            where done_at is null and instance_key is null and ended_at is null and start_requested_at < :before
            order by start_requested_at limit :limit
            """)
        .param("before", Timestamp.from(realTime))
        .param("limit", limit)
        .query(JdbcProductions::production)
        .list();
  }

  @Override
  public List<Production> endedUndone(Instant before, int limit) {
    return jdbc.sql(
            "select * from production where done_at is null and ended_at < :before order by ended_at limit :limit")
        .param("before", Timestamp.from(before))
        .param("limit", limit)
        .query(JdbcProductions::production)
        .list();
  }

  @Override
  public List<Production> waitingForTheEngine(Instant realTime, int limit) {
    return jdbc.sql(
            """
            select p.* from production p
            where p.done_at is null and p.ended_at is null and p.instance_key is not null and p.told_at < :before
              and exists (select 1 from submission s where s.production_id = p.id
                and (s.qc = 'WAITING' or (s.qc in ('SKIPPED', 'ACCEPTED') and not s.review_opened)))
            order by p.told_at limit :limit
            """)
        .param("before", Timestamp.from(realTime))
        .param("limit", limit)
        .query(JdbcProductions::production)
        .list();
  }

  @Override
  public void add(Submission submission) {
    jdbc.sql(
            """
            insert into submission (id, production_id, version_id, asset_id, agency, markets, content_hash, metadata_hash,
              submitted_by, submitted_at, review_id, qc)
            values (:id, :production, :version, :asset, :agency, :markets, :contentHash, :metadataHash, :by, :at, :review, :qc)
            """)
        .param("id", submission.id())
        .param("production", submission.production())
        .param("version", submission.version().value())
        .param("asset", submission.asset().value())
        .param("agency", submission.agency())
        .param("markets", submission.markets().toArray(String[]::new))
        .param("contentHash", submission.contentHash())
        .param("metadataHash", submission.metadataHash())
        .param("by", submission.submittedBy())
        .param("at", Timestamp.from(submission.submittedAt()))
        .param("review", submission.reviewId())
        .param("qc", submission.qc().name())
        .update();
  }

  @Override
  public Optional<Submission> newest(UUID production) {
    return jdbc.sql(
            """
            select * from submission where production_id = :production
            order by submitted_at desc, qc in ('WAITING', 'REQUIRED') desc limit 1
            """)
        .param("production", production)
        .query(JdbcProductions::submission)
        .optional();
  }

  @Override
  public Optional<Submission> ofVersion(VersionId version) {
    return ofVersion(version, "");
  }

  @Override
  public Optional<Submission> lockOfVersion(VersionId version) {
    return ofVersion(version, " for update");
  }

  private Optional<Submission> ofVersion(VersionId version, String locking) {
    return jdbc.sql(
            """
            select * from submission where version_id = :version
            order by submitted_at desc, qc in ('WAITING', 'REQUIRED') desc limit 1\
            """
                + locking)
        .param("version", version.value())
        .query(JdbcProductions::submission)
        .optional();
  }

  @Override
  public boolean plan(UUID submission, Submission.Qc qc, QcDecision decision, Instant dueAt) {
    return jdbc.sql(
                """
                update submission
                set qc = :qc, because = :because, decision = cast(:decision as jsonb),
                  due_at = case when :qc = 'REQUIRED' then cast(:due as timestamptz) end
                where id = :id and qc = 'WAITING'
                """)
            .param("id", submission)
            .param("qc", qc.name())
            .param("because", decision.because())
            .param("decision", JSON.writeValueAsString(decision.evidence()))
            .param("due", Timestamp.from(dueAt))
            .update()
        == 1;
  }

  @Override
  public boolean decide(
      UUID submission,
      Submission.Qc qc,
      List<QcReason> reasons,
      String note,
      String by,
      Instant at) {
    return jdbc.sql(
                """
                update submission set qc = :qc, reasons = :reasons, note = :note, decided_by = :by, decided_at = :at
                where id = :id and qc in ('WAITING', 'REQUIRED')
                """)
            .param("id", submission)
            .param("qc", qc.name())
            .param("reasons", reasons.stream().map(QcReason::name).toArray(String[]::new))
            .param("note", note)
            .param("by", by)
            .param("at", Timestamp.from(at))
            .update()
        == 1;
  }

  @Override
  public void reviewOpened(UUID submission) {
    jdbc.sql("update submission set review_opened = true where id = :id")
        .param("id", submission)
        .update();
  }

  @Override
  public List<Submission> inQc() {
    return jdbc.sql("select * from submission where qc = 'REQUIRED' order by due_at, id limit 200")
        .query(JdbcProductions::submission)
        .list();
  }

  private static Production production(ResultSet row, int number) throws SQLException {
    UUID brief = row.getObject("brief_id", UUID.class);
    UUID asset = row.getObject("asset_id", UUID.class);
    long instance = row.getLong("instance_key");
    boolean claimed = !row.wasNull();
    return new Production(
        row.getObject("id", UUID.class),
        brief == null ? null : new BriefId(brief),
        asset == null ? null : new AssetId(asset),
        row.getInt("attempt"),
        claimed ? instance : null,
        instant(row, "ended_at"),
        instant(row, "done_at"));
  }

  private static Submission submission(ResultSet row, int number) throws SQLException {
    return new Submission(
        row.getObject("id", UUID.class),
        row.getObject("production_id", UUID.class),
        new VersionId(row.getObject("version_id", UUID.class)),
        new AssetId(row.getObject("asset_id", UUID.class)),
        row.getString("agency"),
        List.of((String[]) row.getArray("markets").getArray()),
        row.getString("content_hash"),
        row.getString("metadata_hash"),
        row.getString("submitted_by"),
        row.getTimestamp("submitted_at").toInstant(),
        row.getObject("review_id", UUID.class),
        Submission.Qc.valueOf(row.getString("qc")),
        row.getString("because"),
        instant(row, "due_at"),
        row.getString("decided_by"),
        instant(row, "decided_at"),
        Arrays.stream((String[]) row.getArray("reasons").getArray())
            .map(QcReason::valueOf)
            .toList(),
        row.getString("note"),
        row.getBoolean("review_opened"));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    Timestamp at = row.getTimestamp(column);
    return at == null ? null : at.toInstant();
  }
}
