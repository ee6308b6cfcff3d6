package io.medley.content.review;

import io.medley.content.asset.NeedsMe;
import io.medley.content.market.MarketPack;
import io.medley.content.market.MarketPacks;
import io.medley.platform.security.Actor;
import io.medley.platform.security.Authorities;
import io.medley.platform.security.Authority;
import io.medley.workflows.mlrreview.HumanStep;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * What waits for coordinators and for those who do the steps of the markets, on their home page.
 */
@Component
class CoordinationNeedingMe implements NeedsMe {

  private static final int AT_MOST = 100;

  private final HumanSteps steps;
  private final Decisions decisions;
  private final MarketPacks packs;
  private final Authorities authorities;
  private final Clock clock;

  CoordinationNeedingMe(
      HumanSteps steps,
      Decisions decisions,
      MarketPacks packs,
      Authorities authorities,
      Clock clock) {
    this.steps = steps;
    this.decisions = decisions;
    this.packs = packs;
    this.authorities = authorities;
    this.clock = clock;
  }

  @Override
  public List<Need> of(Actor actor) {
    if (actor.agency() != null) {
      return List.of();
    }
    Instant now = clock.instant();
    return steps.waiting(AT_MOST).stream()
        .filter(waiting -> mine(waiting, actor))
        .filter(
            waiting ->
                waiting.asked().step() == HumanStep.ARBITRATION
                    || decisions
                        .of(
                            waiting.review().id(),
                            waiting.asked().step(),
                            waiting.asked().subject())
                        .isEmpty())
        .map(waiting -> need(waiting, now))
        .toList();
  }

  private boolean mine(HumanSteps.Waiting waiting, Actor actor) {
    Review review = waiting.review();
    if (actor.id().equals(review.subject().author())
        || actor.id().equals(review.subject().submitter())) {
      return false;
    }
    if (waiting.asked().step() != HumanStep.MARKET_STEP) {
      return review.subject().markets().stream()
          .allMatch(market -> authorities.has(actor.id(), Authority.COORDINATE, market));
    }
    return review.subject().markets().stream()
        .flatMap(market -> packs.of(market).steps().stream())
        .filter(step -> step.key().equals(waiting.asked().subject()))
        .anyMatch(
            step -> authorities.has(actor.id(), step.lane().authority(), packs.marketOf(step)));
  }

  private Need need(HumanSteps.Waiting waiting, Instant now) {
    HumanSteps.Asked asked = waiting.asked();
    boolean late = asked.dueAt().isBefore(now);
    boolean soon = asked.dueAt().isBefore(now.plus(Duration.ofDays(1)));
    String why =
        switch (asked.step()) {
          case CONDITIONS ->
              "The agency made the changes that were asked for; each waits to be verified.";
          case ARBITRATION -> "Lanes want different things of the same words; the meeting decides.";
          case MEETING -> "Returned too often: meet before another list goes out.";
          case MARKET_STEP -> step(waiting);
        };
    String action =
        switch (asked.step()) {
          case CONDITIONS -> "Verify";
          case ARBITRATION -> "Arbitrate";
          case MEETING -> "Record the meeting";
          case MARKET_STEP -> "Record";
        };
    return new Need(
        waiting.review().subject().title(),
        why,
        action,
        CoordinationTasks.path(waiting.review().id(), asked.step(), asked.subject()),
        late ? Urgency.OVERDUE : soon ? Urgency.DUE : Urgency.OPEN,
        asked.askedAt());
  }

  private String step(HumanSteps.Waiting waiting) {
    return waiting.review().subject().markets().stream()
            .flatMap(market -> packs.of(market).steps().stream())
            .filter(step -> step.key().equals(waiting.asked().subject()))
            .map(MarketPack.Step::title)
            .findFirst()
            .orElse("A step of the market")
        + ": the piece is approved and not in use before that.";
  }
}
