package io.medley.platform.security;

import io.medley.platform.audit.AuditEvent;
import io.medley.platform.audit.AuditTrail;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

final class JdbcDelegations implements Delegations {

  private static final Duration LONGEST = Duration.ofDays(366);

  private final JdbcClient jdbc;
  private final TransactionOperations transactions;
  private final Authorities authorities;
  private final People people;
  private final AuditTrail audit;
  private final Clock clock;

  JdbcDelegations(
      JdbcClient jdbc,
      TransactionOperations transactions,
      Authorities authorities,
      People people,
      AuditTrail audit,
      Clock clock) {
    this.jdbc = jdbc;
    this.transactions = transactions;
    this.authorities = authorities;
    this.people = people;
    this.audit = audit;
    this.clock = clock;
  }

  @Override
  public Optional<Delegation> delegateOf(
      String person, Authority authority, String market, Instant at) {
    if (!authorities.has(person, authority, market)) {
      return Optional.empty();
    }
    return jdbc.sql(
            """
            select * from delegation
            where person = :person and delegate is not null and :authority = any (authorities)
              and markets && cast(array[:market, '*'] as text[]) and from_at <= :at and until_at > :at
              and (ended_at is null or ended_at > :at)
            order by made_at desc, id limit 1
            """)
        .param("person", person)
        .param("authority", authority.name())
        .param("market", market)
        .param("at", utc(at))
        .query((row, number) -> delegation(row))
        .optional();
  }

  @Override
  public List<Delegation> actingFor(
      String delegate, Authority authority, String market, Instant at) {
    return given(delegate, authority, at).stream()
        .filter(delegation -> delegation.covers(authority, market))
        .filter(delegation -> authorities.has(delegation.person(), authority, market))
        .toList();
  }

  @Override
  public Set<String> delegatedMarkets(String delegate, Authority authority, Instant at) {
    Set<String> markets = new TreeSet<>();
    for (Delegation delegation : given(delegate, authority, at)) {
      Set<String> held = authorities.markets(delegation.person(), authority);
      if (delegation.markets().contains(Authorities.EVERY_MARKET)) {
        markets.addAll(held);
      } else {
        delegation.markets().stream()
            .filter(market -> held.contains(market) || held.contains(Authorities.EVERY_MARKET))
            .forEach(markets::add);
      }
    }
    return markets;
  }

  @Override
  public boolean absent(String person, Instant at) {
    return jdbc.sql(
            """
            select exists (select 1 from delegation
              where person = :person and absent and from_at <= :at and until_at > :at
                and (ended_at is null or ended_at > :at))
            """)
        .param("person", person)
        .param("at", utc(at))
        .query(Boolean.class)
        .single();
  }

  @Override
  public List<Delegation> from(Instant at) {
    return jdbc.sql(
            """
            select * from delegation where until_at > :at and ended_at is null
            order by from_at, made_at, id
            """)
        .param("at", utc(at))
        .query((row, number) -> delegation(row))
        .list();
  }

  @Override
  public List<Delegation> of(String person) {
    return jdbc.sql(
            """
            select * from delegation where person = :person or delegate = :person
            order by made_at desc, id
            """)
        .param("person", person)
        .query((row, number) -> delegation(row))
        .list();
  }

  @Override
  public Delegation add(Wish wish, Actor by) {
    requireMine(wish.person(), by);
    requirePossible(wish);
    Delegation delegation =
        new Delegation(
            UUID.randomUUID(),
            wish.person(),
            wish.delegate(),
            wish.delegate() == null ? Set.of() : Set.copyOf(wish.authorities()),
            wish.delegate() == null ? Set.of(Authorities.EVERY_MARKET) : Set.copyOf(wish.markets()),
            wish.from(),
            wish.until(),
            wish.absent(),
            wish.reason().strip(),
            by.id(),
            clock.instant(),
            null,
            null);
    transactions.executeWithoutResult(
        status -> {
          insert(delegation);
          note(delegation, delegation.delegate() == null ? "absent" : "delegated", by);
        });
    return delegation;
  }

  @Override
  public void end(UUID id, Actor by) {
    Delegation delegation =
        jdbc.sql("select * from delegation where id = :id")
            .param("id", id)
            .query((row, number) -> delegation(row))
            .optional()
            .orElseThrow(
                () -> new DelegationRefused("There is no delegation %s here.".formatted(id)));
    requireMine(delegation.person(), by);
    transactions.executeWithoutResult(
        status -> {
          int ended =
              jdbc.sql(
                      """
                      update delegation set ended_by = :by, ended_at = :at
                      where id = :id and ended_at is null
                      """)
                  .param("by", by.id())
                  .param("at", utc(clock.instant()))
                  .param("id", id)
                  .update();
          if (ended == 1) {
            note(delegation, "delegation-ended", by);
          }
        });
  }

  private void requireMine(String person, Actor by) {
    if (!by.id().equals(person)) {
      authorities.require(by, Authority.ADMINISTER, Authorities.EVERY_MARKET);
    }
  }

  private void requirePossible(Wish wish) {
    if (wish.reason().isBlank()) {
      throw new DelegationRefused("Say why, in a few words: the reason stands in the audit.");
    }
    if (!wish.from().isBefore(wish.until())) {
      throw new DelegationRefused("The end lies before the beginning; correct one of the dates.");
    }
    if (!wish.until().isAfter(clock.instant())) {
      throw new DelegationRefused("The period is over already; choose an end in the future.");
    }
    if (Duration.between(wish.from(), wish.until()).compareTo(LONGEST) > 0) {
      throw new DelegationRefused(
          "A delegation lasts a year at most; a grant is the way for longer.");
    }
    String delegate = wish.delegate();
    if (delegate == null) {
      if (!wish.absent()) {
        throw new DelegationRefused("Name the person who acts, or mark the period as an absence.");
      }
      return;
    }
    if (delegate.equals(wish.person())) {
      throw new DelegationRefused("Nobody is their own delegate; choose another person.");
    }
    if (wish.authorities().isEmpty() || wish.markets().isEmpty()) {
      throw new DelegationRefused("Choose at least one authority and one market to delegate.");
    }
    for (Authority authority : wish.authorities()) {
      if (!authority.delegable()) {
        throw new DelegationRefused(
            "%s cannot be delegated; an administrator can grant it.".formatted(authority));
      }
      Set<String> held = authorities.markets(wish.person(), authority);
      for (String market : wish.markets()) {
        boolean holds =
            market.equals(Authorities.EVERY_MARKET)
                ? !held.isEmpty()
                : held.contains(market) || held.contains(Authorities.EVERY_MARKET);
        if (!holds) {
          throw new DelegationRefused(
              "%s does not hold %s for %s, so it cannot be delegated."
                  .formatted(wish.person(), authority, market));
        }
      }
    }
    requireKnown(delegate);
  }

  private void requireKnown(String delegate) {
    Optional<People.Person> person = people.find(delegate);
    boolean granted =
        authorities.grants().stream().anyMatch(g -> g.holder().equals(Holder.person(delegate)));
    if (person.isEmpty() && !granted) {
      throw new DelegationRefused(
          "%s has never signed in here and holds nothing; check the user name."
              .formatted(delegate));
    }
    if (person.map(People.Person::agency).isPresent()) {
      throw new DelegationRefused(
          "%s works for an agency; an agency never reviews.".formatted(delegate));
    }
  }

  /** Whatever this delegate was given that holds at the instant. */
  private List<Delegation> given(String delegate, Authority authority, Instant at) {
    return jdbc.sql(
            """
            select * from delegation
            where delegate = :delegate and :authority = any (authorities)
              and from_at <= :at and until_at > :at and (ended_at is null or ended_at > :at)
            order by made_at, id
            """)
        .param("delegate", delegate)
        .param("authority", authority.name())
        .param("at", utc(at))
        .query((row, number) -> delegation(row))
        .list();
  }

  private void insert(Delegation delegation) {
    jdbc.sql(
            """
            insert into delegation (id, person, delegate, authorities, markets, from_at, until_at,
              absent, reason, made_by, made_at)
            values (:id, :person, :delegate, :authorities, :markets, :from, :until,
              :absent, :reason, :by, :at)
            """)
        .param("id", delegation.id())
        .param("person", delegation.person())
        .param("delegate", delegation.delegate())
        .param("authorities", JdbcPeople.array(names(delegation.authorities())))
        .param("markets", JdbcPeople.array(delegation.markets()))
        .param("from", utc(delegation.from()))
        .param("until", utc(delegation.until()))
        .param("absent", delegation.absent())
        .param("reason", delegation.reason())
        .param("by", delegation.madeBy())
        .param("at", utc(delegation.madeAt()))
        .update();
  }

  private void note(Delegation delegation, String action, Actor by) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("delegation", delegation.id().toString());
    facts.put("delegate", delegation.delegate() == null ? "" : delegation.delegate());
    facts.put("authorities", List.copyOf(new TreeSet<>(names(delegation.authorities()))));
    facts.put("markets", List.copyOf(new TreeSet<>(delegation.markets())));
    facts.put("from", delegation.from().toString());
    facts.put("until", delegation.until().toString());
    facts.put("absent", delegation.absent());
    facts.put("reason", delegation.reason());
    audit.append(new AuditEvent("authority", delegation.person(), action, by, facts));
  }

  private static Set<String> names(Set<Authority> authorities) {
    return authorities.stream().map(Authority::name).collect(Collectors.toSet());
  }

  private static Delegation delegation(ResultSet row) throws SQLException {
    return new Delegation(
        row.getObject("id", UUID.class),
        row.getString("person"),
        row.getString("delegate"),
        JdbcPeople.texts(row, "authorities").stream()
            .map(Authority::valueOf)
            .collect(Collectors.toSet()),
        JdbcPeople.texts(row, "markets"),
        instant(row, "from_at"),
        instant(row, "until_at"),
        row.getBoolean("absent"),
        row.getString("reason"),
        row.getString("made_by"),
        instant(row, "made_at"),
        row.getString("ended_by"),
        row.getObject("ended_at") == null ? null : instant(row, "ended_at"));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
