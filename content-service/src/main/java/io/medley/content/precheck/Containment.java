package io.medley.content.precheck;

import io.medley.content.asset.NormalText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** How much of a prescribed text a piece contains, measured in runs of five words. */
final class Containment {

  private static final int RUN = 5;
  private final Set<String> runs = new HashSet<>();
  private final String words;

  Containment(List<String> texts) {
    List<String> tokens = new ArrayList<>();
    texts.forEach(text -> tokens.addAll(tokens(text)));
    this.words = " " + String.join(" ", tokens) + " ";
    runs.addAll(runs(tokens));
  }

  /** Share of the wanted text's runs that are there, 0 to 1. */
  double share(String wanted) {
    List<String> tokens = tokens(wanted);
    if (tokens.isEmpty()) {
      return 1;
    }
    if (tokens.size() < RUN) {
      return words.contains(" " + String.join(" ", tokens) + " ") ? 1 : 0;
    }
    List<String> wantedRuns = runs(tokens);
    return (double) wantedRuns.stream().filter(runs::contains).count() / wantedRuns.size();
  }

  /** How often the whole wanted text stands there, at most. */
  int times(String wanted) {
    String whole = " " + String.join(" ", tokens(wanted)) + " ";
    int times = 0;
    for (int at = words.indexOf(whole); at >= 0; at = words.indexOf(whole, at + 1)) {
      times++;
    }
    return times;
  }

  private static List<String> runs(List<String> tokens) {
    List<String> runs = new ArrayList<>();
    for (int i = 0; i + RUN <= tokens.size(); i++) {
      runs.add(String.join(" ", tokens.subList(i, i + RUN)));
    }
    return runs;
  }

  /** Words and numbers, reference marks aside. */
  private static List<String> tokens(String text) {
    String plain = NormalText.normal(text).replaceAll("\\[\\d[\\d ,;-]*]|[⁰¹²³⁴-⁻]", " ");
    List<String> tokens = new ArrayList<>();
    for (String token : plain.split("[^\\p{L}\\p{Nd}]+")) {
      if (!token.isEmpty()) {
        tokens.add(token);
      }
    }
    return tokens;
  }
}
