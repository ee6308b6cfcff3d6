package io.medley.campaign.campaign.jdbc;

import io.medley.campaign.campaign.PlanningFacts;
import io.medley.campaign.campaign.Readiness.AudiencePart;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What a plan can be made of, from PostgreSQL. */
@Repository
class JdbcPlanningFacts implements PlanningFacts {

  private final JdbcClient jdbc;

  JdbcPlanningFacts(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public List<AudiencePart> byLanguage(Collection<String> countries) {
    return jdbc.sql(
            """
            SELECT country, language, count(*) AS hcps
              FROM hcp
             WHERE erased_at IS NULL AND (cardinality(:countries) = 0 OR country = ANY (:countries))
             GROUP BY country, language ORDER BY country, hcps DESC, language
            """)
        .param("countries", countries.toArray(String[]::new))
        .query(
            (row, number) ->
                new AudiencePart(
                    row.getString("country"), row.getString("language"), row.getLong("hcps")))
        .list();
  }

  @Override
  public List<String> brands() {
    return jdbc.sql("SELECT DISTINCT brand_id FROM servable_version ORDER BY brand_id")
        .query(String.class)
        .list();
  }
}
