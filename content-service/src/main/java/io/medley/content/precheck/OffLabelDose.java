package io.medley.content.precheck;

import io.medley.content.precheck.Finding.Kind;
import io.medley.content.precheck.Sentence.Span;
import io.medley.content.product.ProductMasterDocument.Dose;
import io.medley.content.product.ProductMasterDocument.Label;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** C31: dose and frequency stay inside the market's label. */
final class OffLabelDose implements Rule {

  private static final Pattern AMOUNT =
      Pattern.compile(
          "(?:(?<first>\\d+(?:[.,]\\d+)?) ?(?:-|to|bis|à|or|oder|ou) ?)?(?<![\\d.,])(?<last>\\d+(?:[.,]\\d+)?) ?(?<unit>milligram(?:me)?s?|milligramm|mg|g|µg|μg|mcg)(?![\\p{L}\\d])(?! ?/ ?(?:dl|l|ml|kg))");
  private static final Map<String, Integer> SPELT_NUMBERS =
      Map.of(
          "one", 1, "two", 2, "fifteen", 15, "twenty", 20, "thirty", 30, "forty", 40, "fifty", 50,
          "eighty", 80, "hundred", 100);
  private static final Pattern SPELT =
      Pattern.compile(
          "\\b(" + String.join("|", SPELT_NUMBERS.keySet()) + ") (?:mg|milligrams?)\\b");
  private static final Map<String, Double> NUMBERS =
      Map.ofEntries(
          Map.entry("2", 2.0),
          Map.entry("3", 3.0),
          Map.entry("4", 4.0),
          Map.entry("two", 2.0),
          Map.entry("three", 3.0),
          Map.entry("half", 0.5),
          Map.entry("zwei", 2.0),
          Map.entry("drei", 3.0),
          Map.entry("halbe", 0.5),
          Map.entry("deux", 2.0),
          Map.entry("trois", 3.0),
          Map.entry("demi", 0.5));

  @Override
  public String id() {
    return "C31";
  }

  @Override
  public Kind kind() {
    return Kind.TEXT_PATTERN;
  }

  @Override
  public Set<String> cases() {
    return Set.of("amount", "frequency");
  }

  @Override
  public Set<String> settings() {
    return Set.of("timesPerDay", "tablets", "dosing", "unless");
  }

  @Override
  public void check(Inspection inspection) {
    Optional<Dose> allowed = inspection.label().map(Label::dose);
    if (allowed.isEmpty()) {
      return;
    }
    Dose dose = allowed.get();
    Piece piece = inspection.piece();
    RuleSettings settings = inspection.settings();
    List<Pattern> excuses = settings.patterns("unless", inspection.language());
    List<String> competitors = inspection.rule("C29").list("names");
    int labelTimes =
        settings.entries("timesPerDay").stream()
            .filter(entry -> matches(entry, dose.frequency(), ""))
            .map(entry -> (int) entry.number("times"))
            .findFirst()
            .orElse(0);
    for (Sentence sentence : piece.sentences()) {
      if (sentence.listed()
          || piece.isPrescribed(sentence)
          || sentence.hasAny(excuses)
          || !(piece.namesProduct(sentence) || piece.namesProductAround(sentence))) {
        continue;
      }
      Map<String, String> label =
          Map.of(
              "expected",
              "%s to %s %s %s"
                  .formatted(
                      shown(dose.minimum()), shown(dose.maximum()), dose.unit(), dose.frequency()));
      boolean amounts = false;
      for (Amount amount : amounts(sentence, settings.patterns("tablets", inspection.language()))) {
        if (isOthers(sentence, amount, competitors)) {
          continue;
        }
        amounts = true;
        double own = amount.milligrams() / milligrams(dose.unit());
        if (own > dose.maximum() || own < dose.minimum()) {
          inspection.found("amount", amount.span(), with(label, amount.span().quote()));
        }
      }
      if (labelTimes == 0
          || !(amounts || sentence.hasAny(settings.patterns("dosing", inspection.language())))) {
        continue;
      }
      for (RuleSettings entry : settings.entries("timesPerDay")) {
        if ((int) entry.number("times") == labelTimes) {
          continue;
        }
        entry.patterns("terms", inspection.language()).stream()
            .flatMap(pattern -> sentence.find(pattern).stream())
            .forEach(span -> inspection.found("frequency", span, with(label, span.quote())));
      }
    }
  }

  /** An amount of substance, in milligrams, and where it stands. */
  private record Amount(double milligrams, Span span, int start) {}

  private static List<Amount> amounts(Sentence sentence, List<Pattern> tablets) {
    List<Amount> amounts = new ArrayList<>();
    String text = sentence.normal().text();
    Matcher spelt = SPELT.matcher(text);
    while (spelt.find()) {
      amounts.add(
          new Amount(
              SPELT_NUMBERS.getOrDefault(spelt.group(1), 0),
              sentence.span(spelt.start(), spelt.end()),
              spelt.start()));
    }
    Matcher matcher = AMOUNT.matcher(text);
    while (matcher.find()) {
      double unit = milligrams(matcher.group("unit"));
      Span span = sentence.span(matcher.start(), matcher.end());
      double times = 1;
      String before = text.substring(Math.max(0, matcher.start() - 60), matcher.start());
      for (Pattern pattern : tablets) {
        Matcher count = pattern.matcher(before);
        if (count.find()) {
          times = NUMBERS.getOrDefault(count.group(1), 1.0);
        }
      }
      String first = matcher.group("first");
      if (first != null) {
        amounts.add(new Amount(number(first) * unit * times, span, matcher.start()));
      }
      amounts.add(new Amount(number(matcher.group("last")) * unit * times, span, matcher.start()));
    }
    return amounts;
  }

  /** The dose of a comparator is its own label's business. */
  private static boolean isOthers(Sentence sentence, Amount amount, List<String> competitors) {
    String before =
        sentence.normal().text().substring(Math.max(0, amount.start() - 30), amount.start());
    return competitors.stream().anyMatch(name -> before.contains(name.toLowerCase(Locale.ROOT)));
  }

  private static boolean matches(RuleSettings entry, String words, String language) {
    return Stream.of("en", "de", "fr", language)
        .flatMap(one -> entry.patterns("terms", one).stream())
        .anyMatch(pattern -> pattern.matcher(words).find());
  }

  private static Map<String, String> with(Map<String, String> label, String found) {
    Map<String, String> words = new HashMap<>(label);
    words.put("found", found);
    return words;
  }

  private static double number(String digits) {
    return Double.parseDouble(digits.replace(',', '.'));
  }

  private static double milligrams(String unit) {
    return switch (unit) {
      case "g" -> 1000;
      case "µg", "μg", "mcg" -> 0.001;
      default -> 1;
    };
  }

  private static String shown(double amount) {
    return amount == Math.rint(amount) ? String.valueOf((long) amount) : String.valueOf(amount);
  }
}
