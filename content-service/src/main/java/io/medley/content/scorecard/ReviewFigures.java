package io.medley.content.scorecard;

import io.medley.content.market.MarketPack;
import io.medley.content.market.MarketPacks;
import io.medley.content.signing.Lane;
import io.medley.platform.security.Actor;
import io.medley.platform.security.Authorities;
import io.medley.platform.security.Authority;
import io.medley.platform.security.AuthorityMissing;
import io.medley.platform.security.Delegations;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * How reviews go, for the people who run them. Coordinators and administrators see everything; a
 * reviewer sees the lanes they signed and those that wait for them; an agency has its scorecard.
 */
@Service
public class ReviewFigures {

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("EEE d MMM", Locale.ENGLISH);

  private final Timings timings;
  private final PeopleNames names;
  private final Scorecards scorecards;
  private final Authorities authorities;
  private final Delegations delegations;
  private final MarketPacks packs;
  private final Clock clock;

  ReviewFigures(
      Timings timings,
      PeopleNames names,
      Scorecards scorecards,
      Authorities authorities,
      Delegations delegations,
      MarketPacks packs,
      Clock clock) {
    this.timings = timings;
    this.names = names;
    this.scorecards = scorecards;
    this.authorities = authorities;
    this.delegations = delegations;
    this.packs = packs;
    this.clock = clock;
  }

  /** What figures are told apart by. */
  public enum By {
    LANE,
    PERSON,
    MARKET,
    TIER,
    LANE_AND_MARKET
  }

  /**
   * What a person may see of a stretch of time.
   *
   * @param everything whether it is everybody's; otherwise the person's own
   */
  public record Seen(
      List<LaneTiming> lanes, List<ReviewTiming> reviews, boolean everything, Instant now) {
    public Seen {
      lanes = List.copyOf(lanes);
      reviews = List.copyOf(reviews);
    }
  }

  /**
   * The lanes and reviews this person may see figures of.
   *
   * @throws AuthorityMissing for agencies and for people who review nothing
   */
  @Transactional(readOnly = true)
  public Seen seen(Actor actor, int days) {
    Instant now = clock.instant();
    Instant since = now.minus(Duration.ofDays(days));
    if (scorecards.seesEverything(actor)) {
      return new Seen(timings.lanes(since), timings.reviews(since), true, now);
    }
    Map<Lane, Set<String>> held = held(actor);
    if (actor.agency() != null || held.isEmpty()) {
      throw new AuthorityMissing(actor.id(), Authority.COORDINATE, "any");
    }
    List<LaneTiming> own =
        timings.lanes(since).stream()
            .filter(lane -> lane.open() ? maySign(held, lane) : actor.id().equals(lane.signedBy()))
            .toList();
    return new Seen(own, List.of(), false, now);
  }

  /** Figures of what a person may see, told apart. */
  public List<Figure> figures(Seen seen, By by) {
    Map<String, String> people = by == By.PERSON ? names.all() : Map.of();
    return rules(seen)
        .figures(
            seen.lanes(),
            seen.reviews(),
            lane -> key(lane, by),
            review ->
                switch (by) {
                  case MARKET -> review.market();
                  case TIER -> review.tier();
                  case LANE, PERSON, LANE_AND_MARKET -> null;
                },
            key ->
                switch (by) {
                  case LANE -> title(key);
                  case PERSON -> people.getOrDefault(key, key);
                  case MARKET, TIER -> key;
                  case LANE_AND_MARKET ->
                      title(key.substring(0, key.indexOf(' ')))
                          + ", "
                          + key.substring(key.indexOf(' ') + 1);
                });
  }

  /** What is late or will be, the worst first. */
  public List<Risk> risks(Seen seen) {
    return rules(seen).risks(seen.lanes());
  }

  /** What to do about it, the most urgent first. */
  public List<ToDo> toDo(Seen seen) {
    List<ToDo> todo = new ArrayList<>(waiting(seen));
    if (seen.everything()) {
      todo.addAll(nobodyMaySign(seen));
      todo.addAll(manyRounds(seen));
      todo.addAll(agencies(seen));
      todo.addAll(causes(seen));
    }
    todo.addAll(cameBack(seen));
    todo.sort(
        Comparator.comparing(ToDo::urgency)
            .thenComparing(Comparator.comparingDouble(ToDo::weight).reversed())
            .thenComparing(ToDo::what));
    return todo;
  }

  private List<ToDo> waiting(Seen seen) {
    FigureRules rules = rules(seen);
    Map<String, List<Risk>> risks =
        rules.risks(seen.lanes()).stream()
            .collect(Collectors.groupingBy(risk -> key(risk.lane(), By.LANE_AND_MARKET)));
    Map<String, List<LaneTiming>> open =
        seen.lanes().stream()
            .filter(LaneTiming::open)
            .collect(
                Collectors.groupingBy(
                    lane -> key(lane, By.LANE_AND_MARKET), TreeMap::new, Collectors.toList()));
    List<ToDo> todo = new ArrayList<>();
    open.forEach(
        (key, lanes) -> {
          List<Risk> of = risks.getOrDefault(key, List.of());
          if (of.isEmpty()) {
            return;
          }
          long late = of.stream().filter(Risk::overdue).count();
          long soon = of.size() - late;
          double average = lanes.stream().mapToDouble(rules::elapsed).average().orElse(0);
          LaneTiming first = lanes.getFirst();
          todo.add(
              new ToDo(
                  late > 0 ? ToDo.Urgency.LATE : ToDo.Urgency.AT_RISK,
                  late * 3 + soon * 2 + average,
                  title(first.lane()) + ", " + first.market(),
                  "%s %s %s working %s on average%s."
                      .formatted(
                          lanes.size(),
                          lanes.size() == 1 ? "piece waits" : "pieces wait",
                          number(average),
                          number(average).equals("1") ? "day" : "days",
                          lateWords(late, soon, of)),
                  lanes.size() == 1 ? "Open it" : "Open them",
                  seen.everything()
                      ? "/queue?lane=" + first.lane() + "&market=" + first.market()
                      : "/desk?lane=" + first.lane() + "&market=" + first.market()));
        });
    return todo;
  }

  private String lateWords(long late, long soon, List<Risk> risks) {
    String words = late == 0 ? "" : "; " + late + (late == 1 ? " is late" : " are late");
    if (soon > 0) {
      Instant first =
          risks.stream()
              .filter(risk -> !risk.overdue())
              .map(risk -> risk.lane().dueAt())
              .min(Instant::compareTo)
              .orElseThrow();
      Instant last =
          risks.stream()
              .filter(risk -> !risk.overdue())
              .map(risk -> risk.lane().dueAt())
              .max(Instant::compareTo)
              .orElseThrow();
      words +=
          (late == 0 ? "; " : ", ")
              + soon
              + (late == 0 ? "" : " more")
              + " will be late by "
              + DAY.format(LocalDate.ofInstant(last, ZoneOffset.UTC))
              + (first.equals(last)
                  ? ""
                  : ", the first on " + DAY.format(LocalDate.ofInstant(first, ZoneOffset.UTC)));
    }
    return words;
  }

  private List<ToDo> nobodyMaySign(Seen seen) {
    return seen.lanes().stream()
        .filter(LaneTiming::open)
        .filter(
            lane ->
                lane.markets().stream()
                    .anyMatch(
                        market ->
                            authorities
                                .holders(Lane.valueOf(lane.lane()).authority(), market)
                                .isEmpty()))
        .collect(Collectors.groupingBy(lane -> key(lane, By.LANE_AND_MARKET)))
        .values()
        .stream()
        .map(
            lanes ->
                new ToDo(
                    ToDo.Urgency.LATE,
                    1_000,
                    title(lanes.getFirst().lane()) + ", " + lanes.getFirst().market(),
                    "Nobody may sign this lane there; %d %s."
                        .formatted(lanes.size(), lanes.size() == 1 ? "piece waits" : "pieces wait"),
                    "Name somebody",
                    "/people"))
        .toList();
  }

  private List<ToDo> manyRounds(Seen seen) {
    return seen.reviews().stream()
        .filter(review -> review.endedAt() == null && review.round() >= 3)
        .map(
            review ->
                new ToDo(
                    ToDo.Urgency.AT_RISK,
                    review.round(),
                    review.title(),
                    "It is in its round %d. A meeting costs less than another round."
                        .formatted(review.round()),
                    "See the review",
                    "/reviews/" + review.review()))
        .toList();
  }

  private List<ToDo> agencies(Seen seen) {
    return seen.reviews().stream()
        .filter(review -> review.endedAt() != null && !review.agency().isEmpty())
        .collect(Collectors.groupingBy(ReviewTiming::agency))
        .entrySet()
        .stream()
        .filter(of -> of.getValue().size() >= FigureRules.ENOUGH)
        .flatMap(
            of -> {
              Double rate = FigureRules.firstPassRate(of.getValue());
              return rate == null || rate >= 0.5
                  ? Stream.empty()
                  : Stream.of(
                      new ToDo(
                          ToDo.Urgency.BETTER,
                          10 * (1 - rate),
                          of.getKey(),
                          "Only %d %% of its pieces pass at once. Its scorecard says what stops them."
                              .formatted(Math.round(rate * 100)),
                          "See the scorecard",
                          "/scorecard"));
            })
        .toList();
  }

  private static List<ToDo> causes(Seen seen) {
    Map<String, Long> counts =
        seen.reviews().stream()
            .map(ReviewTiming::cause)
            .filter(Objects::nonNull)
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    return counts.entrySet().stream()
        .filter(of -> of.getValue() >= 3)
        .map(
            of ->
                new ToDo(
                    ToDo.Urgency.BETTER,
                    of.getValue(),
                    words(of.getKey()),
                    "It sent %d pieces back.".formatted(of.getValue()),
                    "See the causes",
                    "/figures/charts#causes"))
        .toList();
  }

  private List<ToDo> cameBack(Seen seen) {
    Map<Lane, Integer> counts = new EnumMap<>(Lane.class);
    seen.lanes()
        .forEach(lane -> counts.merge(Lane.valueOf(lane.lane()), lane.cameBack(), Integer::sum));
    return counts.entrySet().stream()
        .filter(of -> of.getValue() >= 3)
        .map(
            of ->
                new ToDo(
                    ToDo.Urgency.BETTER,
                    of.getValue(),
                    of.getKey().title(),
                    "%d times a task came back, mostly because it was completed before it was signed. The signing page is one link away in every task."
                        .formatted(of.getValue()),
                    "See the lane",
                    "/queue?lane=" + of.getKey()))
        .toList();
  }

  /** Pictures one level down, each for one question. */
  public List<Chart> charts(Seen seen) {
    List<Chart> charts = new ArrayList<>();
    charts.add(timeByLane(seen));
    if (seen.everything()) {
      Map<LocalDate, List<ReviewTiming>> ended = byWeek(seen, ReviewTiming::endedAt);
      charts.add(faster(ended));
      charts.add(flow(seen, ended));
      charts.add(firstPass(ended));
      charts.add(causeChart(seen));
    }
    return charts;
  }

  private Chart timeByLane(Seen seen) {
    List<Figure> figures =
        figures(seen, By.LANE).stream().filter(figure -> figure.signed() > 0).toList();
    Figure slowest =
        figures.stream()
            .max(
                Comparator.comparingDouble(
                    figure -> Objects.requireNonNullElse(figure.totalDays(), 0.0)))
            .orElse(null);
    return new Chart(
        "time",
        "Where does the time go?",
        slowest == null
            ? "No lane was signed in this time."
            : "%s takes longest: %s working days, of which %s are waiting."
                .formatted(
                    slowest.name(),
                    number(Objects.requireNonNullElse(slowest.totalDays(), 0.0)),
                    number(Objects.requireNonNullElse(slowest.waitDays(), 0.0))),
        false,
        true,
        "working days, median",
        figures.stream().map(Figure::name).toList(),
        List.of(
            new Chart.Series("Waiting", figures.stream().map(Figure::waitDays).toList()),
            new Chart.Series(
                "Work",
                figures.stream()
                    .map(figure -> Objects.requireNonNullElse(figure.workDays(), 0.0))
                    .toList())),
        "What to do",
        "/figures");
  }

  private Chart faster(Map<LocalDate, List<ReviewTiming>> ended) {
    List<@Nullable Double> medians = new ArrayList<>();
    ended
        .values()
        .forEach(
            reviews ->
                medians.add(
                    FigureRules.median(
                        reviews.stream()
                            .filter(review -> "LIVE".equals(review.outcome()))
                            .map(
                                review ->
                                    working(review.market())
                                        .days(
                                            review.openedAt(),
                                            Objects.requireNonNull(review.endedAt()))))));
    return new Chart(
        "speed",
        "Do reviews get faster?",
        trend(medians, "working days from submission to approval"),
        true,
        false,
        "working days, median",
        weeks(ended),
        List.of(new Chart.Series("Submission to approval", medians)),
        "What will be late",
        "/figures#late");
  }

  private Chart flow(Seen seen, Map<LocalDate, List<ReviewTiming>> ended) {
    Map<LocalDate, List<ReviewTiming>> opened = byWeek(seen, ReviewTiming::openedAt);
    long in = opened.values().stream().mapToLong(List::size).sum();
    long out = ended.values().stream().mapToLong(List::size).sum();
    return new Chart(
        "flow",
        "Does as much leave as comes in?",
        "%d submissions came in, %d reviews ended; %s."
            .formatted(
                in,
                out,
                in > out
                    ? "the pile grew by " + (in - out)
                    : in == out ? "the pile stayed" : "the pile shrank by " + (out - in)),
        false,
        false,
        "reviews",
        weeks(ended),
        List.of(
            new Chart.Series("Submitted", counts(opened)),
            new Chart.Series("Ended", counts(ended))),
        "See the queue",
        "/queue");
  }

  private Chart firstPass(Map<LocalDate, List<ReviewTiming>> ended) {
    List<@Nullable Double> rates = new ArrayList<>();
    ended
        .values()
        .forEach(
            reviews -> {
              Double rate = FigureRules.firstPassRate(reviews);
              rates.add(rate == null ? null : 100 * rate);
            });
    Double all = FigureRules.firstPassRate(ended.values().stream().flatMap(List::stream).toList());
    return new Chart(
        "first-pass",
        "How often is a piece right the first time?",
        all == null
            ? "No first submission ended in this time."
            : "%d %% of first submissions were approved.".formatted(Math.round(100 * all)),
        true,
        false,
        "% of first submissions approved",
        weeks(ended),
        List.of(new Chart.Series("First pass", rates)),
        "See each agency",
        "/scorecard");
  }

  private static Chart causeChart(Seen seen) {
    Map<String, Long> counts =
        seen.reviews().stream()
            .filter(
                review ->
                    "RETURNED".equals(review.outcome()) || "REJECTED".equals(review.outcome()))
            .collect(
                Collectors.groupingBy(
                    review -> review.cause() == null ? "" : review.cause(), Collectors.counting()));
    List<Map.Entry<String, Long>> sorted =
        counts.entrySet().stream()
            .sorted(
                Map.Entry.<String, Long>comparingByValue()
                    .reversed()
                    .thenComparing(Map.Entry.comparingByKey()))
            .toList();
    return new Chart(
        "causes",
        "Why do pieces come back?",
        sorted.isEmpty()
            ? "None came back in this time."
            : "Most often: %s (%d)."
                .formatted(
                    cause(sorted.getFirst().getKey()).toLowerCase(Locale.ROOT),
                    sorted.getFirst().getValue()),
        false,
        false,
        "reviews that came back",
        sorted.stream().map(of -> cause(of.getKey())).toList(),
        List.of(
            new Chart.Series(
                "Came back", sorted.stream().map(of -> (double) of.getValue()).toList())),
        "See each agency",
        "/scorecard");
  }

  /** Every week of the window up to this one, by its Monday. */
  private static Map<LocalDate, List<ReviewTiming>> byWeek(
      Seen seen, Function<ReviewTiming, @Nullable Instant> at) {
    Map<LocalDate, List<ReviewTiming>> weeks = new TreeMap<>();
    Instant first =
        seen.reviews().stream()
            .map(ReviewTiming::endedAt)
            .filter(Objects::nonNull)
            .min(Instant::compareTo)
            .orElse(seen.now());
    for (LocalDate week = monday(first);
        !week.isAfter(monday(seen.now()));
        week = week.plusWeeks(1)) {
      weeks.put(week, new ArrayList<>());
    }
    for (ReviewTiming review : seen.reviews()) {
      Instant instant = at.apply(review);
      List<ReviewTiming> week = instant == null ? null : weeks.get(monday(instant));
      if (week != null) {
        week.add(review);
      }
    }
    return weeks;
  }

  private static LocalDate monday(Instant instant) {
    return LocalDate.ofInstant(instant, ZoneOffset.UTC)
        .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
  }

  private static List<String> weeks(Map<LocalDate, ?> weeks) {
    DateTimeFormatter day = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);
    return weeks.keySet().stream().map(day::format).toList();
  }

  private static List<@Nullable Double> counts(Map<LocalDate, List<ReviewTiming>> weeks) {
    List<@Nullable Double> counts = new ArrayList<>();
    weeks.values().forEach(reviews -> counts.add((double) reviews.size()));
    return counts;
  }

  private static String trend(List<@Nullable Double> values, String unit) {
    List<Double> known = values.stream().filter(Objects::nonNull).map(Double::valueOf).toList();
    if (known.isEmpty()) {
      return "Nothing was approved in this time.";
    }
    double last = known.getLast();
    if (known.size() == 1) {
      return "%s %s.".formatted(number(last), unit);
    }
    double first = known.getFirst();
    String way = last < first ? "Yes" : last > first ? "No" : "They stay as they are";
    return "%s: %s %s in the last week, %s in the first."
        .formatted(way, number(last), unit, number(first));
  }

  private FigureRules rules(Seen seen) {
    return new FigureRules(this::working, seen.now());
  }

  /** Weekends and the holidays of the market's pack are no time at all. */
  private WorkingTime working(String market) {
    MarketPack pack = packs.of(market);
    return new WorkingTime(pack.zone(), pack::worksOn);
  }

  private Map<Lane, Set<String>> held(Actor actor) {
    Map<Lane, Set<String>> held = new EnumMap<>(Lane.class);
    for (Lane lane : Lane.values()) {
      Set<String> markets = new HashSet<>(authorities.markets(actor.id(), lane.authority()));
      markets.addAll(delegations.delegatedMarkets(actor.id(), lane.authority(), clock.instant()));
      if (!markets.isEmpty()) {
        held.put(lane, markets);
      }
    }
    return held;
  }

  private static boolean maySign(Map<Lane, Set<String>> held, LaneTiming lane) {
    Set<String> markets = held.getOrDefault(Lane.valueOf(lane.lane()), Set.of());
    return markets.contains(Authorities.EVERY_MARKET) || markets.containsAll(lane.markets());
  }

  private static @Nullable String key(LaneTiming lane, By by) {
    return switch (by) {
      case LANE -> lane.lane();
      case PERSON -> lane.signedBy();
      case MARKET -> lane.market();
      case TIER -> lane.tier();
      case LANE_AND_MARKET -> lane.lane() + " " + lane.market();
    };
  }

  private static String title(String lane) {
    return Lane.valueOf(lane).title();
  }

  private static String cause(String code) {
    return code.isEmpty() ? "Nobody said why" : words(code);
  }

  private static String words(String code) {
    String lower = code.toLowerCase(Locale.ROOT).replace('_', ' ');
    return Character.toUpperCase(lower.charAt(0)) + lower.substring(1);
  }

  /** One decimal, none if it is 0. */
  static String number(double value) {
    if (value > 0 && value < 0.05) {
      return "under 0.1";
    }
    String text = String.format(Locale.ENGLISH, "%.1f", value);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }
}
