package io.medley.campaign.audience.jdbc;

import io.medley.campaign.audience.Audience;
import io.medley.campaign.audience.Audiences;
import io.medley.campaign.audience.Condition;
import io.medley.campaign.audience.Makeup;
import io.medley.campaign.hcp.HcpId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Audiences in PostgreSQL. */
@Repository
class JdbcAudiences implements Audiences {

  private static final TypeReference<List<Condition>> CONDITIONS = new TypeReference<>() {};
  private static final int OFFERED = 200;
  private static final String VERSION =
      """
      select a.id, a.name, v.version, v.kind, v.conditions, v.created_by, v.created_at
      from audience a join audience_version v on v.audience_id = a.id
      """;

  private final JdbcClient jdbc;
  private final JsonMapper json;

  JdbcAudiences(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  @Override
  @Transactional(propagation = Propagation.MANDATORY)
  public boolean add(Audience audience) {
    int named =
        audience.version() == 1
            ? jdbc.sql(
                    """
                    insert into audience (id, name, version) values (:id, :name, 1)
                    on conflict do nothing
                    """)
                .param("id", audience.id())
                .param("name", audience.name())
                .update()
            : jdbc.sql(
                    """
                    update audience set version = :version
                    where id = :id and version = :version - 1
                    """)
                .param("version", audience.version())
                .param("id", audience.id())
                .update();
    if (named == 0) {
      return false;
    }
    jdbc.sql(
            """
            insert into audience_version (audience_id, version, kind, conditions, created_by,
                                          created_at)
            values (:id, :version, :kind, :conditions::jsonb, :by, :at)
            """)
        .param("id", audience.id())
        .param("version", audience.version())
        .param("kind", audience.kind().name())
        .param("conditions", json.writeValueAsString(audience.conditions()))
        .param("by", audience.createdBy())
        .param("at", Timestamp.from(audience.createdAt()))
        .update();
    return true;
  }

  @Override
  @Transactional(propagation = Propagation.MANDATORY)
  public long fix(Audience audience, Instant now) {
    Predicates predicates = new Predicates(audience.conditions(), now);
    return jdbc.sql(
            """
            insert into audience_member (audience_id, version, hcp_id)
            select :audience, :version, h.id from hcp h where h.erased_at is null and h.status = 'ACTIVE'
            """
                + predicates.all())
        .params(predicates.parameters())
        .param("audience", audience.id())
        .param("version", audience.version())
        .update();
  }

  @Override
  public Optional<Audience> find(UUID id) {
    return jdbc.sql(VERSION + " where a.id = :id and v.version = a.version")
        .param("id", id)
        .query(this::audience)
        .optional();
  }

  @Override
  public Optional<Audience> find(UUID id, int version) {
    return jdbc.sql(VERSION + " where a.id = :id and v.version = :version")
        .param("id", id)
        .param("version", version)
        .query(this::audience)
        .optional();
  }

  @Override
  public List<Audience> all() {
    return jdbc.sql(VERSION + " where v.version = a.version and archived_at is null order by name")
        .query(this::audience)
        .list();
  }

  @Override
  public List<Audience> versions(UUID id) {
    return jdbc.sql(VERSION + " where a.id = :id order by v.version desc")
        .param("id", id)
        .query(this::audience)
        .list();
  }

  @Override
  public Map<String, Long> count(List<Condition> conditions, Instant now) {
    Predicates predicates = new Predicates(conditions, now);
    return counted(
        jdbc.sql(
                "select h.country, count(*) as hcps from hcp h where h.erased_at is null"
                    + " and h.status = 'ACTIVE'"
                    + predicates.all()
                    + " group by h.country order by hcps desc, h.country")
            .params(predicates.parameters()));
  }

  @Override
  public Map<String, Long> reach(
      List<Condition> conditions, Collection<String> channels, Instant now) {
    Predicates predicates = new Predicates(conditions, now);
    Map<String, Long> reach = new LinkedHashMap<>();
    channels.forEach(channel -> reach.put(channel, 0L));
    jdbc.sql(
            """
            select agreed.channel, count(*) as hcps
            from hcp h join consent_current agreed on agreed.hcp_id = h.id
             and agreed.channel = any(:channels) and agreed.purpose = 'PROMOTION'
             and agreed.status = 'GRANTED'
             and (agreed.expires_at is null or agreed.expires_at > :asOf)
            where h.erased_at is null and h.status = 'ACTIVE'
            """
                + predicates.all()
                + " group by agreed.channel")
        .params(predicates.parameters())
        .param("channels", channels.toArray(String[]::new))
        .param("asOf", Timestamp.from(now))
        .query(
            rs -> {
              reach.put(rs.getString("channel"), rs.getLong("hcps"));
            });
    return reach;
  }

  @Override
  public Map<String, Long> count(Audience audience, Instant now) {
    return switch (audience.kind()) {
      case LIVE -> count(audience.conditions(), now);
      case SNAPSHOT ->
          counted(
              jdbc.sql(
                      """
                      select h.country, count(*) as hcps
                      from audience_member m join hcp h on h.id = m.hcp_id
                      where m.audience_id = :id and m.version = :version and h.erased_at is null and h.status = 'ACTIVE'
                      group by h.country order by hcps desc, h.country
                      """)
                  .param("id", audience.id())
                  .param("version", audience.version()));
    };
  }

  private static Map<String, Long> counted(JdbcClient.StatementSpec statement) {
    Map<String, Long> counts = new LinkedHashMap<>();
    statement.query(
        rs -> {
          counts.put(rs.getString("country"), rs.getLong("hcps"));
        });
    return counts;
  }

  @Override
  public List<HcpId> members(
      Audience audience,
      Collection<String> countries,
      @Nullable HcpId after,
      int limit,
      Instant now) {
    Predicates predicates = predicates(audience, now);
    return jdbc
        .sql(
            """
            select h.id from hcp h
            where h.erased_at is null and h.status = 'ACTIVE' and (:every or h.country = any(:countries))
              and (:first or h.id > :after)
            """
                + predicates.all()
                + fixed(audience)
                + " order by h.id limit :limit")
        .params(predicates.parameters())
        .param("audience", audience.id())
        .param("version", audience.version())
        .param("every", countries.isEmpty())
        .param("countries", countries.toArray(String[]::new))
        .param("first", after == null)
        .param("after", after == null ? new UUID(0, 0) : after.value())
        .param("limit", limit)
        .query(UUID.class)
        .list()
        .stream()
        .map(HcpId::new)
        .toList();
  }

  @Override
  public List<Makeup> makeup(Audience audience, Collection<String> countries, Instant now) {
    Predicates predicates = predicates(audience, now);
    String agrees =
        """
        count(*) filter (where exists (
          select from consent_current c where c.hcp_id = h.id and c.channel = '%s'
             and c.purpose = 'PROMOTION' and c.status = 'GRANTED'
             and (c.expires_at is null or c.expires_at > :now)))
        """;
    return jdbc.sql(
            """
            select h.country, h.language, count(*) as hcps,
                   count(*) filter (where h.zone is not null) as zoned,
                   count(*) filter (where exists (
                     select from territory t where t.code = h.territory and t.rep is not null))
                     as placed,
                   count(*) filter (where h.updated_at > :yearAgo) as fresh,
            """
                + agrees.formatted("EMAIL")
                + " as email, "
                + agrees.formatted("REP_EMAIL")
                + """
                 as rep_email
                  from hcp h
                 where h.erased_at is null and h.status = 'ACTIVE' and (:every or h.country = any(:countries))
                """
                + predicates.all()
                + fixed(audience)
                + " group by h.country, h.language order by h.country, hcps desc, h.language")
        .params(predicates.parameters())
        .param("audience", audience.id())
        .param("version", audience.version())
        .param("every", countries.isEmpty())
        .param("countries", countries.toArray(String[]::new))
        .param("yearAgo", Timestamp.from(now.minus(Duration.ofDays(365))))
        .query(
            (row, number) ->
                new Makeup(
                    row.getString("country"),
                    row.getString("language"),
                    row.getLong("hcps"),
                    row.getLong("email"),
                    row.getLong("rep_email"),
                    row.getLong("zoned"),
                    row.getLong("placed"),
                    row.getLong("fresh")))
        .list();
  }

  /** What has to hold now; of a snapshot nothing, its members are fixed. */
  private static Predicates predicates(Audience audience, Instant now) {
    return new Predicates(
        switch (audience.kind()) {
          case LIVE -> audience.conditions();
          case SNAPSHOT -> List.of();
        },
        now);
  }

  /** A snapshot's own members, as a continuation of a where clause. */
  private static String fixed(Audience audience) {
    return switch (audience.kind()) {
      case LIVE -> "";
      case SNAPSHOT ->
          """
           and exists (select from audience_member m where m.audience_id = :audience
                       and m.version = :version and m.hcp_id = h.id)
          """;
    };
  }

  @Override
  public List<Boolean> holds(List<Condition> conditions, HcpId hcp, Instant now) {
    if (conditions.isEmpty()) {
      return List.of();
    }
    Predicates predicates = new Predicates(conditions, now);
    return jdbc.sql(
            "select " + String.join(", ", predicates.each()) + " from hcp h where h.id = :hcp")
        .params(predicates.parameters())
        .param("hcp", hcp.value())
        .query(
            (rs, n) -> {
              List<Boolean> holds = new ArrayList<>();
              for (int i = 1; i <= conditions.size(); i++) {
                holds.add(rs.getBoolean(i));
              }
              return holds;
            })
        .optional()
        .orElseGet(() -> conditions.stream().map(condition -> false).toList());
  }

  @Override
  public boolean fixed(Audience audience, HcpId hcp) {
    return jdbc.sql(
            """
            select exists (select from audience_member
                           where audience_id = :id and version = :version and hcp_id = :hcp)
            """)
        .param("id", audience.id())
        .param("version", audience.version())
        .param("hcp", hcp.value())
        .query(Boolean.class)
        .single();
  }

  @Override
  public List<String> values(Condition.Field field) {
    String sql =
        switch (field) {
          case COUNTRY -> ofHcps("country");
          case LANGUAGE -> ofHcps("language");
          case SPECIALTY -> ofHcps("specialty");
          case TYPE -> ofHcps("type");
          case TIER -> ofHcps("tier::text");
          case TERRITORY -> "select code from territory order by code limit :most";
          case HCO -> "select external_id from hco order by name limit :most";
          case BRAND_TIER ->
              """
              select brand_id || ':' || tier from hcp_brand_tier group by brand_id, tier
              order by brand_id, tier limit :most
              """;
          case FACT ->
              """
              select name || '=' || value from hcp_fact where superseded_at is null
              group by name, value order by name, count(*) desc limit :most
              """;
          case CONSENT ->
              """
              select channel || ':' || purpose from consent_text group by channel, purpose
              order by 1 limit :most
              """;
          case RECEIVED ->
              """
              select version_id::text from servable_version v
              where exists (select from received_version r where r.version_id = v.version_id)
              order by state = 'LIVE', stored_at desc limit :most
              """;
          case AFFINITY, OPENED, CLICKED, TOUCHED, SILENT -> "";
        };
    return sql.isEmpty()
        ? List.of()
        : jdbc.sql(sql).param("most", OFFERED).query(String.class).list();
  }

  private static String ofHcps(String column) {
    return """
    select %1$s from hcp where erased_at is null and status = 'ACTIVE' group by %1$s order by count(*) desc limit :most
    """
        .formatted(column);
  }

  @Override
  @Transactional(propagation = Propagation.MANDATORY)
  public void assign(UUID campaign, Audience audience) {
    jdbc.sql(
            """
            insert into campaign_audience (campaign_id, audience_id, version)
            values (:campaign, :audience, :version)
            on conflict (campaign_id) do update
              set audience_id = excluded.audience_id, version = excluded.version
            """)
        .param("campaign", campaign)
        .param("audience", audience.id())
        .param("version", audience.version())
        .update();
  }

  @Override
  public Optional<Audience> of(UUID campaign) {
    return jdbc.sql(
            VERSION
                + """
                join campaign_audience c on c.audience_id = v.audience_id and c.version = v.version
                where c.campaign_id = :campaign
                """)
        .param("campaign", campaign)
        .query(this::audience)
        .optional();
  }

  @Override
  public long campaigns(UUID id) {
    return jdbc.sql("select count(*) from campaign_audience where audience_id = :id")
        .param("id", id)
        .query(Long.class)
        .single();
  }

  private Audience audience(ResultSet rs, int row) throws SQLException {
    return new Audience(
        rs.getObject("id", UUID.class),
        rs.getString("name"),
        rs.getInt("version"),
        Audience.Kind.valueOf(rs.getString("kind")),
        json.readValue(rs.getString("conditions"), CONDITIONS),
        rs.getString("created_by"),
        rs.getTimestamp("created_at").toInstant());
  }
}
