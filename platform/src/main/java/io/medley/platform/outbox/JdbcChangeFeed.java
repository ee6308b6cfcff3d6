package io.medley.platform.outbox;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

final class JdbcChangeFeed implements ChangeFeed {

  private final JdbcClient jdbc;
  private final News news;

  JdbcChangeFeed(JdbcClient jdbc, News news) {
    this.jdbc = jdbc;
    this.news = news;
  }

  @Override
  public FeedPage read(Set<String> topics, long afterPosition, int limit) {
    // The newest position first: whatever gets a position later is on a later page.
    long newest = newest();
    List<SequencedMessage> messages =
        jdbc.sql(
                "select "
                    + MessageRows.COLUMNS
                    + """
                     from outbox_message
                    where topic = any (:topics) and position > :after and position <= :newest
                    order by position limit :limit
                    """)
            .param("topics", topics.toArray(String[]::new))
            .param("after", afterPosition)
            .param("newest", newest)
            .param("limit", limit)
            .query(MessageRows::message)
            .list();
    boolean last = messages.size() < limit;
    long next = last ? Math.max(newest, afterPosition) : messages.getLast().position();
    return new FeedPage(messages, next, last);
  }

  @Override
  public long newest() {
    return jdbc.sql("select coalesce(max(position), 0) from outbox_message")
        .query(Long.class)
        .single();
  }

  @Override
  public boolean awaitNews(long after, Duration max) {
    long deadline = System.nanoTime() + max.toNanos();
    while (true) {
      long seen = news.count();
      if (newest() > after) {
        return true;
      }
      long left = deadline - System.nanoTime();
      if (left <= 0 || !news.await(seen, left)) {
        return newest() > after;
      }
    }
  }
}
