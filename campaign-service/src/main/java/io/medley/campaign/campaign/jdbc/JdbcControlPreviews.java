package io.medley.campaign.campaign.jdbc;

import io.medley.campaign.campaign.ControlPreview;
import io.medley.campaign.touch.ContactPolicy;
import io.medley.campaign.touch.KillSwitches;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Counts what a switch concerns, in PostgreSQL. */
@Repository
class JdbcControlPreviews implements ControlPreview.Counting {

  private static final int NAMES = 10;

  private final JdbcClient jdbc;
  private final ControlPreview.Suggestions suggestions;

  JdbcControlPreviews(JdbcClient jdbc, ControlPreview.Suggestions suggestions) {
    this.jdbc = jdbc;
    this.suggestions = suggestions;
  }

  @Override
  public ControlPreview of(KillSwitches.Scope scope, String key, Instant now) {
    // A channel or an asset belongs to no journey of its own: any may come to it.
    String reach =
        switch (scope) {
          case ALL, CHANNEL, ASSET -> "true";
          case CAMPAIGN -> "c.id::text = :key";
          case BRAND -> "c.brand_id = :key";
          case BRAND_IN_COUNTRY -> "h.country || '/' || c.brand_id = :key";
          case COUNTRY -> "h.country = :key";
          case CHANNEL_IN_COUNTRY -> "h.country = split_part(:key, '/', 1)";
        };
    String journeys =
        """
        FROM enrolment e
          JOIN campaign c ON c.id = e.campaign_id AND c.state = 'LAUNCHED'
          JOIN hcp h ON h.id = e.hcp_id
         WHERE e.state IN ('ENROLLED', 'STARTING', 'RUNNING') AND %s
        """
            .formatted(reach);
    Held held = held(scope, key, now);
    return new ControlPreview(
        count("SELECT count(*) " + journeys, key),
        held.all(),
        held.stale(),
        held.consentLost(),
        jdbc.sql(
                """
                SELECT count(*) FROM journey_visit v
                 WHERE v.state = 'WAITING' AND v.due_at > :now AND v.due_at <= :soon
                   AND v.enrolment_id IN (SELECT e.id %s)
                """
                    .formatted(journeys))
            .param("now", Timestamp.from(now))
            .param("soon", Timestamp.from(now.plus(Duration.ofDays(1))))
            .param("key", key)
            .query(Long.class)
            .single(),
        lastDay(scope, key, now),
        suggestions.inReach(scope, key, now),
        jdbc.sql("SELECT DISTINCT c.name " + journeys + " ORDER BY c.name LIMIT :names")
            .param("key", key)
            .param("names", NAMES)
            .query(String.class)
            .list());
  }

  private record Held(long all, long stale, long consentLost) {}

  private Held held(KillSwitches.Scope scope, String key, Instant now) {
    return jdbc.sql(
            """
            WITH held AS (
              SELECT t.hcp_id, t.channel,
                     (SELECT min(f.at) FROM touch_trace f WHERE f.send_key = t.send_key)
                         + coalesce(p.held, '0') + coalesce(cast(:now AS timestamptz) - p.since, '0')
                       < :fresh AS stale
                FROM journey_visit v
                JOIN touch_trace t ON t.id = v.trace_id
                LEFT JOIN touch_pause p ON p.send_key = t.send_key
               WHERE v.state = 'HELD' AND v.reason IN ('KILL_SWITCH', 'SAFETY_HOLD')
                 AND t.explanation -> 'facts' ->> 'switch' = :switch
            )
            SELECT count(*) AS all_held,
                   count(*) FILTER (WHERE stale) AS stale,
                   count(*) FILTER (WHERE NOT stale AND coalesce(
                     (SELECT c.status FROM consent_entry c
                       WHERE c.hcp_id = held.hcp_id AND c.channel = held.channel
                         AND c.purpose = 'PROMOTION' AND c.at <= :now
                       ORDER BY c.at DESC, c.id DESC LIMIT 1), '') <> 'GRANTED') AS consent_lost
              FROM held
            """)
        .param("fresh", Timestamp.from(now.minus(ContactPolicy.DEFAULT_LONGEST_HOLD)))
        .param("switch", scope + " " + key)
        .param("now", Timestamp.from(now))
        .query(
            (row, number) ->
                new Held(
                    row.getLong("all_held"), row.getLong("stale"), row.getLong("consent_lost")))
        .single();
  }

  private long lastDay(KillSwitches.Scope scope, String key, Instant now) {
    String reach =
        switch (scope) {
          case ALL -> "true";
          case CAMPAIGN -> "k.campaign_id::text = :key";
          case BRAND -> "k.brand_id = :key";
          case BRAND_IN_COUNTRY -> "k.market || '/' || k.brand_id = :key";
          case COUNTRY -> "k.market = :key";
          case CHANNEL -> "k.channel = :key";
          case CHANNEL_IN_COUNTRY -> "k.market || '/' || k.channel = :key";
          case ASSET ->
              """
              EXISTS (SELECT FROM servable_version s
                       WHERE s.version_id = k.version_id AND s.asset_id::text = :key)
              """;
        };
    return jdbc.sql(
            """
            SELECT count(*) FROM contact k
             WHERE k.at > :since AND k.state IN ('CONTACTED', 'IN_DOUBT') AND %s
            """
                .formatted(reach))
        .param("since", Timestamp.from(now.minus(Duration.ofDays(1))))
        .param("key", key)
        .query(Long.class)
        .single();
  }

  private long count(String sql, String key) {
    return jdbc.sql(sql).param("key", key).query(Long.class).single();
  }
}
