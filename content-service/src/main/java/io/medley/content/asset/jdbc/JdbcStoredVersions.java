package io.medley.content.asset.jdbc;

import io.medley.content.asset.AssetId;
import io.medley.content.asset.AssetMetadata;
import io.medley.content.asset.AssetVersion;
import io.medley.content.asset.LibraryPage;
import io.medley.content.asset.LibraryQuery;
import io.medley.content.asset.StoredVersion;
import io.medley.content.asset.StoredVersions;
import io.medley.content.asset.Suggestion;
import io.medley.content.asset.VersionId;
import io.medley.content.asset.VersionState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

@Repository
class JdbcStoredVersions implements StoredVersions {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final TypeReference<List<Suggestion>> SUGGESTIONS = new TypeReference<>() {};
  private static final String SELECT = "select v.* from asset_version v ";

  private final JdbcClient jdbc;

  JdbcStoredVersions(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void addAsset(AssetId id, String agency, String by, Instant at) {
    jdbc.sql(
            "insert into asset (id, agency, created_by, created_at) values (:id, :agency, :by, :at)")
        .param("id", id.value())
        .param("agency", agency)
        .param("by", by)
        .param("at", Timestamp.from(at))
        .update();
  }

  @Override
  public Optional<String> agencyOf(AssetId id) {
    return jdbc.sql("select agency from asset where id = :id")
        .param("id", id.value())
        .query(String.class)
        .optional();
  }

  @Override
  public void lock(AssetId id) {
    // An advisory lock: the role may not update assets, and a row lock would ask for that right.
    jdbc.sql("select 1 from (select pg_advisory_xact_lock(hashtextextended(:key, 0))) locked")
        .param("key", "asset:" + id)
        .query(Integer.class)
        .single();
  }

  @Override
  public void add(StoredVersion stored) {
    AssetVersion version = stored.version();
    String[] number = version.number().split("\\.");
    jdbc.sql(
            """
            insert into asset_version (id, asset_id, major, minor, state, content_hash, format, file_name, file_size,
              metadata, metadata_hash, suggestions, confirmed_by, confirmed_at, agency, author, created_at, changed_at)
            values (:id, :asset, :major, :minor, :state, :contentHash, :format, :fileName, :fileSize,
              cast(:metadata as jsonb), :metadataHash, cast(:suggestions as jsonb), null, null, :agency, :author,
              :createdAt, :changedAt)
            """)
        .param("id", version.id().value())
        .param("asset", version.asset().value())
        .param("major", Integer.parseInt(number[0]))
        .param("minor", Integer.parseInt(number[1]))
        .param("state", version.state().name())
        .param("contentHash", version.contentHash())
        .param("format", version.format())
        .param("fileName", version.fileName())
        .param("fileSize", stored.fileSize())
        .param("metadata", JSON.writeValueAsString(version.metadata()))
        .param("metadataHash", version.metadataHash())
        .param("suggestions", JSON.writeValueAsString(stored.suggestions()))
        .param("agency", version.agency())
        .param("author", version.author())
        .param("createdAt", Timestamp.from(version.createdAt()))
        .param("changedAt", Timestamp.from(stored.changedAt()))
        .update();
  }

  @Override
  public Optional<StoredVersion> find(VersionId id) {
    return jdbc.sql(SELECT + "where v.id = :id")
        .param("id", id.value())
        .query(JdbcStoredVersions::version)
        .optional();
  }

  @Override
  public Optional<StoredVersion> findAndLock(VersionId id) {
    return jdbc.sql(SELECT + "where v.id = :id for update")
        .param("id", id.value())
        .query(JdbcStoredVersions::version)
        .optional();
  }

  @Override
  public List<StoredVersion> ofAsset(AssetId id) {
    return jdbc.sql(
            SELECT
                + "where v.asset_id = :asset order by v.created_at desc, v.major desc, v.minor desc")
        .param("asset", id.value())
        .query(JdbcStoredVersions::version)
        .list();
  }

  @Override
  public boolean writeMetadata(
      VersionId id, long rowVersion, AssetMetadata metadata, String by, Instant at) {
    return jdbc.sql(
                """
                update asset_version
                set metadata = cast(:metadata as jsonb), confirmed_by = :by, confirmed_at = :at, changed_at = :at,
                  row_version = row_version + 1
                where id = :id and row_version = :rowVersion and state = 'DRAFT'
                """)
            .param("id", id.value())
            .param("rowVersion", rowVersion)
            .param("metadata", JSON.writeValueAsString(metadata))
            .param("by", by)
            .param("at", Timestamp.from(at))
            .update()
        == 1;
  }

  @Override
  public boolean describe(VersionId id, long rowVersion, AssetMetadata metadata, Instant at) {
    return jdbc.sql(
                """
                update asset_version
                set metadata = cast(:metadata as jsonb), changed_at = :at, row_version = row_version + 1
                where id = :id and row_version = :rowVersion
                """)
            .param("id", id.value())
            .param("rowVersion", rowVersion)
            .param("metadata", JSON.writeValueAsString(metadata))
            .param("at", Timestamp.from(at))
            .update()
        == 1;
  }

  @Override
  public boolean submit(
      VersionId id, long rowVersion, AssetMetadata metadata, String metadataHash, Instant at) {
    return jdbc.sql(
                """
                update asset_version
                set state = 'SUBMITTED', metadata = cast(:metadata as jsonb), metadata_hash = :metadataHash,
                  changed_at = :at, row_version = row_version + 1
                where id = :id and row_version = :rowVersion and state = 'DRAFT'
                """)
            .param("id", id.value())
            .param("rowVersion", rowVersion)
            .param("metadata", JSON.writeValueAsString(metadata))
            .param("metadataHash", metadataHash)
            .param("at", Timestamp.from(at))
            .update()
        == 1;
  }

  @Override
  public boolean move(
      VersionId id, VersionState from, VersionState to, @Nullable String number, Instant at) {
    String[] parts = number == null ? new String[] {null, null} : number.split("\\.");
    return jdbc.sql(
                """
                update asset_version
                set state = :to, changed_at = :at, row_version = row_version + 1,
                  metadata_hash = case when :to = 'DRAFT' then null else metadata_hash end,
                  major = coalesce(cast(:major as integer), major), minor = coalesce(cast(:minor as integer), minor)
                where id = :id and state = :from
                """)
            .param("id", id.value())
            .param("from", from.name())
            .param("to", to.name())
            .param("major", parts[0])
            .param("minor", parts[1])
            .param("at", Timestamp.from(at))
            .update()
        == 1;
  }

  @Override
  public List<StoredVersion> draftsUnchangedSince(Instant before, int limit) {
    return jdbc.sql(
            SELECT
                + "where v.state = 'DRAFT' and v.changed_at < :before order by v.changed_at limit"
                + " :limit")
        .param("before", Timestamp.from(before))
        .param("limit", limit)
        .query(JdbcStoredVersions::version)
        .list();
  }

  @Override
  public boolean jobCodeTaken(String jobCode, AssetId except) {
    return jdbc.sql(
            """
            select exists (
              select 1 from asset_version
              where job_code = :jobCode and asset_id <> :asset and state not in ('DRAFT', 'CANCELLED', 'REJECTED'))
            """)
        .param("jobCode", jobCode)
        .param("asset", except.value())
        .query(Boolean.class)
        .single();
  }

  @Override
  public Optional<VersionId> sameContent(String agency, String contentHash) {
    return jdbc.sql(
            """
            select id from asset_version
            where agency = :agency and content_hash = :contentHash
            order by created_at desc limit 1
            """)
        .param("agency", agency)
        .param("contentHash", contentHash)
        .query(UUID.class)
        .optional()
        .map(VersionId::new);
  }

  @Override
  public int derivedFrom(AssetId asset) {
    return jdbc.sql(
            """
            select count(distinct asset_id) from asset_version
            where metadata -> 'details' ->> 'basedOn' = :asset or metadata -> 'details' ->> 'masterId' = :asset
              or metadata -> 'details' ->> 'variantOf' = :asset
            """)
        .param("asset", asset.toString())
        .query(Integer.class)
        .single();
  }

  @Override
  public LibraryPage search(LibraryQuery query) {
    StringBuilder where = new StringBuilder("where true");
    Map<String, Object> parameters = new LinkedHashMap<>();
    if (query.agency() != null) {
      where.append(" and v.agency = :agency");
      parameters.put("agency", query.agency());
    }
    if (!query.states().isEmpty()) {
      where.append(" and v.state in (:states)");
      parameters.put("states", query.states().stream().map(VersionState::name).toList());
    }
    if (!query.market().isEmpty()) {
      where.append(" and jsonb_exists(v.metadata -> 'countries', :market)");
      parameters.put("market", query.market());
    }
    if (!query.brandId().isEmpty()) {
      where.append(" and v.brand_id = :brand");
      parameters.put("brand", query.brandId());
    }
    int index = 0;
    for (String word : query.words().toLowerCase(Locale.ROOT).strip().split("\\s+")) {
      if (!word.isEmpty() && index < 8) {
        String name = "word" + index++;
        where.append(
            """
             and (lower(v.title || ' ' || v.job_code || ' ' || v.file_name) like :%1$s or exists (
               select 1 from extraction_section s
               where s.content_hash = v.content_hash and lower(s.content) like :%1$s))\
            """
                .formatted(name));
        parameters.put(
            name, "%" + word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%");
      }
    }
    long total =
        jdbc.sql("select count(*) from asset_version v " + where)
            .params(parameters)
            .query(Long.class)
            .single();
    List<StoredVersion> found =
        jdbc.sql(SELECT + where + " order by v.changed_at desc, v.id limit :limit offset :offset")
            .params(parameters)
            .param("limit", query.limit())
            .param("offset", query.offset())
            .query(JdbcStoredVersions::version)
            .list();
    return new LibraryPage(found, total);
  }

  private static StoredVersion version(ResultSet row, int rowNumber) throws SQLException {
    AssetVersion version =
        new AssetVersion(
            new VersionId(row.getObject("id", UUID.class)),
            new AssetId(row.getObject("asset_id", UUID.class)),
            row.getInt("major") + "." + row.getInt("minor"),
            VersionState.valueOf(row.getString("state")),
            row.getString("content_hash"),
            row.getString("format"),
            row.getString("file_name"),
            JSON.readValue(row.getString("metadata"), AssetMetadata.class),
            row.getString("metadata_hash"),
            row.getString("agency"),
            row.getString("author"),
            row.getTimestamp("created_at").toInstant(),
            row.getLong("row_version"));
    Timestamp confirmedAt = row.getTimestamp("confirmed_at");
    return new StoredVersion(
        version,
        row.getLong("file_size"),
        JSON.readValue(row.getString("suggestions"), SUGGESTIONS),
        row.getString("confirmed_by"),
        confirmedAt == null ? null : confirmedAt.toInstant(),
        row.getTimestamp("changed_at").toInstant());
  }
}
