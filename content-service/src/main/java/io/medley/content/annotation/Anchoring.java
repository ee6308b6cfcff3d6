package io.medley.content.annotation;

import io.medley.content.annotation.AnnotationTarget.TextSpan;
import io.medley.content.annotation.Placement.How;
import io.medley.content.asset.NormalText;
import io.medley.content.asset.TextSection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds annotated words again in a text that may have changed: the very words in surroundings that
 * agree, else the same words set anew, else what stands between the same surroundings, else the
 * same words anywhere, else the nearest words within a limit. Where words occur more than once,
 * their surroundings decide, then the section, then the distance. The same input always gives the
 * same place.
 */
public final class Anchoring {

  /** Longest prefix and suffix that are kept with a quote, in UTF-16 units. */
  public static final int CONTEXT = 64;

  /** Surroundings shorter than this, in characters of normal text, point nowhere. */
  private static final int SHORTEST_CONTEXT = 12;

  /** The share of words, or of letters in a short quote, that may differ in the nearest words. */
  private static final double FURTHEST = 0.35;

  /** Quotes of fewer words are compared by letters. */
  private static final int WORDS = 4;

  /** Quotes of fewer letters are not worth guessing. */
  private static final int FEWEST_LETTERS = 5;

  private final List<Known> sections;

  /** For one text; its normal forms are computed once. */
  public Anchoring(List<TextSection> sections) {
    this.sections = sections.stream().map(Known::new).toList();
  }

  /**
   * The span with its surroundings.
   *
   * @throws IndexOutOfBoundsException if the text has no such span
   */
  public static TextSpan span(String text, int start, int end) {
    int from = Math.max(0, start - CONTEXT);
    int to = Math.min(text.length(), end + CONTEXT);
    if (from > 0 && from < start && Character.isLowSurrogate(text.charAt(from))) {
      from++;
    }
    if (to < text.length() && to > end && Character.isHighSurrogate(text.charAt(to - 1))) {
      to--;
    }
    return new TextSpan(
        start,
        end,
        text.substring(start, end),
        text.substring(from, start),
        text.substring(end, to));
  }

  /**
   * Where the words stand in this text.
   *
   * @param section the section they stood in
   */
  public Placement locate(int section, TextSpan wanted) {
    Optional<Found> same =
        best(exact(0, wanted.quote()), section, wanted, How.EXACT)
            .or(() -> best(reflowed(0, wanted.quote()), section, wanted, How.REFLOWED));
    if (same.isPresent() && same.get().surroundings() >= SHORTEST_CONTEXT) {
      return same.get().placement();
    }
    // The words may well stand somewhere else, too: where they stood, others stand now.
    return best(between(wanted), section, wanted, How.CONTEXT)
        .or(() -> same)
        .or(() -> best(nearest(wanted.quote()), section, wanted, How.FUZZY))
        .map(Found::placement)
        .orElse(Placement.NOT_FOUND);
  }

  /**
   * Where words that a person points at stand; their surroundings may be unknown.
   *
   * @param section where to look; 0 = anywhere
   */
  public Optional<Placement> find(int section, String quote, String prefix, String suffix) {
    if (quote.isBlank()) {
      return Optional.empty();
    }
    TextSpan wanted = new TextSpan(0, quote.length(), quote, prefix, suffix);
    return best(exact(section, quote), section, wanted, How.EXACT)
        .or(() -> best(reflowed(section, quote), section, wanted, How.REFLOWED))
        .map(Found::placement);
  }

  /** A section and its normal form. */
  private static final class Known {
    private final TextSection section;
    private @Nullable NormalText normal;

    Known(TextSection section) {
      this.section = section;
    }

    NormalText normal() {
      NormalText computed = normal;
      if (computed == null) {
        computed = NormalText.of(section.text());
        normal = computed;
      }
      return computed;
    }

    /** Where in the source the character before {@code index} of the normal text ends. */
    int after(int index) {
      String source = section.text();
      int last = normal().origin(index - 1);
      return Math.min(source.length(), last + Character.charCount(source.codePointAt(last)));
    }
  }

  /** A candidate; likeness as in {@link Placement}. */
  private record Spot(TextSection in, int start, int end, double likeness) {}

  /** The chosen one and how many letters of its surroundings agree. */
  private record Found(Placement placement, int surroundings) {}

  private List<Spot> exact(int only, String quote) {
    List<Spot> spots = new ArrayList<>();
    for (Known known : in(only)) {
      String text = known.section.text();
      for (int at = text.indexOf(quote); at >= 0; at = text.indexOf(quote, at + 1)) {
        spots.add(new Spot(known.section, at, at + quote.length(), 1));
      }
    }
    return spots;
  }

  private List<Spot> reflowed(int only, String quote) {
    String wanted = NormalText.normal(quote);
    List<Spot> spots = new ArrayList<>();
    if (wanted.isEmpty()) {
      return spots;
    }
    for (Known known : in(only)) {
      String text = known.normal().text();
      for (int at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
        spots.add(spot(known, at, at + wanted.length(), 1));
      }
    }
    return spots;
  }

  private List<Known> in(int only) {
    return only == 0
        ? sections
        : sections.stream().filter(known -> known.section.number() == only).toList();
  }

  /** What stands between the end of the prefix and the beginning of the suffix. */
  private List<Spot> between(TextSpan wanted) {
    String before = NormalText.normal(wanted.prefix());
    String after = NormalText.normal(wanted.suffix());
    List<Spot> spots = new ArrayList<>();
    if (before.length() < SHORTEST_CONTEXT || after.length() < SHORTEST_CONTEXT) {
      return spots;
    }
    String words = NormalText.normal(wanted.quote());
    int furthest = 2 * words.length() + CONTEXT;
    for (Known known : sections) {
      String text = known.normal().text();
      for (int at = text.indexOf(before); at >= 0; at = text.indexOf(before, at + 1)) {
        int start = at + before.length();
        int end = text.indexOf(after, start);
        if (end < 0 || end - start > furthest) {
          continue;
        }
        while (start < end && text.charAt(start) == ' ') {
          start++;
        }
        while (end > start && text.charAt(end - 1) == ' ') {
          end--;
        }
        if (start < end) {
          spots.add(spot(known, start, end, likeness(words, text.substring(start, end))));
        } else {
          int gone = known.after(at + before.length());
          spots.add(new Spot(known.section, gone, gone, 0));
        }
      }
    }
    return spots;
  }

  private List<Spot> nearest(String quote) {
    String wanted = NormalText.normal(quote);
    List<Spot> spots = new ArrayList<>();
    if (wanted.length() < FEWEST_LETTERS) {
      return spots;
    }
    List<int[]> quoted = words(wanted);
    boolean byWords = quoted.size() >= WORDS;
    Map<String, Integer> numbers = new HashMap<>();
    int[] pattern = byWords ? symbols(wanted, quoted, numbers) : wanted.chars().toArray();
    for (Known known : sections) {
      String text = known.normal().text();
      List<int[]> there = byWords ? words(text) : List.of();
      int[] symbols = byWords ? symbols(text, there, numbers) : text.chars().toArray();
      Approximate found = Approximate.of(pattern, symbols);
      double distance = (double) found.distance() / pattern.length;
      if (distance > FURTHEST || found.start() >= found.end()) {
        continue;
      }
      int start = byWords ? there.get(found.start())[0] : found.start();
      int end = byWords ? there.get(found.end() - 1)[1] : found.end();
      spots.add(spot(known, start, end, 1 - distance));
    }
    return spots;
  }

  private static Optional<Found> best(List<Spot> spots, int section, TextSpan wanted, How how) {
    Map<Spot, Integer> agree = new HashMap<>();
    spots.forEach(spot -> agree.put(spot, surroundings(spot, wanted)));
    return spots.stream()
        .max(
            Comparator.comparingDouble(Spot::likeness)
                .thenComparing(agree::get)
                .thenComparing(
                    Comparator.comparingInt((Spot spot) -> Math.abs(spot.in().number() - section))
                        .reversed())
                .thenComparing(
                    Comparator.comparingInt((Spot spot) -> Math.abs(spot.start() - wanted.start()))
                        .reversed())
                .thenComparing(
                    Comparator.comparingInt((Spot spot) -> spot.in().number()).reversed())
                .thenComparing(Comparator.comparingInt(Spot::start).reversed()))
        .map(
            spot ->
                new Found(
                    new Placement(
                        how,
                        spot.in().number(),
                        spot.start(),
                        spot.end(),
                        spot.in().text().substring(spot.start(), spot.end()),
                        spot.likeness()),
                    agree.getOrDefault(spot, 0)));
  }

  /** How many letters before and after agree, spaces and case aside. */
  private static int surroundings(Spot spot, TextSpan wanted) {
    String text = spot.in().text();
    String before =
        NormalText.normal(text.substring(Math.max(0, spot.start() - CONTEXT), spot.start()));
    String after =
        NormalText.normal(
            text.substring(spot.end(), Math.min(text.length(), spot.end() + CONTEXT)));
    String prefix = NormalText.normal(wanted.prefix());
    String suffix = NormalText.normal(wanted.suffix());
    int agree = 0;
    while (agree < Math.min(before.length(), prefix.length())
        && before.charAt(before.length() - 1 - agree)
            == prefix.charAt(prefix.length() - 1 - agree)) {
      agree++;
    }
    int agreeAfter = 0;
    while (agreeAfter < Math.min(after.length(), suffix.length())
        && after.charAt(agreeAfter) == suffix.charAt(agreeAfter)) {
      agreeAfter++;
    }
    return agree + agreeAfter;
  }

  private static Spot spot(Known known, int from, int to, double likeness) {
    return new Spot(known.section, known.normal().origin(from), known.after(to), likeness);
  }

  private static double likeness(String one, String other) {
    if (one.isEmpty() || other.isEmpty()) {
      return 0;
    }
    int distance = Approximate.whole(one.chars().toArray(), other.chars().toArray());
    return 1 - (double) distance / Math.max(one.length(), other.length());
  }

  private static List<int[]> words(String normal) {
    List<int[]> words = new ArrayList<>();
    int start = -1;
    for (int i = 0; i <= normal.length(); i++) {
      boolean space = i == normal.length() || normal.charAt(i) == ' ';
      if (!space && start < 0) {
        start = i;
      } else if (space && start >= 0) {
        words.add(new int[] {start, i});
        start = -1;
      }
    }
    return words;
  }

  private static int[] symbols(String normal, List<int[]> words, Map<String, Integer> known) {
    return words.stream()
        .mapToInt(
            word -> known.computeIfAbsent(normal.substring(word[0], word[1]), text -> known.size()))
        .toArray();
  }

  /**
   * The stretch of a text with the least edit distance to a pattern (Sellers 1980); the first of
   * equals.
   *
   * @param distance insertions, deletions and replacements
   */
  record Approximate(int start, int end, int distance) {

    static Approximate of(int[] pattern, int[] text) {
      int[] cost = new int[pattern.length + 1];
      int[] begin = new int[pattern.length + 1];
      for (int i = 0; i <= pattern.length; i++) {
        cost[i] = i;
      }
      Approximate best = new Approximate(0, 0, pattern.length);
      for (int j = 0; j < text.length; j++) {
        int diagonal = cost[0];
        int diagonalBegin = begin[0];
        cost[0] = 0;
        begin[0] = j + 1;
        for (int i = 1; i <= pattern.length; i++) {
          int replaced = diagonal + (pattern[i - 1] == text[j] ? 0 : 1);
          int replacedBegin = i == 1 ? j : diagonalBegin;
          int missing = cost[i - 1] + 1;
          int added = cost[i] + 1;
          diagonal = cost[i];
          diagonalBegin = begin[i];
          if (replaced <= missing && replaced <= added) {
            cost[i] = replaced;
            begin[i] = replacedBegin;
          } else if (missing <= added) {
            cost[i] = missing;
            begin[i] = begin[i - 1];
          } else {
            cost[i] = added;
          }
        }
        if (cost[pattern.length] < best.distance()) {
          best = new Approximate(begin[pattern.length], j + 1, cost[pattern.length]);
        }
      }
      return best;
    }

    /** The edit distance of two whole texts (Levenshtein). */
    static int whole(int[] one, int[] other) {
      int[] cost = new int[one.length + 1];
      for (int i = 0; i <= one.length; i++) {
        cost[i] = i;
      }
      for (int value : other) {
        int diagonal = cost[0]++;
        for (int i = 1; i <= one.length; i++) {
          int replaced = diagonal + (one[i - 1] == value ? 0 : 1);
          diagonal = cost[i];
          cost[i] = Math.min(replaced, Math.min(cost[i - 1], cost[i]) + 1);
        }
      }
      return cost[one.length];
    }
  }
}
