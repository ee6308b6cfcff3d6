package io.medley.content.precheck;

import io.medley.content.precheck.Morphology.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Words that follow each other, told by what they are rather than by how they are spelt. Parts
 * stand between spaces:
 *
 * <pre>
 *   tablet            this word
 *   ~reduce           this word in every form: reduces, reduced, reducing
 *   =superlative      a word of this kind; see {@link Kind}
 *   &#64;product          a word of this set, in every form; &#64;brand is brand or substance of the piece
 *   one|~two|=noun    any of these
 *   =adjective-&#64;dull  of this kind, but none of this set
 *   ..3               up to three words, whatever they are
 *   &lt;&gt;3              up to three words, and what stands on its two sides in either order
 *   !of|=noun         not followed by one of these
 *   ^  $              the sentence begins, ends
 *   one &amp; other       both stand somewhere in the sentence; what is found is the first
 * </pre>
 */
final class WordSequence {

  /** Name of the set that holds brand and substance of the piece at hand. */
  private static final String BRAND = "brand";

  private static final Pattern TOKEN =
      Pattern.compile("\\[[^\\]]*]|[\\p{L}\\p{M}]+|\\d+(?:[.,]\\d+)*|%");

  /** “58 per cent”, “58 Prozent” and “58 %” say the same. */
  private static final Set<String> PER_CENT = Set.of("percent", "prozent");

  private static final Pattern EITHER_ORDER = Pattern.compile("\\s+<>(\\d)\\s+");
  private static final Pattern TOGETHER = Pattern.compile("\\s+&\\s+");

  private final String expression;
  private final List<List<Part>> ways;
  private final List<WordSequence> companions;

  private WordSequence(String expression, List<List<Part>> ways, List<WordSequence> companions) {
    this.expression = expression;
    this.ways = List.copyOf(ways);
    this.companions = List.copyOf(companions);
  }

  /** A word of a sentence and where it stands in its normal form. */
  record Word(String text, int start, int end) {}

  /** A stretch of a sentence's normal form. */
  record Match(int start, int end) {}

  private sealed interface Part {}

  private record One(List<Term> terms, List<Term> exceptions) implements Part {}

  private record Gap(int most) implements Part {}

  private record Not(One one) implements Part {}

  private record Edge(boolean beginning) implements Part {}

  private sealed interface Term {}

  private record Literal(String word) implements Term {}

  private record FormsOf(Set<String> bases) implements Term {}

  private record OfKind(Kind kind) implements Term {}

  private record Brand() implements Term {}

  /**
   * Reads an expression.
   *
   * @param sets words by the name of their set
   * @throws IllegalArgumentException if it cannot be read; the message says where
   */
  static WordSequence parse(String expression, Function<String, List<String>> sets) {
    List<String> together = List.of(TOGETHER.split(expression));
    return new WordSequence(
        expression,
        ways(together.getFirst(), sets),
        together.stream().skip(1).map(companion -> parse(companion, sets)).toList());
  }

  private static List<List<Part>> ways(String expression, Function<String, List<String>> sets) {
    Matcher order = EITHER_ORDER.matcher(expression);
    if (!order.find()) {
      return List.of(parts(expression, sets));
    }
    String before = expression.substring(0, order.start());
    String after = expression.substring(order.end());
    String gap = " .." + order.group(1) + " ";
    return List.of(parts(before + gap + after, sets), parts(after + gap + before, sets));
  }

  private static List<Part> parts(String expression, Function<String, List<String>> sets) {
    List<Part> parts = new ArrayList<>();
    for (String part : expression.strip().split("\\s+")) {
      if (part.equals("^") || part.equals("$")) {
        parts.add(new Edge(part.equals("^")));
      } else if (part.matches("\\.\\.\\d")) {
        parts.add(new Gap(part.charAt(2) - '0'));
      } else if (part.startsWith("!")) {
        parts.add(new Not(one(part.substring(1), sets)));
      } else {
        parts.add(one(part, sets));
      }
    }
    return parts;
  }

  private static One one(String text, Function<String, List<String>> sets) {
    String[] halves = text.split("-", 2);
    return new One(terms(halves[0], sets), halves.length == 1 ? List.of() : terms(halves[1], sets));
  }

  private static List<Term> terms(String text, Function<String, List<String>> sets) {
    List<Term> terms = new ArrayList<>();
    for (String term : text.split("\\|")) {
      if (term.isEmpty()) {
        throw new IllegalArgumentException("“%s” lacks a word".formatted(text));
      }
      String name = term.substring(1);
      switch (term.charAt(0)) {
        case '~' -> terms.add(new FormsOf(Set.of(name.toLowerCase(Locale.ROOT))));
        case '=' -> terms.add(new OfKind(kind(name)));
        case '@' -> {
          if (name.equals(BRAND)) {
            terms.add(new Brand());
          } else {
            List<String> words = sets.apply(name);
            if (words.isEmpty()) {
              throw new IllegalArgumentException("there is no set “%s”".formatted(name));
            }
            terms.add(
                new FormsOf(
                    words.stream()
                        .map(word -> word.toLowerCase(Locale.ROOT))
                        .collect(Collectors.toSet())));
          }
        }
        default -> terms.add(new Literal(term));
      }
    }
    return terms;
  }

  private static Kind kind(String name) {
    return Arrays.stream(Kind.values())
        .filter(kind -> kind.name().equals(name.toUpperCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("there is no kind of word “%s”".formatted(name)));
  }

  /** The words of a sentence's normal form; numbers of references are none. */
  static List<Word> words(String normal) {
    List<Word> words = new ArrayList<>();
    Matcher matcher = TOKEN.matcher(normal);
    while (matcher.find()) {
      if (normal.charAt(matcher.start()) == '[') {
        continue;
      }
      String text = matcher.group();
      Word last = words.isEmpty() ? null : words.getLast();
      if (text.equals("cent") && last != null && last.text().matches("per|pour")) {
        words.set(words.size() - 1, new Word("%", last.start(), matcher.end()));
      } else {
        words.add(new Word(PER_CENT.contains(text) ? "%" : text, matcher.start(), matcher.end()));
      }
    }
    return words;
  }

  /**
   * Where the sequence stands among words.
   *
   * @param brand brand and substance of the piece, in lower case
   */
  List<Match> find(List<Word> words, Morphology morphology, Set<String> brand) {
    List<Match> found = new ArrayList<>();
    for (int from = 0; from < words.size(); from++) {
      int end = -1;
      for (List<Part> parts : ways) {
        end = end < 0 ? end(parts, 0, from, words, morphology, brand) : end;
      }
      if (end > from) {
        found.add(new Match(words.get(from).start(), words.get(end - 1).end()));
        from = end - 1;
      }
    }
    boolean accompanied =
        found.isEmpty()
            || companions.stream()
                .noneMatch(companion -> companion.find(words, morphology, brand).isEmpty());
    return accompanied ? found : List.of();
  }

  /** Index after the last word of a match that begins at a word; -1 if there is none. */
  private static int end(
      List<Part> parts,
      int part,
      int at,
      List<Word> words,
      Morphology morphology,
      Set<String> brand) {
    if (part == parts.size()) {
      return at;
    }
    return switch (parts.get(part)) {
      case Edge edge ->
          at == (edge.beginning() ? 0 : words.size())
              ? end(parts, part + 1, at, words, morphology, brand)
              : -1;
      case Not not ->
          at < words.size() && matches(not.one(), at, words, morphology, brand)
              ? -1
              : end(parts, part + 1, at, words, morphology, brand);
      case Gap gap -> {
        for (int skipped = 0; skipped <= gap.most() && at + skipped <= words.size(); skipped++) {
          int end = end(parts, part + 1, at + skipped, words, morphology, brand);
          if (end >= 0) {
            yield end;
          }
        }
        yield -1;
      }
      case One one ->
          at < words.size() && matches(one, at, words, morphology, brand)
              ? end(parts, part + 1, at + 1, words, morphology, brand)
              : -1;
    };
  }

  private static boolean matches(
      One one, int at, List<Word> words, Morphology morphology, Set<String> brand) {
    String word = words.get(at).text();
    String next = at + 1 < words.size() ? words.get(at + 1).text() : null;
    return one.terms().stream().anyMatch(term -> is(term, word, next, morphology, brand))
        && one.exceptions().stream().noneMatch(term -> is(term, word, next, morphology, brand));
  }

  private static boolean is(
      Term term, String word, @Nullable String next, Morphology morphology, Set<String> brand) {
    return switch (term) {
      case Literal literal -> literal.word().equals(word);
      case FormsOf forms -> morphology.isFormOf(word, forms.bases());
      case OfKind kind -> morphology.is(kind.kind(), word, next);
      case Brand ignored -> brand.contains(word);
    };
  }

  @Override
  public String toString() {
    return expression;
  }
}
