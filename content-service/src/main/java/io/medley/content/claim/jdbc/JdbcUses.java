package io.medley.content.claim.jdbc;

import static io.medley.content.claim.jdbc.Columns.array;
import static io.medley.content.claim.jdbc.Columns.strings;

import io.medley.content.asset.AssetId;
import io.medley.content.asset.VersionId;
import io.medley.content.asset.VersionState;
import io.medley.content.claim.WhereUsed.Subject;
import io.medley.content.claim.WhereUsed.Total;
import io.medley.content.claim.WhereUsed.Use;
import io.medley.content.claim.WhereUsed.Uses;
import io.medley.content.usage.VersionUsage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class JdbcUses implements Uses {

  private static final String OF_CLAIM =
      """
      select l.version_id, array_agg(distinct l.claim_id || ' v' || l.number order by l.claim_id || ' v' || l.number) as through
      from claim_link l where l.claim_id = :subject and l.state <> 'REJECTED' group by l.version_id
      """;

  private static final String OF_REFERENCE =
      """
      select version_id, array_agg(distinct through order by through) as through from (
        select v.id as version_id, 'reference list' as through from asset_version v
        where (v.metadata -> 'references') @> jsonb_build_array(jsonb_build_object('referenceId', :subject::text))
        union all
        select l.version_id, l.claim_id || ' v' || l.number
        from (select distinct claim_id, number from claim_support where reference_id = :subject) s
        join claim_link l on l.claim_id = s.claim_id and l.number = s.number and l.state <> 'REJECTED'
      ) every_use group by version_id
      """;

  private static final String OF_MODULE =
      """
      select m.version_id, array_agg(distinct m.module_id || ' v' || m.number order by m.module_id || ' v' || m.number) as through
      from assembly_module m where m.module_id = :subject group by m.version_id
      """;

  private final JdbcClient jdbc;

  JdbcUses(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public List<Use> page(
      Subject subject, @Nullable Set<VersionState> states, int offset, int limit) {
    return jdbc.sql(
            "with used as ("
                + sql(subject)
                + """
                )
                select v.id, v.asset_id, v.major || '.' || v.minor as number, v.state, v.title, v.file_name, v.job_code, v.agency,
                  v.metadata ->> 'language' as language, used.through,
                  array(select jsonb_array_elements_text(v.metadata -> 'countries')) as countries
                from used join asset_version v on v.id = used.version_id
                where :any or v.state = any(:states)
                order by v.state <> 'LIVE', v.changed_at desc, v.id offset :offset limit :limit
                """)
        .param("subject", id(subject))
        .param("any", states == null)
        .param("states", names(states))
        .param("offset", offset)
        .param("limit", limit)
        .query(JdbcUses::use)
        .list();
  }

  @Override
  public Total total(Subject subject, @Nullable Set<VersionState> states) {
    return jdbc.sql(
            "with used as materialized ("
                + sql(subject)
                + """
                ), seen as materialized (
                  select v.id, v.asset_id, v.state from used join asset_version v on v.id = used.version_id
                  where :any or v.state = any(:states))
                select count(*), count(distinct seen.asset_id), count(*) filter (where seen.state = 'LIVE'),
                  (select count(distinct campaign ->> 'campaignId') from version_usage u
                     join seen s on s.id = u.version_id, jsonb_array_elements(u.campaigns) campaign),
                  coalesce(sum(u.contacts), 0), coalesce(sum(u.hcps), 0)
                from seen left join version_usage u on u.version_id = seen.id
                """)
        .param("subject", id(subject))
        .param("any", states == null)
        .param("states", names(states))
        .query(
            (row, number) ->
                new Total(
                    row.getLong(1),
                    row.getLong(2),
                    row.getLong(3),
                    row.getLong(4),
                    row.getLong(5),
                    row.getLong(6)))
        .single();
  }

  @Override
  public Map<String, Long> versions(Collection<String> claimIds) {
    Map<String, Long> counts = new HashMap<>();
    jdbc.sql(
            """
            select claim_id, count(distinct version_id) from claim_link
            where claim_id = any(:claims) and state <> 'REJECTED' group by claim_id
            """)
        .param("claims", array(claimIds))
        .query((RowCallbackHandler) row -> counts.put(row.getString(1), row.getLong(2)));
    return counts;
  }

  private static String sql(Subject subject) {
    return switch (subject) {
      case Subject.OfClaim claim -> OF_CLAIM;
      case Subject.OfReference reference -> OF_REFERENCE;
      case Subject.OfModule module -> OF_MODULE;
    };
  }

  private static String id(Subject subject) {
    return switch (subject) {
      case Subject.OfClaim claim -> claim.claimId();
      case Subject.OfReference reference -> reference.referenceId();
      case Subject.OfModule module -> module.moduleId();
    };
  }

  private static String[] names(@Nullable Set<VersionState> states) {
    return states == null
        ? new String[0]
        : states.stream().map(VersionState::name).toArray(String[]::new);
  }

  private static Use use(ResultSet row, int number) throws SQLException {
    VersionId version = new VersionId(row.getObject("id", UUID.class));
    String title = row.getString("title");
    return new Use(
        version,
        new AssetId(row.getObject("asset_id", UUID.class)),
        row.getString("number"),
        VersionState.valueOf(row.getString("state")),
        title == null || title.isEmpty() ? row.getString("file_name") : title,
        String.valueOf(row.getString("job_code")),
        row.getString("agency"),
        Arrays.asList((String[]) row.getArray("countries").getArray()),
        String.valueOf(row.getString("language")),
        strings(row, "through"),
        VersionUsage.none(version));
  }
}
