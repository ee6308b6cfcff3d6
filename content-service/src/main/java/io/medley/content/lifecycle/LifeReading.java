package io.medley.content.lifecycle;

import io.medley.content.asset.VersionId;
import io.medley.content.lifecycle.LifeView.May;
import io.medley.platform.security.Actor;
import io.medley.platform.security.Authorities;
import io.medley.platform.security.Authority;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reads the life of a version for its page. */
@Service
public class LifeReading {

  private static final int CHANGES = 10;

  private final Approvals approvals;
  private final Withdrawing withdrawing;
  private final Recertifying recertifying;
  private final Duties duties;
  private final BasisChanges basis;
  private final LifeSignatures signatures;
  private final LifeSigning signing;
  private final Authorities authorities;
  private final Clock clock;

  LifeReading(
      Approvals approvals,
      Withdrawing withdrawing,
      Recertifying recertifying,
      Duties duties,
      BasisChanges basis,
      LifeSignatures signatures,
      LifeSigning signing,
      Authorities authorities,
      Clock clock) {
    this.approvals = approvals;
    this.withdrawing = withdrawing;
    this.recertifying = recertifying;
    this.duties = duties;
    this.basis = basis;
    this.signatures = signatures;
    this.signing = signing;
    this.authorities = authorities;
    this.clock = clock;
  }

  /** The life of a version that went live; empty for every other. */
  @Transactional(readOnly = true)
  public Optional<LifeView> of(VersionId version, Actor person) {
    return approvals.find(version).map(approval -> view(approval, person));
  }

  private LifeView view(Approval approval, Actor person) {
    VersionId version = approval.version();
    boolean live = approval.state() == ApprovalState.LIVE;
    boolean house = person.agency() == null;
    boolean withdraw = house && holds(person, Authority.WITHDRAW, approval);
    return new LifeView(
        approval,
        elapsed(approval, clock.instant()),
        approval.validTo().minus(Duration.ofDays(90)),
        approval.validTo().minus(Duration.ofDays(30)),
        live ? null : withdrawing.newest(version).orElse(null),
        recertifying.underWay(version).orElse(null),
        duties.of(version).stream()
            .filter(Duty::open)
            .sorted(Comparator.comparing(Duty::dueAt))
            .toList(),
        basis.of(version).stream().limit(CHANGES).toList(),
        signatures.of(version).stream()
            .map(signature -> new LifeView.Signed(signature, signing.holds(signature)))
            .toList(),
        new May(
            withdraw && approval.state().inForce(),
            withdraw && live,
            withdraw && approval.state() == ApprovalState.SUSPENDED,
            house
                && approval.state().inForce()
                && (holds(person, Authority.COORDINATE, approval) || withdraw)));
  }

  private boolean holds(Actor person, Authority authority, Approval approval) {
    return approval.markets().stream()
        .allMatch(market -> authorities.has(person.id(), authority, market));
  }

  private static int elapsed(Approval approval, Instant now) {
    long whole = Duration.between(approval.validFrom(), approval.validTo()).toSeconds();
    long gone = Duration.between(approval.validFrom(), now).toSeconds();
    return whole <= 0 ? 100 : Math.clamp(gone * 100 / whole, 0, 100);
  }
}
