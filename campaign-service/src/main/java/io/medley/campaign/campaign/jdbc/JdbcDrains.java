package io.medley.campaign.campaign.jdbc;

import io.medley.campaign.campaign.CampaignId;
import io.medley.campaign.campaign.Drain;
import io.medley.campaign.campaign.Drains;
import java.sql.Timestamp;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Drained campaigns in PostgreSQL. */
@Repository
class JdbcDrains implements Drains {

  private final JdbcClient jdbc;

  JdbcDrains(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public Optional<Drain> of(CampaignId id) {
    return jdbc.sql("SELECT why, actor, at FROM campaign_drain WHERE campaign_id = :id")
        .param("id", id.value())
        .query(
            (row, number) ->
                new Drain(
                    row.getString("why"),
                    row.getString("actor"),
                    row.getTimestamp("at").toInstant()))
        .optional();
  }

  @Override
  public void add(CampaignId id, Drain drain) {
    jdbc.sql(
            """
            INSERT INTO campaign_drain (campaign_id, why, actor, at)
            VALUES (:id, :why, :by, :at) ON CONFLICT DO NOTHING
            """)
        .param("id", id.value())
        .param("why", drain.why())
        .param("by", drain.by())
        .param("at", Timestamp.from(drain.at()))
        .update();
  }
}
