package io.medley.campaign.rep;

import io.medley.campaign.campaign.EnrolmentId;
import io.medley.campaign.campaign.PauseListener;
import io.medley.campaign.journey.JourneyVisits;
import io.medley.workflows.journey.JourneyProcesses;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The time a representative has for an answer stands still while a pause keeps the suggestion off
 * their list, and goes on with what was left of it.
 *
 * <p>The engine's timers cannot be stopped, so a journey is told to wait until an instant that is
 * moved away again and again: should this service be gone for longer than that, a journey goes on
 * by itself rather than never.
 */
@Service
class SuggestionClocks implements PauseListener {

  private static final Duration AWAY = Duration.ofDays(30);
  private static final int AT_ONCE = 500;

  private final RepLedger ledger;
  private final JourneyVisits visits;
  private final JourneyProcesses journeys;
  private final TransactionTemplate transactions;
  private final Clock clock;

  SuggestionClocks(
      RepLedger ledger,
      JourneyVisits visits,
      JourneyProcesses journeys,
      TransactionTemplate transactions,
      Clock clock) {
    this.ledger = ledger;
    this.visits = visits;
    this.journeys = journeys;
    this.transactions = transactions;
    this.clock = clock;
  }

  @Override
  public void changed() {
    each(now -> ledger.toStand(now, AT_ONCE), this::stand);
    each(now -> ledger.toGoOn(AT_ONCE), this::goOn);
    each(now -> ledger.standingUntil(now.plus(AWAY.dividedBy(2)), AT_ONCE), this::stand);
  }

  /** What is done with one of them. */
  private interface Act {
    void on(RepLedger.Standing standing, Instant now);
  }

  /** A few hundred to a transaction, until none is left. */
  private void each(Function<Instant, List<RepLedger.Standing>> some, Act act) {
    int found;
    do {
      Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
      Integer many =
          transactions.execute(
              status -> {
                List<RepLedger.Standing> batch = some.apply(now);
                batch.forEach(standing -> act.on(standing, now));
                return batch.size();
              });
      found = many == null ? 0 : many;
    } while (found == AT_ONCE);
  }

  private void stand(RepLedger.Standing standing, Instant now) {
    Instant due = now.plus(AWAY).plus(standing.left());
    ledger.stand(standing, now, due);
    postpone(standing, due);
  }

  private void goOn(RepLedger.Standing standing, Instant now) {
    Instant due = now.plus(standing.left());
    ledger.goOn(standing, due);
    postpone(standing, due);
  }

  private void postpone(RepLedger.Standing standing, Instant due) {
    visits.postpone(new EnrolmentId(standing.enrolment()), standing.stepId(), due);
    journeys.postponed(standing.enrolment(), UUID.randomUUID(), standing.stepId(), due);
  }
}
