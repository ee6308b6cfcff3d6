package io.medley.content.lifecycle;

import io.medley.content.asset.VersionId;
import io.medley.platform.security.Actor;
import io.medley.platform.security.Authorities;
import io.medley.platform.security.Authority;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Withdraws a version with what was made from it. What it takes with it is decided in the
 * transaction of the withdrawal itself; each further version is then withdrawn in a transaction of
 * its own, by whatever instance comes first, also after a crash.
 */
@Service
public class CascadingWithdrawal {

  private final Approvals approvals;
  private final Relations relations;
  private final Cascades cascades;
  private final Withdrawing withdrawing;
  private final Authorities authorities;
  private final Clock clock;
  private final TransactionOperations transactions;

  CascadingWithdrawal(
      Approvals approvals,
      Relations relations,
      Cascades cascades,
      Withdrawing withdrawing,
      Authorities authorities,
      Clock clock,
      TransactionOperations transactions) {
    this.approvals = approvals;
    this.relations = relations;
    this.cascades = cascades;
    this.withdrawing = withdrawing;
    this.authorities = authorities;
    this.clock = clock;
    this.transactions = transactions;
  }

  /**
   * A version that could be withdrawn too.
   *
   * @param allowed whether the person who asks may withdraw it
   */
  public record Hit(Approval approval, Related related, boolean allowed) {}

  /** What a withdrawal would hit beside the version itself, nearest first. */
  @Transactional(readOnly = true)
  public List<Hit> preview(VersionId version, Actor by) {
    Approval root =
        approvals.find(version).orElseThrow(() -> new LifecycleRefusal.NeverLive(version));
    List<Hit> hits = new ArrayList<>();
    for (Related related : relations.madeFrom(root.asset())) {
      approvals.ofAsset(related.asset()).stream()
          .filter(approval -> approval.state().inForce())
          .map(approval -> new Hit(approval, related, allowed(approval, by)))
          .forEach(hits::add);
    }
    return hits;
  }

  /**
   * Withdraws the version, and with it those of the {@linkplain #preview previewed} that were
   * chosen. Adaptations that were not chosen are flagged for somebody to look at.
   *
   * @throws LifecycleRefusal.NotMadeFromIt if one of the chosen was not made from the version
   */
  public Recall withdraw(VersionId version, String reason, Collection<VersionId> also, Actor by) {
    Recall recall =
        Objects.requireNonNull(
            transactions.execute(
                status -> {
                  List<Hit> hits = preview(version, by);
                  Set<VersionId> known =
                      hits.stream()
                          .map(hit -> hit.approval().version())
                          .collect(Collectors.toSet());
                  also.stream()
                      .filter(chosen -> !known.contains(chosen))
                      .findFirst()
                      .ifPresent(
                          stranger -> {
                            throw new LifecycleRefusal.NotMadeFromIt(stranger, version);
                          });
                  Recall root = withdrawing.withdraw(version, reason, by, also);
                  for (Hit hit : hits) {
                    if (also.contains(hit.approval().version())) {
                      hit.approval()
                          .markets()
                          .forEach(market -> authorities.require(by, Authority.WITHDRAW, market));
                      cascades.add(
                          new CascadeStep(
                              version,
                              hit.approval().version(),
                              hit.related().relation(),
                              root.reason(),
                              by.id(),
                              by.printedName(),
                              clock.instant(),
                              null));
                    }
                  }
                  return root;
                }));
    if (!also.isEmpty()) {
      goOn();
    }
    return recall;
  }

  /** What a withdrawal took with it. */
  @Transactional(readOnly = true)
  public List<CascadeStep> of(VersionId root) {
    return cascades.of(root);
  }

  @Scheduled(fixedDelay = 2_000)
  void goOn() {
    while (Boolean.TRUE.equals(transactions.execute(status -> step()))) {
      // One version per transaction.
    }
  }

  private boolean step() {
    List<CascadeStep> next = cascades.toDo(1);
    next.forEach(
        step -> {
          withdrawing.withdrawWith(
              step, cascades.of(step.root()).stream().map(CascadeStep::version).toList());
          cascades.done(step, clock.instant());
        });
    return !next.isEmpty();
  }

  private boolean allowed(Approval approval, Actor by) {
    return approval.markets().stream()
        .allMatch(market -> authorities.has(by.id(), Authority.WITHDRAW, market));
  }
}
