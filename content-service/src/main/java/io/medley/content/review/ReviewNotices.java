package io.medley.content.review;

import io.medley.platform.notification.Notice;
import io.medley.platform.notification.NotificationKind;
import io.medley.platform.notification.Notifying;
import io.medley.platform.notification.Recipients;
import io.medley.platform.security.Authority;
import java.util.Locale;
import org.springframework.stereotype.Component;

/**
 * Whom a review tells what. Every method joins the transaction that decides what it tells of.
 * Authors and submitters never hear of a lane as a task: they may not sign it.
 */
@Component
class ReviewNotices {

  /** A notice is read at a glance; the piece's page has the whole title. */
  private static final int LONGEST_TITLE = 200;

  private final Notifying notifying;

  ReviewNotices(Notifying notifying) {
    this.notifying = notifying;
  }

  /** A lane's task appeared, or came back with a reason. */
  void laneOpened(Review review, ReviewLane lane) {
    notifying.tell(
        Notice.of(
                NotificationKind.TASK,
                subject(review),
                "%s review for %s waits for you.".formatted(lane.lane().title(), markets(review)),
                desk(review, lane),
                task(review, lane) + "/attempt/" + review.attempt())
            .ofTask(task(review, lane))
            .due(lane.dates().dueAt()),
        reviewers(review, lane));
  }

  /** Nobody has anything left to do in this lane. */
  void laneClosed(Review review, ReviewLane lane) {
    notifying.settle(task(review, lane));
  }

  /** Part of a lane's time is gone: 50, 100 or 150 %. */
  void laneOverdue(Review review, ReviewLane lane, int percent) {
    String title = lane.lane().title();
    NotificationKind kind =
        percent >= 150
            ? NotificationKind.ESCALATION
            : percent >= 100 ? NotificationKind.DUE : NotificationKind.REMINDER;
    String text =
        switch (kind) {
          case ESCALATION ->
              "%s review for %s is half as late again as it may be. Find out what holds it."
                  .formatted(title, markets(review));
          case DUE ->
              "%s review for %s is due now and not signed.".formatted(title, markets(review));
          default ->
              "Half of the time for the %s review is gone."
                  .formatted(title.toLowerCase(Locale.ROOT));
        };
    boolean escalated = kind == NotificationKind.ESCALATION;
    notifying.tell(
        Notice.of(
                kind,
                subject(review),
                text,
                escalated ? "/reviews/" + review.id() : desk(review, lane),
                task(review, lane) + "/attempt/" + review.attempt() + "/" + percent)
            .ofTask(task(review, lane))
            .due(lane.dates().dueAt()),
        escalated
            ? Recipients.holders(Authority.COORDINATE, review.subject().markets())
            : reviewers(review, lane));
  }

  /** The piece went back to who made it. */
  void returned(Review review, ReturnedList list) {
    long mustFix = list.points().stream().filter(ReturnedList.Point::mustFix).count();
    toMakers(
        review,
        NotificationKind.RETURNED,
        "Reviewers returned it with %d %s; %d must be mended before it comes back."
            .formatted(
                list.points().size(), list.points().size() == 1 ? "point" : "points", mustFix),
        "returned");
  }

  /** The piece was rejected for good. */
  void rejected(Review review) {
    toMakers(
        review, NotificationKind.RETURNED, "Reviewers rejected it. Its page says why.", "rejected");
  }

  /** The piece is live. */
  void live(Review review) {
    toMakers(
        review,
        NotificationKind.APPROVED,
        "It is approved and live in %s.".formatted(markets(review)),
        "live");
  }

  private void toMakers(Review review, NotificationKind kind, String text, String event) {
    notifying.tell(
        Notice.of(
            kind,
            subject(review),
            text,
            "/assets/versions/" + review.subject().version(),
            "review/" + review.id() + "/" + event),
        Recipients.persons(review.subject().author(), review.subject().submitter()));
  }

  private static Recipients reviewers(Review review, ReviewLane lane) {
    return Recipients.holders(lane.lane().authority(), review.subject().markets())
        .except(review.subject().author(), review.subject().submitter());
  }

  private static Notice.Subject subject(Review review) {
    String title = review.subject().title();
    return new Notice.Subject(
        "asset:" + review.subject().asset(),
        (title.length() > LONGEST_TITLE ? title.substring(0, LONGEST_TITLE - 1) + "…" : title)
            + " "
            + review.subject().versionNumber());
  }

  private static String task(Review review, ReviewLane lane) {
    return "review/" + review.id() + "/" + lane.lane();
  }

  private static String desk(Review review, ReviewLane lane) {
    return "/desk/" + review.id() + "/" + lane.lane();
  }

  private static String markets(Review review) {
    return String.join(", ", review.subject().markets());
  }
}
