package io.medley.content.scorecard;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What follows from the recorded times; nothing here asks anybody. */
final class FigureRules {

  /** Fewer signed lanes than this say nothing about the next one. */
  static final int ENOUGH = 5;

  private final Function<String, WorkingTime> working;
  private final Instant now;

  FigureRules(Function<String, WorkingTime> working, Instant now) {
    this.working = working;
    this.now = now;
  }

  /** Working days a lane waited until its signer, or anybody, had the piece open. */
  double waited(LaneTiming lane) {
    Instant end = Objects.requireNonNullElse(lane.signedAt(), now);
    Instant begun = lane.begunAt();
    return days(lane, lane.openedAt(), begun == null || begun.isAfter(end) ? end : begun);
  }

  /** Working days from opening the piece to the signature; empty without a recorded opening. */
  Optional<Double> worked(LaneTiming lane) {
    Instant begun = lane.begunAt();
    Instant signed = lane.signedAt();
    if (begun == null || signed == null || begun.isAfter(signed)) {
      return Optional.empty();
    }
    return Optional.of(days(lane, later(begun, lane.openedAt()), signed));
  }

  /** Working days from the task's appearance to the signature, or until now. */
  double elapsed(LaneTiming lane) {
    return days(lane, lane.openedAt(), Objects.requireNonNullElse(lane.signedAt(), now));
  }

  /** One figure per group, in the order of their names. */
  List<Figure> figures(
      List<LaneTiming> lanes,
      List<ReviewTiming> reviews,
      Function<LaneTiming, @Nullable String> keyOfLane,
      Function<ReviewTiming, @Nullable String> keyOfReview,
      Function<String, String> names) {
    Map<String, List<LaneTiming>> groups = new TreeMap<>();
    for (LaneTiming lane : lanes) {
      String key = keyOfLane.apply(lane);
      if (key != null && !key.isEmpty()) {
        groups.computeIfAbsent(key, name -> new ArrayList<>()).add(lane);
      }
    }
    return groups.entrySet().stream()
        .map(
            group ->
                figure(
                    group.getKey(),
                    names.apply(group.getKey()),
                    group.getValue(),
                    reviews.stream()
                        .filter(review -> group.getKey().equals(keyOfReview.apply(review)))
                        .toList()))
        .toList();
  }

  private Figure figure(
      String key, String name, List<LaneTiming> lanes, List<ReviewTiming> reviews) {
    List<LaneTiming> signed = lanes.stream().filter(lane -> lane.signedAt() != null).toList();
    List<ReviewTiming> ended = reviews.stream().filter(review -> review.endedAt() != null).toList();
    return new Figure(
        key,
        name,
        (int) lanes.stream().filter(LaneTiming::open).count(),
        signed.size(),
        (int) signed.stream().filter(LaneTiming::late).count(),
        median(signed.stream().map(this::waited)),
        median(signed.stream().flatMap(lane -> worked(lane).stream())),
        median(signed.stream().map(this::elapsed)),
        lanes.stream().mapToInt(LaneTiming::cameBack).sum(),
        ended.isEmpty()
            ? null
            : ended.stream().mapToInt(ReviewTiming::round).average().orElseThrow(),
        firstPassRate(ended));
  }

  /** Share of ended first submissions that went live; {@code null} before the first. */
  static @Nullable Double firstPassRate(List<ReviewTiming> ended) {
    List<ReviewTiming> firsts =
        ended.stream().filter(review -> review.round() == 1 && review.outcome() != null).toList();
    return firsts.isEmpty()
        ? null
        : firsts.stream().filter(review -> "LIVE".equals(review.outcome())).count()
            / (double) firsts.size();
  }

  /**
   * Open lanes that are late, or will be if they take as much longer as half of the similar lanes
   * did that had waited as long. Similar is the same lane, tier and market; with fewer than {@value
   * #ENOUGH} of these the same lane and tier, then the same lane. The worst first.
   */
  List<Risk> risks(List<LaneTiming> lanes) {
    List<LaneTiming> signed = lanes.stream().filter(lane -> lane.signedAt() != null).toList();
    return lanes.stream()
        .filter(LaneTiming::open)
        .map(lane -> risk(lane, signed))
        .flatMap(Optional::stream)
        .sorted(
            Comparator.comparing(Risk::overdue)
                .thenComparingDouble(Risk::lateByDays)
                .reversed()
                .thenComparing(risk -> risk.lane().dueAt()))
        .toList();
  }

  private Optional<Risk> risk(LaneTiming lane, List<LaneTiming> signed) {
    double elapsed = elapsed(lane);
    boolean overdue = lane.dueAt().isBefore(now);
    Similar similar = similar(lane, signed);
    WorkingTime time = working.apply(lane.market());
    Instant expected = null;
    if (!similar.lanes().isEmpty()) {
      Double remaining =
          median(
              similar.lanes().stream()
                  .map(this::elapsed)
                  .filter(total -> total > elapsed)
                  .map(total -> total - elapsed));
      // Longer than every similar one: nothing says when it ends, but surely not before now.
      expected = remaining == null ? now : time.plus(now, remaining);
    }
    if (overdue) {
      return Optional.of(
          new Risk(
              lane,
              elapsed,
              expected,
              time.days(lane.dueAt(), now),
              true,
              similar.lanes().size(),
              similar.by()));
    }
    if (expected == null || !expected.isAfter(lane.dueAt())) {
      return Optional.empty();
    }
    return Optional.of(
        new Risk(
            lane,
            elapsed,
            expected,
            time.days(lane.dueAt(), expected),
            false,
            similar.lanes().size(),
            similar.by()));
  }

  private record Similar(List<LaneTiming> lanes, String by) {}

  private static Similar similar(LaneTiming of, List<LaneTiming> signed) {
    Predicate<LaneTiming> lane = other -> other.lane().equals(of.lane());
    Predicate<LaneTiming> tier = lane.and(other -> other.tier().equals(of.tier()));
    Predicate<LaneTiming> market = tier.and(other -> other.market().equals(of.market()));
    for (Map.Entry<Predicate<LaneTiming>, String> by :
        List.of(
            Map.entry(market, "same lane, tier and market"),
            Map.entry(tier, "same lane and tier"),
            Map.entry(lane, "same lane"))) {
      List<LaneTiming> found = signed.stream().filter(by.getKey()).toList();
      if (found.size() >= ENOUGH) {
        return new Similar(found, by.getValue());
      }
    }
    return new Similar(List.of(), "");
  }

  private double days(LaneTiming lane, Instant from, Instant to) {
    return working.apply(lane.market()).days(from, to);
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  /** The middle value; {@code null} of nothing. */
  static @Nullable Double median(Stream<Double> values) {
    List<Double> sorted = values.sorted().toList();
    if (sorted.isEmpty()) {
      return null;
    }
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }
}
