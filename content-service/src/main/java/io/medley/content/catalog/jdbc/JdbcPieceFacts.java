package io.medley.content.catalog.jdbc;

import io.medley.content.asset.AssetMetadata;
import io.medley.content.asset.VersionId;
import io.medley.content.catalog.PieceFacts;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

@Repository
class JdbcPieceFacts implements PieceFacts {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

  private final JdbcClient jdbc;

  JdbcPieceFacts(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public Map<VersionId, Facts> of(Collection<VersionId> versions) {
    Map<VersionId, Facts> facts = new HashMap<>();
    jdbc.sql(
            """
            select v.id, v.metadata, (
              select left(string_agg(left(s.content, 20000), ' ' order by s.number), 20000)
              from extraction_section s where s.content_hash = v.content_hash) as words
            from asset_version v where v.id = any(:versions::uuid[])
            """)
        .param("versions", ids(versions))
        .query(
            row -> {
              AssetMetadata metadata =
                  JSON.readValue(row.getString("metadata"), AssetMetadata.class);
              String words = row.getString("words");
              facts.put(
                  new VersionId(row.getObject("id", UUID.class)),
                  new Facts(
                      metadata.safetyTexts(),
                      metadata.details().specialties(),
                      metadata.details().journeyStage(),
                      metadata.details().keyMessageIds(),
                      words == null ? "" : words));
            });
    return facts;
  }

  @Override
  public Map<VersionId, Map<String, String>> safetyTexts(Collection<VersionId> versions) {
    Map<VersionId, Map<String, String>> texts = new HashMap<>();
    jdbc.sql(
            """
            select id, coalesce(metadata -> 'safetyTexts', '{}') as texts
            from asset_version where id = any(:versions::uuid[])
            """)
        .param("versions", ids(versions))
        .query(
            row -> {
              texts.put(
                  new VersionId(row.getObject("id", UUID.class)),
                  JSON.readValue(row.getString("texts"), TEXTS));
            });
    return texts;
  }

  @Override
  public Optional<Instant> nextBeginning(Instant after) {
    return jdbc.sql(
            """
            select min(valid_from) as beginning from approval where state = 'LIVE' and valid_from > :after
            """)
        .param("after", after.atOffset(ZoneOffset.UTC))
        .query((row, number) -> Optional.ofNullable(row.getObject(1, OffsetDateTime.class)))
        .single()
        .map(OffsetDateTime::toInstant);
  }

  private static String[] ids(Collection<VersionId> versions) {
    return versions.stream().map(VersionId::toString).toArray(String[]::new);
  }
}
