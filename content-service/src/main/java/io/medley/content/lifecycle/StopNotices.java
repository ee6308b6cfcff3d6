package io.medley.content.lifecycle;

import io.medley.platform.notification.Notice;
import io.medley.platform.notification.NotificationKind;
import io.medley.platform.notification.Notifying;
import io.medley.platform.notification.Recipients;
import io.medley.platform.security.Actor;
import io.medley.platform.security.Authority;
import org.springframework.stereotype.Component;

/**
 * Whom the life of an approved version tells what: its owner, those who may stop it, those who
 * coordinate its markets, and those who run campaigns in them. Every method joins the deciding
 * transaction.
 */
@Component
class StopNotices {

  private final Notifying notifying;
  private final Owners owners;

  StopNotices(Notifying notifying, Owners owners) {
    this.notifying = notifying;
    this.owners = owners;
  }

  /** A version is withdrawn or suspended from this transaction on. */
  void stopped(Approval approval, Recall recall, Actor by) {
    String done = recall.kind() == Recall.Kind.WITHDRAW ? "withdrawn" : "suspended";
    notifying.tell(
        Notice.of(
            NotificationKind.STOPPED,
            subject(approval),
            "It was %s and is served no more, anywhere.".formatted(done),
            page(approval),
            "recall/" + approval.version() + "/" + recall.number()),
        responsible(approval).and(owners.of(approval)).except(by.id()));
  }

  /** A suspended version is served again. */
  void reinstated(Approval approval, Actor by) {
    notifying.tell(
        Notice.of(
            NotificationKind.STOPPED,
            subject(approval),
            "It is no longer suspended and is served again.",
            page(approval),
            "reinstated/" + approval.version() + "/" + approval.number()),
        responsible(approval).except(by.id()));
  }

  /** Its validity ends in so many days. */
  void expiring(Approval approval, int days) {
    notifying.tell(
        Notice.of(
                NotificationKind.EXPIRING,
                subject(approval),
                "Its validity ends in %d days. Recertify it or let it end.".formatted(days),
                page(approval),
                "expiring/" + approval.version() + "/" + approval.lastDay() + "/" + days)
            .due(approval.validTo()),
        Recipients.holders(Authority.COORDINATE, approval.markets()));
  }

  private static Recipients responsible(Approval approval) {
    return Recipients.holders(Authority.WITHDRAW, approval.markets())
        .and(Recipients.holders(Authority.COORDINATE, approval.markets()))
        .and(Recipients.holders(Authority.CAMPAIGN, approval.markets()));
  }

  private static Notice.Subject subject(Approval approval) {
    return new Notice.Subject(
        "asset:" + approval.asset(), approval.title() + " " + approval.versionNumber());
  }

  private static String page(Approval approval) {
    return "/assets/versions/" + approval.version();
  }
}
