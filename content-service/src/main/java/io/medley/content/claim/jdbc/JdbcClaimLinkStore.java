package io.medley.content.claim.jdbc;

import static io.medley.content.claim.jdbc.Columns.array;
import static io.medley.content.claim.jdbc.Columns.at;
import static io.medley.content.claim.jdbc.Columns.instant;
import static io.medley.content.claim.jdbc.Columns.strings;

import io.medley.content.asset.VersionId;
import io.medley.content.claim.ClaimLink;
import io.medley.content.claim.ClaimLink.State;
import io.medley.content.claim.ClaimLinkStore;
import io.medley.content.claim.MatchType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class JdbcClaimLinkStore implements ClaimLinkStore {

  private final JdbcClient jdbc;

  JdbcClaimLinkStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public List<ClaimLink> of(VersionId version) {
    return jdbc.sql(
            "select * from claim_link where version_id = :version order by section, span_start, claim_id")
        .param("version", version.value())
        .query(JdbcClaimLinkStore::link)
        .list();
  }

  @Override
  public Optional<ClaimLink> find(UUID id) {
    return jdbc.sql("select * from claim_link where id = :id")
        .param("id", id)
        .query(JdbcClaimLinkStore::link)
        .optional();
  }

  @Override
  public void put(ClaimLink link, Instant at) {
    jdbc.sql(
            """
            insert into claim_link (id, version_id, claim_id, number, wording, section, span_start, span_end, found, match,
              similarity, state, remarks, decided_by, decided_at, reason, linked_at)
            values (:id, :version, :claim, :number, :wording, :section, :start, :end, :found, :match,
              :similarity, :state, :remarks, :by, :decidedAt, :reason, :at)
            on conflict (version_id, section, span_start, span_end, claim_id) do update set
              number = excluded.number, wording = excluded.wording, found = excluded.found, match = excluded.match,
              similarity = excluded.similarity, state = excluded.state, remarks = excluded.remarks,
              decided_by = excluded.decided_by, decided_at = excluded.decided_at, reason = excluded.reason
            """)
        .param("id", link.id())
        .param("version", link.version().value())
        .param("claim", link.claimId())
        .param("number", link.number())
        .param("wording", link.wording())
        .param("section", link.section())
        .param("start", link.start())
        .param("end", link.end())
        .param("found", link.found())
        .param("match", link.match().name())
        .param("similarity", link.similarity())
        .param("state", link.state().name())
        .param("remarks", array(link.remarks()))
        .param("by", link.decidedBy())
        .param("decidedAt", link.decidedAt() == null ? null : at(link.decidedAt()), Types.TIMESTAMP)
        .param("reason", link.reason())
        .param("at", at(at))
        .update();
  }

  @Override
  public void remove(UUID id) {
    jdbc.sql("delete from claim_link where id = :id").param("id", id).update();
  }

  @Override
  public Optional<Linking> linking(VersionId version) {
    return jdbc.sql(
            "select row_version, library_hash, milliseconds from claim_linking where version_id = :version")
        .param("version", version.value())
        .query(
            (row, number) ->
                new Linking(
                    row.getLong("row_version"),
                    row.getString("library_hash"),
                    row.getInt("milliseconds")))
        .optional();
  }

  @Override
  public void note(VersionId version, Linking linking, Instant at) {
    jdbc.sql(
            """
            insert into claim_linking (version_id, row_version, library_hash, ran_at, milliseconds)
            values (:version, :row, :library, :at, :milliseconds)
            on conflict (version_id) do update set row_version = excluded.row_version,
              library_hash = excluded.library_hash, ran_at = excluded.ran_at, milliseconds = excluded.milliseconds
            """)
        .param("version", version.value())
        .param("row", linking.rowVersion())
        .param("library", linking.libraryHash())
        .param("milliseconds", linking.milliseconds())
        .param("at", at(at))
        .update();
  }

  @Override
  public List<VersionId> unlinked(Instant since, int limit) {
    return jdbc.sql(
            """
            select v.id from asset_version v left join claim_linking l on l.version_id = v.id
            where v.changed_at >= :since and v.brand_id <> '' and (l.version_id is null or l.row_version < v.row_version)
            order by v.changed_at desc limit :limit
            """)
        .param("since", at(since))
        .param("limit", limit)
        .query((row, number) -> new VersionId(row.getObject("id", UUID.class)))
        .list();
  }

  @Override
  public List<VersionId> using(String claimId) {
    return jdbc.sql(
            """
            select distinct l.version_id from claim_link l join asset_version v on v.id = l.version_id
            where l.claim_id = :claim and l.state <> 'REJECTED'
              and v.state not in ('CANCELLED', 'REJECTED', 'WITHDRAWN', 'EXPIRED', 'SUPERSEDED')
            """)
        .param("claim", claimId)
        .query((row, number) -> new VersionId(row.getObject("version_id", UUID.class)))
        .list();
  }

  @Override
  public List<VersionId> citing(String referenceId) {
    return jdbc.sql(
            """
            select v.id from asset_version v
            where (v.metadata -> 'references') @> jsonb_build_array(jsonb_build_object('referenceId', :reference::text))
              and v.state not in ('CANCELLED', 'REJECTED', 'WITHDRAWN', 'EXPIRED', 'SUPERSEDED')
            union
            select l.version_id from claim_support s
              join claim_link l on l.claim_id = s.claim_id and l.number = s.number and l.state <> 'REJECTED'
              join asset_version v on v.id = l.version_id
            where s.reference_id = :reference
              and v.state not in ('CANCELLED', 'REJECTED', 'WITHDRAWN', 'EXPIRED', 'SUPERSEDED')
            """)
        .param("reference", referenceId)
        .query((row, number) -> new VersionId(row.getObject("id", UUID.class)))
        .list();
  }

  private static ClaimLink link(ResultSet row, int number) throws SQLException {
    return new ClaimLink(
        row.getObject("id", UUID.class),
        new VersionId(row.getObject("version_id", UUID.class)),
        row.getString("claim_id"),
        row.getInt("number"),
        row.getInt("wording"),
        row.getInt("section"),
        row.getInt("span_start"),
        row.getInt("span_end"),
        row.getString("found"),
        MatchType.valueOf(row.getString("match")),
        row.getDouble("similarity"),
        State.valueOf(row.getString("state")),
        strings(row, "remarks"),
        row.getString("decided_by"),
        instant(row, "decided_at"),
        row.getString("reason"));
  }
}
