package io.medley.content.lifecycle;

import io.medley.platform.notification.Notice;
import io.medley.platform.notification.NotificationKind;
import io.medley.platform.notification.Notifying;
import io.medley.platform.notification.Recipients;
import io.medley.platform.security.Authority;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Tells people what the life of a version asks of them, once each, and takes it off their lists
 * when it is done. Every method joins the deciding transaction.
 */
@Component
class DutyNotices {

  private final Notifying notifying;
  private final Owners owners;

  DutyNotices(Notifying notifying, Owners owners) {
    this.notifying = notifying;
    this.owners = owners;
  }

  /** Somebody has to decide. */
  void asked(Approval approval, Duty duty) {
    if (duty.open()) {
      notifying.tell(
          notice(NotificationKind.TASK, approval, duty, duty.what()),
          Recipients.holders(decides(duty), approval.markets()).and(owners.of(approval)));
    }
  }

  /** Nobody has decided in time. */
  void escalated(Approval approval, Duty duty) {
    notifying.tell(
        notice(
            NotificationKind.ESCALATION,
            approval,
            duty,
            "Nobody has answered in time: " + duty.what()),
        Recipients.holders(Authority.COORDINATE, approval.markets())
            .and(Recipients.holders(Authority.WITHDRAW, approval.markets()))
            .and(owners.of(approval)));
  }

  /** It is decided, or fell away. */
  void over(UUID duty) {
    notifying.settle(task(duty));
  }

  private static Notice notice(
      NotificationKind kind, Approval approval, Duty duty, String sentence) {
    return Notice.of(
            kind,
            new Notice.Subject(
                "asset:" + approval.asset(), approval.title() + " " + approval.versionNumber()),
            sentence,
            "/lifecycle/tasks/" + duty.id(),
            "duty/" + duty.id())
        .due(duty.dueAt())
        .ofTask(task(duty.id()));
  }

  private static Authority decides(Duty duty) {
    return switch (duty.kind()) {
      case EXPIRY, RECONSIDERATION, ACKNOWLEDGEMENT -> Authority.COORDINATE;
      case RECERTIFICATION -> Authority.LANE_FINAL;
      case CLOSE_OUT -> Authority.WITHDRAW;
    };
  }

  private static String task(UUID duty) {
    return "duty/" + duty;
  }
}
