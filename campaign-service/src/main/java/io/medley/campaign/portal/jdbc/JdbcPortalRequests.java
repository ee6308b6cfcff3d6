package io.medley.campaign.portal.jdbc;

import io.medley.campaign.hcp.HcpId;
import io.medley.campaign.portal.PortalRequest;
import io.medley.campaign.portal.PortalRequests;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What portals asked, in PostgreSQL. */
@Repository
class JdbcPortalRequests implements PortalRequests {

  private final JdbcClient jdbc;

  JdbcPortalRequests(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public PortalRequest ask(
      String requestId, UUID enrolmentId, HcpId hcp, String stepId, String slot, Instant at) {
    jdbc.sql(
            """
            insert into portal_request
              (request_id, enrolment_id, hcp_id, step_id, occurrence, slot, asked_at)
            select :id, :enrolment, :hcp, :step, coalesce(max(occurrence), 0) + 1, :slot, :at
            from portal_request where enrolment_id = :enrolment and step_id = :step
            on conflict (request_id) do nothing
            """)
        .param("id", requestId)
        .param("enrolment", enrolmentId)
        .param("hcp", hcp.value())
        .param("step", stepId)
        .param("slot", slot)
        .param("at", Timestamp.from(at))
        .update();
    return find(requestId).orElseThrow();
  }

  @Override
  public Optional<PortalRequest> find(String requestId) {
    return jdbc.sql("select * from portal_request where request_id = :id")
        .param("id", requestId)
        .query(JdbcPortalRequests::read)
        .optional();
  }

  @Override
  public Optional<PortalRequest> lock(String requestId) {
    return jdbc.sql("select * from portal_request where request_id = :id for update")
        .param("id", requestId)
        .query(JdbcPortalRequests::read)
        .optional();
  }

  @Override
  public void answered(String requestId, UUID contactId, Instant at) {
    jdbc.sql(
            """
            update portal_request set contact_id = :contact, answered_at = :at
            where request_id = :id and contact_id is null
            """)
        .param("contact", contactId)
        .param("at", Timestamp.from(at))
        .param("id", requestId)
        .update();
  }

  @Override
  public void shown(String requestId, Instant at) {
    jdbc.sql("update portal_request set shown_at = :at where request_id = :id")
        .param("at", Timestamp.from(at))
        .param("id", requestId)
        .update();
  }

  @Override
  public void givenUp(String requestId, Instant at) {
    jdbc.sql("update portal_request set given_up_at = :at where request_id = :id")
        .param("at", Timestamp.from(at))
        .param("id", requestId)
        .update();
  }

  @Override
  public List<String> unshown(Instant answeredBefore, int limit) {
    return jdbc.sql(
            """
            select request_id from portal_request
            where answered_at < :before and shown_at is null and given_up_at is null
            order by answered_at limit :limit
            """)
        .param("before", Timestamp.from(answeredBefore))
        .param("limit", limit)
        .query(String.class)
        .list();
  }

  @Override
  public Optional<UUID> enrolment(HcpId hcp, String brandId) {
    return jdbc.sql(
            """
            select e.id from enrolment e
              join campaign c on c.id = e.campaign_id
            where e.hcp_id = :hcp and e.state in ('ENROLLED', 'STARTING', 'RUNNING')
              and c.state = 'LAUNCHED' and c.brand_id = :brand
            order by e.enrolled_at desc, e.id limit 1
            """)
        .param("hcp", hcp.value())
        .param("brand", brandId)
        .query(UUID.class)
        .optional();
  }

  private static PortalRequest read(ResultSet rs, int row) throws SQLException {
    return new PortalRequest(
        rs.getString("request_id"),
        rs.getObject("enrolment_id", UUID.class),
        new HcpId(rs.getObject("hcp_id", UUID.class)),
        rs.getString("step_id"),
        rs.getInt("occurrence"),
        rs.getString("slot"),
        rs.getObject("contact_id", UUID.class),
        instant(rs, "shown_at"),
        instant(rs, "given_up_at"));
  }

  private static @Nullable Instant instant(ResultSet rs, String column) throws SQLException {
    Timestamp value = rs.getTimestamp(column);
    return value == null ? null : value.toInstant();
  }
}
