package io.medley.content.production;

import io.medley.content.asset.AssetVersion;
import io.medley.platform.notification.Notice;
import io.medley.platform.notification.NotificationKind;
import io.medley.platform.notification.Notifying;
import io.medley.platform.notification.Recipients;
import io.medley.platform.security.Authority;
import org.springframework.stereotype.Component;

/** Whom coordinator QC tells what; joins the transaction that decides what it tells of. */
@Component
class QcNotices {

  private final Notifying notifying;

  QcNotices(Notifying notifying) {
    this.notifying = notifying;
  }

  /** A coordinator has to look. */
  void asked(Submission submission, AssetVersion version) {
    notifying.tell(
        Notice.of(
                NotificationKind.TASK,
                subject(version),
                "Coordinator QC for %s waits for you."
                    .formatted(String.join(", ", submission.markets())),
                "/assets/versions/" + version.id() + "/qc",
                task(submission))
            .ofTask(task(submission))
            .due(submission.dueAt()),
        Recipients.holders(Authority.COORDINATE, submission.markets())
            .except(version.author(), submission.submittedBy()));
  }

  /** It is decided. */
  void decided(Submission submission) {
    notifying.settle(task(submission));
  }

  /** The agency has it again. */
  void returned(Submission submission, AssetVersion version) {
    decided(submission);
    Recipients people =
        Recipients.persons(java.util.Set.of(version.author()))
            .and(Recipients.persons(submission.submittedBy()));
    notifying.tell(
        Notice.of(
            NotificationKind.RETURNED,
            subject(version),
            "The coordinator returned it before the review: see why, mend it and submit it again.",
            "/assets/versions/" + version.id(),
            task(submission) + "/returned"),
        submission.agency().isEmpty()
            ? people
            : people.and(Recipients.agency(submission.agency())));
  }

  private static Notice.Subject subject(AssetVersion version) {
    return new Notice.Subject("asset:" + version.asset(), version.metadata().title());
  }

  private static String task(Submission submission) {
    return "qc/" + submission.id();
  }
}
