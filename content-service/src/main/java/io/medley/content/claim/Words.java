package io.medley.content.claim;

import io.medley.content.asset.NormalText;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text as words and figures with their places; reference numbers, punctuation, case and spacing
 * are gone.
 */
final class Words {

  private static final Pattern TOKEN =
      Pattern.compile(
          "(?<marker>\\[\\s?\\d{1,3}(?:\\s?[-,;]\\s?\\d{1,3})*\\s?]|[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+(?:,[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+)*)"
              + "|(?<number>(?<![\\p{L}\\d])\\d+(?:[.,]\\d+)*)"
              + "|(?<sign>[<>]=?|[≤≥=±%‰°])"
              + "|(?<word>\\p{L}[\\p{L}\\p{M}\\d]*(?:'\\p{L}+)*(?:-\\d+(?!\\d*[.,]\\d))?|\\d+\\p{L}*)");
  private static final Pattern SENTENCE_END = Pattern.compile("[.!?]");
  private static final Pattern BLANK_LINE = Pattern.compile("\\n[ \\t\\r]*\\n");
  private static final Set<String> ABBREVIATIONS =
      Set.of(
          "vs", "e", "g", "i", "approx", "ca", "bzw", "z", "b", "fig", "no", "nr", "resp", "incl");

  private final List<Word> list;

  private Words(List<Word> list) {
    this.list = List.copyOf(list);
  }

  /** What a word is. */
  enum Kind {
    WORD,
    NUMBER,
    SIGN
  }

  /**
   * A word.
   *
   * @param key how it is compared
   * @param start first character in the source
   * @param end first character after it
   * @param opens whether a sentence begins with it
   */
  record Word(Kind kind, String key, int start, int end, boolean opens) {

    /** How it is compared when figures do not count. */
    String masked() {
      return kind == Kind.NUMBER ? "#" : key;
    }
  }

  /** The words of a line or sentence of its own. */
  static Words of(String source) {
    return of(source, true);
  }

  /**
   * The words of a text.
   *
   * @param linesWrap whether a line end may be in the middle of a sentence
   */
  static Words of(String source, boolean linesWrap) {
    NormalText normal = NormalText.of(source);
    List<Word> words = new ArrayList<>();
    Matcher matcher = TOKEN.matcher(normal.text());
    int last = 0;
    while (matcher.find()) {
      if (matcher.group("marker") != null) {
        continue;
      }
      int start = normal.origin(matcher.start());
      int end = normal.origin(matcher.end() - 1) + 1;
      boolean opens = words.isEmpty() || opens(source, words.getLast(), last, start, linesWrap);
      Kind kind =
          matcher.group("number") != null
              ? Kind.NUMBER
              : matcher.group("sign") != null ? Kind.SIGN : Kind.WORD;
      words.add(new Word(kind, matcher.group(), start, end, opens));
      last = end;
    }
    return new Words(words);
  }

  /** Whether a sentence begins between two words. */
  private static boolean opens(String source, Word before, int from, int to, boolean linesWrap) {
    String between = source.substring(from, Math.max(from, to));
    if (BLANK_LINE.matcher(between).find() || (!linesWrap && between.indexOf('\n') >= 0)) {
      return true;
    }
    boolean ends =
        SENTENCE_END.matcher(between).find()
            && between.chars().anyMatch(Character::isWhitespace)
            && !ABBREVIATIONS.contains(before.key());
    return ends && !Character.isLowerCase(source.codePointAt(to));
  }

  List<Word> list() {
    return list;
  }

  int size() {
    return list.size();
  }

  Word get(int index) {
    return list.get(index);
  }

  List<String> keys() {
    return list.stream().map(Word::key).toList();
  }

  /** Part of these words. */
  Words part(int from, int to) {
    return new Words(list.subList(from, to));
  }

  /** Index of the first word of the sentence a word is in. */
  int sentenceStart(int index) {
    int start = index;
    while (start > 0 && !list.get(start).opens()) {
      start--;
    }
    return start;
  }

  /** Index after the last word of the sentence a word is in. */
  int sentenceEnd(int index) {
    int end = index + 1;
    while (end < list.size() && !list.get(end).opens()) {
      end++;
    }
    return end;
  }
}
