package io.medley.campaign.measure.jdbc;

import io.medley.campaign.measure.ArmResult;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Whom a campaign contacted in a slot, from PostgreSQL. */
@Repository
class JdbcArmCounting implements ArmResult.Counting {

  private final JdbcClient jdbc;

  JdbcArmCounting(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public List<ArmResult.Contacted> contacted(UUID campaign, String slot, @Nullable Instant until) {
    return jdbc.sql(
            """
            SELECT c.hcp_id,
                   coalesce(bool_or(e.kind = 'OPENED'), false) AS opened,
                   coalesce(bool_or(e.kind = 'CLICKED'), false) AS clicked
              FROM contact c
              LEFT JOIN engagement e ON e.contact_id = c.id AND e.machine IS NULL
             WHERE c.campaign_id = :campaign AND c.slot = :slot
               AND c.state IN ('CONTACTED', 'IN_DOUBT')
               AND (cast(:until AS timestamptz) IS NULL OR c.at < :until)
             GROUP BY c.hcp_id
            """)
        .param("campaign", campaign)
        .param("slot", slot)
        .param("until", until == null ? null : Timestamp.from(until))
        .query(
            (row, number) ->
                new ArmResult.Contacted(
                    row.getObject("hcp_id", UUID.class),
                    row.getBoolean("opened"),
                    row.getBoolean("clicked")))
        .list();
  }
}
