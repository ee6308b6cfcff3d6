package io.medley.content.precheck;

import io.medley.content.asset.NormalText;
import io.medley.content.asset.TextSection;
import io.medley.content.precheck.Finding.Kind;
import io.medley.content.precheck.Sentence.Span;
import java.time.Month;
import java.time.YearMonth;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** C02: month and year of preparation are printed, not in the future and not too old. */
final class DateOfPreparation implements Rule {

  private static final Map<String, Integer> MONTHS = months();
  private static final String DATE =
      "\\W{0,3}\\s?(?:(?:in|im|en) )?(?:[A-Z]{2}-[A-Z0-9]+-[A-Z0-9]+\\W{1,3})?"
          + "(?:(?:\\d{1,2}\\.? )?(\\p{L}{3,9})\\.? (\\d{4})|(?:\\d{1,2}[./-])?(\\d{1,2})[./-](\\d{4}|\\d{2})|(\\d{4})-(\\d{2}))(?![\\d./-]*\\d)";

  @Override
  public String id() {
    return "C02";
  }

  @Override
  public Kind kind() {
    return Kind.REQUIRED_BLOCK;
  }

  @Override
  public Set<String> cases() {
    return Set.of("missing", "future", "tooOld");
  }

  @Override
  public Set<String> settings() {
    return Set.of("maximumAgeMonths", "phrases", "example");
  }

  @Override
  public void check(Inspection inspection) {
    RuleSettings settings = inspection.settings();
    int oldest = (int) settings.number("maximumAgeMonths");
    Map<String, String> words =
        Map.of("example", settings.text("example"), "months", String.valueOf(oldest));
    List<String> phrases = settings.words("phrases", inspection.language());
    if (phrases.isEmpty()) {
      phrases = settings.words("phrases", "en");
    }
    Pattern pattern =
        RuleSettings.pattern(
            phrases.stream()
                .sorted((a, b) -> b.length() - a.length())
                .map(Pattern::quote)
                .collect(Collectors.joining("|", "\\b(?:", ")" + DATE)));
    YearMonth now = YearMonth.from(inspection.piece().today());
    Optional<Runnable> wrong = Optional.empty();
    for (TextSection section : inspection.piece().sections()) {
      NormalText text = NormalText.of(section.text());
      Matcher matcher = pattern.matcher(text.text());
      while (matcher.find()) {
        Optional<YearMonth> printed = month(matcher);
        if (printed.isEmpty()) {
          continue;
        }
        int from = text.origin(matcher.start());
        int to = text.origin(matcher.end() - 1) + 1;
        Span span = new Span(section.number(), from, to, section.text().substring(from, to));
        if (printed.get().isAfter(now)) {
          wrong = wrong.or(() -> Optional.of(() -> inspection.found("future", span, words)));
        } else if (ChronoUnit.MONTHS.between(printed.get(), now) > oldest) {
          wrong = wrong.or(() -> Optional.of(() -> inspection.found("tooOld", span, words)));
        } else {
          return;
        }
      }
    }
    wrong.orElse(() -> inspection.missing("missing", words)).run();
  }

  private static Optional<YearMonth> month(Matcher matcher) {
    if (matcher.group(1) != null) {
      return Optional.ofNullable(MONTHS.get(matcher.group(1).toLowerCase(Locale.ROOT)))
          .map(month -> YearMonth.of(Integer.parseInt(matcher.group(2)), month));
    }
    boolean yearFirst = matcher.group(5) != null;
    int month = Integer.parseInt(matcher.group(yearFirst ? 6 : 3));
    int printed = Integer.parseInt(matcher.group(yearFirst ? 5 : 4));
    int year = printed < 100 ? 2000 + printed : printed;
    return month >= 1 && month <= 12 ? Optional.of(YearMonth.of(year, month)) : Optional.empty();
  }

  private static Map<String, Integer> months() {
    Map<String, Integer> months = new HashMap<>();
    for (Locale locale : List.of(Locale.ENGLISH, Locale.GERMAN, Locale.FRENCH)) {
      for (Month month : Month.values()) {
        for (TextStyle style :
            List.of(TextStyle.FULL, TextStyle.SHORT, TextStyle.FULL_STANDALONE)) {
          months.put(
              month.getDisplayName(style, locale).toLowerCase(Locale.ROOT).replace(".", ""),
              month.getValue());
        }
      }
    }
    months.put("sept", 9);
    return Map.copyOf(months);
  }
}
