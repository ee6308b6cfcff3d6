package io.medley.campaign.maturity.jdbc;

import io.medley.campaign.maturity.Maturities;
import io.medley.campaign.maturity.Maturity;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What is observed of maturity, in PostgreSQL. */
@Repository
class JdbcMaturities implements Maturities {

  private final JdbcClient jdbc;

  JdbcMaturities(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public List<Maturity.Observed> observed(Instant since) {
    return jdbc.sql(
            """
            with sent as (
              select market, brand_id, count(*) as contacts from contact
              where at > :since and state in ('CONTACTED', 'IN_DOUBT') group by market, brand_id),
            asked as (
              select h.country as market, c.brand_id, count(v.at) as shown,
                     count(*) filter (where s.state in ('COMPLETED', 'DISMISSED', 'EXPIRED'))
                       as over_all,
                     count(*) filter (where s.state in ('COMPLETED', 'DISMISSED')) as answered
              from rep_suggestion s join hcp h on h.id = s.hcp_id
              join campaign c on c.id = s.campaign_id
              left join rep_suggestion_shown v on v.suggestion_id = s.id
              where s.created_at > :since group by h.country, c.brand_id),
            walked as (
              select h.country as market, c.brand_id, count(*) as journeys,
                     count(*) filter (where exists (
                       select from journey_event j
                       where j.enrolment_id = e.id and j.claimed_at > :since)) as moved
              from enrolment e join hcp h on h.id = e.hcp_id join campaign c on c.id = e.campaign_id
              where e.finished_at is null or e.finished_at > :since
              group by h.country, c.brand_id),
            learned as (
              select h.country as market, count(*) as insights
              from rep_insight i join hcp h on h.id = i.hcp_id
              where i.at > :since group by h.country)
            select p.market, p.brand_id, coalesce(s.contacts, 0) as contacts,
                   coalesce(a.shown, 0) as shown, coalesce(l.insights, 0) as insights,
                   coalesce(a.over_all, 0) as over_all, coalesce(a.answered, 0) as answered,
                   coalesce(w.journeys, 0) as journeys, coalesce(w.moved, 0) as moved
            from (select market, brand_id from sent union select market, brand_id from asked
                  union select market, brand_id from walked) p
            left join sent s using (market, brand_id)
            left join asked a using (market, brand_id)
            left join walked w using (market, brand_id)
            left join learned l using (market)
            order by p.market, p.brand_id
            """)
        .param("since", Timestamp.from(since))
        .query(
            (rs, n) ->
                new Maturity.Observed(
                    rs.getString("market"),
                    rs.getString("brand_id"),
                    rs.getLong("contacts"),
                    rs.getLong("shown"),
                    rs.getLong("insights"),
                    rs.getLong("over_all"),
                    rs.getLong("answered"),
                    rs.getLong("journeys"),
                    rs.getLong("moved")))
        .list();
  }
}
