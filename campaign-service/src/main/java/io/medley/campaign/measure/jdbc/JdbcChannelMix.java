package io.medley.campaign.measure.jdbc;

import io.medley.campaign.measure.ChannelMix;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Contacts by channel, counted in PostgreSQL. */
@Repository
class JdbcChannelMix implements ChannelMix.Counting {

  private final JdbcClient jdbc;

  JdbcChannelMix(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The same contacts that the gate counts when it chooses a channel. */
  @Override
  public List<ChannelMix.Count> since(Instant since) {
    return jdbc.sql(
            """
            select c.brand_id as "brandId", c.market, coalesce(t.tier, h.tier) as tier, c.channel,
                   count(*) as contacts
              from contact c
              join hcp h on h.id = c.hcp_id
              left join hcp_brand_tier t on t.hcp_id = c.hcp_id and t.brand_id = c.brand_id
             where c.at > :since and c.state in ('RESERVED', 'CONTACTED', 'IN_DOUBT')
             group by c.brand_id, c.market, coalesce(t.tier, h.tier), c.channel
            """)
        .param("since", Timestamp.from(since))
        .query(ChannelMix.Count.class)
        .list();
  }
}
