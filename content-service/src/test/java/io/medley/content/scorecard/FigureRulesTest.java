package io.medley.content.scorecard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What follows from recorded times. Wednesday 25 November 2026, 12:00 in London. */
class FigureRulesTest {

  private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
  private static final Set<LocalDate> HOLIDAYS = Set.of(LocalDate.of(2026, 12, 25));
  private static final WorkingTime LONDON =
      new WorkingTime(
          ZoneId.of("Europe/London"),
          day ->
              day.getDayOfWeek() != DayOfWeek.SATURDAY
                  && day.getDayOfWeek() != DayOfWeek.SUNDAY
                  && !HOLIDAYS.contains(day));

  private final FigureRules rules = new FigureRules(market -> LONDON, NOW);

  @Test
  void shouldCountWorkingTimeOnlyOnDaysTheMarketWorks() {
    assertThat(days("2026-11-23T09:00:00Z", "2026-11-25T21:00:00Z")).isEqualTo(2.5);
    // Friday noon to Monday noon.
    assertThat(days("2026-11-20T12:00:00Z", "2026-11-23T12:00:00Z")).isEqualTo(1);
    // Christmas 2026 is a Friday.
    assertThat(days("2026-12-24T00:00:00Z", "2026-12-28T00:00:00Z")).isEqualTo(1);
    assertThat(days("2026-11-25T21:00:00Z", "2026-11-23T09:00:00Z")).isZero();
    assertThat(LONDON.plus(Instant.parse("2026-11-20T12:00:00Z"), 1))
        .isEqualTo(Instant.parse("2026-11-23T12:00:00Z"));
    assertThat(LONDON.plus(Instant.parse("2026-12-24T12:00:00Z"), 0.75))
        .isEqualTo(Instant.parse("2026-12-28T06:00:00Z"));
  }

  @Test
  void shouldTellWaitFromWorkByTheSignersFirstOpening() {
    LaneTiming lane =
        signed("LEGAL", "2026-11-23T00:00:00Z", "2026-11-24T12:00:00Z", "2026-11-24T18:00:00Z");

    assertThat(rules.waited(lane)).isEqualTo(1.5);
    assertThat(rules.worked(lane)).hasValueSatisfying(work -> assertThat(work).isEqualTo(0.25));
    assertThat(rules.elapsed(lane)).isEqualTo(1.75);
  }

  @Test
  void shouldCountAllAsWaitingWhereNoOpeningWasRecorded() {
    LaneTiming lane = signed("LEGAL", "2026-11-23T00:00:00Z", null, "2026-11-24T12:00:00Z");

    assertThat(rules.waited(lane)).isEqualTo(1.5);
    assertThat(rules.worked(lane)).isEmpty();
  }

  @Test
  void shouldNotInventWorkWhereTheClocksDisagree() {
    LaneTiming lane =
        signed("LEGAL", "2026-11-24T00:00:00Z", "2026-11-24T20:00:00Z", "2026-11-24T12:00:00Z");

    assertThat(rules.waited(lane)).isEqualTo(0.5);
    assertThat(rules.worked(lane)).isEmpty();
  }

  @Test
  void shouldExpectWhatHalfOfTheSimilarLanesThatHadWaitedAsLongStillTook() {
    List<LaneTiming> lanes = new ArrayList<>(history(1, 2, 3, 4, 5));
    // Opened two working days ago: those of 3, 4 and 5 days had waited longer; the middle one had 2
    // days to go.
    LaneTiming tight = open("2026-11-23T12:00:00Z", "2026-11-26T12:00:00Z");
    LaneTiming easy = open("2026-11-23T12:00:00Z", "2026-11-30T12:00:00Z");
    lanes.add(tight);
    lanes.add(easy);

    List<Risk> risks = rules.risks(lanes);

    assertThat(risks)
        .singleElement()
        .satisfies(
            risk -> {
              assertThat(risk.lane()).isEqualTo(tight);
              assertThat(risk.overdue()).isFalse();
              assertThat(risk.expectedAt()).isEqualTo(Instant.parse("2026-11-27T12:00:00Z"));
              assertThat(risk.lateByDays()).isCloseTo(1, within(1e-6));
              assertThat(risk.comparedWith()).isEqualTo(5);
              assertThat(risk.comparedBy()).isEqualTo("same lane, tier and market");
            });
  }

  @Test
  void shouldPutWhatIsLateFirstAndSayNothingOfWhatItCannotCompare() {
    List<LaneTiming> lanes = new ArrayList<>(history(1, 2, 3, 4));
    lanes.add(open("2026-11-20T12:00:00Z", "2026-11-24T12:00:00Z"));
    lanes.add(open("2026-11-16T12:00:00Z", "2026-11-23T12:00:00Z"));
    lanes.add(open("2026-11-23T12:00:00Z", "2026-11-25T12:00:01Z"));

    List<Risk> risks = rules.risks(lanes);

    assertThat(risks).hasSize(2).allMatch(Risk::overdue);
    assertThat(risks).extracting(Risk::lateByDays).containsExactly(2.0, 1.0);
    assertThat(risks).extracting(Risk::comparedWith).containsOnly(0);
    assertThat(risks).extracting(Risk::expectedAt).containsOnlyNulls();
  }

  @Test
  void shouldFallBackToLessSimilarLanes() {
    List<LaneTiming> lanes = new ArrayList<>();
    for (LaneTiming one : history(8, 8, 8, 8, 8)) {
      lanes.add(elsewhere(one, "DE", "T3"));
    }
    lanes.add(open("2026-11-23T12:00:00Z", "2026-11-26T12:00:00Z"));

    assertThat(rules.risks(lanes))
        .singleElement()
        .satisfies(risk -> assertThat(risk.comparedBy()).isEqualTo("same lane"));
  }

  @Test
  void shouldSumUpEachGroupByItsMedians() {
    List<LaneTiming> lanes = new ArrayList<>(history(1, 2, 9));
    lanes.add(open("2026-11-23T12:00:00Z", "2026-11-26T12:00:00Z"));
    List<ReviewTiming> reviews =
        List.of(review(1, "LIVE"), review(1, "RETURNED"), review(2, "LIVE"), review(1, null));

    List<Figure> figures =
        rules.figures(lanes, reviews, LaneTiming::market, ReviewTiming::market, key -> key + "!");

    assertThat(figures)
        .singleElement()
        .satisfies(
            figure -> {
              assertThat(figure.name()).isEqualTo("GB!");
              assertThat(figure.open()).isEqualTo(1);
              assertThat(figure.signed()).isEqualTo(3);
              assertThat(figure.totalDays()).isEqualTo(2);
              assertThat(figure.firstPassRate()).isEqualTo(0.5);
              assertThat(figure.rounds()).isCloseTo(4 / 3.0, within(1e-9));
            });
  }

  @Test
  void shouldFindTheMiddle() {
    assertThat(FigureRules.median(Stream.of(3.0, 1.0))).isEqualTo(2);
    assertThat(FigureRules.median(Stream.of(9.0, 1.0, 2.0))).isEqualTo(2);
    assertThat(FigureRules.median(Stream.empty())).isNull();
  }

  private static double days(String from, String to) {
    return LONDON.days(Instant.parse(from), Instant.parse(to));
  }

  /** Signed lanes that took so many working days, all begun on a Monday. */
  private static List<LaneTiming> history(int... days) {
    List<LaneTiming> lanes = new ArrayList<>();
    Instant opened = Instant.parse("2026-11-02T00:00:00Z");
    for (int one : days) {
      lanes.add(signed("LEGAL", opened.toString(), null, LONDON.plus(opened, one).toString()));
    }
    return lanes;
  }

  private static LaneTiming open(String opened, String due) {
    return lane("LEGAL", opened, due, null, null, null);
  }

  private static LaneTiming signed(
      String lane, String opened, @Nullable String begun, String signed) {
    return lane(lane, opened, "2027-01-01T00:00:00Z", begun, signed, "lena.legal");
  }

  private static LaneTiming lane(
      String lane,
      String opened,
      String due,
      @Nullable String begun,
      @Nullable String signed,
      @Nullable String by) {
    return new LaneTiming(
        UUID.randomUUID(),
        UUID.randomUUID(),
        "Zelvaro aid",
        "0.1",
        "northlight",
        "GB",
        List.of("GB"),
        "T2",
        1,
        lane,
        Instant.parse(opened),
        Instant.parse(due),
        begun == null ? null : Instant.parse(begun),
        signed == null ? null : Instant.parse(signed),
        by,
        by == null ? null : "APPROVE",
        signed == null ? null : Instant.parse(signed),
        0);
  }

  private static LaneTiming elsewhere(LaneTiming one, String market, String tier) {
    return new LaneTiming(
        one.review(),
        one.version(),
        one.title(),
        one.versionNumber(),
        one.agency(),
        market,
        List.of(market),
        tier,
        one.round(),
        one.lane(),
        one.openedAt(),
        one.dueAt(),
        one.begunAt(),
        one.signedAt(),
        one.signedBy(),
        one.verdict(),
        one.closedAt(),
        one.cameBack());
  }

  private static ReviewTiming review(int round, @Nullable String outcome) {
    return new ReviewTiming(
        UUID.randomUUID(),
        "Zelvaro aid",
        "northlight",
        "GB",
        "T2",
        round,
        NOW.minusSeconds(1_000),
        outcome == null ? null : NOW,
        outcome,
        null);
  }
}
