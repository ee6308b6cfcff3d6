package io.medley.content.review;

import io.medley.content.asset.AssetVersion;
import io.medley.content.asset.AssetVersions;
import io.medley.content.asset.VersionState;
import io.medley.content.market.MarketPack;
import io.medley.content.market.MarketPacks;
import io.medley.platform.security.Actor;
import io.medley.platform.security.Authorities;
import io.medley.workflows.mlrreview.HumanStep;
import io.medley.workflows.mlrreview.StepMove;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/**
 * What the markets want between the seal and first use: certificate of the final form, submission,
 * visa. Each is a signed record; a piece goes live when all are there.
 */
@Component
class MarketSteps implements DecisionRule {

  /** What a record says. */
  static final String OUTCOME = "outcome";

  static final String RECORD = "record";
  static final String DATE = "date";
  static final String GRANTED = "GRANTED";
  static final String REFUSED = "REFUSED";
  private static final Actor SYSTEM = Actor.system("review");

  private final MarketPacks packs;
  private final AssetVersions versions;
  private final Decisions decisions;
  private final HumanSteps steps;
  private final CoordinationTasks tasks;
  private final Authorities authorities;
  private final Deciding deciding;
  private final Clock clock;

  MarketSteps(
      MarketPacks packs,
      AssetVersions versions,
      Decisions decisions,
      HumanSteps steps,
      CoordinationTasks tasks,
      Authorities authorities,
      @Lazy Deciding deciding,
      Clock clock) {
    this.packs = packs;
    this.versions = versions;
    this.decisions = decisions;
    this.steps = steps;
    this.tasks = tasks;
    this.authorities = authorities;
    this.deciding = deciding;
    this.clock = clock;
  }

  /**
   * A step with its record.
   *
   * @param record null while it is to be done
   */
  record Standing(MarketPack.Step step, String market, @Nullable SignedDecision record) {}

  /** The steps of a version in their order, with what is recorded. */
  List<Standing> of(Review review) {
    AssetVersion version = versions.require(review.subject().version());
    return packs
        .steps(
            review.subject().markets(),
            version.metadata().purpose().toUpperCase(Locale.ROOT),
            version.metadata().channels())
        .stream()
        .map(
            step ->
                new Standing(
                    step,
                    packs.marketOf(step),
                    decisions.of(review.id(), HumanStep.MARKET_STEP, step.key()).orElse(null)))
        .toList();
  }

  /** Which step comes next. Under the review's lock; moves the version to where it waits. */
  StepMove next(Review review) {
    Instant now = clock.instant();
    for (Standing standing : of(review)) {
      SignedDecision record = standing.record();
      if (record == null && silent(review, standing.step(), now)) {
        record =
            deciding.record(
                review,
                HumanStep.MARKET_STEP,
                standing.step().key(),
                Map.of(OUTCOME, GRANTED, RECORD, "tacit", DATE, today(standing, now).toString()),
                standing.step().title()
                    + ": nobody answered within "
                    + standing.step().tacitAfterDays()
                    + " days, which counts as consent ("
                    + standing.step().basis()
                    + ").",
                SYSTEM);
      }
      if (record == null) {
        return StepMove.open(ask(review, standing));
      }
      if (record.text(OUTCOME).equals(REFUSED)) {
        steps.close(review.id(), HumanStep.MARKET_STEP, now);
        return StepMove.refused();
      }
    }
    steps.close(review.id(), HumanStep.MARKET_STEP, now);
    return StepMove.done();
  }

  private io.medley.workflows.mlrreview.CoordinationTask ask(Review review, Standing standing) {
    MarketPack.Step step = standing.step();
    AssetVersion version = versions.require(review.subject().version());
    VersionState wanted = VersionState.valueOf(step.state().name());
    if (version.state() != wanted) {
      versions.transition(version.id(), version.state(), wanted, SYSTEM, step.title());
    }
    return tasks.ask(
        review,
        HumanStep.MARKET_STEP,
        step.key(),
        step.title(),
        step.asks(),
        step.lane().name(),
        step.lane().authority(),
        List.of(standing.market()),
        step.workingDays(),
        silentAt(review, step).orElse(null));
  }

  private boolean silent(Review review, MarketPack.Step step, Instant now) {
    return steps
        .open(review.id(), HumanStep.MARKET_STEP)
        .filter(asked -> asked.subject().equals(step.key()))
        .map(HumanSteps.Asked::silentAt)
        .filter(at -> !at.isAfter(now))
        .isPresent();
  }

  /** Silence is counted in calendar days from the day that was recorded for the step before. */
  private Optional<Instant> silentAt(Review review, MarketPack.Step step) {
    Integer days = step.tacitAfterDays();
    String after = step.tacitAfterStep();
    if (days == null || after == null) {
      return Optional.empty();
    }
    return decisions
        .of(review.id(), HumanStep.MARKET_STEP, after)
        .map(
            record ->
                LocalDate.parse(record.text(DATE))
                    .plusDays(days + 1L)
                    .atStartOfDay(packs.zone(packs.marketOf(step)))
                    .toInstant());
  }

  @Override
  public HumanStep step() {
    return HumanStep.MARKET_STEP;
  }

  @Override
  public Map<String, Object> checked(
      Review review, String subject, Map<String, Object> body, Actor person) {
    Standing standing = require(review, subject);
    MarketPack.Step step = standing.step();
    against(review, standing, person)
        .ifPresent(
            reason -> {
              throw new ReviewRefusal.MayNotSign(reason);
            });
    String outcome = String.valueOf(body.getOrDefault(OUTCOME, GRANTED));
    if (!outcome.equals(GRANTED) && !(outcome.equals(REFUSED) && step.mayBeRefused())) {
      throw new ReviewRefusal.DecisionIncomplete("Say whether the step was done.");
    }
    String record = String.valueOf(body.getOrDefault(RECORD, "")).strip();
    if (record.isEmpty() || record.length() > 200) {
      throw new ReviewRefusal.DecisionIncomplete(
          "Write down the %s (at most 200 characters)."
              .formatted(step.record().toLowerCase(Locale.ROOT)));
    }
    LocalDate date;
    try {
      date = LocalDate.parse(String.valueOf(body.getOrDefault(DATE, "")));
    } catch (DateTimeException noDate) {
      throw new ReviewRefusal.DecisionIncomplete("Give the day it was done.");
    }
    if (date.isAfter(today(standing))) {
      throw new ReviewRefusal.DecisionIncomplete("The day it was done cannot lie in the future.");
    }
    Map<String, Object> checked = new LinkedHashMap<>();
    checked.put(OUTCOME, outcome);
    checked.put(RECORD, record);
    checked.put(DATE, date.toString());
    return checked;
  }

  @Override
  public String meaning(Review review, String subject, Map<String, Object> body) {
    MarketPack.Step step = require(review, subject).step();
    return REFUSED.equals(body.get(OUTCOME))
        ? "%s: refused (%s %s).".formatted(step.title(), step.record(), body.get(RECORD))
        : "Responsibility: %s, done on %s (%s %s)."
            .formatted(step.title(), body.get(DATE), step.record(), body.get(RECORD));
  }

  @Override
  public void decided(Review review, SignedDecision decision, Actor person) {
    // The record itself is all there is to it: the process asks which step comes next.
  }

  /** Why this person may not record the step; empty if they may. */
  Optional<String> against(Review review, Standing standing, Actor person) {
    if (person.id().equals(review.subject().author())
        || person.id().equals(review.subject().submitter())) {
      return Optional.of("Who drew up a piece never certifies or submits it.");
    }
    if (!authorities.has(person.id(), standing.step().lane().authority(), standing.market())) {
      return Optional.of(
          "%s does not hold the %s authority for %s; an administrator can grant it."
              .formatted(
                  person.printedName(),
                  standing.step().lane().title().toLowerCase(Locale.ROOT),
                  standing.market()));
    }
    return Optional.empty();
  }

  Standing require(Review review, String key) {
    return of(review).stream()
        .filter(standing -> standing.step().key().equals(key))
        .findFirst()
        .orElseThrow(ReviewRefusal.NotAsked::new);
  }

  /** The day it is in the market of a step. */
  LocalDate today(Standing standing) {
    return today(standing, clock.instant());
  }

  private LocalDate today(Standing standing, Instant now) {
    return LocalDate.ofInstant(now, packs.zone(standing.market()));
  }
}
