package io.medley.content.review;

import io.medley.content.market.MarketPacks;
import io.medley.platform.page.MedleyUrls;
import io.medley.platform.security.Authority;
import io.medley.workflows.mlrreview.CoordinationTask;
import io.medley.workflows.mlrreview.HumanStep;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Asks people outside the lanes, and gives what Tasklist shows them of it. */
@Component
class CoordinationTasks {

  static final String COORDINATOR = "coordinator";
  private static final int COORDINATOR_DAYS = 2;
  private static final int TITLE = 160;

  private final HumanSteps steps;
  private final ReviewNotices notices;
  private final MarketPacks packs;
  private final MedleyUrls urls;
  private final Clock clock;

  CoordinationTasks(
      HumanSteps steps, ReviewNotices notices, MarketPacks packs, MedleyUrls urls, Clock clock) {
    this.steps = steps;
    this.notices = notices;
    this.packs = packs;
    this.urls = urls;
    this.clock = clock;
  }

  /** Asks the coordinators of the review's market. */
  CoordinationTask coordinator(
      Review review, HumanStep step, String subject, String heading, String asks) {
    return ask(
        review,
        step,
        subject,
        heading,
        asks,
        COORDINATOR,
        Authority.COORDINATE,
        review.subject().markets(),
        COORDINATOR_DAYS,
        null);
  }

  /** Asks for the meeting on disputed comments, and tells those who wrote them. */
  CoordinationTask arbitration(Review review, List<Disputes.Dispute> open) {
    CoordinationTask task =
        coordinator(
            review,
            HumanStep.ARBITRATION,
            Disputes.SUBJECT,
            "Arbitrate contradicting comments",
            "Lanes want different things of the same words. Meet on these comments alone, decide each, and sign the decision.");
    notices.disputed(
        review,
        open.stream()
            .flatMap(dispute -> Stream.of(dispute.first(), dispute.second()))
            .map(Remark::author)
            .collect(Collectors.toSet()));
    return task;
  }

  /**
   * Asks people.
   *
   * @param role lane or role whose group gets the task
   * @param markets where the authority is needed; the first one names the group
   * @param workingDays until it is due
   * @param silentAt when silence counts as consent; null if never
   */
  CoordinationTask ask(
      Review review,
      HumanStep step,
      String subject,
      String heading,
      String asks,
      String role,
      Authority authority,
      List<String> markets,
      int workingDays,
      @Nullable Instant silentAt) {
    Instant now = clock.instant();
    String market = markets.getFirst();
    HumanSteps.Asked asked =
        steps.ask(
            review.id(),
            step,
            subject,
            CoordinationTask.group(role, market),
            now,
            ServiceLevel.plusWorkingDays(now, workingDays, packs.of(market)),
            silentAt);
    if (asked.times() == 1) {
      notices.asked(review, asked, heading, authority, markets);
    }
    return new CoordinationTask(
        asked.candidateGroup(),
        asked.dueAt(),
        heading,
        LaneDisplays.shortened(asks, 600),
        LaneDisplays.shortened(review.subject().title(), TITLE),
        review.subject().jobCode(),
        review.subject().versionNumber(),
        String.join(", ", review.subject().markets()),
        Objects.requireNonNullElse(review.tier(), ""),
        review.round(),
        base() + path(review.id(), step, subject),
        asked.times() == 1
            ? null
            : "Nobody has signed this decision yet. Open the page, decide and sign, then complete this task.",
        asked.silentAt() == null ? CoordinationTask.NEVER : asked.silentAt());
  }

  /** The page on which a step is decided. */
  static String path(ReviewId id, HumanStep step, String subject) {
    return "/reviews/"
        + id
        + switch (step) {
          case CONDITIONS -> "/conditions";
          case ARBITRATION -> "/arbitration";
          case MEETING -> "/meeting";
          case MARKET_STEP -> "/steps/" + subject;
        };
  }

  private String base() {
    URI content = urls.content();
    String base = content == null ? "" : content.toString();
    return base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
  }
}
