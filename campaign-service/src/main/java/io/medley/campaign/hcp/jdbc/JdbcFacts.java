package io.medley.campaign.hcp.jdbc;

import io.medley.campaign.hcp.Basis;
import io.medley.campaign.hcp.Fact;
import io.medley.campaign.hcp.FactDraft;
import io.medley.campaign.hcp.Facts;
import io.medley.campaign.hcp.HcpId;
import io.medley.platform.audit.AuditEvent;
import io.medley.platform.audit.AuditTrail;
import io.medley.platform.security.Actor;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Facts in PostgreSQL, and those the answers to our own messages show. */
@Repository
class JdbcFacts implements Facts {

  /** How far back answers are counted. */
  private static final Duration WATCHED = Duration.ofDays(365);

  private static final String GIVEN =
      """
      jsonb_to_recordset(:facts::jsonb) as g(hcp uuid, name text, value text, basis text, source text,
        confidence double precision, "observedAt" timestamptz, "consentScope" text)
      """;

  private final JdbcClient jdbc;
  private final AuditTrail audit;
  private final JsonMapper json;
  private final Clock clock;

  JdbcFacts(JdbcClient jdbc, AuditTrail audit, JsonMapper json, Clock clock) {
    this.jdbc = jdbc;
    this.audit = audit;
    this.json = json;
    this.clock = clock;
  }

  @Override
  public List<Fact> of(HcpId hcp, Instant now) {
    List<Fact> facts =
        new ArrayList<>(
            jdbc.sql("select * from hcp_fact where hcp_id = :hcp and superseded_at is null")
                .param("hcp", hcp.value())
                .query(JdbcFacts::fact)
                .list());
    facts.addAll(observed(hcp, now));
    return facts;
  }

  @Override
  public Map<HcpId, List<Fact>> recorded(Collection<HcpId> hcps) {
    return jdbc
        .sql(
            "select * from hcp_fact where hcp_id = any(:hcps) and superseded_at is null order by id")
        .param("hcps", hcps.stream().map(HcpId::value).toArray(UUID[]::new))
        .query((rs, n) -> new Owned(new HcpId(rs.getObject("hcp_id", UUID.class)), fact(rs, n)))
        .list()
        .stream()
        .collect(
            Collectors.groupingBy(
                Owned::hcp, Collectors.mapping(Owned::fact, Collectors.toList())));
  }

  /**
   * The channel the HCP answers on most, with a confidence that grows with the number of answers.
   */
  private List<Fact> observed(HcpId hcp, Instant now) {
    return jdbc.sql(
            """
            select c.channel, count(*) as answers, max(e.last_at) as latest
            from engagement e join contact c on c.id = e.contact_id
            where e.hcp_id = :hcp and e.kind in ('OPENED', 'CLICKED') and e.last_at > :since
            group by c.channel order by answers desc, c.channel limit 1
            """)
        .param("hcp", hcp.value())
        .param("since", Timestamp.from(now.minus(WATCHED)))
        .query(
            (rs, n) -> {
              long answers = rs.getLong("answers");
              return new Fact(
                  0,
                  "preferred_channel",
                  rs.getString("channel"),
                  Basis.OBSERVED,
                  answers == 1 ? "1 answer to our messages" : answers + " answers to our messages",
                  answers / (answers + 2.0),
                  rs.getTimestamp("latest").toInstant(),
                  null,
                  null);
            })
        .list();
  }

  /** A fact and whose it is. */
  private record Given(
      UUID hcp,
      String name,
      String value,
      Basis basis,
      String source,
      double confidence,
      @Nullable Instant observedAt,
      @Nullable String consentScope) {}

  @Override
  @Transactional(propagation = Propagation.MANDATORY)
  public Set<HcpId> record(Map<HcpId, ? extends Collection<FactDraft>> facts, Actor by) {
    // Of one HCP, name, basis and source the last one given counts.
    Map<List<String>, Given> given = new LinkedHashMap<>();
    facts.forEach(
        (hcp, some) ->
            some.forEach(
                fact ->
                    given.put(
                        List.of(hcp.toString(), fact.name(), fact.basis().name(), fact.source()),
                        new Given(
                            hcp.value(),
                            fact.name(),
                            fact.value(),
                            fact.basis(),
                            fact.source(),
                            fact.confidence(),
                            fact.observedAt(),
                            fact.consentScope()))));
    if (given.isEmpty()) {
      return Set.of();
    }
    String list = json.writeValueAsString(given.values());
    Timestamp now = Timestamp.from(clock.instant());
    jdbc.sql(
            "update hcp_fact f set superseded_at = :now from "
                + GIVEN
                + """
                where f.hcp_id = g.hcp and f.superseded_at is null
                  and (f.name, f.basis, f.source) = (g.name, g.basis, g.source)
                  and (g."observedAt" is null or g."observedAt" >= f.observed_at)
                  and ((f.value, f.confidence, f.consent_scope)
                       is distinct from (g.value, g.confidence, g."consentScope")
                    or g."observedAt" > f.observed_at)
                """)
        .param("now", now)
        .param("facts", list)
        .update();
    return jdbc
        .sql(
            """
            insert into hcp_fact (hcp_id, name, value, basis, source, confidence, observed_at,
                                  consent_scope, recorded_at, actor)
            select g.hcp, g.name, g.value, g.basis, g.source, g.confidence,
                   coalesce(g."observedAt", :now), g."consentScope", :now, :actor
            from
            """
                + GIVEN
                + """
                where not exists (
                  select 1 from hcp_fact f
                  where f.hcp_id = g.hcp and f.superseded_at is null
                    and (f.name, f.basis, f.source) = (g.name, g.basis, g.source))
                returning hcp_id
                """)
        .param("now", now)
        .param("actor", by.id())
        .param("facts", list)
        .query(UUID.class)
        .list()
        .stream()
        .map(HcpId::new)
        .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public Optional<Owned> find(long id) {
    return jdbc.sql("select * from hcp_fact where id = :id")
        .param("id", id)
        .query((rs, n) -> new Owned(new HcpId(rs.getObject("hcp_id", UUID.class)), fact(rs, n)))
        .optional();
  }

  @Override
  @Transactional(propagation = Propagation.MANDATORY)
  public boolean mute(long id, String why, Actor by) {
    Optional<Map<String, String>> muted =
        jdbc.sql(
                """
                update hcp_fact f set muted_at = :now, muted_by = :by, muted_why = :why
                from hcp h where f.id = :id and f.muted_at is null and h.id = f.hcp_id
                returning h.pseudonym, f.name, f.basis, f.source
                """)
            .param("now", Timestamp.from(clock.instant()))
            .param("by", by.id())
            .param("why", why)
            .param("id", id)
            .query(
                (rs, n) ->
                    Map.of(
                        "pseudonym", rs.getString("pseudonym"),
                        "fact", Long.toString(id),
                        "name", rs.getString("name"),
                        "basis", rs.getString("basis"),
                        "source", rs.getString("source")))
            .optional();
    muted.ifPresent(
        fact ->
            audit.append(
                new AuditEvent("hcp", fact.getOrDefault("pseudonym", ""), "fact-muted", by, fact)));
    return muted.isPresent();
  }

  private static Fact fact(ResultSet rs, int row) throws SQLException {
    return new Fact(
        rs.getLong("id"),
        rs.getString("name"),
        rs.getString("value"),
        Basis.valueOf(rs.getString("basis")),
        rs.getString("source"),
        rs.getDouble("confidence"),
        rs.getTimestamp("observed_at").toInstant(),
        rs.getString("consent_scope"),
        rs.getString("muted_why"));
  }
}
