package io.medley.campaign.measure;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Words that may speak of an adverse event, a special situation (ICH E2D: pregnancy, overdose,
 * misuse, lack of effect) or a product complaint. Rather one report too many: whether it is one is
 * for a person of drug safety to say. All languages are looked for in every text.
 */
final class SafetyWords {

  /** What a word may speak of. */
  enum Kind {
    /** Something untoward happened to a patient. */
    ADVERSE_EVENT,
    /** Pregnancy, overdose, misuse, medication error, lack of effect. */
    SPECIAL_SITUATION,
    /** The product or its package is not as it should be. */
    PRODUCT_COMPLAINT
  }

  /** A word found, as the list has it. */
  record Found(Kind kind, String word) {}

  private record Entry(Kind kind, String word, Pattern pattern) {}

  private static final String LIST = "/safety-words.txt";
  private static final Pattern MARKS = Pattern.compile("\\p{M}+");

  private final List<Entry> entries;

  SafetyWords() {
    this.entries = read();
  }

  /** All words of the list that the text holds. */
  List<Found> in(String text) {
    String plain = plain(text);
    List<Found> found = new ArrayList<>();
    for (Entry entry : entries) {
      Matcher matcher = entry.pattern().matcher(plain);
      if (matcher.find()) {
        found.add(new Found(entry.kind(), entry.word()));
      }
    }
    return found;
  }

  private static List<Entry> read() {
    InputStream in = SafetyWords.class.getResourceAsStream(LIST);
    if (in == null) {
      throw new IllegalStateException("The list of safety words is missing: " + LIST);
    }
    List<Entry> entries = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      lines
          .lines()
          .map(String::strip)
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .forEach(
              line -> {
                String[] parts = line.split(" ", 2);
                String word = parts[1].strip();
                entries.add(new Entry(Kind.valueOf(parts[0]), word, pattern(word)));
              });
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return List.copyOf(entries);
  }

  /** A star at the end of a word stands for any ending; spaces for any space. */
  private static Pattern pattern(String word) {
    String plain = plain(word);
    boolean open = plain.endsWith("*");
    String body = open ? plain.substring(0, plain.length() - 1) : plain;
    return Pattern.compile(
        "(?<![\\p{L}\\p{N}])"
            + Pattern.quote(body).replace(" ", "\\E\\s+\\Q")
            + (open ? "" : "(?![\\p{L}\\p{N}])"));
  }

  private static String plain(String text) {
    return MARKS
        .matcher(Normalizer.normalize(text, Normalizer.Form.NFD))
        .replaceAll("")
        .toLowerCase(Locale.ROOT);
  }
}
