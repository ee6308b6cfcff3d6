package io.medley.content.brief;

import io.medley.platform.notification.Notice;
import io.medley.platform.notification.NotificationKind;
import io.medley.platform.notification.Notifying;
import io.medley.platform.notification.Recipients;
import io.medley.platform.security.Authority;
import org.springframework.stereotype.Component;

/** Whom a brief tells what; joins the transaction that decides what it tells of. */
@Component
class BriefNotices {

  private final Notifying notifying;

  BriefNotices(Notifying notifying) {
    this.notifying = notifying;
  }

  /** A brief was written: its agency has a task; without an agency a coordinator has one. */
  void written(Brief brief) {
    boolean assigned = !brief.agency().isEmpty();
    notifying.tell(
        Notice.of(
                NotificationKind.TASK,
                subject(brief),
                assigned
                    ? "A brief waits for you: due %s.".formatted(brief.wanted().dueOn())
                    : "A campaign has nothing for a slot; the brief for it needs an agency.",
                page(brief),
                task(brief) + "/" + brief.agency())
            .ofTask(task(brief))
            .due(brief.dueAt()),
        assigned
            ? Recipients.agency(brief.agency())
            : Recipients.holders(Authority.COORDINATE, brief.wanted().markets()));
  }

  /** What is asked for changed. */
  void changed(Brief before, Brief after) {
    if (!before.agency().equals(after.agency())) {
      notifying.settle(task(after));
      written(after);
    } else if (!after.agency().isEmpty()) {
      notifying.tell(
          Notice.of(
              NotificationKind.CHANGE,
              subject(after),
              "What the brief asks for changed; it is due %s.".formatted(after.wanted().dueOn()),
              page(after),
              task(after) + "/changed/" + after.rowVersion()),
          Recipients.agency(after.agency()));
    }
  }

  /** Nobody has to make it any more. */
  void cancelled(Brief brief) {
    notifying.settle(task(brief));
    if (!brief.agency().isEmpty()) {
      notifying.tell(
          Notice.of(
              NotificationKind.CHANGE,
              subject(brief),
              "The brief was cancelled; its page says why.",
              page(brief),
              task(brief) + "/cancelled"),
          Recipients.agency(brief.agency()));
    }
  }

  /** A version for it was submitted: who asked for it hears of it. */
  void delivered(Brief brief) {
    notifying.settle(task(brief));
    notifying.tell(
        Notice.of(
            NotificationKind.CHANGE,
            subject(brief),
            "A piece for your brief was submitted.",
            page(brief),
            task(brief) + "/delivered/" + brief.rowVersion()),
        Recipients.persons(brief.writtenBy()));
  }

  /** It is closed. */
  void settled(Brief brief) {
    notifying.settle(task(brief));
  }

  private static Notice.Subject subject(Brief brief) {
    return new Notice.Subject("brief:" + brief.id(), brief.wanted().title());
  }

  private static String task(Brief brief) {
    return "brief/" + brief.id();
  }

  private static String page(Brief brief) {
    return "/briefs/" + brief.id();
  }
}
