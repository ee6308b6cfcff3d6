package io.medley.campaign.touch.jdbc;

import io.medley.campaign.touch.TestSends;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Messages people sent to themselves, in PostgreSQL. */
@Repository
class JdbcTestSends implements TestSends {

  private final JdbcClient jdbc;

  JdbcTestSends(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void add(TestSend send) {
    jdbc.sql(
            """
            insert into test_send (id, person, hcp_id, campaign_id, step_id, channel, version_id,
                                   content_hash, message_hash, at)
            values (:id, :person, :hcp, :campaign, :step, :channel, :version, :content, :message,
                    :at)
            """)
        .param("id", send.id())
        .param("person", send.person())
        .param("hcp", send.hcp().value())
        .param("campaign", send.campaignId())
        .param("step", send.stepId())
        .param("channel", send.channel())
        .param("version", send.versionId())
        .param("content", send.contentHash())
        .param("message", send.messageHash())
        .param("at", Timestamp.from(send.at()))
        .update();
  }

  @Override
  public void answered(UUID id, String answer) {
    jdbc.sql("update test_send set answer = :answer where id = :id")
        .param("answer", answer)
        .param("id", id)
        .update();
  }

  @Override
  public int since(String person, Instant since) {
    return jdbc.sql("select count(*) from test_send where person = :person and at > :since")
        .param("person", person)
        .param("since", Timestamp.from(since))
        .query(Integer.class)
        .single();
  }
}
