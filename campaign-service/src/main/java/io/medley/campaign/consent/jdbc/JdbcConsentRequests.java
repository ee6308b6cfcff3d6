package io.medley.campaign.consent.jdbc;

import io.medley.campaign.consent.ConsentRequest;
import io.medley.campaign.consent.ConsentRequests;
import io.medley.campaign.hcp.HcpId;
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

/** Requests for consent in PostgreSQL. */
@Repository
class JdbcConsentRequests implements ConsentRequests {

  private final JdbcClient jdbc;

  JdbcConsentRequests(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void add(ConsentRequest request) {
    jdbc.sql(
            """
            insert into consent_request (id, hcp_id, channel, purpose, text_version, requested_at,
                                         requested_by, lapses_at)
            values (:id, :hcp, :channel, :purpose, :text, :at, :by, :lapses)
            """)
        .param("id", request.id())
        .param("hcp", request.hcp().value())
        .param("channel", request.channel())
        .param("purpose", request.purpose())
        .param("text", request.textVersion())
        .param("at", Timestamp.from(request.requestedAt()))
        .param("by", request.requestedBy())
        .param("lapses", Timestamp.from(request.lapsesAt()))
        .update();
  }

  @Override
  public Optional<ConsentRequest> find(UUID id) {
    return jdbc.sql("select * from consent_request where id = :id")
        .param("id", id)
        .query(JdbcConsentRequests::request)
        .optional();
  }

  @Override
  public List<ConsentRequest> of(HcpId hcp) {
    return jdbc.sql("select * from consent_request where hcp_id = :hcp order by requested_at desc")
        .param("hcp", hcp.value())
        .query(JdbcConsentRequests::request)
        .list();
  }

  @Override
  public void mailed(UUID id, Instant at) {
    jdbc.sql("update consent_request set mailed_at = :at where id = :id and mailed_at is null")
        .param("at", Timestamp.from(at))
        .param("id", id)
        .update();
  }

  @Override
  public void refused(UUID id, String why) {
    jdbc.sql("update consent_request set refused_why = :why where id = :id")
        .param("why", why)
        .param("id", id)
        .update();
  }

  @Override
  public boolean confirmed(UUID id, Instant at) {
    return jdbc.sql(
                """
                update consent_request set confirmed_at = :at where id = :id and confirmed_at is null
                """)
            .param("at", Timestamp.from(at))
            .param("id", id)
            .update()
        == 1;
  }

  private static ConsentRequest request(ResultSet rs, int row) throws SQLException {
    return new ConsentRequest(
        rs.getObject("id", UUID.class),
        new HcpId(rs.getObject("hcp_id", UUID.class)),
        rs.getString("channel"),
        rs.getString("purpose"),
        rs.getString("text_version"),
        rs.getTimestamp("requested_at").toInstant(),
        rs.getString("requested_by"),
        rs.getTimestamp("lapses_at").toInstant(),
        instant(rs, "mailed_at"),
        rs.getString("refused_why"),
        instant(rs, "confirmed_at"));
  }

  private static @Nullable Instant instant(ResultSet rs, String column) throws SQLException {
    Timestamp at = rs.getTimestamp(column);
    return at == null ? null : at.toInstant();
  }
}
