package io.medley.content.annotation;

import static org.assertj.core.api.Assertions.assertThat;

import io.medley.content.annotation.AnnotationTarget.TextSpan;
import io.medley.content.annotation.Placement.How;
import io.medley.content.asset.TextSection;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Annotated words are found again, or said not to be: never put where they do not belong. */
class AnchoringTest {

  private static final String FIRST =
      "Zelvaro lowers blood pressure. In the ZEAL-1 study the mean systolic pressure fell by 17.3 mmHg "
          + "at week 26, against 6.2 mmHg with placebo. Adverse events were mild to moderate.";
  private static final String SECOND =
      "Take one tablet of 10 mg a day, with or without food. Do not use during pregnancy. "
          + "The most common adverse reactions are dizziness and headache.";

  @Test
  void shouldFindTheVeryWordsWhereverTheyWent() {
    TextSpan dizziness = span(SECOND, "dizziness and headache");

    assertThat(locate(List.of(FIRST, "A new page.", SECOND), 2, dizziness))
        .extracting(Placement::how, Placement::section, Placement::words)
        .containsExactly(How.EXACT, 3, "dizziness and headache");
  }

  @ParameterizedTest
  @CsvSource({
    "'fell by\u00a017.3  mmHg', REFLOWED",
    "'FELL BY 17.3 MMHG', REFLOWED",
    "'fell by 16.9 mmHg', CONTEXT",
    "'was lower', CONTEXT",
    "'', CONTEXT"
  })
  void shouldFindWhatStandsThereNow(String now, How how) {
    TextSpan figure = span(FIRST, "fell by 17.3 mmHg");
    String changed = FIRST.replace("fell by 17.3 mmHg", now);

    Placement place = locate(List.of(changed, SECOND), 1, figure);

    assertThat(place.how()).isEqualTo(how);
    assertThat(place.section()).isOne();
    assertThat(place.words()).isEqualTo(now.strip());
  }

  @Test
  void shouldNotBeLedAwayByTheSameWordsElsewhere() {
    String original =
        "In adults it lowers pressure by 50 % within weeks of use. Others saw no effect.";
    String elsewhere = "Prescriptions rose by 50 % last year, says the market report of the house.";
    TextSpan figure = span(original, "50 %");

    Placement place = locate(List.of(original.replace("50 %", "45 %"), elsewhere), 1, figure);

    assertThat(place)
        .extracting(Placement::how, Placement::section, Placement::words)
        .containsExactly(How.CONTEXT, 1, "45 %");
  }

  @Test
  void shouldLetSurroundingsDecideBetweenEqualWords() {
    String text =
        "The first result was 12 mmHg in women. The second result was 12 mmHg in men over sixty.";
    int second = text.lastIndexOf("12 mmHg");
    TextSpan wanted = Anchoring.span(text, second, second + 7);

    assertThat(locate(List.of("Something new before all this. " + text), 1, wanted).start())
        .isEqualTo(second + 31);
  }

  @Test
  void shouldTakeTheNearestWordsWithinTheLimitAndNoneBeyondIt() {
    TextSpan sentence =
        span(SECOND, "The most common adverse reactions are dizziness and headache.");

    Placement near =
        locate(
            List.of(
                "Altogether another page: the most common side reactions are dizziness and headache."),
            2,
            sentence);
    assertThat(near.how()).isEqualTo(How.FUZZY);
    assertThat(near.words())
        .isEqualTo("the most common side reactions are dizziness and headache.");
    assertThat(near.likeness()).isBetween(0.8, 0.95);

    assertThat(locate(List.of("Nothing here resembles what was said before."), 2, sentence))
        .isEqualTo(Placement.NOT_FOUND);
    assertThat(locate(List.of(), 2, sentence)).isEqualTo(Placement.NOT_FOUND);
  }

  @Test
  void shouldFindAMistypedWordByItsLettersAndGuessNothingShort() {
    assertThat(locate(List.of("Causes dizzyness."), 1, bare("dizziness")).words())
        .isEqualTo("dizzyness");
    assertThat(locate(List.of("Kept at 25 °C."), 1, bare("30 °"))).isEqualTo(Placement.NOT_FOUND);
  }

  @Test
  void shouldNeverCutASurrogatePair() {
    String text = "𝔷".repeat(90) + "Zelvaro" + "𝔷".repeat(90);
    int at = text.indexOf("Zelvaro");

    TextSpan span = Anchoring.span(text, at, at + 7);

    assertThat(Character.isLowSurrogate(span.prefix().charAt(0))).isFalse();
    assertThat(Character.isHighSurrogate(span.suffix().charAt(span.suffix().length() - 1)))
        .isFalse();
    assertThat(span.prefix().length()).isBetween(Anchoring.CONTEXT - 1, Anchoring.CONTEXT);
  }

  @Test
  void shouldFindWordsAPersonCopiedWithoutKnowingWhere() {
    Anchoring anchoring = new Anchoring(sections(List.of(FIRST, SECOND)));

    assertThat(anchoring.find(0, "do not use\nduring pregnancy", "", "").orElseThrow().section())
        .isEqualTo(2);
    assertThat(anchoring.find(1, "Do not use during pregnancy", "", "")).isEmpty();
    assertThat(anchoring.find(0, "  ", "", "")).isEmpty();
  }

  @Property(tries = 300)
  void shouldFindEverySpanOfAnUnchangedText(
      @ForAll("texts") List<String> texts, @ForAll long seed) {
    Random random = new Random(seed);
    int section = 1 + random.nextInt(texts.size());
    TextSpan span = anySpan(texts.get(section - 1), random);

    Placement place = locate(texts, section, span);

    assertThat(place.how()).isEqualTo(How.EXACT);
    assertThat(place.words()).isEqualTo(span.quote());
    assertThat(place.section()).isEqualTo(section);
    assertThat(place.start()).isEqualTo(span.start());
  }

  @Property(tries = 300)
  void shouldFindASpanAgainWhateverIsPutBeforeItsSection(
      @ForAll("texts") List<String> texts, @ForAll("texts") List<String> news, @ForAll long seed) {
    Random random = new Random(seed);
    int section = 1 + random.nextInt(texts.size());
    TextSpan span = anySpan(texts.get(section - 1), random);
    List<String> later = new ArrayList<>(news);
    later.addAll(texts);

    Placement place = locate(later, section, span);

    assertThat(place.how()).isEqualTo(How.EXACT);
    assertThat(place.words()).isEqualTo(span.quote());
  }

  @Property(tries = 300)
  void shouldAnswerAPlaceThatExistsOrNone(
      @ForAll("texts") List<String> texts, @ForAll("texts") List<String> later, @ForAll long seed) {
    Random random = new Random(seed);
    int section = 1 + random.nextInt(texts.size());
    TextSpan span = anySpan(texts.get(section - 1), random);

    Placement place = locate(later, section, span);

    assertThat(place).isEqualTo(locate(later, section, span));
    if (place.found()) {
      String text = later.get(java.util.Objects.requireNonNull(place.section()) - 1);
      assertThat(
              text.substring(
                  java.util.Objects.requireNonNull(place.start()),
                  java.util.Objects.requireNonNull(place.end())))
          .isEqualTo(place.words());
      assertThat(place.likeness()).isBetween(0.0, 1.0);
      if (place.how() == How.EXACT) {
        assertThat(place.words()).isEqualTo(span.quote());
      }
      if (place.how() == How.FUZZY) {
        assertThat(place.likeness()).isGreaterThanOrEqualTo(0.65);
      }
    }
  }

  @Property(tries = 300)
  void shouldFindTheStretchOfLeastDistance(
      @ForAll("symbols") int[] pattern, @ForAll("symbols") int[] text) {
    Anchoring.Approximate found = Anchoring.Approximate.of(pattern, text);

    int least = pattern.length;
    for (int from = 0; from <= text.length; from++) {
      for (int to = from; to <= text.length; to++) {
        least =
            Math.min(
                least,
                Anchoring.Approximate.whole(pattern, java.util.Arrays.copyOfRange(text, from, to)));
      }
    }
    assertThat(found.distance()).isEqualTo(least);
    assertThat(
            Anchoring.Approximate.whole(
                pattern, java.util.Arrays.copyOfRange(text, found.start(), found.end())))
        .isEqualTo(least);
  }

  @Provide
  Arbitrary<int[]> symbols() {
    return Arbitraries.integers().between(0, 3).array(int[].class).ofMinSize(1).ofMaxSize(9);
  }

  /** One to four sections of sentences out of few words, so that words repeat and mislead. */
  @Provide
  Arbitrary<List<String>> texts() {
    Arbitrary<String> word =
        Arbitraries.of(
            "Zelvaro",
            "lowers",
            "pressure",
            "by",
            "17.3",
            "mmHg",
            "safe",
            "é",
            "𝔷",
            "week",
            "26",
            "–",
            "mild",
            "ad-\nverse",
            "events",
            "1.",
            "in",
            "adults");
    Arbitrary<String> space = Arbitraries.of(" ", " ", " ", "\n", "\u00a0", "  ");
    Arbitrary<String> sentence =
        Combinators.combine(word, space)
            .as((one, gap) -> one + gap)
            .list()
            .ofMinSize(3)
            .ofMaxSize(40)
            .map(parts -> String.join("", parts));
    return sentence.list().ofMinSize(1).ofMaxSize(4).uniqueElements();
  }

  private static TextSpan anySpan(String text, Random random) {
    int start = random.nextInt(text.length());
    int end = start + 1 + random.nextInt(Math.min(60, text.length() - start));
    while (start > 0 && Character.isLowSurrogate(text.charAt(start))) {
      start--;
    }
    while (end < text.length() && Character.isLowSurrogate(text.charAt(end))) {
      end++;
    }
    return Anchoring.span(text, start, end);
  }

  private static TextSpan span(String text, String quote) {
    int at = text.indexOf(quote);
    return Anchoring.span(text, at, at + quote.length());
  }

  private static TextSpan bare(String quote) {
    return new TextSpan(0, quote.length(), quote, "", "");
  }

  private static Placement locate(List<String> texts, int section, TextSpan span) {
    return new Anchoring(sections(texts)).locate(section, span);
  }

  private static List<TextSection> sections(List<String> texts) {
    List<TextSection> sections = new ArrayList<>();
    texts.forEach(
        text ->
            sections.add(new TextSection(TextSection.Kind.PAGE, sections.size() + 1, "", text)));
    return sections;
  }
}
