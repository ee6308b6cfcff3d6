package io.medley.content.asset;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;

/**
 * Text as rules compare it: compatibility forms resolved (NFKC), lower case, white space collapsed,
 * words that a line end broke joined, soft hyphens gone. Every character remembers where in the
 * source it came from.
 */
public final class NormalText {

  private final String text;
  private final int[] origins;
  private final int sourceLength;

  private NormalText(String text, int[] origins, int sourceLength) {
    this.text = text;
    this.origins = origins;
    this.sourceLength = sourceLength;
  }

  /** The normal form of a text. */
  public static NormalText of(String source) {
    StringBuilder text = new StringBuilder(source.length());
    int[] origins = new int[source.length() + 16];
    int index = 0;
    while (index < source.length()) {
      int c = source.codePointAt(index);
      int width = Character.charCount(c);
      if (c == '\u00ad' || c == '\u200b' || c == '\ufeff') {
        index += width;
        continue;
      }
      if (c == '-' && breaksWord(source, index)) {
        index++;
        while (index < source.length() && Character.isWhitespace(source.charAt(index))) {
          index++;
        }
        continue;
      }
      String normal =
          isRaisedDigit(c)
              // A reference mark must not melt into the number before it.
              ? Character.toString(c)
              : Character.isWhitespace(c) || c == '\u00a0'
                  ? (text.isEmpty() || text.charAt(text.length() - 1) == ' ' ? "" : " ")
                  : simplify(
                      Normalizer.normalize(Character.toString(c), Normalizer.Form.NFKC)
                          .toLowerCase(Locale.ROOT));
      if (text.length() + normal.length() > origins.length) {
        origins = Arrays.copyOf(origins, origins.length * 2 + normal.length());
      }
      for (int i = 0; i < normal.length(); i++) {
        origins[text.length() + i] = index;
      }
      text.append(normal);
      index += width;
    }
    return new NormalText(text.toString(), Arrays.copyOf(origins, text.length()), source.length());
  }

  /** The normal form alone. */
  public static String normal(String source) {
    return of(source).text().strip();
  }

  /** The normal text. */
  public String text() {
    return text;
  }

  /** Where in the source the character at {@code index} of the normal text comes from. */
  public int origin(int index) {
    return index < origins.length ? origins[index] : sourceLength;
  }

  private static boolean isRaisedDigit(int c) {
    return c == '\u00b9' || c == '\u00b2' || c == '\u00b3' || (c >= '\u2070' && c <= '\u207b');
  }

  private static boolean breaksWord(String source, int hyphen) {
    return hyphen > 0
        && Character.isLowerCase(source.charAt(hyphen - 1))
        && hyphen + 2 < source.length()
        && (source.charAt(hyphen + 1) == '\n' || source.charAt(hyphen + 1) == '\r')
        && startsLowerCase(source, hyphen + 1);
  }

  private static boolean startsLowerCase(String source, int from) {
    int index = from;
    while (index < source.length() && Character.isWhitespace(source.charAt(index))) {
      index++;
    }
    return index < source.length() && Character.isLowerCase(source.charAt(index));
  }

  private static String simplify(String normal) {
    return switch (normal) {
      case "\u2018", "\u2019", "\u201a", "\u201b" -> "'";
      case "\u201c", "\u201d", "\u201e" -> "\"";
      case "\u2013", "\u2014", "\u2212", "\u2010", "\u2011" -> "-";
      default -> normal;
    };
  }
}
