package io.medley.platform.security;

import io.medley.platform.audit.AuditEvent;
import io.medley.platform.audit.AuditTrail;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

final class JdbcAccessReviews implements AccessReviews {

  private final JdbcClient jdbc;
  private final TransactionOperations transactions;
  private final Authorities authorities;
  private final AuditTrail audit;
  private final Clock clock;
  private final Duration every;

  JdbcAccessReviews(
      JdbcClient jdbc,
      TransactionOperations transactions,
      Authorities authorities,
      AuditTrail audit,
      Clock clock,
      Duration every) {
    this.jdbc = jdbc;
    this.transactions = transactions;
    this.authorities = authorities;
    this.audit = audit;
    this.clock = clock;
    this.every = every;
  }

  @Override
  public List<Due> due() {
    return authorities.granted().stream()
        .map(granted -> new Due(granted, granted.seenAt().plus(every)))
        .sorted(Comparator.comparing(Due::dueAt))
        .toList();
  }

  @Override
  public List<Reviewed> newest(int count) {
    return jdbc.sql("select * from access_review order by reviewed_at desc, id limit :count")
        .param("count", count)
        .query(
            (row, number) ->
                new Reviewed(
                    row.getObject("id", UUID.class),
                    new Authorities.Grant(
                        new Holder(
                            Holder.Kind.valueOf(row.getString("holder_kind")),
                            row.getString("holder")),
                        Authority.valueOf(row.getString("authority")),
                        row.getString("market")),
                    Decision.valueOf(row.getString("decision")),
                    row.getString("reason"),
                    row.getString("reviewer"),
                    row.getObject("reviewed_at", OffsetDateTime.class).toInstant()))
        .list();
  }

  @Override
  public void decide(Authorities.Grant grant, Decision decision, String reason, Actor by) {
    authorities.require(by, Authority.ADMINISTER, Authorities.EVERY_MARKET);
    if (decision == Decision.REVOKED && reason.isBlank()) {
      throw new AccessReviewRefused("Say why the authority is taken away.");
    }
    boolean own = grant.holder().equals(Holder.person(by.id()));
    if (own && authorities.holders(Authority.ADMINISTER, Authorities.EVERY_MARKET).size() > 1) {
      throw new AccessReviewRefused(
          "This is your own authority; another administrator has to look at it.");
    }
    transactions.executeWithoutResult(
        status -> {
          int held =
              jdbc.sql(
                      """
                      update authority_grant set reviewed_by = :by, reviewed_at = :at
                      where holder_kind = :kind and holder = :holder and authority = :authority
                        and market = :market
                      """)
                  .param("by", by.id())
                  .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                  .param("kind", grant.holder().kind().name())
                  .param("holder", grant.holder().name())
                  .param("authority", grant.authority().name())
                  .param("market", grant.market())
                  .update();
          if (held == 0) {
            throw new AccessReviewRefused(
                "%s no longer holds %s for %s; reload the page."
                    .formatted(grant.holder().id(), grant.authority(), grant.market()));
          }
          keep(grant, decision, reason.strip(), by);
          if (decision == Decision.REVOKED) {
            authorities.revoke(grant, by);
          }
        });
  }

  private void keep(Authorities.Grant grant, Decision decision, String reason, Actor by) {
    jdbc.sql(
            """
            insert into access_review (id, holder_kind, holder, authority, market, decision, reason,
              reviewer, reviewed_at)
            values (:id, :kind, :holder, :authority, :market, :decision, :reason, :by, :at)
            """)
        .param("id", UUID.randomUUID())
        .param("kind", grant.holder().kind().name())
        .param("holder", grant.holder().name())
        .param("authority", grant.authority().name())
        .param("market", grant.market())
        .param("decision", decision.name())
        .param("reason", reason)
        .param("by", by.id())
        .param("at", clock.instant().atOffset(ZoneOffset.UTC))
        .update();
    audit.append(
        new AuditEvent(
            "authority",
            grant.holder().id(),
            decision == Decision.CONFIRMED ? "review-confirmed" : "review-revoked",
            by,
            Map.of(
                "authority", grant.authority().name(),
                "market", grant.market(),
                "reason", reason)));
  }
}
