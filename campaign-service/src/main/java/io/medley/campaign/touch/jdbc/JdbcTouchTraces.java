package io.medley.campaign.touch.jdbc;

import io.medley.campaign.hcp.HcpId;
import io.medley.campaign.touch.Outcome;
import io.medley.campaign.touch.Reason;
import io.medley.campaign.touch.SendKey;
import io.medley.campaign.touch.TouchTrace;
import io.medley.campaign.touch.TouchTraces;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** The stored explanations, for reading, in PostgreSQL. */
@Repository
class JdbcTouchTraces implements TouchTraces {

  private final JdbcClient jdbc;
  private final JsonMapper json;

  JdbcTouchTraces(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  @Override
  public Optional<TouchTrace> find(UUID traceId) {
    return jdbc.sql("select * from touch_trace where id = :id")
        .param("id", traceId)
        .query(this::toTrace)
        .optional();
  }

  @Override
  public Optional<String> inputs(UUID traceId) {
    return jdbc.sql("select inputs from touch_inputs where trace_id = :trace")
        .param("trace", traceId)
        .query(String.class)
        .optional();
  }

  @Override
  public List<TouchTrace> ofHcp(HcpId hcp) {
    return jdbc.sql("select * from touch_trace where hcp_id = :hcp order by at desc")
        .param("hcp", hcp.value())
        .query(this::toTrace)
        .list();
  }

  @Override
  public List<TouchTrace> ofCampaign(UUID campaignId, int limit) {
    return jdbc.sql(
            """
            select * from touch_trace where campaign_id = :campaign order by at desc limit :limit
            """)
        .param("campaign", campaignId)
        .param("limit", limit)
        .query(this::toTrace)
        .list();
  }

  @Override
  public Map<Outcome, Long> outcomes(UUID campaignId) {
    Map<Outcome, Long> counts = new EnumMap<>(Outcome.class);
    reasons(campaignId)
        .forEach(
            (outcome, reasons) ->
                counts.put(outcome, reasons.values().stream().mapToLong(Long::longValue).sum()));
    return counts;
  }

  @Override
  public Map<Outcome, Map<Reason, Long>> reasons(UUID campaignId) {
    Map<Outcome, Map<Reason, Long>> counts = new EnumMap<>(Outcome.class);
    jdbc.sql(
            """
            select outcome, reason, count(*) as touches from touch_trace
            where campaign_id = :campaign and outcome is not null
            group by outcome, reason
            """)
        .param("campaign", campaignId)
        .query(
            rs -> {
              counts
                  .computeIfAbsent(
                      Outcome.valueOf(rs.getString("outcome")),
                      outcome -> new EnumMap<>(Reason.class))
                  .put(Reason.valueOf(rs.getString("reason")), rs.getLong("touches"));
            });
    return counts;
  }

  private TouchTrace toTrace(ResultSet rs, int row) throws SQLException {
    String outcome = rs.getString("outcome");
    String reason = rs.getString("reason");
    return new TouchTrace(
        rs.getObject("id", UUID.class),
        SendKey.parse(rs.getString("send_key")),
        rs.getObject("enrolment_id", UUID.class),
        new HcpId(rs.getObject("hcp_id", UUID.class)),
        rs.getObject("campaign_id", UUID.class),
        rs.getString("step_id"),
        rs.getString("channel"),
        rs.getString("slot"),
        outcome == null ? null : Outcome.valueOf(outcome),
        reason == null ? null : Reason.valueOf(reason),
        instant(rs, "held_until"),
        rs.getObject("version_id", UUID.class),
        rs.getObject("contact_id", UUID.class),
        rs.getString("why"),
        json.readTree(rs.getString("explanation")),
        rs.getTimestamp("at").toInstant());
  }

  private static @Nullable Instant instant(ResultSet rs, String column) throws SQLException {
    Timestamp value = rs.getTimestamp(column);
    return value == null ? null : value.toInstant();
  }
}
