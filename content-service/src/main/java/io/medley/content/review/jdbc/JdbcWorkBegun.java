package io.medley.content.review.jdbc;

import io.medley.content.review.ReviewId;
import io.medley.content.review.WorkBegun;
import io.medley.content.signing.Lane;
import io.medley.platform.audit.AuditEvent;
import io.medley.platform.audit.AuditTrail;
import io.medley.platform.security.Actor;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

@Component
class JdbcWorkBegun implements WorkBegun {

  private final JdbcClient jdbc;
  private final AuditTrail audit;
  private final Clock clock;
  private final TransactionTemplate transaction;

  JdbcWorkBegun(JdbcClient jdbc, AuditTrail audit, Clock clock, TransactionTemplate transaction) {
    this.jdbc = jdbc;
    this.audit = audit;
    this.clock = clock;
    this.transaction = transaction;
  }

  @Override
  public void opened(ReviewId review, Lane lane, Actor person) {
    boolean known =
        jdbc.sql(
                """
                select exists (select 1 from lane_work_begun
                  where review_id = :review and lane = :lane and person = :person)
                """)
            .param("review", review.value())
            .param("lane", lane.name())
            .param("person", person.id())
            .query(Boolean.class)
            .single();
    if (known) {
      return;
    }
    transaction.executeWithoutResult(
        status -> {
          boolean first =
              jdbc.sql(
                          """
                          insert into lane_work_begun (review_id, lane, person, begun_at)
                          values (:review, :lane, :person, :at) on conflict do nothing
                          """)
                      .param("review", review.value())
                      .param("lane", lane.name())
                      .param("person", person.id())
                      .param("at", Timestamp.from(clock.instant()))
                      .update()
                  == 1;
          if (first) {
            audit.append(
                new AuditEvent(
                    "review",
                    review.toString(),
                    "lane-work-begun",
                    person,
                    Map.of("lane", lane.name())));
          }
        });
  }
}
