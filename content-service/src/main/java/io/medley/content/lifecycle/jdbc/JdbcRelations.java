package io.medley.content.lifecycle.jdbc;

import io.medley.content.asset.AssetId;
import io.medley.content.lifecycle.Related;
import io.medley.content.lifecycle.Relations;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Relations as the tags of versions name them; a circle of tags ends after ten steps. */
@Repository
class JdbcRelations implements Relations {

  private final JdbcClient jdbc;

  JdbcRelations(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public List<Related> madeFrom(AssetId root) {
    return jdbc
        .sql(
            """
            with recursive made (asset_id, parent, relation, depth) as (
              select cast(:root as uuid), cast(null as uuid), cast('' as text), 0
              union
              select r.asset_id, m.asset_id, r.relation, m.depth + 1
              from made m
              join lateral (
                select asset_id, 'ADAPTATION' as relation from asset_version
                where metadata -> 'details' ->> 'masterId' = m.asset_id::text and state <> 'CANCELLED'
                union all
                select asset_id, 'VARIANT' from asset_version
                where metadata -> 'details' ->> 'variantOf' = m.asset_id::text and state <> 'CANCELLED'
                union all
                select asset_id, 'MODULE' from asset_version
                where metadata -> 'details' -> 'moduleIds' @> to_jsonb(m.asset_id::text) and state <> 'CANCELLED'
                union all
                select asset_id, 'DERIVED' from asset_version
                where metadata -> 'details' ->> 'basedOn' = m.asset_id::text and state <> 'CANCELLED'
              ) r on true
              where m.depth < 10 and r.asset_id <> :root)
            select distinct on (asset_id) asset_id, parent, relation, depth from made
            where depth > 0
            order by asset_id,
              case relation when 'ADAPTATION' then 1 when 'VARIANT' then 2 when 'MODULE' then 3 else 4 end, depth
            """)
        .param("root", root.value())
        .query(
            (rs, row) ->
                new Related(
                    new AssetId(rs.getObject("asset_id", UUID.class)),
                    new AssetId(rs.getObject("parent", UUID.class)),
                    Related.Relation.valueOf(rs.getString("relation")),
                    rs.getInt("depth")))
        .list()
        .stream()
        .sorted(
            java.util.Comparator.comparingInt(Related::depth)
                .thenComparing(related -> related.asset().toString()))
        .toList();
  }

  @Override
  public Optional<AssetId> masterOf(AssetId asset) {
    return jdbc.sql(
            """
            select (metadata -> 'details' ->> 'masterId')::uuid from asset_version
            where asset_id = :asset and metadata -> 'details' ->> 'masterId' is not null
            order by major desc, minor desc limit 1
            """)
        .param("asset", asset.value())
        .query(UUID.class)
        .optional()
        .map(AssetId::new);
  }
}
