package io.medley.content.review;

import io.medley.platform.notification.Notice;
import io.medley.platform.notification.NotificationKind;
import io.medley.platform.notification.Notifying;
import io.medley.platform.notification.Recipients;
import io.medley.platform.security.Authorities;
import io.medley.platform.security.Authority;
import io.medley.platform.security.Delegations;
import io.medley.workflows.mlrreview.HumanStep;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
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
  private final Authorities authorities;
  private final Delegations delegations;
  private final Clock clock;

  ReviewNotices(
      Notifying notifying, Authorities authorities, Delegations delegations, Clock clock) {
    this.notifying = notifying;
    this.authorities = authorities;
    this.delegations = delegations;
    this.clock = clock;
  }

  /** A lane's task appeared, or came back with a reason. */
  void laneOpened(Review review, ReviewLane lane) {
    notifying.tell(
        Notice.of(
                NotificationKind.TASK,
                subject(review),
                "%s review for %s waits for you.".formatted(lane.lane().title(), markets(review)),
                desk(review, lane),
                task(review, lane) + "/round/" + lane.round() + "/attempt/" + review.attempt())
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
                task(review, lane)
                    + "/round/"
                    + lane.round()
                    + "/attempt/"
                    + review.attempt()
                    + "/"
                    + percent)
            .ofTask(task(review, lane))
            .due(lane.dates().dueAt()),
        switch (kind) {
          case ESCALATION -> Recipients.holders(Authority.COORDINATE, review.subject().markets());
          case DUE -> reviewers(review, lane).and(Recipients.persons(delegates(review, lane)));
          default -> reviewers(review, lane);
        });
  }

  /** Who stands in for the lane's reviewers in every market of the piece at this instant. */
  private Set<String> delegates(Review review, ReviewLane lane) {
    Set<String> delegates = new TreeSet<>();
    for (String market : review.subject().markets()) {
      for (String holder : authorities.holders(lane.lane().authority(), market)) {
        delegations
            .delegateOf(holder, lane.lane().authority(), market, clock.instant())
            .map(Delegations.Delegation::delegate)
            .ifPresent(delegates::add);
      }
    }
    delegates.remove(review.subject().author());
    delegates.remove(review.subject().submitter());
    return delegates;
  }

  /** Somebody outside the lanes is asked to decide. */
  void asked(
      Review review,
      HumanSteps.Asked asked,
      String heading,
      Authority authority,
      Collection<String> markets) {
    String task = step(review, asked.step(), asked.subject());
    notifying.tell(
        Notice.of(
                NotificationKind.TASK,
                subject(review),
                heading + ": waits for you.",
                CoordinationTasks.path(review.id(), asked.step(), asked.subject()),
                task)
            .ofTask(task)
            .due(asked.dueAt()),
        Recipients.holders(authority, markets)
            .except(review.subject().author(), review.subject().submitter()));
  }

  /** Comments of these people stand against each other; they take part in the meeting. */
  void disputed(Review review, Collection<String> authors) {
    String task = step(review, HumanStep.ARBITRATION, Disputes.SUBJECT);
    notifying.tell(
        Notice.of(
                NotificationKind.TASK,
                subject(review),
                "A comment of yours stands against another lane's. The coordinator meets with you on these comments alone.",
                CoordinationTasks.path(review.id(), HumanStep.ARBITRATION, Disputes.SUBJECT),
                task + "/disputed")
            .ofTask(task),
        Recipients.persons(authors));
  }

  /** Nobody has to decide it any more. */
  void decided(Review review, HumanStep step, String subject) {
    notifying.settle(step(review, step, subject));
  }

  /** Approved once the marked changes are made. */
  void conditions(Review review, int conditions, Instant until) {
    notifying.tell(
        Notice.of(
                NotificationKind.CONDITIONS,
                subject(review),
                "It is approved once %d marked %s made. Change nothing else."
                    .formatted(conditions, conditions == 1 ? "change is" : "changes are"),
                "/reviews/" + review.id(),
                "review/" + review.id() + "/conditions")
            .due(until),
        Recipients.persons(review.subject().author(), review.subject().submitter()));
  }

  /** Verdicts were carried to a corrected version; their signers may object. */
  void carried(Review review, Collection<String> signers, Instant until) {
    notifying.tell(
        Notice.of(
                NotificationKind.OBJECTION,
                subject(review),
                "Only the conditions changed, and each was verified. Your signature is carried over unless you object.",
                "/reviews/" + review.id(),
                "review/" + review.id() + "/carried")
            .due(until),
        Recipients.persons(signers));
  }

  private static String step(Review review, HumanStep step, String subject) {
    return "review/" + review.id() + "/" + step + "/" + subject;
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
