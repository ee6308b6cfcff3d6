package io.medley.campaign.consent.jdbc;

import io.medley.campaign.consent.ConsentText;
import io.medley.campaign.consent.ConsentTexts;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Consent texts in PostgreSQL. */
@Repository
class JdbcConsentTexts implements ConsentTexts {

  private static final TypeReference<Map<String, String>> WORDS = new TypeReference<>() {};

  private final JdbcClient jdbc;
  private final JsonMapper json;

  JdbcConsentTexts(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  @Override
  public List<ConsentText> current() {
    return jdbc.sql(
            """
            select distinct on (channel, purpose) * from consent_text
            order by channel, purpose, valid_from desc, version desc
            """)
        .query(this::text)
        .list();
  }

  @Override
  public Optional<ConsentText> find(String version) {
    return jdbc.sql("select * from consent_text where version = :version")
        .param("version", version)
        .query(this::text)
        .optional();
  }

  private ConsentText text(ResultSet rs, int row) throws SQLException {
    return new ConsentText(
        rs.getString("version"),
        rs.getString("channel"),
        rs.getString("purpose"),
        json.readValue(rs.getString("words"), WORDS));
  }
}
