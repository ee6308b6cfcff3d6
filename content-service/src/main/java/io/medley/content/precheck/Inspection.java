package io.medley.content.precheck;

import io.medley.content.precheck.RuleSettings.WordGroup;
import io.medley.content.precheck.Sentence.Span;
import io.medley.content.product.ProductMasterDocument.Label;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One rule looking at one piece for one market, and what it has found. */
final class Inspection {

  private static final int QUOTE = 240;

  private final Piece piece;
  private final String market;
  private final String marketName;
  private final RulePacks.RulePack pack;
  private final Rule rule;
  private final RuleSettings settings;
  private final List<Finding> findings = new ArrayList<>();

  Inspection(Piece piece, RulePacks.RulePack pack, String market, Rule rule) {
    this.piece = piece;
    this.market = market;
    this.marketName = pack.title();
    this.pack = pack;
    this.rule = rule;
    this.settings = pack.rule(rule.id());
  }

  Piece piece() {
    return piece;
  }

  String market() {
    return market;
  }

  RuleSettings settings() {
    return settings;
  }

  /** What the market's pack says about another rule. */
  RuleSettings rule(String id) {
    return pack.rule(id);
  }

  /** Another rule looking at a form of the piece for the same market. */
  Inspection of(Piece form, Rule other) {
    return new Inspection(form, pack, market, other);
  }

  String language() {
    return piece.metadata().language();
  }

  /** The label in force for the piece's brand in this market. */
  Optional<Label> label() {
    return piece
        .products()
        .currentLabel(piece.metadata().brandId(), market, language(), piece.firstDay());
  }

  /** Something is missing from the piece as a whole. */
  void missing(String caseName, Map<String, String> words) {
    report(
        caseName,
        null,
        null,
        null,
        words.getOrDefault("expected", words.getOrDefault("found", "")),
        words);
  }

  /**
   * Words of some groups stand in a sentence. What one group has told a later, milder one does not
   * tell again.
   *
   * @param excused whether a group's words are no fault in this sentence
   */
  void foundWords(Sentence sentence, List<WordGroup> groups, Predicate<WordGroup> excused) {
    List<Span> told = new ArrayList<>();
    for (WordGroup group : groups) {
      List<Span> spans = piece.find(sentence, group);
      if (spans.isEmpty() || excused.test(group)) {
        continue;
      }
      spans.stream()
          .filter(span -> told.stream().noneMatch(span::overlaps))
          .forEach(span -> found(group.caseName(), span, Map.of("found", span.quote())));
      told.addAll(spans);
    }
  }

  /** Something stands in the text. */
  void found(String caseName, Sentence.Span span, Map<String, String> words) {
    report(caseName, span.section(), span.start(), span.end(), span.quote(), words);
  }

  /** Something stands in the text in other words than were approved. */
  void compared(
      String caseName,
      Sentence.Span span,
      Map<String, String> words,
      List<Finding.Word> comparison) {
    found(caseName, span, words);
    findings.add(findings.removeLast().comparing(comparison));
  }

  /** Something belongs to a section, but to no words in it. */
  void inSection(String caseName, int section, String quote, Map<String, String> words) {
    report(caseName, section == 0 ? null : section, null, null, quote, words);
  }

  List<Finding> findings() {
    return findings;
  }

  private void report(
      String caseName,
      @Nullable Integer page,
      @Nullable Integer start,
      @Nullable Integer end,
      String quote,
      Map<String, String> words) {
    findings.add(
        new Finding(
            rule.id(),
            settings.severity(caseName),
            rule.kind(),
            market,
            page,
            start,
            end,
            shorten(quote),
            fill(settings.message(caseName), words),
            fill(settings.fix(caseName), words),
            settings.basis()));
  }

  private String fill(String template, Map<String, String> words) {
    String filled = template.replace("{market}", marketName);
    if (piece.brand().isPresent()) {
      filled =
          filled
              .replace("{brand}", piece.brand().get().name())
              .replace("{inn}", piece.brand().get().inn());
    }
    for (Map.Entry<String, String> word : words.entrySet()) {
      filled = filled.replace("{" + word.getKey() + "}", shorten(word.getValue()));
    }
    return filled;
  }

  static String shorten(String text) {
    String line = text.replaceAll("\\s+", " ").strip();
    return line.length() <= QUOTE ? line : line.substring(0, QUOTE - 1) + "…";
  }
}
