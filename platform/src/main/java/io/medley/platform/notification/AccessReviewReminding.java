package io.medley.platform.notification;

import io.medley.platform.security.AccessReviews;
import io.medley.platform.security.Authorities;
import io.medley.platform.security.Authority;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.IsoFields;
import java.util.List;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.support.TransactionOperations;

/** Tells administrators once a week that grants were not looked at in time. */
public class AccessReviewReminding {

  static final String TASK = "access-review";
  private static final Notice.Subject SUBJECT =
      new Notice.Subject("access-review", "Access review");

  private final AccessReviews reviews;
  private final Notifying notifying;
  private final TransactionOperations transactions;
  private final Clock clock;

  AccessReviewReminding(
      AccessReviews reviews, Notifying notifying, TransactionOperations transactions, Clock clock) {
    this.reviews = reviews;
    this.notifying = notifying;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** Tells them, or takes the reminder off their lists once everything is looked at. */
  @Scheduled(fixedDelay = 3_600_000, initialDelay = 120_000)
  public void remind() {
    Instant now = clock.instant();
    long overdue = reviews.due().stream().filter(due -> due.overdueAt(now)).count();
    transactions.executeWithoutResult(
        status -> {
          if (overdue == 0) {
            notifying.settle(TASK);
            return;
          }
          LocalDate day = LocalDate.ofInstant(now, ZoneOffset.UTC);
          notifying.tell(
              Notice.of(
                      NotificationKind.DUE,
                      SUBJECT,
                      overdue == 1
                          ? "One authority was not looked at in time: confirm or revoke it."
                          : "%d authorities were not looked at in time: confirm or revoke each."
                              .formatted(overdue),
                      "/people?tab=review",
                      "access-review/%d-%d"
                          .formatted(
                              day.get(IsoFields.WEEK_BASED_YEAR),
                              day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR)))
                  .ofTask(TASK),
              Recipients.holders(Authority.ADMINISTER, List.of(Authorities.EVERY_MARKET)));
        });
  }
}
