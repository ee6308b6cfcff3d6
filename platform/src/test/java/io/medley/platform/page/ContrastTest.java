package io.medley.platform.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Words stand out from what they are written on by 4.5 to 1 at least (WCAG 2.2, 1.4.3), in the
 * light and in the dark; the borders of what is operated by 3 to 1 (1.4.11).
 */
class ContrastTest {

  private static final Pattern COLOUR = Pattern.compile("--([a-z-]+):\\s*(#[0-9a-f]{6})");
  private static final List<String> GROUNDS = List.of("ground", "raised", "sunken");
  private static final List<String> TONES = List.of("draft", "work", "needs", "live", "blocked");
  private static final List<String> LANES = List.of("medical", "legal", "regulatory", "final");

  @Test
  void shouldKeepEveryWordReadableInTheLight() throws IOException {
    assertThat(tooFaint(palette(false))).isEmpty();
  }

  @Test
  void shouldKeepEveryWordReadableInTheDark() throws IOException {
    assertThat(tooFaint(palette(true))).isEmpty();
  }

  /** Pages stay white in the dark, and so do the colours of the marks on them. */
  @Test
  void shouldKeepMarksOnWhitePaperReadable() throws IOException {
    Matcher marks =
        Pattern.compile("\\.mark(?:\\[[^]]+])? \\{ --tone: (#[0-9a-f]{6})").matcher(css());
    List<String> faint = new ArrayList<>();
    int found = 0;
    while (marks.find()) {
      found++;
      if (contrast(Objects.requireNonNull(marks.group(1)), "#ffffff") < 4.5) {
        faint.add(marks.group(1));
      }
    }
    assertThat(found).isEqualTo(3);
    assertThat(faint).isEmpty();
  }

  private static List<String> tooFaint(Map<String, String> palette) {
    List<String> faint = new ArrayList<>();
    for (String ground : GROUNDS) {
      for (String words : List.of("ink", "quiet", "accent")) {
        check(palette, words, ground, 4.5, faint);
      }
      for (String tone : TONES) {
        check(palette, tone, ground, 4.5, faint);
      }
    }
    for (String tone : TONES) {
      for (String words : List.of(tone, "ink", "quiet", "accent")) {
        if (!(tone.equals("draft") && words.equals("accent"))) {
          check(palette, words, tone + "-soft", 4.5, faint);
        }
      }
    }
    check(palette, "accent-ink", "accent", 4.5, faint);
    check(palette, "ground", "blocked", 4.5, faint);
    for (String lane : LANES) {
      if (palette.containsKey(lane)) {
        check(palette, lane, "ground", 4.5, faint);
        check(palette, "ground", lane, 4.5, faint);
      }
    }
    return faint;
  }

  private static void check(
      Map<String, String> palette, String words, String ground, double least, List<String> faint) {
    double contrast =
        contrast(
            Objects.requireNonNull(palette.get(words), words),
            Objects.requireNonNull(palette.get(ground), ground));
    if (contrast < least) {
      faint.add("%s on %s: %.2f".formatted(words, ground, contrast));
    }
  }

  private static Map<String, String> palette(boolean dark) throws IOException {
    String css = css();
    Map<String, String> palette = new HashMap<>();
    boolean inDark = false;
    int depth = 0;
    for (String line : css.split("\n")) {
      if (line.contains("@media (prefers-color-scheme: dark)")) {
        inDark = true;
        depth = 0;
      }
      Matcher colour = COLOUR.matcher(line);
      while (colour.find()) {
        if (!inDark) {
          palette.putIfAbsent(colour.group(1), colour.group(2));
        } else if (dark) {
          palette.put(colour.group(1), colour.group(2));
        }
      }
      if (inDark) {
        depth += line.chars().map(c -> c == '{' ? 1 : c == '}' ? -1 : 0).sum();
        inDark = depth > 0;
      }
    }
    return palette;
  }

  private static String css() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(
            ContrastTest.class.getResourceAsStream("/static/medley/medley.css"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** WCAG 2.2: relative luminance of the lighter over that of the darker. */
  private static double contrast(String one, String other) {
    double first = luminance(one);
    double second = luminance(other);
    return (Math.max(first, second) + 0.05) / (Math.min(first, second) + 0.05);
  }

  private static double luminance(String colour) {
    double[] weights = {0.2126, 0.7152, 0.0722};
    double sum = 0;
    for (int i = 0; i < 3; i++) {
      double share = Integer.parseInt(colour.substring(1 + 2 * i, 3 + 2 * i), 16) / 255d;
      sum +=
          weights[i] * (share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4));
    }
    return sum;
  }
}
