package io.medley.campaign.audience.jdbc;

import io.medley.campaign.audience.Condition;
import io.medley.campaign.touch.Liking;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;

/** Conditions as predicates over {@code hcp h}; every value is a parameter. */
final class Predicates {

  private final List<String> predicates = new ArrayList<>();
  private final Map<String, Object> parameters = new HashMap<>();

  Predicates(List<Condition> conditions, Instant now) {
    parameters.put("now", Timestamp.from(now));
    for (Condition condition : conditions) {
      String predicate = predicate(condition, now);
      predicates.add(condition.not() ? "not (" + predicate + ")" : predicate);
    }
  }

  /** One predicate per condition, in their order. */
  List<String> each() {
    return predicates;
  }

  /** All of them, as a continuation of a where clause. */
  String all() {
    StringBuilder all = new StringBuilder();
    predicates.forEach(predicate -> all.append(" and ").append(predicate));
    return all.toString();
  }

  Map<String, Object> parameters() {
    return parameters;
  }

  private String predicate(Condition condition, Instant now) {
    return switch (condition.field()) {
      case COUNTRY -> "h.country = any(" + list(condition) + ")";
      case LANGUAGE -> "h.language = any(" + list(condition) + ")";
      case SPECIALTY -> "h.specialty = any(" + list(condition) + ")";
      case TYPE -> "h.type = any(" + list(condition) + ")";
      case TIER -> "h.tier = any(" + list(condition) + "::int[])";
      // A person of no territory is in none of them, not unknown to be.
      case TERRITORY -> "coalesce(h.territory = any(" + list(condition) + "), false)";
      case HCO ->
          """
          exists (select from hcp_affiliation a join hco o on o.id = a.hco_id
                  where a.hcp_id = h.id and o.external_id = any(%s))"""
              .formatted(list(condition));
      case BRAND_TIER ->
          any(
              condition,
              value ->
                  """
                  exists (select from hcp_brand_tier b where b.hcp_id = h.id
                          and b.brand_id = %s and b.tier = %s::int)"""
                      .formatted(
                          text(value.substring(0, value.lastIndexOf(':'))),
                          text(value.substring(value.lastIndexOf(':') + 1))));
      case FACT ->
          any(
              condition,
              value ->
                  """
                  exists (select from hcp_fact f where f.hcp_id = h.id
                          and f.superseded_at is null and f.muted_at is null
                          and f.name = %s and f.value = %s
                          and (f.consent_scope is null or exists (
                                select from consent_current d
                                where d.hcp_id = h.id and d.channel = 'DATA'
                                  and d.purpose = f.consent_scope and d.status = 'GRANTED'
                                  and (d.expires_at is null or d.expires_at > :now))))"""
                      .formatted(
                          text(value.substring(0, value.indexOf('='))),
                          text(value.substring(value.indexOf('=') + 1))));
      case AFFINITY ->
          any(
              condition,
              value ->
                  likes(
                      value.substring(0, value.indexOf('>')),
                      value.substring(value.indexOf('=') + 1)));
      case CONSENT ->
          any(
              condition,
              value ->
                  """
                  exists (select from consent_current c where c.hcp_id = h.id
                          and c.channel = %s and c.purpose = %s and c.status = 'GRANTED'
                          and (c.expires_at is null or c.expires_at > :now))"""
                      .formatted(
                          text(value.substring(0, value.indexOf(':'))),
                          text(value.substring(value.indexOf(':') + 1))));
      case RECEIVED ->
          """
          exists (select from received_version r where r.hcp_id = h.id
                  and r.version_id = any(%s::uuid[]))"""
              .formatted(list(condition));
      case OPENED -> engaged("OPENED", condition, now);
      case CLICKED -> engaged("CLICKED", condition, now);
      case TOUCHED ->
          """
          exists (select from contact k where k.hcp_id = h.id
                  and k.state in ('RESERVED', 'CONTACTED', 'IN_DOUBT') and k.at > %s)"""
              .formatted(since(condition, now));
      case SILENT -> {
        String since = since(condition, now);
        yield """
        ((select count(*) from contact k where k.hcp_id = h.id
          and k.state in ('RESERVED', 'CONTACTED', 'IN_DOUBT') and k.at > %s) >= %d
         and not exists (select from engagement e where e.hcp_id = h.id
                         and e.kind in ('OPENED', 'CLICKED') and e.last_at > %s))"""
            .formatted(since, Condition.Field.FATIGUE, since);
      }
    };
  }

  /**
   * The estimate of {@link Liking} over what was imported and what was summed up of responses. Of
   * whom nothing is known, it is not said that they like it.
   */
  private String likes(String channel, String least) {
    return String.format(
        Locale.ROOT,
        """
        coalesce((
          select (coalesce(t.told * %1$s, %2$s) + coalesce(l.liked * l.fades, 0))
                 / (case when t.told is null then %3$s else %1$s end
                    + coalesce(l.weight * l.fades, 0))
          from (select (h.affinities ->> %4$s)::double precision as told) t
          left join lateral (
            select k.liked, k.weight,
                   power(0.5::double precision,
                         greatest(extract(epoch from :now::timestamptz - k.as_of), 0)
                         ::double precision / %5$s) as fades
            from hcp_liking k where k.hcp_id = h.id and k.channel = %4$s) l on true
          where t.told is not null or l.liked is not null), 0) >= %6$s::double precision""",
        Liking.TOLD_WEIGHT,
        Liking.UNKNOWN * Liking.UNKNOWN_WEIGHT,
        Liking.UNKNOWN_WEIGHT,
        text(channel),
        Liking.HALF_LIFE.toSeconds(),
        text(least));
  }

  private String engaged(String kind, Condition condition, Instant now) {
    return """
    exists (select from engagement e where e.hcp_id = h.id and e.kind = %s and e.last_at > %s)"""
        .formatted(text(kind), since(condition, now));
  }

  private static String any(Condition condition, UnaryOperator<String> predicate) {
    return "(" + String.join(" or ", condition.values().stream().map(predicate).toList()) + ")";
  }

  private String since(Condition condition, Instant now) {
    Duration back = Duration.ofDays(Objects.requireNonNull(condition.days()));
    return parameter(Timestamp.from(now.minus(back)));
  }

  private String list(Condition condition) {
    return parameter(condition.values().toArray(String[]::new));
  }

  private String text(String value) {
    return parameter(value);
  }

  private String parameter(Object value) {
    String name = "p" + parameters.size();
    parameters.put(name, value);
    return ":" + name;
  }
}
