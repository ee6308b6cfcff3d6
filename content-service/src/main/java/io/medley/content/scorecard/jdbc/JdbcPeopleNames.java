package io.medley.content.scorecard.jdbc;

import io.medley.content.scorecard.PeopleNames;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class JdbcPeopleNames implements PeopleNames {

  private final JdbcClient jdbc;

  JdbcPeopleNames(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public Map<String, String> all() {
    Map<String, String> names = new HashMap<>();
    jdbc.sql(
            """
            select distinct on (person_id) person_id, printed_name from lane_signature
            order by person_id, signed_at desc
            """)
        .query(
            row -> {
              names.put(row.getString("person_id"), row.getString("printed_name"));
            });
    return names;
  }
}
