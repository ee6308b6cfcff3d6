package io.medley.content.catalog.jdbc;

import io.medley.content.catalog.SavedSearches;
import java.sql.Timestamp;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class JdbcSavedSearches implements SavedSearches {

  private final JdbcClient jdbc;

  JdbcSavedSearches(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public List<SavedSearch> of(String person) {
    return jdbc.sql(
            "select id, name, query, saved_at from saved_search where person = :person order by"
                + " name")
        .param("person", person)
        .query(
            (row, number) ->
                new SavedSearch(
                    row.getObject("id", UUID.class),
                    row.getString("name"),
                    row.getString("query"),
                    row.getTimestamp("saved_at").toInstant()))
        .list();
  }

  @Override
  public void save(SavedSearch search, String person) {
    jdbc.sql(
            """
            insert into saved_search (id, person, name, query, saved_at) values (:id, :person, :name, :query, :at)
            on conflict (person, name) do update set query = excluded.query, saved_at = excluded.saved_at
            """)
        .param("id", search.id())
        .param("person", person)
        .param("name", search.name())
        .param("query", search.query())
        .param("at", Timestamp.from(search.savedAt()))
        .update();
  }

  @Override
  public boolean remove(UUID id, String person) {
    return jdbc.sql("delete from saved_search where id = :id and person = :person")
            .param("id", id)
            .param("person", person)
            .update()
        == 1;
  }
}
