package io.medley.content.claim.jdbc;

import io.medley.content.asset.VersionId;
import io.medley.content.claim.LabelsInForce;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class JdbcLabelsInForce implements LabelsInForce {

  private final JdbcClient jdbc;

  JdbcLabelsInForce(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public List<Dated> due(LocalDate day) {
    return jdbc.sql(
            """
            select label.document ->> 'brandId' as brand, label.document ->> 'market' as market,
              label.document ->> 'language' as language, label.document ->> 'version' as version,
              (label.document ->> 'effectiveFrom')::date as effective_from
            from (
              select distinct on (id) document from product_record where kind = 'label'
              order by id, revision desc) as label
            where (label.document ->> 'effectiveFrom')::date <= :day
              and not exists (
                select 1 from label_in_force told
                where told.brand_id = label.document ->> 'brandId'
                  and told.market = label.document ->> 'market'
                  and told.language = label.document ->> 'language'
                  and told.version = label.document ->> 'version')
            order by effective_from, brand, market, language
            """)
        .param("day", day)
        .query(
            (row, number) ->
                new Dated(
                    row.getString("brand"),
                    row.getString("market"),
                    row.getString("language"),
                    row.getString("version"),
                    row.getObject("effective_from", LocalDate.class)))
        .list();
  }

  @Override
  public boolean came(Dated label, Instant at) {
    return jdbc.sql(
                """
                insert into label_in_force (brand_id, market, language, version, told_at)
                values (:brand, :market, :language, :version, :at)
                on conflict (brand_id, market, language, version) do nothing
                """)
            .param("brand", label.brandId())
            .param("market", label.market())
            .param("language", label.language())
            .param("version", label.version())
            .param("at", at.atOffset(ZoneOffset.UTC))
            .update()
        == 1;
  }

  @Override
  public List<VersionId> madeAgainstOthers(String brandId, String market, String labelVersion) {
    return jdbc.sql(
            """
            select id from asset_version
            where brand_id = :brand and jsonb_exists(metadata -> 'countries', :market)
              and metadata -> 'labelVersions' ->> :market is distinct from :version
              and state not in ('CANCELLED', 'REJECTED', 'WITHDRAWN', 'EXPIRED', 'SUPERSEDED')
            """)
        .param("brand", brandId)
        .param("market", market)
        .param("version", labelVersion)
        .query((row, number) -> new VersionId(row.getObject("id", UUID.class)))
        .list();
  }
}
