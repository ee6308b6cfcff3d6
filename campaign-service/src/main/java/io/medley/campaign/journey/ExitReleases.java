package io.medley.campaign.journey;

import io.medley.campaign.campaign.EnrolmentId;
import io.medley.campaign.campaign.ExitListener;
import io.medley.campaign.campaign.ExitReason;
import io.medley.campaign.touch.WaitingTouches;
import java.time.Clock;
import org.springframework.stereotype.Component;

/**
 * Gives back what a journey kept that has to end: its places under the caps and what its
 * representative was asked. A claimed message is taken back at its hand-over, which reads the same
 * request.
 */
@Component
class ExitReleases implements ExitListener {

  private final WaitingTouches waiting;
  private final RepSuggestions suggestions;
  private final Clock clock;

  ExitReleases(WaitingTouches waiting, RepSuggestions suggestions, Clock clock) {
    this.waiting = waiting;
    this.suggestions = suggestions;
    this.clock = clock;
  }

  @Override
  public void ending(EnrolmentId id, ExitReason reason) {
    waiting.over(id.value());
    suggestions.closeOpen(id, RepSuggestion.State.RECALLED, reason.name(), clock.instant());
  }
}
