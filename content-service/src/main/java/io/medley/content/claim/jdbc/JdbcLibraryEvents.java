package io.medley.content.claim.jdbc;

import static io.medley.content.claim.jdbc.Columns.array;
import static io.medley.content.claim.jdbc.Columns.at;

import io.medley.content.asset.VersionId;
import io.medley.content.claim.LibraryEvent;
import io.medley.content.claim.LibraryEvents;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class JdbcLibraryEvents implements LibraryEvents {

  private final JdbcClient jdbc;

  JdbcLibraryEvents(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void add(LibraryEvent event) {
    jdbc.sql(
            """
            insert into library_event (id, kind, subject, reason, by, at, safety, versions)
            values (:id, :kind, :subject, :reason, :by, :at, :safety, :versions::uuid[])
            """)
        .param("id", event.id())
        .param("kind", event.kind().name())
        .param("subject", event.subject())
        .param("reason", event.reason())
        .param("by", event.by())
        .param("at", at(event.at()))
        .param("safety", event.safety())
        .param("versions", array(event.versions().stream().map(VersionId::toString).toList()))
        .update();
  }

  @Override
  public List<LibraryEvent> newest(int limit) {
    return jdbc.sql("select * from library_event order by at desc, id limit :limit")
        .param("limit", limit)
        .query(JdbcLibraryEvents::event)
        .list();
  }

  @Override
  public List<LibraryEvent> of(String subject) {
    return jdbc.sql("select * from library_event where subject = :subject order by at desc, id")
        .param("subject", subject)
        .query(JdbcLibraryEvents::event)
        .list();
  }

  @Override
  public List<LibraryEvent> concerning(VersionId version) {
    return jdbc.sql(
            "select * from library_event where :version = any(versions) order by at desc, id limit 50")
        .param("version", version.value())
        .query(JdbcLibraryEvents::event)
        .list();
  }

  @Override
  public List<VersionId> made(String brandId, String market, List<String> indications) {
    return jdbc.sql(
            """
            select id from asset_version
            where brand_id = :brand and jsonb_exists(metadata -> 'countries', :market)
              and (cardinality(:indications::text[]) = 0 or jsonb_exists_any(metadata -> 'indicationIds', :indications::text[]))
              and state not in ('CANCELLED', 'REJECTED', 'WITHDRAWN', 'EXPIRED', 'SUPERSEDED')
            """)
        .param("brand", brandId)
        .param("market", market)
        .param("indications", array(indications))
        .query((row, number) -> new VersionId(row.getObject("id", UUID.class)))
        .list();
  }

  private static LibraryEvent event(ResultSet row, int number) throws SQLException {
    return new LibraryEvent(
        row.getObject("id", UUID.class),
        LibraryEvent.Kind.valueOf(row.getString("kind")),
        row.getString("subject"),
        row.getString("reason"),
        row.getString("by"),
        row.getTimestamp("at").toInstant(),
        row.getBoolean("safety"),
        Arrays.stream((UUID[]) row.getArray("versions").getArray()).map(VersionId::new).toList());
  }
}
