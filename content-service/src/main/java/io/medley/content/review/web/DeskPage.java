package io.medley.content.review.web;

import io.medley.content.extraction.ContentFormat;
import io.medley.content.precheck.CheckRun;
import io.medley.content.precheck.Finding;
import io.medley.content.review.Consequences;
import io.medley.content.review.LaneDesk;
import io.medley.content.review.ReviewLane;
import io.medley.content.review.Reviews;
import io.medley.content.signing.Lane;
import io.medley.content.signing.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the desk's screen shows, put together from the review. */
final class DeskPage {

  private DeskPage() {}

  /** A finding with the number of its mark. */
  record Numbered(int number, Finding finding) {}

  /** How urgent an open lane is, from its due date and the depth of its review. */
  enum Priority {
    /** Overdue. */
    NOW("Now"),
    /** Due within a day; within three days where the full review (T1) is asked for. */
    HIGH("High"),
    NORMAL("Normal");

    private final String title;

    Priority(String title) {
      this.title = title;
    }

    String title() {
      return title;
    }

    static Priority of(Instant dueAt, String tier, Instant now) {
      if (dueAt.isBefore(now)) {
        return NOW;
      }
      Duration soon = Duration.ofDays(tier.equals("T1") ? 3 : 1);
      return dueAt.isBefore(now.plus(soon)) ? HIGH : NORMAL;
    }
  }

  /** Says of rows how urgent they are at one instant. */
  record Urgency(Instant now) {
    public String of(Reviews.InboxLane row) {
      return Priority.of(row.dueAt(), row.tier(), now).title();
    }
  }

  /** A verdict to choose and what it will cause. */
  record Choice(Verdict verdict, String consequence) {}

  static List<Numbered> numbered(@Nullable CheckRun run) {
    List<Numbered> numbered = new ArrayList<>();
    if (run != null) {
      run.findings().forEach(finding -> numbered.add(new Numbered(numbered.size() + 1, finding)));
    }
    return numbered;
  }

  static boolean framed(String format) {
    return ContentFormat.ofMediaType(format).map(ContentFormat::isMarkup).orElse(false);
  }

  /** Whether the piece is a film: it is played, and annotated at its moments. */
  static boolean played(String format) {
    return format.equals("video/mp4");
  }

  /** Whether its pages have images. */
  static boolean paged(String format) {
    return ContentFormat.ofMediaType(format)
        .map(known -> known == ContentFormat.PDF || known == ContentFormat.PPTX)
        .orElse(false);
  }

  /** Whether a due date fits a wish: {@code overdue}, {@code today}, {@code week} or none. */
  static boolean due(Instant dueAt, String wish, Instant now) {
    return switch (wish) {
      case "overdue" -> dueAt.isBefore(now);
      case "today" -> dueAt.isBefore(now.plus(Duration.ofDays(1)));
      case "week" -> dueAt.isBefore(now.plus(Duration.ofDays(7)));
      default -> true;
    };
  }

  static List<Choice> choices(LaneDesk.View view, Lane lane) {
    Map<Lane, Verdict> others = new EnumMap<>(Lane.class);
    List<Lane> open = new ArrayList<>();
    view.lanes()
        .forEach(
            row -> {
              LaneDesk.Signed signed = view.signed().get(row.lane());
              if (row.lane() == lane || row.state() == ReviewLane.State.DROPPED) {
                return;
              }
              if (signed == null) {
                open.add(row.lane());
              } else {
                others.put(row.lane(), signed.verdict());
              }
            });
    return Verdict.offered().reversed().stream()
        .map(
            verdict ->
                new Choice(verdict, Consequences.of(lane, verdict, others, open, view.steps())))
        .toList();
  }
}
