package io.medley.content.product.jdbc;

import io.medley.content.product.ProductMaster.Change;
import io.medley.content.product.ProductRecords;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class JdbcProductRecords implements ProductRecords {

  private final JdbcClient jdbc;

  JdbcProductRecords(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public List<Row> current() {
    return jdbc.sql(
            """
            select distinct on (kind, id) kind, id, revision, sha256, document::text as document
            from product_record
            order by kind, id, revision desc
            """)
        .query(
            (row, number) ->
                new Row(
                    row.getString("kind"),
                    row.getString("id"),
                    row.getInt("revision"),
                    row.getString("sha256"),
                    row.getString("document")))
        .list();
  }

  @Override
  public List<Change> history(int limit) {
    return jdbc.sql(
            """
            select kind, id, revision, changed_by, changed_at
            from product_record
            order by changed_at desc, kind, id
            limit :limit
            """)
        .param("limit", limit)
        .query(
            (row, number) ->
                new Change(
                    row.getString("kind"),
                    row.getString("id"),
                    row.getInt("revision"),
                    row.getString("changed_by"),
                    row.getTimestamp("changed_at").toInstant()))
        .list();
  }

  @Override
  public List<Kept> revisions(String kind, String id) {
    return jdbc.sql(
            """
            select kind, id, revision, sha256, document::text as document, changed_by, changed_at
            from product_record where kind = :kind and id = :id order by revision
            """)
        .param("kind", kind)
        .param("id", id)
        .query(
            (row, number) ->
                new Kept(
                    new Row(
                        row.getString("kind"),
                        row.getString("id"),
                        row.getInt("revision"),
                        row.getString("sha256"),
                        row.getString("document")),
                    row.getString("changed_by"),
                    row.getTimestamp("changed_at").toInstant()))
        .list();
  }

  @Override
  public void add(Row row, String by, Instant at) {
    jdbc.sql(
            """
            insert into product_record (kind, id, revision, sha256, document, changed_by, changed_at)
            values (:kind, :id, :revision, :sha256, cast(:document as jsonb), :by, :at)
            """)
        .param("kind", row.kind())
        .param("id", row.id())
        .param("revision", row.revision())
        .param("sha256", row.sha256())
        .param("document", row.document())
        .param("by", by)
        .param("at", Timestamp.from(at))
        .update();
  }
}
