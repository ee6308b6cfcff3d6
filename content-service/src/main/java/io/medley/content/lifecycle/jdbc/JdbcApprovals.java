package io.medley.content.lifecycle.jdbc;

import static io.medley.content.lifecycle.jdbc.Columns.instant;
import static io.medley.content.lifecycle.jdbc.Columns.strings;
import static io.medley.content.lifecycle.jdbc.Columns.utc;

import io.medley.content.asset.AssetId;
import io.medley.content.asset.VersionId;
import io.medley.content.lifecycle.Approval;
import io.medley.content.lifecycle.ApprovalState;
import io.medley.content.lifecycle.Approvals;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

@Repository
class JdbcApprovals implements Approvals {

  private final JdbcClient jdbc;
  private final JsonMapper json;

  JdbcApprovals(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  @Override
  public boolean add(Approval approval, Instant startRequestedAt) {
    return jdbc.sql(
                """
                insert into approval (version_id, asset_id, number, state, version_number, content_hash, metadata_hash, format, file_name,
                  brand_id, title, job_code, material_type, purpose, markets, language, channels, audiences, indications, key_messages,
                  slot_hints, valid_from, valid_to, proof, agency, tier, live_at, changed_at, process_attempt, start_requested_at)
                values (:version, :asset, :number, :state, :versionNumber, :contentHash, :metadataHash, :format, :fileName,
                  :brand, :title, :jobCode, :materialType, :purpose, :markets, :language, :channels, :audiences, :indications, :keyMessages,
                  :slotHints, :validFrom, :validTo, :proof::jsonb, :agency, :tier, :liveAt, :changedAt, 1, :startRequestedAt)
                on conflict (version_id) do nothing
                """)
            .param("version", approval.version().value())
            .param("asset", approval.asset().value())
            .param("number", approval.number())
            .param("state", approval.state().name())
            .param("versionNumber", approval.versionNumber())
            .param("contentHash", approval.contentHash())
            .param("metadataHash", approval.metadataHash())
            .param("format", approval.format())
            .param("fileName", approval.fileName())
            .param("brand", approval.brandId())
            .param("title", approval.title())
            .param("jobCode", approval.jobCode())
            .param("materialType", approval.materialType())
            .param("purpose", approval.purpose())
            .param("markets", array(approval.markets()))
            .param("language", approval.language())
            .param("channels", array(approval.channels()))
            .param("audiences", array(approval.audiences()))
            .param("indications", array(approval.indications()))
            .param("keyMessages", array(approval.keyMessages()))
            .param("slotHints", array(approval.slotHints()))
            .param("validFrom", utc(approval.validFrom()))
            .param("validTo", utc(approval.validTo()))
            .param("proof", json.writeValueAsString(approval.proof()))
            .param("agency", approval.agency())
            .param("tier", approval.tier())
            .param("liveAt", utc(approval.liveAt()))
            .param("changedAt", utc(approval.changedAt()))
            .param("startRequestedAt", utc(startRequestedAt))
            .update()
        == 1;
  }

  @Override
  public Optional<Approval> find(VersionId version) {
    return jdbc.sql("select * from approval where version_id = :version")
        .param("version", version.value())
        .query((rs, row) -> approval(rs))
        .optional();
  }

  @Override
  public Optional<Approval> lock(VersionId version) {
    return jdbc.sql("select * from approval where version_id = :version for update")
        .param("version", version.value())
        .query((rs, row) -> approval(rs))
        .optional();
  }

  @Override
  public List<Approval> find(Collection<VersionId> versions) {
    return jdbc.sql("select * from approval where version_id = any(:versions::uuid[])")
        .param("versions", versions.stream().map(VersionId::toString).toArray(String[]::new))
        .query((rs, row) -> approval(rs))
        .list();
  }

  @Override
  public List<Approval> ofAsset(AssetId asset) {
    return jdbc.sql(
            "select * from approval where asset_id = :asset order by live_at desc, version_id")
        .param("asset", asset.value())
        .query((rs, row) -> approval(rs))
        .list();
  }

  @Override
  public List<Approval> ofBrand(String brandId, int limit) {
    return jdbc.sql(
            """
            select * from approval where brand_id = :brand and state in ('LIVE', 'SUSPENDED')
            order by live_at desc, version_id limit :limit
            """)
        .param("brand", brandId)
        .param("limit", limit)
        .query((rs, row) -> approval(rs))
        .list();
  }

  @Override
  public List<Approval> inForce(String market) {
    return jdbc.sql(
            """
            select * from approval where state in ('LIVE', 'SUSPENDED') and :market = any(markets) order by version_id
            """)
        .param("market", market)
        .query((rs, row) -> approval(rs))
        .list();
  }

  @Override
  public List<Approval> endingBefore(Instant at, int limit) {
    return jdbc.sql(
            """
            select * from approval where state in ('LIVE', 'SUSPENDED') and valid_to < :at
            order by valid_to, version_id limit :limit
            """)
        .param("at", utc(at))
        .param("limit", limit)
        .query((rs, row) -> approval(rs))
        .list();
  }

  @Override
  public List<Approval> suspended(int limit) {
    return jdbc.sql(
            "select * from approval where state = 'SUSPENDED' order by changed_at, version_id limit :limit")
        .param("limit", limit)
        .query((rs, row) -> approval(rs))
        .list();
  }

  @Override
  public Optional<Approval> servable(String contentHash, Instant at) {
    return jdbc.sql(
            """
            select * from approval
            where content_hash = :hash and state = 'LIVE' and valid_from <= :at and :at < valid_to
            order by live_at desc limit 1
            """)
        .param("hash", contentHash)
        .param("at", utc(at))
        .query((rs, row) -> approval(rs))
        .optional();
  }

  @Override
  public List<Approval> page(@Nullable VersionId after, int limit) {
    return jdbc.sql(
            """
            select * from approval where :after::uuid is null or version_id > :after::uuid order by version_id limit :limit
            """)
        .param("after", after == null ? null : after.toString())
        .param("limit", limit)
        .query((rs, row) -> approval(rs))
        .list();
  }

  @Override
  public boolean change(VersionId version, long number, ApprovalState to, Instant at) {
    return jdbc.sql(
                """
                update approval set state = :to, number = number + 1, changed_at = :at
                where version_id = :version and number = :number
                """)
            .param("to", to.name())
            .param("at", utc(at))
            .param("version", version.value())
            .param("number", number)
            .update()
        == 1;
  }

  @Override
  public boolean renew(VersionId version, long number, Instant validTo, Instant at) {
    return jdbc.sql(
                """
                update approval set valid_to = :validTo, number = number + 1, changed_at = :at, near_expiry_noted = null
                where version_id = :version and number = :number
                """)
            .param("validTo", utc(validTo))
            .param("at", utc(at))
            .param("version", version.value())
            .param("number", number)
            .update()
        == 1;
  }

  @Override
  public boolean restate(VersionId version, long number, Instant at) {
    return jdbc.sql(
                """
                update approval set number = number + 1, changed_at = :at
                where version_id = :version and number = :number and state = 'LIVE'
                """)
            .param("at", utc(at))
            .param("version", version.value())
            .param("number", number)
            .update()
        == 1;
  }

  @Override
  public boolean claim(VersionId version, int attempt, long processInstanceKey, Instant at) {
    return jdbc.sql(
                """
                update approval set instance_key = :key, claimed_at = coalesce(claimed_at, :at)
                where version_id = :version and process_attempt = :attempt and (instance_key = :key or instance_key is null)
                  and ended_at is null
                """)
            .param("key", processInstanceKey)
            .param("at", utc(at))
            .param("version", version.value())
            .param("attempt", attempt)
            .update()
        == 1;
  }

  @Override
  public boolean end(VersionId version, int attempt, long processInstanceKey, Instant at) {
    return jdbc.sql(
                """
                update approval set ended_at = :at
                where version_id = :version and process_attempt = :attempt and instance_key = :key and ended_at is null
                """)
            .param("at", utc(at))
            .param("version", version.value())
            .param("attempt", attempt)
            .param("key", processInstanceKey)
            .update()
        == 1;
  }

  @Override
  public List<Unclaimed> unclaimedSince(Instant realTime, int limit) {
    return jdbc.sql(
            """
            select version_id, process_attempt from approval
            where instance_key is null and ended_at is null and state in ('LIVE', 'SUSPENDED') and start_requested_at < :before
            order by start_requested_at limit :limit
            """)
        .param("before", utc(realTime))
        .param("limit", limit)
        .query(
            (rs, row) ->
                new Unclaimed(
                    new VersionId(rs.getObject("version_id", UUID.class)),
                    rs.getInt("process_attempt")))
        .list();
  }

  @Override
  public void startRequested(VersionId version, Instant realTime) {
    jdbc.sql("update approval set start_requested_at = :at where version_id = :version")
        .param("at", utc(realTime))
        .param("version", version.value())
        .update();
  }

  @Override
  public boolean expiryNear(VersionId version, int days) {
    return jdbc.sql(
                """
                update approval set near_expiry_noted = :days
                where version_id = :version and (near_expiry_noted is null or near_expiry_noted > :days)
                """)
            .param("days", days)
            .param("version", version.value())
            .update()
        == 1;
  }

  private Approval approval(ResultSet rs) throws SQLException {
    return new Approval(
        new VersionId(rs.getObject("version_id", UUID.class)),
        new AssetId(rs.getObject("asset_id", UUID.class)),
        rs.getLong("number"),
        ApprovalState.valueOf(rs.getString("state")),
        rs.getString("version_number"),
        rs.getString("content_hash"),
        rs.getString("metadata_hash"),
        rs.getString("format"),
        rs.getString("file_name"),
        rs.getString("brand_id"),
        rs.getString("title"),
        rs.getString("job_code"),
        rs.getString("material_type"),
        rs.getString("purpose"),
        strings(rs, "markets"),
        rs.getString("language"),
        strings(rs, "channels"),
        strings(rs, "audiences"),
        strings(rs, "indications"),
        strings(rs, "key_messages"),
        strings(rs, "slot_hints"),
        instant(rs, "valid_from"),
        instant(rs, "valid_to"),
        json.readValue(rs.getString("proof"), Approval.Proof.class),
        rs.getString("agency"),
        rs.getString("tier"),
        instant(rs, "live_at"),
        instant(rs, "changed_at"));
  }

  private static String[] array(List<String> values) {
    return values.toArray(String[]::new);
  }
}
