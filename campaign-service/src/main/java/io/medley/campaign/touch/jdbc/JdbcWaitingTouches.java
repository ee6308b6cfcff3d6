package io.medley.campaign.touch.jdbc;

import io.medley.campaign.hcp.HcpId;
import io.medley.campaign.touch.SendKey;
import io.medley.campaign.touch.TouchPurpose;
import io.medley.campaign.touch.WaitingTouch;
import io.medley.campaign.touch.WaitingTouches;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Touches that wait, in PostgreSQL. */
@Repository
class JdbcWaitingTouches implements WaitingTouches {

  static final String OF_HCP =
      """
      select * from waiting_touch
      where hcp_id = :hcp and (:shadow or not ghost) order by since, send_key
      """;

  static final String OVER = "delete from waiting_touch where send_key = :key";

  private final JdbcClient jdbc;

  JdbcWaitingTouches(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public List<WaitingTouch> of(HcpId hcp, boolean shadow) {
    return jdbc.sql(OF_HCP)
        .param("hcp", hcp.value())
        .param("shadow", shadow)
        .query(JdbcWaitingTouches::touch)
        .list();
  }

  static WaitingTouch touch(ResultSet rs, int row) throws SQLException {
    return new WaitingTouch(
        SendKey.parse(rs.getString("send_key")),
        rs.getObject("campaign_id", UUID.class),
        rs.getString("brand_id"),
        rs.getString("channel"),
        TouchPurpose.valueOf(rs.getString("purpose")),
        rs.getInt("weight"),
        rs.getTimestamp("since").toInstant(),
        rs.getTimestamp("until").toInstant());
  }

  @Override
  public void wait(HcpId hcp, WaitingTouch touch, boolean ghost) {
    jdbc.sql(
            """
            insert into waiting_touch
              (send_key, hcp_id, campaign_id, brand_id, channel, purpose, weight, ghost, since, until)
            values
              (:key, :hcp, :campaign, :brand, :channel, :purpose, :weight, :ghost, :since, :until)
            on conflict (send_key) do update set
              channel = excluded.channel, purpose = excluded.purpose, weight = excluded.weight,
              ghost = excluded.ghost, until = excluded.until
            """)
        .param("key", touch.sendKey().toString())
        .param("hcp", hcp.value())
        .param("campaign", touch.campaignId())
        .param("brand", touch.brandId())
        .param("channel", touch.channel())
        .param("purpose", touch.purpose().name())
        .param("weight", touch.weight())
        .param("ghost", ghost)
        .param("since", Timestamp.from(touch.since()))
        .param("until", Timestamp.from(touch.until()))
        .update();
  }

  @Override
  public long count() {
    return jdbc.sql("select count(*) from waiting_touch").query(Long.class).single();
  }

  @Override
  public void over(UUID enrolmentId) {
    jdbc.sql(
            """
            delete from waiting_touch
            where hcp_id = (select hcp_id from enrolment where id = :enrolment)
              and send_key like :keys
            """)
        .param("enrolment", enrolmentId)
        .param("keys", enrolmentId + "/%")
        .update();
  }

  @Override
  public void over(SendKey key) {
    jdbc.sql(OVER).param("key", key.toString()).update();
  }
}
