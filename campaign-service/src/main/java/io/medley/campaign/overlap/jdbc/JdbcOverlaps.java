package io.medley.campaign.overlap.jdbc;

import io.medley.campaign.hcp.HcpId;
import io.medley.campaign.overlap.Overlaps;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Overlapping journeys in PostgreSQL. */
@Repository
class JdbcOverlaps implements Overlaps {

  private static final String OPEN =
      """
      with open as (
        select distinct e.hcp_id, e.campaign_id from enrolment e
        join campaign c on c.id = e.campaign_id and c.state = 'LAUNCHED'
        where e.finished_at is null and e.exit_event_id is null)
      """;

  private final JdbcClient jdbc;

  JdbcOverlaps(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public long hcps() {
    return jdbc.sql(
            OPEN
                + """
                select count(*) from (
                  select hcp_id from open group by hcp_id having count(*) > 1) several
                """)
        .query(Long.class)
        .single();
  }

  @Override
  public List<Pair> pairs(int limit) {
    return jdbc.sql(
            OPEN
                + """
                select a.campaign_id as first, b.campaign_id as second, count(*) as hcps
                from open a join open b on b.hcp_id = a.hcp_id and b.campaign_id > a.campaign_id
                group by a.campaign_id, b.campaign_id
                order by hcps desc, a.campaign_id, b.campaign_id limit :limit
                """)
        .param("limit", limit)
        .query(
            (rs, n) ->
                new Pair(
                    rs.getObject("first", UUID.class),
                    rs.getObject("second", UUID.class),
                    rs.getLong("hcps")))
        .list();
  }

  @Override
  public List<HcpId> most(@Nullable UUID first, @Nullable UUID second, int offset, int limit) {
    return jdbc.sql(
            OPEN
                + """
                select hcp_id from open group by hcp_id having count(*) > 1
                  and (cast(:first as uuid) is null or bool_or(campaign_id = :first))
                  and (cast(:second as uuid) is null or bool_or(campaign_id = :second))
                order by count(*) desc, hcp_id offset :offset limit :limit
                """)
        .param("first", first)
        .param("second", second)
        .param("offset", offset)
        .param("limit", limit)
        .query((rs, n) -> new HcpId(rs.getObject("hcp_id", UUID.class)))
        .list();
  }

  @Override
  public List<Shared> sharing(Collection<HcpId> hcps, UUID except) {
    return jdbc.sql(
            OPEN
                + """
                select c.id, c.name, c.brand_id, count(*) as hcps
                from open o join campaign c on c.id = o.campaign_id
                where o.hcp_id = any (:hcps) and c.id <> :except
                group by c.id, c.name, c.brand_id order by hcps desc, c.name, c.id
                """)
        .param("hcps", ids(hcps))
        .param("except", except)
        .query(
            (rs, n) ->
                new Shared(
                    rs.getObject("id", UUID.class),
                    rs.getString("name"),
                    rs.getString("brand_id"),
                    rs.getInt("hcps")))
        .list();
  }

  @Override
  public Map<HcpId, Integer> contacted(Collection<HcpId> hcps, Instant since) {
    Map<HcpId, Integer> contacted = new HashMap<>();
    jdbc.sql(
            """
            select hcp_id, count(*) as times from (
              select hcp_id from contact
              where hcp_id = any (:hcps) and at > :since
                and state in ('RESERVED', 'CONTACTED', 'IN_DOUBT')
              union all
              select hcp_id from recorded_contact where hcp_id = any (:hcps) and at > :since) k
            group by hcp_id
            """)
        .param("hcps", ids(hcps))
        .param("since", Timestamp.from(since))
        .query(
            (RowCallbackHandler)
                rs ->
                    contacted.put(
                        new HcpId(rs.getObject("hcp_id", UUID.class)), rs.getInt("times")));
    return contacted;
  }

  private static UUID[] ids(Collection<HcpId> hcps) {
    return hcps.stream().map(HcpId::value).toArray(UUID[]::new);
  }

  @Override
  public List<Journey> journeys(Collection<HcpId> hcps) {
    if (hcps.isEmpty()) {
      return List.of();
    }
    return jdbc.sql(
            """
            select e.hcp_id, e.id, e.campaign_id, e.version, v.step_id, v.state, v.reason, v.due_at
            from enrolment e
            join campaign c on c.id = e.campaign_id and c.state = 'LAUNCHED'
            left join lateral (
              select step_id, state, reason, due_at from journey_visit v
              where v.enrolment_id = e.id and v.state in ('WAITING', 'HELD')
              order by v.entered_at desc limit 1) v on true
            where e.hcp_id = any (:hcps) and e.finished_at is null and e.exit_event_id is null
            order by e.hcp_id, v.due_at nulls first, e.id
            """)
        .param("hcps", ids(hcps))
        .query(
            (rs, n) -> {
              Timestamp due = rs.getTimestamp("due_at");
              return new Journey(
                  new HcpId(rs.getObject("hcp_id", UUID.class)),
                  rs.getObject("id", UUID.class),
                  rs.getObject("campaign_id", UUID.class),
                  rs.getInt("version"),
                  rs.getString("step_id"),
                  "HELD".equals(rs.getString("state")),
                  rs.getString("reason"),
                  due == null ? null : due.toInstant());
            })
        .list();
  }
}
