package io.medley.campaign.measure.jdbc;

import io.medley.campaign.measure.TouchCosts;
import java.math.BigDecimal;
import java.sql.Timestamp;
import java.util.Currency;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What touches cost, in PostgreSQL. */
@Repository
class JdbcTouchCosts implements TouchCosts.Ledger {

  private static final TypeReference<Map<String, String>> AMOUNTS = new TypeReference<>() {};

  private final JdbcClient jdbc;
  private final JsonMapper json;

  JdbcTouchCosts(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  @Override
  public Optional<TouchCosts> of(String whose) {
    return jdbc.sql("select currency, per_touch, set_by, set_at from touch_costs where whose = :id")
        .param("id", whose)
        .query(
            (row, number) ->
                new TouchCosts(
                    Currency.getInstance(row.getString("currency")),
                    amounts(row.getString("per_touch")),
                    row.getString("set_by"),
                    row.getTimestamp("set_at").toInstant()))
        .optional();
  }

  private Map<String, BigDecimal> amounts(String stored) {
    Map<String, BigDecimal> amounts = new TreeMap<>();
    json.readValue(stored, AMOUNTS)
        .forEach((channel, amount) -> amounts.put(channel, new BigDecimal(amount)));
    return amounts;
  }

  @Override
  public void put(String whose, TouchCosts costs) {
    Map<String, String> amounts = new TreeMap<>();
    costs.perTouch().forEach((channel, amount) -> amounts.put(channel, amount.toPlainString()));
    jdbc.sql(
            """
            insert into touch_costs (whose, currency, per_touch, set_by, set_at)
            values (:whose, :currency, :amounts::jsonb, :by, :at)
            on conflict (whose) do update
               set currency = excluded.currency, per_touch = excluded.per_touch,
                   set_by = excluded.set_by, set_at = excluded.set_at
            """)
        .param("whose", whose)
        .param("currency", costs.currency().getCurrencyCode())
        .param("amounts", json.writeValueAsString(amounts))
        .param("by", costs.by())
        .param("at", Timestamp.from(costs.at()))
        .update();
  }

  @Override
  public void remove(String whose) {
    jdbc.sql("delete from touch_costs where whose = :whose").param("whose", whose).update();
  }

  @Override
  public Map<String, Long> touches(UUID campaign) {
    Map<String, Long> touches = new TreeMap<>();
    jdbc.sql(
            """
            select channel, count(*) as touches from (
              select channel from contact
               where campaign_id = :campaign and state in ('CONTACTED', 'IN_DOUBT')
              union all
              select channel from recorded_contact where campaign_id = :campaign) made
             group by channel
            """)
        .param("campaign", campaign)
        .query(
            (RowCallbackHandler)
                row -> touches.put(row.getString("channel"), row.getLong("touches")));
    return touches;
  }

  @Override
  public long engaged(UUID campaign) {
    return jdbc.sql(
            """
            select count(distinct hcp_id) from engagement
             where campaign_id = :campaign and kind in ('OPENED', 'CLICKED') and machine is null
            """)
        .param("campaign", campaign)
        .query(Long.class)
        .single();
  }
}
