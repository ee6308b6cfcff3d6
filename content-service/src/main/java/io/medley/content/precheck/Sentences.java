package io.medley.content.precheck;

import io.medley.content.asset.NormalText;
import io.medley.content.asset.ReferenceEntries;
import io.medley.content.asset.TextSection;
import io.medley.content.precheck.Sentence.Marker;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts text into sentences and finds the reference numbers in them. */
final class Sentences {

  private static final String BRACKETED = "\\[\\s?\\d{1,3}(?:\\s?[-–,;]\\s?\\d{1,3})*\\s?]";
  private static final String DIGITS = "⁰¹²³⁴⁵⁶⁷⁸⁹";
  private static final String RAISED = "[" + DIGITS + "]+(?:[,⁻][" + DIGITS + "]+)*";
  private static final Pattern MARKER = Pattern.compile(BRACKETED + "|" + RAISED);
  private static final Pattern END =
      Pattern.compile("[.!?][\"”’')]*(?:\\s?(?:" + BRACKETED + "|" + RAISED + "))*(?=\\s|$)|\\n");

  /** “Side effects? None.” says one thing, and so does “Side effects? There aren't any.” */
  private static final Pattern ANSWER =
      Pattern.compile(" ?\\p{L}{2,14}(?:[ ’'-]\\p{L}{1,14}){0,3}[.!]");

  private static final Set<String> ABBREVIATIONS =
      Set.of(
          "e.g", "i.e", "vs", "approx", "dr", "no", "fig", "cf", "incl", "z.b", "bzw", "ca", "ggf",
          "prof", "mr", "mrs", "ms", "nr", "st", "resp", "et al");

  private Sentences() {}

  /**
   * The sentences of a section.
   *
   * @param linesWrap whether a line end may be in the middle of a sentence, as in PDF
   * @param references entries of the piece's reference list
   */
  static List<Sentence> of(
      TextSection section, boolean linesWrap, List<ReferenceEntries.Entry> references) {
    List<Sentence> sentences = new ArrayList<>();
    String text = section.text();
    Matcher ends = END.matcher(text);
    int start = 0;
    while (ends.find()) {
      boolean line = text.charAt(ends.start()) == '\n';
      if (line && linesWrap && !isBlankLine(text, ends.end())) {
        continue;
      }
      if (!line && isAbbreviation(text, ends.start())) {
        continue;
      }
      if (text.charAt(ends.start()) == '?'
          && ANSWER.matcher(text).region(ends.end(), text.length()).lookingAt()) {
        continue;
      }
      add(sentences, section, start, ends.end(), references);
      start = ends.end();
    }
    add(sentences, section, start, text.length(), references);
    return sentences;
  }

  private static boolean isBlankLine(String text, int from) {
    int index = from;
    while (index < text.length()
        && (text.charAt(index) == ' '
            || text.charAt(index) == '\t'
            || text.charAt(index) == '\r')) {
      index++;
    }
    return index < text.length() && text.charAt(index) == '\n';
  }

  private static boolean isAbbreviation(String text, int dot) {
    int from = dot;
    while (from > 0 && !Character.isWhitespace(text.charAt(from - 1)) && dot - from < 8) {
      from--;
    }
    String word =
        text.substring(from, dot).toLowerCase(java.util.Locale.ROOT).replaceAll("^[(\\[]+", "");
    return text.charAt(dot) == '.' && (ABBREVIATIONS.contains(word) || word.matches("\\p{L}"));
  }

  private static void add(
      List<Sentence> sentences,
      TextSection section,
      int from,
      int to,
      List<ReferenceEntries.Entry> references) {
    String text = section.text();
    int start = from;
    int end = to;
    while (start < end && Character.isWhitespace(text.charAt(start))) {
      start++;
    }
    while (end > start && Character.isWhitespace(text.charAt(end - 1))) {
      end--;
    }
    if (start == end) {
      return;
    }
    int first = start;
    int last = end;
    boolean listed =
        references.stream()
            .anyMatch(
                entry ->
                    entry.section() == section.number()
                        && first < entry.end()
                        && last > entry.start());
    String raw = text.substring(start, end);
    sentences.add(
        new Sentence(
            section.number(),
            start,
            end,
            raw,
            NormalText.of(raw),
            listed ? List.of() : markers(raw, start),
            listed));
  }

  private static List<Marker> markers(String raw, int offset) {
    List<Marker> markers = new ArrayList<>();
    Matcher matcher = MARKER.matcher(raw);
    while (matcher.find()) {
      String before = raw.substring(Math.max(0, matcher.start() - 3), matcher.start());
      boolean raised = raw.charAt(matcher.start()) != '[';
      if (raised && (before.matches("(?s).*(?<!\\p{L})(?:[kcmd]?m)") || before.endsWith("10"))) {
        continue;
      }
      String numbers = plain(matcher.group());
      int previous = 0;
      boolean range = false;
      for (String part : numbers.split("(?<=[-–,;])|(?=[-–,;])")) {
        if (part.isBlank()) {
          continue;
        }
        if (part.matches("[-–]")) {
          range = true;
        } else if (part.strip().matches("\\d+")) {
          int number = Integer.parseInt(part.strip());
          for (int between = range ? previous + 1 : number;
              between < number && between - previous < 50;
              between++) {
            markers.add(new Marker(between, offset + matcher.start(), offset + matcher.end()));
          }
          markers.add(new Marker(number, offset + matcher.start(), offset + matcher.end()));
          previous = number;
          range = false;
        }
      }
    }
    return markers;
  }

  private static String plain(String marker) {
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < marker.length(); i++) {
      char c = marker.charAt(i);
      int digit = DIGITS.indexOf(c);
      if (digit >= 0) {
        plain.append(digit);
      } else if (c == '⁻') {
        plain.append('-');
      } else if (c != '[' && c != ']' && c != ' ') {
        plain.append(c);
      }
    }
    return plain.toString();
  }
}
