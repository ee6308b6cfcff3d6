package io.medley.campaign.touch.jdbc;

import io.medley.campaign.hcp.HcpId;
import io.medley.campaign.hcp.KeptWords;
import io.medley.campaign.touch.HcpHistory;
import io.medley.campaign.touch.HcpHistory.Meeting;
import io.medley.campaign.touch.HcpHistory.PastPiece;
import io.medley.campaign.touch.HcpHistory.Response;
import io.medley.campaign.touch.LearnedLikings;
import io.medley.campaign.touch.Liking;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Sums of what HCPs do, in PostgreSQL. */
@Repository
class JdbcLearnedLikings implements LearnedLikings, KeptWords {

  private final JdbcClient jdbc;

  JdbcLearnedLikings(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public Map<HcpId, Map<String, Liking.Learned>> of(Set<String> channels) {
    Map<HcpId, Map<String, Liking.Learned>> known = new HashMap<>();
    jdbc.sql(
            """
            select hcp_id, channel, liked, weight, as_of from hcp_liking
            where channel = any(:channels)
            """)
        .param("channels", channels.toArray(String[]::new))
        .query(
            (RowCallbackHandler)
                row ->
                    known
                        .computeIfAbsent(hcp(row), id -> new HashMap<>(2))
                        .put(
                            row.getString("channel"),
                            new Liking.Learned(
                                row.getDouble("liked"),
                                row.getDouble("weight"),
                                row.getTimestamp("as_of").toInstant())));
    return known;
  }

  @Override
  public Optional<Instant> countedUntil() {
    return jdbc.sql("select until from hcp_liking_counted")
        .query(Timestamp.class)
        .optional()
        .map(Timestamp::toInstant);
  }

  @Override
  public List<HcpId> changed(@Nullable Instant after, Instant until) {
    return jdbc.sql(
            """
            select distinct k.hcp_id from (
              select hcp_id from engagement where last_at > :after and last_at <= :until
              union all
              select hcp_id from contact
              where at > :silentAfter and at <= :silentUntil
                and state in ('RESERVED', 'CONTACTED', 'IN_DOUBT') and responses_visible
              union all
              select hcp_id from contact
              where at > :after and at <= :until
                and state in ('RESERVED', 'CONTACTED', 'IN_DOUBT') and channel = 'PORTAL'
              union all
              select hcp_id from recorded_contact where at > :after and at <= :until
              union all
              select hcp_id from rep_answer
              where at > :after and at <= :until and reason in ('HCP_DECLINED', 'ACCESS_CLOSED')
            ) k join hcp h on h.id = k.hcp_id and h.erased_at is null
            """)
        .param("after", Timestamp.from(after == null ? Instant.EPOCH : after))
        .param("until", Timestamp.from(until))
        .param(
            "silentAfter",
            Timestamp.from(
                after == null ? Instant.EPOCH : after.minus(Liking.SILENCE_COUNTS_AFTER)))
        .param("silentUntil", Timestamp.from(until.minus(Liking.SILENCE_COUNTS_AFTER)))
        .query((row, number) -> hcp(row))
        .list();
  }

  @Override
  public Map<HcpId, HcpHistory> histories(Collection<HcpId> hcps, Instant since) {
    Map<HcpId, List<PastPiece>> pieces = new HashMap<>();
    Map<HcpId, List<Meeting>> meetings = new HashMap<>();
    UUID[] ids = hcps.stream().map(HcpId::value).toArray(UUID[]::new);
    jdbc.sql(
            """
            select c.hcp_id, c.version_id, c.channel, c.at, c.state = 'GHOST' as ghost,
                   c.responses_visible as visible,
                   (select e.kind from engagement e
                    where e.contact_id = c.id and e.machine is null
                    order by case e.kind when 'UNSUBSCRIBED' then 1 when 'CLICKED' then 2 else 3 end
                    limit 1) as response
            from contact c
            where c.hcp_id = any(:hcps) and c.at > :since
              and c.state in ('CONTACTED', 'IN_DOUBT', 'GHOST')
            order by c.at
            """)
        .param("hcps", ids)
        .param("since", Timestamp.from(since))
        .query(
            (RowCallbackHandler)
                row -> pieces.computeIfAbsent(hcp(row), id -> new ArrayList<>()).add(piece(row)));
    jdbc.sql(
            """
            select hcp_id, at, true as welcome from recorded_contact
            where hcp_id = any(:hcps) and at > :since and channel <> 'EMAIL'
            union all
            select hcp_id, at, false from rep_answer
            where hcp_id = any(:hcps) and at > :since
              and reason in ('HCP_DECLINED', 'ACCESS_CLOSED')
            order by at
            """)
        .param("hcps", ids)
        .param("since", Timestamp.from(since))
        .query(
            (RowCallbackHandler)
                row ->
                    meetings
                        .computeIfAbsent(hcp(row), id -> new ArrayList<>())
                        .add(
                            new Meeting(
                                row.getTimestamp("at").toInstant(), row.getBoolean("welcome"))));
    Map<HcpId, HcpHistory> histories = new HashMap<>();
    for (HcpId hcp : hcps) {
      histories.put(
          hcp,
          new HcpHistory(
              pieces.getOrDefault(hcp, List.of()),
              meetings.getOrDefault(hcp, List.of()),
              List.of(),
              List.of()));
    }
    return histories;
  }

  private static PastPiece piece(ResultSet row) throws SQLException {
    String response = row.getString("response");
    return new PastPiece(
        row.getObject("version_id", UUID.class),
        null,
        row.getString("channel"),
        "",
        Set.of(),
        row.getTimestamp("at").toInstant(),
        response == null ? Response.NONE : Response.valueOf(response),
        row.getBoolean("ghost"),
        row.getBoolean("visible"));
  }

  @Override
  public void store(Map<HcpId, Map<String, Liking.Learned>> sums) {
    jdbc.sql("delete from hcp_liking where hcp_id = any(:hcps)")
        .param("hcps", sums.keySet().stream().map(HcpId::value).toArray(UUID[]::new))
        .update();
    List<UUID> hcps = new ArrayList<>();
    List<String> channels = new ArrayList<>();
    List<Double> liked = new ArrayList<>();
    List<Double> weights = new ArrayList<>();
    List<String> as = new ArrayList<>();
    sums.forEach(
        (hcp, ofHcp) ->
            ofHcp.forEach(
                (channel, learned) -> {
                  hcps.add(hcp.value());
                  channels.add(channel);
                  liked.add(learned.liked());
                  weights.add(learned.weight());
                  as.add(learned.asOf().toString());
                }));
    jdbc.sql(
            """
            insert into hcp_liking (hcp_id, channel, liked, weight, as_of)
            select * from unnest(:hcps, :channels, :liked, :weights, :as::timestamptz[])
            on conflict (hcp_id, channel) do update
              set liked = excluded.liked, weight = excluded.weight, as_of = excluded.as_of
            """)
        .param("hcps", hcps.toArray(UUID[]::new))
        .param("channels", channels.toArray(String[]::new))
        .param("liked", liked.toArray(Double[]::new))
        .param("weights", weights.toArray(Double[]::new))
        .param("as", as.toArray(String[]::new))
        .update();
  }

  @Override
  public void counted(Instant until) {
    jdbc.sql(
            """
            insert into hcp_liking_counted (until) values (:until)
            on conflict (one) do update set until = excluded.until
            """)
        .param("until", Timestamp.from(until))
        .update();
  }

  /** What somebody did is not kept beyond their erasure. */
  @Override
  public void forget(HcpId hcp) {
    jdbc.sql("delete from hcp_liking where hcp_id = :hcp").param("hcp", hcp.value()).update();
  }

  private static HcpId hcp(ResultSet row) throws SQLException {
    return new HcpId(row.getObject("hcp_id", UUID.class));
  }
}
