package io.medley.content.asset;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the reference list printed on a piece. */
public final class ReferenceEntries {

  private static final Pattern HEADING =
      Pattern.compile(
          "(?im)^[ \\t]*(references?|bibliography|referenzen|literatur|quellen|literaturverzeichnis)[ \\t]*:?[ \\t]*");
  private static final Pattern ENTRY =
      Pattern.compile("(?m)(?:(^)|(?<=[.;] ))[ \\t]*\\[?(\\d{1,3})[.)\\]][ \\t]+(?=\\S)");

  /** A list may have lost entries; a number further away is part of a citation. */
  private static final int WIDEST_GAP = 3;

  private ReferenceEntries() {}

  /**
   * One entry.
   *
   * @param section number of the section it stands in
   * @param start first character of the entry there
   * @param end first character after it
   */
  public record Entry(int marker, String citation, int section, int start, int end) {}

  /** Where a list begins. */
  public record Start(int section, int offset) {}

  /** The entries of the last list under a heading, in their order; empty if there is none. */
  public static List<Entry> of(List<TextSection> sections) {
    for (int index = sections.size() - 1; index >= 0; index--) {
      TextSection section = sections.get(index);
      Matcher heading = HEADING.matcher(section.text());
      List<Entry> found = List.of();
      while (heading.find()) {
        List<Entry> entries = entries(section, heading.end());
        if (!entries.isEmpty()) {
          found = entries;
        }
      }
      if (!found.isEmpty()) {
        return found;
      }
    }
    return List.of();
  }

  private static List<Entry> entries(TextSection section, int from) {
    List<Entry> entries = new ArrayList<>();
    Matcher matcher = ENTRY.matcher(section.text());
    int last = 0;
    int start = -1;
    int textStart = -1;
    int position = from;
    while (matcher.find(position)) {
      int number = Integer.parseInt(matcher.group(2));
      boolean onOwnLine = matcher.group(1) != null;
      if (number == last + 1 || (onOwnLine && number > last && number <= last + WIDEST_GAP)) {
        if (start >= 0) {
          entries.add(entry(section, last, start, textStart, matcher.start()));
        }
        start = matcher.start(2);
        textStart = matcher.end();
        last = number;
      } else if (start < 0 && matcher.start() - from > 200) {
        return List.of();
      }
      position = matcher.end();
    }
    if (start >= 0) {
      entries.add(entry(section, last, start, textStart, endOfLast(section, textStart)));
    }
    return entries;
  }

  /**
   * The last entry ends where its paragraph does. On a page lines wrap, so only an empty line
   * tells; elsewhere a line that ends a sentence does.
   */
  private static int endOfLast(TextSection section, int from) {
    String text = section.text();
    int end = text.indexOf('\n', from);
    while (end >= 0) {
      boolean blank = end + 1 >= text.length() || text.charAt(end + 1) == '\n';
      boolean sentenceEnds = text.substring(from, end).stripTrailing().endsWith(".");
      if (blank || (sentenceEnds && section.kind() != TextSection.Kind.PAGE)) {
        return end;
      }
      end = text.indexOf('\n', end + 1);
    }
    return text.length();
  }

  private static Entry entry(TextSection section, int marker, int start, int textStart, int end) {
    String citation = section.text().substring(textStart, end).replaceAll("\\s+", " ").strip();
    return new Entry(marker, citation, section.number(), start, Math.max(start, end));
  }
}
