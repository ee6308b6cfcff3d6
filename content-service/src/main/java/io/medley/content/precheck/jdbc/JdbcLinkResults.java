package io.medley.content.precheck.jdbc;

import io.medley.content.precheck.LinkResult;
import io.medley.content.precheck.LinkResult.Outcome;
import io.medley.content.precheck.LinkResults;
import java.sql.Timestamp;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class JdbcLinkResults implements LinkResults {

  private final JdbcClient jdbc;

  JdbcLinkResults(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public Map<String, LinkResult> newest(Collection<String> urls) {
    if (urls.isEmpty()) {
      return Map.of();
    }
    return jdbc
        .sql(
            "select distinct on (url) * from link_check where url = any(:urls) order by url,"
                + " checked_at desc")
        .param("urls", urls.toArray(String[]::new))
        .query(
            (row, number) ->
                new LinkResult(
                    row.getString("url"),
                    row.getTimestamp("checked_at").toInstant(),
                    Outcome.valueOf(row.getString("outcome")),
                    row.getInt("status"),
                    List.of((String[]) row.getArray("hops").getArray()),
                    row.getString("problem")))
        .list()
        .stream()
        .collect(Collectors.toMap(LinkResult::url, Function.identity()));
  }

  @Override
  public void add(Collection<LinkResult> results) {
    for (LinkResult result : results) {
      jdbc.sql(
              """
              insert into link_check (url, checked_at, outcome, status, hops, problem)
              values (:url, :at, :outcome, :status, :hops, :problem)
              on conflict (url, checked_at) do nothing
              """)
          .param("url", result.url())
          .param("at", Timestamp.from(result.at()))
          .param("outcome", result.outcome().name())
          .param("status", result.status())
          .param("hops", result.hops().toArray(String[]::new))
          .param("problem", result.problem())
          .update();
    }
  }
}
