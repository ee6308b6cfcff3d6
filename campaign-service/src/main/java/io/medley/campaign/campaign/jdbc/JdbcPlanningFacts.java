package io.medley.campaign.campaign.jdbc;

import io.medley.campaign.campaign.PlanningFacts;
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
  public List<String> countries() {
    return jdbc.sql("SELECT DISTINCT country FROM hcp WHERE erased_at IS NULL ORDER BY country")
        .query(String.class)
        .list();
  }

  @Override
  public List<String> brands() {
    return jdbc.sql("SELECT DISTINCT brand_id FROM servable_version ORDER BY brand_id")
        .query(String.class)
        .list();
  }
}
