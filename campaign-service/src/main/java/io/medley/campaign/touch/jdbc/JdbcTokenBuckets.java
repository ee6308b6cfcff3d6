package io.medley.campaign.touch.jdbc;

import io.medley.campaign.touch.BucketTaking;
import io.medley.campaign.touch.TokenBucket;
import io.medley.campaign.touch.TokenBuckets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Token buckets in PostgreSQL: whoever takes locks the rows, always in the same order. */
@Repository
class JdbcTokenBuckets implements TokenBuckets {

  private final JdbcClient jdbc;
  private final TransactionTemplate transactions;
  private final Clock clock;

  JdbcTokenBuckets(JdbcClient jdbc, PlatformTransactionManager transactionManager, Clock clock) {
    this.jdbc = jdbc;
    this.transactions = new TransactionTemplate(transactionManager);
    this.transactions.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    this.clock = clock;
  }

  @Override
  public Optional<Instant> take(String channel, String sender, String country) {
    return Objects.requireNonNull(
        transactions.execute(
            status -> {
              BucketTaking taking =
                  BucketTaking.from(locked(channel, sender, country), clock.instant());
              taking.changed().forEach(this::store);
              return taking.slot();
            }));
  }

  @Override
  public void giveBack(String channel, String sender, String country) {
    transactions.executeWithoutResult(
        status ->
            BucketTaking.back(locked(channel, sender, country), clock.instant())
                .forEach(this::store));
  }

  private List<TokenBucket> locked(String channel, String sender, String country) {
    return jdbc.sql(
            """
            select * from token_bucket
            where channel = :channel and sender in (:sender, '*') and country in (:country, '*')
            order by sender, country for update
            """)
        .param("channel", channel)
        .param("sender", sender)
        .param("country", country)
        .query(JdbcTokenBuckets::read)
        .list();
  }

  private void store(TokenBucket bucket) {
    jdbc.sql(
            """
            update token_bucket
            set tokens = :tokens, refilled_at = :refilled, next_slot = :slot
            where channel = :channel and sender = :sender and country = :country
            """)
        .param("tokens", bucket.tokens())
        .param("refilled", Timestamp.from(bucket.refilledAt()))
        .param("slot", Timestamp.from(bucket.nextSlot()))
        .param("channel", bucket.channel())
        .param("sender", bucket.sender())
        .param("country", bucket.country())
        .update();
  }

  @Override
  public List<TokenBucket> all() {
    return jdbc.sql("select * from token_bucket order by channel, sender, country")
        .query(JdbcTokenBuckets::read)
        .list();
  }

  @Override
  public void put(String channel, String sender, String country, int capacity, double perMinute) {
    jdbc.sql(
            """
            insert into token_bucket
              (channel, sender, country, capacity, per_minute, tokens, refilled_at, next_slot)
            values (:channel, :sender, :country, :capacity, :rate, :capacity, :now, :now)
            on conflict (channel, sender, country) do update set
              capacity = excluded.capacity, per_minute = excluded.per_minute,
              tokens = least(token_bucket.tokens, excluded.capacity), next_slot = :now
            """)
        .param("channel", channel)
        .param("sender", sender)
        .param("country", country)
        .param("capacity", capacity)
        .param("rate", perMinute)
        .param("now", Timestamp.from(clock.instant()))
        .update();
  }

  @Override
  public boolean remove(String channel, String sender, String country) {
    return jdbc.sql(
                """
                delete from token_bucket
                where channel = :channel and sender = :sender and country = :country
                """)
            .param("channel", channel)
            .param("sender", sender)
            .param("country", country)
            .update()
        == 1;
  }

  private static TokenBucket read(ResultSet rs, int row) throws SQLException {
    return new TokenBucket(
        rs.getString("channel"),
        rs.getString("sender"),
        rs.getString("country"),
        rs.getInt("capacity"),
        rs.getDouble("per_minute"),
        rs.getDouble("tokens"),
        rs.getTimestamp("refilled_at").toInstant(),
        rs.getTimestamp("next_slot").toInstant());
  }
}
