package io.medley.campaign.privacy.jdbc;

import io.medley.campaign.hcp.HcpId;
import io.medley.campaign.privacy.ErasureRequest;
import io.medley.campaign.privacy.ErasureRequests;
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

/** Requests to be erased, in PostgreSQL. */
@Repository
class JdbcErasureRequests implements ErasureRequests {

  private final JdbcClient jdbc;

  JdbcErasureRequests(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public boolean add(ErasureRequest request) {
    return jdbc.sql(
                """
                insert into erasure_request (id, hcp_id, pseudonym, country, received_at, due_at,
                                             evidence, recorded_by, state)
                values (:id, :hcp, :pseudonym, :country, :received, :due, :evidence, :by, 'OPEN')
                on conflict do nothing
                """)
            .param("id", request.id())
            .param("hcp", request.hcp().value())
            .param("pseudonym", request.pseudonym())
            .param("country", request.country())
            .param("received", Timestamp.from(request.receivedAt()))
            .param("due", Timestamp.from(request.dueAt()))
            .param("evidence", request.evidence())
            .param("by", request.recordedBy())
            .update()
        == 1;
  }

  @Override
  public Optional<ErasureRequest> lock(UUID id) {
    return jdbc.sql("select * from erasure_request where id = :id for update")
        .param("id", id)
        .query(JdbcErasureRequests::request)
        .optional();
  }

  @Override
  public Optional<ErasureRequest> openOf(HcpId hcp) {
    return jdbc.sql("select * from erasure_request where hcp_id = :hcp and state = 'OPEN'")
        .param("hcp", hcp.value())
        .query(JdbcErasureRequests::request)
        .optional();
  }

  @Override
  public List<ErasureRequest> all() {
    return jdbc.sql(
            """
            select * from erasure_request
            order by (state <> 'OPEN'), case when state = 'OPEN' then due_at end, closed_at desc
            limit 500
            """)
        .query(JdbcErasureRequests::request)
        .list();
  }

  @Override
  public void close(
      UUID id, ErasureRequest.State state, @Nullable String why, String by, Instant at) {
    jdbc.sql(
            """
            update erasure_request
            set state = :state, closed_why = :why, closed_by = :by, closed_at = :at where id = :id
            """)
        .param("state", state.name())
        .param("why", why)
        .param("by", by)
        .param("at", Timestamp.from(at))
        .param("id", id)
        .update();
  }

  private static ErasureRequest request(ResultSet rs, int row) throws SQLException {
    Timestamp closed = rs.getTimestamp("closed_at");
    return new ErasureRequest(
        rs.getObject("id", UUID.class),
        new HcpId(rs.getObject("hcp_id", UUID.class)),
        rs.getString("pseudonym"),
        rs.getString("country"),
        rs.getTimestamp("received_at").toInstant(),
        rs.getTimestamp("due_at").toInstant(),
        rs.getString("evidence"),
        rs.getString("recorded_by"),
        ErasureRequest.State.valueOf(rs.getString("state")),
        closed == null ? null : closed.toInstant(),
        rs.getString("closed_by"),
        rs.getString("closed_why"));
  }
}
