package io.medley.content.annotation.jdbc;

import io.medley.content.annotation.Annotation;
import io.medley.content.annotation.AnnotationStore;
import io.medley.content.annotation.AnnotationTarget;
import io.medley.content.annotation.AnnotationTarget.PageBox;
import io.medley.content.annotation.AnnotationTarget.TextSpan;
import io.medley.content.annotation.AnnotationTarget.TimeSpan;
import io.medley.content.annotation.PlacedAnnotation;
import io.medley.content.annotation.Placement;
import io.medley.content.asset.AssetId;
import io.medley.content.asset.VersionId;
import io.medley.content.signing.Lane;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class JdbcAnnotationStore implements AnnotationStore {

  private final JdbcClient jdbc;

  JdbcAnnotationStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void add(Annotation annotation) {
    AnnotationTarget target = annotation.target();
    TextSpan text = target.text();
    PageBox box = target.box();
    TimeSpan time = target.time();
    jdbc.sql(
            """
            insert into annotation (id, version_id, asset_id, lane, kind, category, state, body, owner, author, printed_name,
              section, span_start, span_end, quote, prefix, suffix, box_x, box_y, box_width, box_height, time_from, time_to,
              written_at, changed_at, row_version)
            values (:id, :version, :asset, :lane, :kind, :category, :state, :body, :owner, :author, :name,
              :section, :start, :end, :quote, :prefix, :suffix, :x, :y, :width, :height, :from, :to,
              :written, :changed, :rowVersion)
            """)
        .param("id", annotation.id())
        .param("version", annotation.version().value())
        .param("asset", annotation.asset().value())
        .param("lane", annotation.lane().name())
        .param("kind", annotation.kind().name())
        .param("category", annotation.category().name())
        .param("state", annotation.state().name())
        .param("body", annotation.body())
        .param("owner", annotation.owner())
        .param("author", annotation.author())
        .param("name", annotation.printedName())
        .param("section", target.section())
        .param("start", text == null ? null : text.start())
        .param("end", text == null ? null : text.end())
        .param("quote", text == null ? null : text.quote())
        .param("prefix", text == null ? null : text.prefix())
        .param("suffix", text == null ? null : text.suffix())
        .param("x", box == null ? null : box.x())
        .param("y", box == null ? null : box.y())
        .param("width", box == null ? null : box.width())
        .param("height", box == null ? null : box.height())
        .param("from", time == null ? null : time.from())
        .param("to", time == null ? null : time.to())
        .param("written", utc(annotation.writtenAt()))
        .param("changed", utc(annotation.changedAt()))
        .param("rowVersion", annotation.rowVersion())
        .update();
  }

  @Override
  public Optional<Annotation> find(UUID id) {
    return one("select * from annotation where id = :id", id);
  }

  @Override
  public Optional<Annotation> lock(UUID id) {
    return one("select * from annotation where id = :id for update", id);
  }

  @Override
  public void change(Annotation annotation) {
    jdbc.sql(
            """
            update annotation
            set kind = :kind, category = :category, state = :state, body = :body, owner = :owner, changed_at = :changed,
              row_version = row_version + 1
            where id = :id
            """)
        .param("kind", annotation.kind().name())
        .param("category", annotation.category().name())
        .param("state", annotation.state().name())
        .param("body", annotation.body())
        .param("owner", annotation.owner())
        .param("changed", utc(annotation.changedAt()))
        .param("id", annotation.id())
        .update();
  }

  @Override
  public void reply(UUID annotation, Annotation.Reply reply) {
    jdbc.sql(
            """
            insert into annotation_reply (id, annotation_id, author, printed_name, body, written_at)
            values (:id, :annotation, :author, :name, :body, :at)
            """)
        .param("id", reply.id())
        .param("annotation", annotation)
        .param("author", reply.author())
        .param("name", reply.printedName())
        .param("body", reply.body())
        .param("at", utc(reply.writtenAt()))
        .update();
    jdbc.sql("update annotation set changed_at = greatest(changed_at, :at) where id = :id")
        .param("at", utc(reply.writtenAt()))
        .param("id", annotation)
        .update();
  }

  @Override
  public void place(UUID annotation, VersionId version, Placement placement) {
    jdbc.sql(
            """
            insert into annotation_place (annotation_id, version_id, how, section, span_start, span_end, words, likeness)
            values (:annotation, :version, :how, :section, :start, :end, :words, :likeness)
            on conflict (annotation_id, version_id) do nothing
            """)
        .param("annotation", annotation)
        .param("version", version.value())
        .param("how", placement.how().name())
        .param("section", placement.section())
        .param("start", placement.start())
        .param("end", placement.end())
        .param("words", placement.words())
        .param("likeness", placement.likeness())
        .update();
  }

  @Override
  public List<PlacedAnnotation> ofVersion(VersionId version) {
    Map<UUID, List<Annotation.Reply>> replies =
        replies(
            """
            select r.* from annotation_reply r join annotation a on a.id = r.annotation_id
            where a.version_id = :key or exists (select from annotation_place p where p.annotation_id = a.id and p.version_id = :key)
            order by r.written_at, r.id
            """,
            version.value());
    return jdbc.sql(
            """
            select a.*, null as how, null::integer as place_section, null::integer as place_start, null::integer as place_end,
              null as words, null::double precision as likeness
            from annotation a where a.version_id = :version
            union all
            select a.*, p.how, p.section, p.span_start, p.span_end, p.words, p.likeness
            from annotation_place p join annotation a on a.id = p.annotation_id where p.version_id = :version
            """)
        .param("version", version.value())
        .query(
            (row, number) -> {
              Annotation annotation = annotation(row, replies);
              String how = row.getString("how");
              return how == null
                  ? PlacedAnnotation.original(annotation)
                  : new PlacedAnnotation(annotation, placement(row, how), true);
            })
        .list();
  }

  @Override
  public List<Annotation> open(AssetId asset) {
    Map<UUID, List<Annotation.Reply>> replies =
        replies(
            """
            select r.* from annotation_reply r join annotation a on a.id = r.annotation_id
            where a.asset_id = :key and a.state in ('OPEN', 'DONE') order by r.written_at, r.id
            """,
            asset.value());
    return jdbc.sql(
            """
            select * from annotation where asset_id = :asset and state in ('OPEN', 'DONE') order by written_at, id
            """)
        .param("asset", asset.value())
        .query((row, number) -> annotation(row, replies))
        .list();
  }

  @Override
  public void announce(UUID annotation) {
    jdbc.sql(
            """
            select pg_notify(:channel, version_id || ' ' || :id)
            from (select version_id from annotation where id = :id
                  union select version_id from annotation_place where annotation_id = :id) as versions
            """)
        .param("channel", JdbcAnnotationNews.CHANNEL)
        .param("id", annotation)
        .query()
        .listOfRows();
  }

  private Optional<Annotation> one(String sql, UUID id) {
    Map<UUID, List<Annotation.Reply>> replies =
        replies(
            "select * from annotation_reply where annotation_id = :key order by written_at, id",
            id);
    return jdbc.sql(sql)
        .param("id", id)
        .query((row, number) -> annotation(row, replies))
        .optional();
  }

  private Map<UUID, List<Annotation.Reply>> replies(String sql, UUID key) {
    Map<UUID, List<Annotation.Reply>> replies = new HashMap<>();
    jdbc.sql(sql)
        .param("key", key)
        .query(
            row -> {
              replies
                  .computeIfAbsent(
                      row.getObject("annotation_id", UUID.class), id -> new ArrayList<>())
                  .add(
                      new Annotation.Reply(
                          row.getObject("id", UUID.class),
                          row.getString("author"),
                          row.getString("printed_name"),
                          row.getString("body"),
                          instant(row, "written_at")));
            });
    return replies;
  }

  private static Annotation annotation(ResultSet row, Map<UUID, List<Annotation.Reply>> replies)
      throws SQLException {
    UUID id = row.getObject("id", UUID.class);
    return new Annotation(
        id,
        new VersionId(row.getObject("version_id", UUID.class)),
        new AssetId(row.getObject("asset_id", UUID.class)),
        Lane.valueOf(row.getString("lane")),
        Annotation.Kind.valueOf(row.getString("kind")),
        Annotation.Category.valueOf(row.getString("category")),
        Annotation.State.valueOf(row.getString("state")),
        row.getString("body"),
        row.getString("owner"),
        row.getString("author"),
        row.getString("printed_name"),
        new AnnotationTarget(
            row.getObject("section", Integer.class), text(row), box(row), time(row)),
        instant(row, "written_at"),
        instant(row, "changed_at"),
        row.getLong("row_version"),
        replies.getOrDefault(id, List.of()));
  }

  private static Placement placement(ResultSet row, String how) throws SQLException {
    return new Placement(
        Placement.How.valueOf(how),
        row.getObject("place_section", Integer.class),
        row.getObject("place_start", Integer.class),
        row.getObject("place_end", Integer.class),
        row.getString("words"),
        row.getDouble("likeness"));
  }

  private static @Nullable TextSpan text(ResultSet row) throws SQLException {
    String quote = row.getString("quote");
    return quote == null
        ? null
        : new TextSpan(
            row.getInt("span_start"),
            row.getInt("span_end"),
            quote,
            row.getString("prefix"),
            row.getString("suffix"));
  }

  private static @Nullable PageBox box(ResultSet row) throws SQLException {
    Double x = row.getObject("box_x", Double.class);
    return x == null
        ? null
        : new PageBox(
            x, row.getDouble("box_y"), row.getDouble("box_width"), row.getDouble("box_height"));
  }

  private static @Nullable TimeSpan time(ResultSet row) throws SQLException {
    Long from = row.getObject("time_from", Long.class);
    return from == null ? null : new TimeSpan(from, row.getLong("time_to"));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
