package io.medley.content.lifecycle;

import io.medley.content.asset.NeedsMe;
import io.medley.platform.security.Actor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/** What the life of approved versions asks of a person, on their home page. */
@Component
class LifeNeedingMe implements NeedsMe {

  /** More than anybody reads; the board has the rest. */
  private static final int MOST = 50;

  private static final Duration SOON = Duration.ofDays(1);

  private final Duties duties;
  private final DutyDeciding deciding;
  private final Approvals approvals;
  private final Clock clock;

  LifeNeedingMe(Duties duties, DutyDeciding deciding, Approvals approvals, Clock clock) {
    this.duties = duties;
    this.deciding = deciding;
    this.approvals = approvals;
    this.clock = clock;
  }

  @Override
  public List<Need> of(Actor actor) {
    String agency = actor.agency();
    if (agency != null) {
      return duties.revisionsWanted(agency).stream().map(this::revision).toList();
    }
    Instant now = clock.instant();
    return duties.open(MOST).stream()
        .filter(duty -> !deciding.offered(duty, actor).isEmpty())
        .map(duty -> need(duty, now))
        .toList();
  }

  private Need need(Duty duty, Instant now) {
    boolean late = duty.lateAt(now) || duty.escalatedAt() != null;
    String returned = duty.returnedReason();
    return new Need(
        title(duty),
        duty.what() + (returned.isEmpty() ? "" : " It came back: " + returned),
        duty.signed() ? "Read and sign" : "Decide",
        "/lifecycle/tasks/" + duty.id(),
        late ? Urgency.OVERDUE : duty.dueAt().isBefore(now.plus(SOON)) ? Urgency.DUE : Urgency.OPEN,
        duty.openedAt());
  }

  private Need revision(Duty duty) {
    Duty.Decided decided = java.util.Objects.requireNonNull(duty.decided());
    return new Need(
        title(duty),
        "A newer version is wanted: " + decided.reason(),
        "Open",
        "/assets/versions/" + duty.version(),
        Urgency.DUE,
        decided.at());
  }

  private String title(Duty duty) {
    return approvals.find(duty.version()).map(Approval::title).orElse("");
  }
}
