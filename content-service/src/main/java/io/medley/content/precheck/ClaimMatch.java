package io.medley.content.precheck;

import io.medley.content.precheck.ClaimWords.Figure;
import io.medley.content.precheck.Finding.Side;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A sentence beside the approved claim it repeats, exactly or nearly. */
record ClaimMatch(
    LibraryClaim claim, LibraryClaim.Wording wording, ClaimWords own, ClaimWords approved) {

  /** Below this a sentence is about the same, but not the same claim. */
  private static final double NEAR = 0.72;

  /** An approved wording, ready to compare. */
  record Wording(LibraryClaim claim, LibraryClaim.Wording wording, ClaimWords words) {}

  /**
   * The claims a sentence repeats, the best first: all that have its very words, or else the
   * nearest one. What may be used comes before what may not; among equals, the one whose figures
   * agree best.
   */
  static List<ClaimMatch> of(ClaimWords own, List<Wording> wordings) {
    if (own.tokens().size() < 4) {
      return List.of();
    }
    List<ClaimMatch> exact =
        wordings.stream()
            .filter(wording -> own.sameAs(wording.words()))
            .map(wording -> of(own, wording))
            .sorted(Comparator.comparing(match -> !match.claim().approved()))
            .toList();
    if (!exact.isEmpty()) {
      return exact;
    }
    Optional<ClaimMatch> best = Optional.empty();
    double most = NEAR;
    for (Wording wording : wordings) {
      double likeness = own.likeness(wording.words());
      if (likeness >= most) {
        ClaimMatch match = of(own, wording);
        if (likeness > most || best.isEmpty() || match.isBetterThan(best.get())) {
          best = Optional.of(match);
        }
        most = likeness;
      }
    }
    return best.stream().toList();
  }

  private static ClaimMatch of(ClaimWords own, Wording wording) {
    return new ClaimMatch(wording.claim(), wording.wording(), own, wording.words());
  }

  private boolean isBetterThan(ClaimMatch other) {
    return claim.approved() == other.claim().approved()
        ? strangeFigures().size() < other.strangeFigures().size()
        : claim.approved();
  }

  boolean isExact() {
    return own.sameAs(approved);
  }

  /** Figures of the sentence that the approved wording does not have. */
  List<Figure> strangeFigures() {
    List<Figure> left = new ArrayList<>(approved.figures());
    List<Figure> strange = new ArrayList<>();
    for (Figure figure : own.figures()) {
      if (!left.remove(figure)) {
        strange.add(figure);
      }
    }
    return strange;
  }

  /** Whether one of the two denies what the other says. */
  boolean negationDiffers() {
    return !own.negations().equals(approved.negations());
  }

  /** Comparing words of the sentence that the approved wording does not have, or has and lost. */
  List<String> strangeComparators() {
    List<String> left = new ArrayList<>(approved.comparators());
    List<String> strange = new ArrayList<>();
    for (String comparator : own.comparators()) {
      if (!left.remove(comparator)) {
        strange.add(comparator);
      }
    }
    if (own.tokens().size() >= approved.tokens().size() - 2) {
      strange.addAll(left);
    }
    return strange;
  }

  /** Approved and own words in one line, neighbours of one side together. */
  List<Finding.Word> words() {
    int[][] common = new int[own.tokens().size() + 1][approved.tokens().size() + 1];
    for (int i = own.tokens().size() - 1; i >= 0; i--) {
      for (int j = approved.tokens().size() - 1; j >= 0; j--) {
        common[i][j] =
            own.tokens().get(i).equals(approved.tokens().get(j))
                ? common[i + 1][j + 1] + 1
                : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }
    List<Finding.Word> words = new ArrayList<>();
    int i = 0;
    int j = 0;
    while (i < own.tokens().size() || j < approved.tokens().size()) {
      if (i < own.tokens().size()
          && j < approved.tokens().size()
          && own.tokens().get(i).equals(approved.tokens().get(j))) {
        add(words, Side.BOTH, own.tokens().get(i++));
        j++;
      } else if (j < approved.tokens().size()
          && (i == own.tokens().size() || common[i][j + 1] >= common[i + 1][j])) {
        add(words, Side.APPROVED, approved.tokens().get(j++));
      } else {
        add(words, Side.FOUND, own.tokens().get(i++));
      }
    }
    return words;
  }

  private static void add(List<Finding.Word> words, Side side, String token) {
    if (!words.isEmpty() && words.getLast().side() == side) {
      Finding.Word before = words.removeLast();
      words.add(new Finding.Word(side, before.text() + " " + token));
    } else {
      words.add(new Finding.Word(side, token));
    }
  }

  /** What differs, in words: “3.1” became “1.3”; “daily” is missing; “always” was added. */
  String difference() {
    List<String> differences = new ArrayList<>();
    List<Finding.Word> words = words();
    for (int at = 0; at < words.size(); at++) {
      Finding.Word word = words.get(at);
      Side next = at + 1 < words.size() ? words.get(at + 1).side() : Side.BOTH;
      switch (word.side()) {
        case APPROVED -> {
          if (next == Side.FOUND) {
            differences.add("“%s” became “%s”".formatted(word.text(), words.get(++at).text()));
          } else {
            differences.add("“%s” is missing".formatted(word.text()));
          }
        }
        case FOUND -> {
          if (next == Side.APPROVED) {
            differences.add("“%s” became “%s”".formatted(words.get(++at).text(), word.text()));
          } else {
            differences.add("“%s” was added".formatted(word.text()));
          }
        }
        case BOTH -> {}
      }
    }
    return String.join("; ", differences);
  }

  /** Figures of the sentence that none of the anchored quotes supports; empty without quotes. */
  List<Figure> unsupportedFigures() {
    List<Figure> quoted = new ArrayList<>();
    claim.references().stream()
        .filter(anchor -> !anchor.quote().isBlank())
        .forEach(anchor -> quoted.addAll(ClaimWords.of(anchor.quote()).figures()));
    if (quoted.isEmpty()) {
      return List.of();
    }
    Set<Figure> rounded = new HashSet<>();
    List<Figure> unsupported = new ArrayList<>();
    for (Figure figure : own.figures()) {
      boolean stands =
          quoted.stream()
              .anyMatch(other -> sameUnit(figure, other) && figure.value() == other.value());
      if (stands) {
        continue;
      }
      Optional<Figure> source =
          quoted.stream()
              .filter(
                  other ->
                      !rounded.contains(other)
                          && sameUnit(figure, other)
                          && other.decimals() > figure.decimals()
                          && round(other.value(), figure.decimals()) == figure.value())
              .findFirst();
      if (source.isPresent()) {
        rounded.add(source.get());
      } else {
        unsupported.add(figure);
      }
    }
    return unsupported;
  }

  private static boolean sameUnit(Figure one, Figure other) {
    return !isMeasure(one.unit()) || !isMeasure(other.unit()) || one.unit().equals(other.unit());
  }

  private static boolean isMeasure(String unit) {
    return Set.of("%", "‰", "mmhg", "mg", "g", "µg", "mcg", "kg", "ml", "mmol", "bpm")
        .contains(unit);
  }

  private static double round(double value, int decimals) {
    double scale = Math.pow(10, decimals);
    return Math.round(value * scale) / scale;
  }
}
