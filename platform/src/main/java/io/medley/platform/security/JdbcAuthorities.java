package io.medley.platform.security;

import io.medley.platform.audit.AuditEvent;
import io.medley.platform.audit.AuditTrail;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

final class JdbcAuthorities implements Authorities {

  /** A grant counts for the person themselves or through a group they are in. */
  private static final String HELD_BY =
      """
      (holder_kind = 'PERSON' and holder = :person
        or holder_kind = 'GROUP' and holder in (
          select unnest(groups) from person_account where id = :person))
      """;

  private static final Comparator<Grant> ORDER =
      Comparator.comparing((Grant grant) -> grant.holder().kind())
          .thenComparing(grant -> grant.holder().name())
          .thenComparing(Grant::authority)
          .thenComparing(Grant::market);

  private final JdbcClient jdbc;
  private final TransactionOperations transactions;
  private final AuditTrail audit;
  private final Clock clock;
  private final @Nullable String firstAdministrator;

  JdbcAuthorities(
      JdbcClient jdbc,
      TransactionOperations transactions,
      AuditTrail audit,
      Clock clock,
      @Nullable String firstAdministrator) {
    this.jdbc = jdbc;
    this.transactions = transactions;
    this.audit = audit;
    this.clock = clock;
    this.firstAdministrator = firstAdministrator;
  }

  @Override
  public boolean has(String personId, Authority authority, String market) {
    bootstrap(authority);
    return jdbc.sql(
            """
            select exists (select 1 from authority_grant
              where authority = :authority and market in (:market, '*') and
            """
                + HELD_BY
                + ")")
        .param("person", personId)
        .param("authority", authority.name())
        .param("market", market)
        .query(Boolean.class)
        .single();
  }

  @Override
  public void require(Actor actor, Authority authority, String market) {
    if (!has(actor.id(), authority, market)) {
      throw new AuthorityMissing(actor.id(), authority, market);
    }
  }

  @Override
  public void requireAnywhere(Actor actor, Authority authority) {
    if (markets(actor.id(), authority).isEmpty()) {
      throw new AuthorityMissing(actor.id(), authority, "any");
    }
  }

  @Override
  public Set<String> markets(String personId, Authority authority) {
    bootstrap(authority);
    return Set.copyOf(
        jdbc.sql(
                "select distinct market from authority_grant where authority = :authority and "
                    + HELD_BY)
            .param("person", personId)
            .param("authority", authority.name())
            .query(String.class)
            .list());
  }

  @Override
  public Set<String> holders(Authority authority, String market) {
    bootstrap(authority);
    return Set.copyOf(
        jdbc.sql(
                """
                select holder from authority_grant
                where holder_kind = 'PERSON' and authority = :authority and market in (:market, '*')
                union
                select person.id from authority_grant held
                join person_account person on held.holder = any (person.groups)
                where held.holder_kind = 'GROUP' and held.authority = :authority
                  and held.market in (:market, '*')
                """)
            .param("authority", authority.name())
            .param("market", market)
            .query(String.class)
            .list());
  }

  @Override
  public List<Grant> grants() {
    bootstrap(Authority.ADMINISTER);
    return read();
  }

  @Override
  public List<Granted> granted() {
    bootstrap(Authority.ADMINISTER);
    return jdbc
        .sql("select * from authority_grant")
        .query(
            (row, number) ->
                new Granted(
                    grant(row),
                    row.getString("granted_by"),
                    row.getObject("granted_at", OffsetDateTime.class).toInstant(),
                    row.getString("reviewed_by"),
                    row.getObject("reviewed_at") == null
                        ? null
                        : row.getObject("reviewed_at", OffsetDateTime.class).toInstant()))
        .list()
        .stream()
        .sorted(Comparator.comparing(Granted::grant, ORDER))
        .toList();
  }

  @Override
  public void replace(Collection<Grant> wanted, Actor by) {
    change(by, present -> Set.copyOf(wanted));
  }

  @Override
  public void grant(Grant grant, Actor by) {
    change(
        by,
        present -> {
          present.add(grant);
          return present;
        });
  }

  @Override
  public void revoke(Grant grant, Actor by) {
    change(
        by,
        present -> {
          present.remove(grant);
          return present;
        });
  }

  /** Brings the rows to what is wanted, one administrator at a time. */
  private void change(Actor by, UnaryOperator<Set<Grant>> wish) {
    require(by, Authority.ADMINISTER, EVERY_MARKET);
    transactions.executeWithoutResult(
        status -> {
          jdbc.sql("lock table authority_grant in share row exclusive mode").update();
          Set<Grant> present = new HashSet<>(read());
          Set<Grant> target = new TreeSet<>(ORDER);
          target.addAll(wish.apply(new HashSet<>(present)));
          if (target.stream().noneMatch(JdbcAuthorities::administers)) {
            throw new LastAdministrator();
          }
          for (Grant grant : present.stream().sorted(ORDER).toList()) {
            if (!target.contains(grant)) {
              delete(grant, by);
            }
          }
          for (Grant grant : target) {
            if (!present.contains(grant)) {
              insert(grant, by);
            }
          }
        });
  }

  /** A group may be empty: only a person counts as the one who remains. */
  private static boolean administers(Grant grant) {
    return grant.holder().kind() == Holder.Kind.PERSON
        && grant.authority() == Authority.ADMINISTER
        && grant.market().equals(EVERY_MARKET);
  }

  /** Names the first administrator, once in the life of the database. */
  private void bootstrap(Authority asked) {
    String person = firstAdministrator;
    if (asked != Authority.ADMINISTER || person == null || person.isBlank() || bootstrapped()) {
      return;
    }
    transactions.executeWithoutResult(
        status -> {
          int first =
              jdbc.sql(
                      """
                      insert into authority_bootstrap (person, at) values (:person, :at)
                      on conflict do nothing
                      """)
                  .param("person", person)
                  .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                  .update();
          if (first == 1) {
            insert(
                new Grant(person, Authority.ADMINISTER, EVERY_MARKET), Actor.system("bootstrap"));
          }
        });
  }

  private boolean bootstrapped() {
    return jdbc.sql("select exists (select 1 from authority_bootstrap)")
        .query(Boolean.class)
        .single();
  }

  private List<Grant> read() {
    return jdbc
        .sql("select holder_kind, holder, authority, market from authority_grant")
        .query((row, number) -> grant(row))
        .list()
        .stream()
        .sorted(ORDER)
        .toList();
  }

  private static Grant grant(ResultSet row) throws SQLException {
    return new Grant(
        new Holder(Holder.Kind.valueOf(row.getString("holder_kind")), row.getString("holder")),
        Authority.valueOf(row.getString("authority")),
        row.getString("market"));
  }

  private void insert(Grant grant, Actor by) {
    jdbc.sql(
            """
            insert into authority_grant (holder_kind, holder, authority, market, granted_by, granted_at)
            values (:kind, :holder, :authority, :market, :by, :at) on conflict do nothing
            """)
        .param("kind", grant.holder().kind().name())
        .param("holder", grant.holder().name())
        .param("authority", grant.authority().name())
        .param("market", grant.market())
        .param("by", by.id())
        .param("at", clock.instant().atOffset(ZoneOffset.UTC))
        .update();
    record(grant, "granted", by);
  }

  private void delete(Grant grant, Actor by) {
    jdbc.sql(
            """
            delete from authority_grant
            where holder_kind = :kind and holder = :holder and authority = :authority
              and market = :market
            """)
        .param("kind", grant.holder().kind().name())
        .param("holder", grant.holder().name())
        .param("authority", grant.authority().name())
        .param("market", grant.market())
        .update();
    record(grant, "revoked", by);
  }

  private void record(Grant grant, String action, Actor by) {
    audit.append(
        new AuditEvent(
            "authority",
            grant.holder().id(),
            action,
            by,
            Map.of("authority", grant.authority().name(), "market", grant.market())));
  }
}
