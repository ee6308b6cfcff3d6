package io.medley.campaign.touch.jdbc;

import io.medley.campaign.hcp.HcpId;
import io.medley.campaign.touch.Contact;
import io.medley.campaign.touch.Contacts;
import io.medley.campaign.touch.SendKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The contact ledger, for reading, in PostgreSQL. */
@Repository
class JdbcContacts implements Contacts {

  private final JdbcClient jdbc;

  JdbcContacts(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public Optional<Contact> find(UUID contactId) {
    return jdbc.sql("select * from contact where id = :id")
        .param("id", contactId)
        .query(JdbcContacts::contact)
        .optional();
  }

  @Override
  public Optional<Contact> bySendKey(SendKey key) {
    return jdbc.sql("select * from contact where send_key = :key and state <> 'RELEASED'")
        .param("key", key.toString())
        .query(JdbcContacts::contact)
        .optional();
  }

  @Override
  public List<Contact> ofHcp(HcpId hcp) {
    return jdbc.sql("select * from contact where hcp_id = :hcp order by at desc")
        .param("hcp", hcp.value())
        .query(JdbcContacts::contact)
        .list();
  }

  private static Contact contact(ResultSet rs, int row) throws SQLException {
    return new Contact(
        rs.getObject("id", UUID.class),
        SendKey.parse(rs.getString("send_key")),
        rs.getObject("enrolment_id", UUID.class),
        new HcpId(rs.getObject("hcp_id", UUID.class)),
        rs.getObject("campaign_id", UUID.class),
        rs.getString("brand_id"),
        rs.getString("step_id"),
        rs.getString("channel"),
        rs.getString("slot"),
        rs.getObject("version_id", UUID.class),
        Contact.State.valueOf(rs.getString("state")),
        rs.getTimestamp("at").toInstant(),
        List.of((String[]) rs.getArray("links").getArray()),
        rs.getString("rendered_hash"));
  }
}
