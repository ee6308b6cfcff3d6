package io.medley.campaign.portal.jdbc;

import io.medley.campaign.campaign.EnrolmentId;
import io.medley.campaign.journey.PortalShelf;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What lies ready on the portal, in PostgreSQL. */
@Repository
class JdbcPortalShelf implements PortalShelf {

  private final JdbcClient jdbc;

  JdbcPortalShelf(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void lay(EnrolmentId enrolment, String slot, String stepId, Instant now) {
    jdbc.sql(
            """
            insert into portal_shelf (enrolment_id, slot, step_id, laid_at)
            values (:enrolment, :slot, :step, :now) on conflict do nothing
            """)
        .param("enrolment", enrolment.value())
        .param("slot", slot)
        .param("step", stepId)
        .param("now", Timestamp.from(now))
        .update();
  }

  @Override
  public Optional<String> step(EnrolmentId enrolment, String slot) {
    return jdbc.sql(
            "select step_id from portal_shelf where enrolment_id = :enrolment and slot = :slot")
        .param("enrolment", enrolment.value())
        .param("slot", slot)
        .query(String.class)
        .optional();
  }
}
