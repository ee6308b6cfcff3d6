package io.medley.content.brief.jdbc;

import io.medley.content.asset.AssetId;
import io.medley.content.brief.Brief;
import io.medley.content.brief.BriefDraft;
import io.medley.content.brief.BriefId;
import io.medley.content.brief.BriefQuery;
import io.medley.content.brief.BriefState;
import io.medley.content.brief.Briefs;
import io.medley.platform.jdbc.AdvisoryLocks;
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
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

@Repository
class JdbcBriefs implements Briefs {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final JdbcClient jdbc;
  private final AdvisoryLocks locks;

  JdbcBriefs(JdbcClient jdbc, AdvisoryLocks locks) {
    this.jdbc = jdbc;
    this.locks = locks;
  }

  @Override
  public void add(Brief brief) {
    BriefDraft wanted = brief.wanted();
    jdbc.sql(
            """
            insert into brief (id, state, wanted, agency, title, brand_id, markets, due_on, due_at, campaign_id, slot,
              written_by, written_at, changed_at)
            values (:id, :state, cast(:wanted as jsonb), :agency, :title, :brand, :markets, :dueOn, :dueAt, :campaign, :slot,
              :by, :at, :at)
            """)
        .param("id", brief.id().value())
        .param("state", brief.state().name())
        .param("wanted", JSON.writeValueAsString(wanted))
        .param("agency", wanted.agency())
        .param("title", wanted.title())
        .param("brand", wanted.brandId())
        .param("markets", wanted.markets().toArray(String[]::new))
        .param("dueOn", wanted.dueOn(), Types.DATE)
        .param("dueAt", Timestamp.from(brief.dueAt()))
        .param("campaign", wanted.campaignId(), Types.VARCHAR)
        .param("slot", wanted.slot(), Types.VARCHAR)
        .param("by", brief.writtenBy())
        .param("at", Timestamp.from(brief.writtenAt()))
        .update();
  }

  @Override
  public Optional<Brief> find(BriefId id) {
    return jdbc.sql("select * from brief where id = :id")
        .param("id", id.value())
        .query(JdbcBriefs::brief)
        .optional();
  }

  @Override
  public Optional<Brief> lock(BriefId id) {
    return jdbc.sql("select * from brief where id = :id for update")
        .param("id", id.value())
        .query(JdbcBriefs::brief)
        .optional();
  }

  @Override
  public void lockGap(String campaignId) {
    locks.xactExclusive("content-gap", campaignId);
  }

  @Override
  public Optional<Brief> ofGap(BriefDraft gap) {
    return jdbc.sql(
            """
            select * from brief
            where campaign_id = :campaign and slot = :slot and state in ('OPEN', 'IN_PRODUCTION', 'DELIVERED')
              and wanted -> 'markets' = cast(:wanted as jsonb) -> 'markets'
              and wanted -> 'languages' = cast(:wanted as jsonb) -> 'languages'
            """)
        .param("campaign", gap.campaignId())
        .param("slot", gap.slot())
        .param("wanted", JSON.writeValueAsString(gap))
        .query(JdbcBriefs::brief)
        .optional();
  }

  @Override
  public List<Brief> search(BriefQuery query) {
    return jdbc.sql(
            """
            select * from brief
            where (cast(:agency as text) is null or agency = :agency) and (:state = '' or state = :state)
              and (:market = '' or :market = any(markets)) and (:brand = '' or brand_id = :brand)
              and not exists (select 1 from unnest(:words::text[]) as wanted_word(word)
                where strpos(lower(title), lower(wanted_word.word)) = 0)
            order by state in ('OPEN', 'IN_PRODUCTION') desc, state = 'DELIVERED' desc, due_at, title, id limit 500
            """)
        .param("agency", query.agency(), Types.VARCHAR)
        .param("state", query.state() == null ? "" : query.state().name())
        .param("market", query.market())
        .param("brand", query.brandId())
        .param(
            "words", query.words().isBlank() ? new String[0] : query.words().strip().split("\\s+"))
        .query(JdbcBriefs::brief)
        .list();
  }

  @Override
  public boolean change(BriefId id, long rowVersion, BriefDraft wanted, Instant dueAt, Instant at) {
    return jdbc.sql(
                """
                update brief
                set wanted = cast(:wanted as jsonb), agency = :agency, title = :title, brand_id = :brand, markets = :markets,
                  due_on = :dueOn, due_at = :dueAt, changed_at = :at, row_version = row_version + 1
                where id = :id and row_version = :rowVersion
                """)
            .param("id", id.value())
            .param("rowVersion", rowVersion)
            .param("wanted", JSON.writeValueAsString(wanted))
            .param("agency", wanted.agency())
            .param("title", wanted.title())
            .param("brand", wanted.brandId())
            .param("markets", wanted.markets().toArray(String[]::new))
            .param("dueOn", wanted.dueOn(), Types.DATE)
            .param("dueAt", Timestamp.from(dueAt))
            .param("at", Timestamp.from(at))
            .update()
        == 1;
  }

  @Override
  public boolean move(
      BriefId id, BriefState from, BriefState to, @Nullable String reason, Instant at) {
    return jdbc.sql(
                """
                update brief set state = :to, end_reason = :reason, changed_at = :at, row_version = row_version + 1
                where id = :id and state = :from
                """)
            .param("id", id.value())
            .param("from", from.name())
            .param("to", to.name())
            .param("reason", reason, Types.VARCHAR)
            .param("at", Timestamp.from(at))
            .update()
        == 1;
  }

  @Override
  public boolean link(BriefId id, AssetId piece, String by, Instant at) {
    return jdbc.sql(
                """
                insert into brief_piece (asset_id, brief_id, linked_by, linked_at) values (:piece, :id, :by, :at)
                on conflict do nothing
                """)
            .param("piece", piece.value())
            .param("id", id.value())
            .param("by", by)
            .param("at", Timestamp.from(at))
            .update()
        == 1;
  }

  @Override
  public List<AssetId> pieces(BriefId id) {
    return jdbc
        .sql("select asset_id from brief_piece where brief_id = :id order by linked_at, asset_id")
        .param("id", id.value())
        .query(UUID.class)
        .list()
        .stream()
        .map(AssetId::new)
        .toList();
  }

  @Override
  public Optional<BriefId> ofPiece(AssetId piece) {
    return jdbc.sql("select brief_id from brief_piece where asset_id = :piece")
        .param("piece", piece.value())
        .query(UUID.class)
        .optional()
        .map(BriefId::new);
  }

  @Override
  public Map<BriefId, Integer> pieceCounts(Collection<BriefId> ids) {
    Map<BriefId, Integer> counts = new HashMap<>();
    jdbc.sql(
            "select brief_id, count(*) as pieces from brief_piece where brief_id = any(:ids) group by brief_id")
        .param("ids", ids.stream().map(BriefId::value).toArray(UUID[]::new))
        .query(
            row -> {
              counts.put(new BriefId(row.getObject("brief_id", UUID.class)), row.getInt("pieces"));
            });
    return counts;
  }

  @Override
  public List<String> agencies() {
    return jdbc.sql(
            "select agency from asset where agency <> '' union select agency from brief where agency <> '' order by 1")
        .query(String.class)
        .list();
  }

  private static Brief brief(ResultSet row, int number) throws SQLException {
    return new Brief(
        new BriefId(row.getObject("id", UUID.class)),
        BriefState.valueOf(row.getString("state")),
        JSON.readValue(row.getString("wanted"), BriefDraft.class),
        row.getTimestamp("due_at").toInstant(),
        row.getString("written_by"),
        row.getTimestamp("written_at").toInstant(),
        row.getTimestamp("changed_at").toInstant(),
        row.getString("end_reason"),
        row.getLong("row_version"));
  }
}
