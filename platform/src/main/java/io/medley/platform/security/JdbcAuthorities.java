package io.medley.platform.security;

import io.medley.platform.audit.AuditEvent;
import io.medley.platform.audit.AuditTrail;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

final class JdbcAuthorities implements Authorities {

  private static final Comparator<Grant> ORDER =
      Comparator.comparing(Grant::person)
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
              where person = :person and authority = :authority and market in (:market, '*'))
            """)
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
                """
                select market from authority_grant
                where person = :person and authority = :authority
                """)
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
                select distinct person from authority_grant
                where authority = :authority and market in (:market, '*')
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
  public void replace(Collection<Grant> wanted, Actor by) {
    require(by, Authority.ADMINISTER, EVERY_MARKET);
    boolean administered =
        wanted.stream()
            .anyMatch(
                grant ->
                    grant.authority() == Authority.ADMINISTER
                        && grant.market().equals(EVERY_MARKET));
    if (!administered) {
      throw new LastAdministrator();
    }
    transactions.executeWithoutResult(
        status -> {
          jdbc.sql("lock table authority_grant in share row exclusive mode").update();
          Set<Grant> present = new HashSet<>(read());
          Set<Grant> target = new TreeSet<>(ORDER);
          target.addAll(wanted);
          for (Grant grant : present.stream().sorted(ORDER).toList()) {
            if (!target.contains(grant)) {
              revoke(grant, by);
            }
          }
          for (Grant grant : target) {
            if (!present.contains(grant)) {
              grant(grant, by);
            }
          }
        });
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
            grant(new Grant(person, Authority.ADMINISTER, EVERY_MARKET), Actor.system("bootstrap"));
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
        .sql("select person, authority, market from authority_grant")
        .query(Grant.class)
        .list()
        .stream()
        .sorted(ORDER)
        .toList();
  }

  private void grant(Grant grant, Actor by) {
    jdbc.sql(
            """
            insert into authority_grant (person, authority, market, granted_by, granted_at)
            values (:person, :authority, :market, :by, :at) on conflict do nothing
            """)
        .param("person", grant.person())
        .param("authority", grant.authority().name())
        .param("market", grant.market())
        .param("by", by.id())
        .param("at", clock.instant().atOffset(ZoneOffset.UTC))
        .update();
    record(grant, "granted", by);
  }

  private void revoke(Grant grant, Actor by) {
    jdbc.sql(
            """
            delete from authority_grant
            where person = :person and authority = :authority and market = :market
            """)
        .param("person", grant.person())
        .param("authority", grant.authority().name())
        .param("market", grant.market())
        .update();
    record(grant, "revoked", by);
  }

  private void record(Grant grant, String action, Actor by) {
    audit.append(
        new AuditEvent(
            "authority",
            grant.person(),
            action,
            by,
            Map.of("authority", grant.authority().name(), "market", grant.market())));
  }
}
