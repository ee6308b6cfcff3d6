package io.medley.campaign.channel.webhook;

import io.medley.campaign.channel.WebhookEndpoint;
import io.medley.campaign.channel.WebhookEndpoints;
import java.net.URI;
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

/** Webhook endpoints in PostgreSQL. */
@Repository
class JdbcWebhookEndpoints implements WebhookEndpoints {

  private final JdbcClient jdbc;

  JdbcWebhookEndpoints(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public List<WebhookEndpoint> all() {
    return jdbc.sql("select * from webhook_endpoint where retired_at is null order by country")
        .query(JdbcWebhookEndpoints::read)
        .list();
  }

  @Override
  public Optional<WebhookEndpoint> find(UUID id) {
    return jdbc.sql("select * from webhook_endpoint where id = :id")
        .param("id", id)
        .query(JdbcWebhookEndpoints::read)
        .optional();
  }

  @Override
  public Optional<WebhookEndpoint> of(String country) {
    return jdbc.sql(
            """
            select * from webhook_endpoint
            where retired_at is null and country in (:country, '*')
            order by country desc limit 1
            """)
        .param("country", country)
        .query(JdbcWebhookEndpoints::read)
        .optional();
  }

  @Override
  public boolean add(WebhookEndpoint endpoint) {
    return jdbc.sql(
                """
                insert into webhook_endpoint
                  (id, name, country, url, lookup_url, secret_version, created_at)
                values (:id, :name, :country, :url, :lookup, :version, :at)
                on conflict (country) where retired_at is null do nothing
                """)
            .param("id", endpoint.id())
            .param("name", endpoint.name())
            .param("country", endpoint.country())
            .param("url", endpoint.url().toString())
            .param("lookup", endpoint.lookupUrl() == null ? null : endpoint.lookupUrl().toString())
            .param("version", endpoint.secretVersion())
            .param("at", Timestamp.from(endpoint.createdAt()))
            .update()
        == 1;
  }

  @Override
  public void rotate(UUID id, Instant previousUntil) {
    jdbc.sql(
            """
            update webhook_endpoint
            set secret_version = secret_version + 1, previous_until = :until where id = :id
            """)
        .param("until", Timestamp.from(previousUntil))
        .param("id", id)
        .update();
  }

  @Override
  public boolean retire(UUID id, Instant at) {
    return jdbc.sql(
                "update webhook_endpoint set retired_at = :at where id = :id and retired_at is null")
            .param("at", Timestamp.from(at))
            .param("id", id)
            .update()
        == 1;
  }

  @Override
  public long begin(String messageId, UUID endpoint) {
    return jdbc.sql(
            """
            insert into webhook_attempt (message_id, endpoint_id) values (:message, :endpoint)
            returning id
            """)
        .param("message", messageId)
        .param("endpoint", endpoint)
        .query(Long.class)
        .single();
  }

  @Override
  public void answered(long attempt, String answer) {
    jdbc.sql("update webhook_attempt set answer = :answer where id = :id")
        .param("answer", answer)
        .param("id", attempt)
        .update();
  }

  @Override
  public Optional<Newest> newest(String messageId) {
    return jdbc.sql(
            """
            select a.answer, e.lookup_url from webhook_attempt a
              join webhook_endpoint e on e.id = a.endpoint_id
            where a.message_id = :message order by a.id desc limit 1
            """)
        .param("message", messageId)
        .query(
            (rs, n) -> {
              String lookup = rs.getString("lookup_url");
              return new Newest(rs.getString("answer"), lookup == null ? null : URI.create(lookup));
            })
        .optional();
  }

  @Override
  public List<Attempt> attempts(UUID endpoint, int limit) {
    return jdbc.sql(
            """
            select message_id, at, coalesce(answer, 'under way') as answer from webhook_attempt
            where endpoint_id = :endpoint order by id desc limit :limit
            """)
        .param("endpoint", endpoint)
        .param("limit", limit)
        .query(
            (rs, n) ->
                new Attempt(
                    rs.getString("message_id"),
                    rs.getTimestamp("at").toInstant(),
                    rs.getString("answer")))
        .list();
  }

  private static WebhookEndpoint read(ResultSet rs, int row) throws SQLException {
    String lookup = rs.getString("lookup_url");
    return new WebhookEndpoint(
        rs.getObject("id", UUID.class),
        rs.getString("name"),
        rs.getString("country"),
        URI.create(rs.getString("url")),
        lookup == null ? null : URI.create(lookup),
        rs.getInt("secret_version"),
        instant(rs, "previous_until"),
        rs.getTimestamp("created_at").toInstant(),
        instant(rs, "retired_at"));
  }

  private static @Nullable Instant instant(ResultSet rs, String column) throws SQLException {
    Timestamp value = rs.getTimestamp(column);
    return value == null ? null : value.toInstant();
  }
}
