package io.medley.content.claim.jdbc;

import static io.medley.content.claim.jdbc.Columns.at;
import static io.medley.content.claim.jdbc.Columns.day;
import static io.medley.content.claim.jdbc.Columns.instant;

import io.medley.content.claim.LibraryReference;
import io.medley.content.claim.LibraryReference.Kind;
import io.medley.content.claim.ReferenceAnchor;
import io.medley.content.claim.ReferenceStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class JdbcReferenceStore implements ReferenceStore {

  private static final String SELECT =
      """
      select r.*, coalesce((select max(e.number) from reference_edition e where e.reference_id = r.id), 0) as edition
      from reference_document r
      """;

  private final JdbcClient jdbc;

  JdbcReferenceStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public boolean add(LibraryReference reference, String by, Instant at) {
    return jdbc.sql(
                """
                insert into reference_document (id, kind, title, licence_end, retraction_reason, created_by, created_at, changed_at)
                values (:id, :kind, :title, :licence, :retraction, :by, :at, :at) on conflict (id) do nothing
                """)
            .param("id", reference.id())
            .param("kind", reference.kind().name())
            .param("title", reference.title())
            .param("licence", reference.licenceEnd())
            .param("retraction", reference.retractionReason())
            .param("by", by)
            .param("at", at(at))
            .update()
        == 1;
  }

  @Override
  public void change(LibraryReference reference, Instant at) {
    jdbc.sql(
            """
            update reference_document set kind = :kind, title = :title, retraction_reason = :retraction,
              licence_told = licence_told and licence_end is not distinct from :licence,
              licence_end = :licence, changed_at = :at, row_version = row_version + 1
            where id = :id
            """)
        .param("id", reference.id())
        .param("kind", reference.kind().name())
        .param("title", reference.title())
        .param("licence", reference.licenceEnd(), java.sql.Types.DATE)
        .param("retraction", reference.retractionReason())
        .param("at", at(at))
        .update();
  }

  @Override
  public Optional<LibraryReference> find(String id) {
    return jdbc.sql(SELECT + " where r.id = :id")
        .param("id", id)
        .query(JdbcReferenceStore::reference)
        .optional();
  }

  @Override
  public Optional<LibraryReference> lock(String id) {
    jdbc.sql("select id from reference_document where id = :id for update")
        .param("id", id)
        .query(String.class)
        .optional();
    return find(id);
  }

  @Override
  public List<LibraryReference> all() {
    return jdbc.sql(SELECT + " order by r.title, r.id").query(JdbcReferenceStore::reference).list();
  }

  @Override
  public Found search(String words, int offset, int limit) {
    String fits =
        """
         where not exists (select 1 from unnest(:words::text[]) as wanted(word)
           where strpos(lower(r.title || ' ' || r.id), lower(wanted.word)) = 0)
        """;
    String[] wanted = words.isBlank() ? new String[0] : words.strip().split("\\s+");
    return new Found(
        jdbc.sql(SELECT + fits + " order by r.title, r.id offset :offset limit :limit")
            .param("words", wanted)
            .param("offset", offset)
            .param("limit", limit)
            .query(JdbcReferenceStore::reference)
            .list(),
        jdbc.sql("select count(*) from reference_document r" + fits)
            .param("words", wanted)
            .query(Long.class)
            .single());
  }

  @Override
  public void add(Edition edition) {
    jdbc.sql(
            """
            insert into reference_edition (reference_id, number, content_hash, format, file_name, file_size, uploaded_by, uploaded_at)
            values (:reference, :number, :hash, :format, :name, :size, :by, :at)
            """)
        .param("reference", edition.referenceId())
        .param("number", edition.number())
        .param("hash", edition.contentHash())
        .param("format", edition.format())
        .param("name", edition.fileName())
        .param("size", edition.fileSize())
        .param("by", edition.by())
        .param("at", at(Objects.requireNonNull(edition.at())))
        .update();
  }

  @Override
  public List<Edition> editions(String id) {
    return jdbc.sql("select * from reference_edition where reference_id = :id order by number desc")
        .param("id", id)
        .query(
            (row, number) ->
                new Edition(
                    row.getString("reference_id"),
                    row.getInt("number"),
                    row.getString("content_hash"),
                    row.getString("format"),
                    row.getString("file_name"),
                    row.getLong("file_size"),
                    row.getString("uploaded_by"),
                    instant(row, "uploaded_at")))
        .list();
  }

  @Override
  public Optional<String> page(String id, int edition, int page) {
    return jdbc.sql(
            """
            select s.content from reference_edition e
            join extraction_section s on s.content_hash = e.content_hash and s.number = :page
            where e.reference_id = :reference and e.number = :edition
            """)
        .param("reference", id)
        .param("edition", edition)
        .param("page", page)
        .query(String.class)
        .optional();
  }

  @Override
  public void add(ReferenceAnchor anchor, String by, Instant at) {
    jdbc.sql(
            """
            insert into reference_anchor (id, reference_id, edition, page, span_start, span_end, quote, made_by, made_at)
            values (:id, :reference, :edition, :page, :start, :end, :quote, :by, :at)
            """)
        .param("id", anchor.id())
        .param("reference", anchor.referenceId())
        .param("edition", anchor.edition())
        .param("page", anchor.page())
        .param("start", anchor.start())
        .param("end", anchor.end())
        .param("quote", anchor.quote())
        .param("by", by)
        .param("at", at(at))
        .update();
  }

  @Override
  public Optional<ReferenceAnchor> anchor(UUID id) {
    return jdbc.sql("select * from reference_anchor where id = :id")
        .param("id", id)
        .query(JdbcReferenceStore::anchor)
        .optional();
  }

  @Override
  public List<ReferenceAnchor> anchors(String referenceId) {
    return jdbc.sql(
            """
            select * from reference_anchor where reference_id = :reference
            order by edition desc, page, span_start, span_end
            """)
        .param("reference", referenceId)
        .query(JdbcReferenceStore::anchor)
        .list();
  }

  @Override
  public List<LibraryReference> licenceOver(LocalDate day, int limit) {
    return jdbc.sql(
            SELECT
                + """
                 where r.licence_end < :day and not r.licence_told and r.retraction_reason is null
                 order by r.licence_end, r.id limit :limit
                """)
        .param("day", day)
        .param("limit", limit)
        .query(JdbcReferenceStore::reference)
        .list();
  }

  @Override
  public boolean licenceTold(String id) {
    return jdbc.sql(
                "update reference_document set licence_told = true where id = :id and not"
                    + " licence_told")
            .param("id", id)
            .update()
        == 1;
  }

  private static LibraryReference reference(ResultSet row, int number) throws SQLException {
    return new LibraryReference(
        row.getString("id"),
        row.getString("title"),
        Kind.valueOf(row.getString("kind")),
        row.getInt("edition"),
        day(row, "licence_end"),
        row.getString("retraction_reason"));
  }

  private static ReferenceAnchor anchor(ResultSet row, int number) throws SQLException {
    return new ReferenceAnchor(
        row.getObject("id", UUID.class),
        row.getString("reference_id"),
        row.getInt("edition"),
        row.getInt("page"),
        row.getInt("span_start"),
        row.getInt("span_end"),
        row.getString("quote"));
  }
}
