package io.medley.content.claim;

import static io.medley.content.claim.ClaimFixtures.aClaim;
import static org.assertj.core.api.Assertions.assertThat;

import io.medley.content.asset.TextSection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ClaimMatchingTest {

  private static final String EFFECT =
      "In ZEAL-1 (n=812), zelvarostat 10 mg once daily lowered mean seated systolic blood pressure by 12.4 mmHg at week 12 versus 5.1 mmHg with placebo (p<0.001).";
  private static final String DOSE =
      "The dose may be increased to 10 mg once daily after four weeks.";
  private static final ClaimMatching MATCHING =
      new ClaimMatching(List.of(aClaim("effect", EFFECT), aClaim("dose", DOSE)), "en-GB");

  @Test
  void shouldFindClaimsAcrossWrappedLinesWithTheirSpans() {
    String text =
        "Zelvaro at a glance\n\nStart with 5 mg once daily.[1] The dose may be in-\ncreased to 10 mg once\ndaily after four weeks.[1]\n\n"
            + EFFECT.replace(" at week", "\nat week")
            + "[2]\nCommon adverse reactions are dizziness.";

    List<ClaimMatch> found = in(text);

    assertThat(found)
        .extracting(match -> match.claim().claimId())
        .containsExactly("dose", "effect");
    assertThat(found).allMatch(match -> match.type() == MatchType.EXACT);
    assertThat(found)
        .allSatisfy(
            match ->
                assertThat(text.substring(match.start(), match.end())).isEqualTo(match.found()));
    assertThat(found.getFirst().found()).startsWith("The dose").endsWith("four weeks.");
  }

  @Test
  void shouldFindANearClaimAndAnAlteredOne() {
    assertThat(in("Text before. " + EFFECT.replace("mean seated", "average seated") + " After."))
        .singleElement()
        .satisfies(match -> assertThat(match.type()).isEqualTo(MatchType.NEAR));
    assertThat(in("Text before. " + EFFECT.replace("12.4", "14.2") + " After."))
        .singleElement()
        .satisfies(match -> assertThat(match.type()).isEqualTo(MatchType.ALTERED));
  }

  @Test
  void shouldSeeThatTheSentenceAroundItTurnsWhatItSays() {
    assertThat(
            in(
                "It was not shown that the dose may be increased to 10 mg once daily after four weeks."))
        .singleElement()
        .satisfies(
            match -> {
              assertThat(match.type()).isEqualTo(MatchType.ALTERED);
              assertThat(match.remarks()).anyMatch(remark -> remark.contains("negates"));
            });
  }

  @Test
  void shouldOnlySuggestWordsInsideASentenceThatSaysMore() {
    assertThat(
            in(
                "The dose may be increased to 10 mg once daily after four weeks and to 40 mg after eight."))
        .singleElement()
        .satisfies(match -> assertThat(match.type()).isEqualTo(MatchType.NEAR));
  }

  @Test
  void shouldFindEveryOccurrence() {
    assertThat(in(DOSE + " Zelvaro is a tablet. " + DOSE)).hasSize(2);
  }

  @Test
  void shouldPreferTheExactWordingOverItsNeighbour() {
    ClaimMatching twins =
        new ClaimMatching(
            List.of(aClaim("four", DOSE), aClaim("six", DOSE.replace("four", "six"))), "en-GB");

    assertThat(twins.in(section(DOSE.replace("four", "six")), true))
        .singleElement()
        .satisfies(match -> assertThat(match.claim().claimId()).isEqualTo("six"));
  }

  @Test
  void shouldNotLookForWordingsOfAnotherLanguage() {
    assertThat(new ClaimMatching(List.of(aClaim("dose", DOSE)), "de-DE").in(section(DOSE), true))
        .isEmpty();
  }

  @Test
  void shouldFindNothingInOtherText() {
    assertThat(
            in(
                "Zelvarostat is a tablet for adults with hypertension. Monitor potassium once daily. Ask about side effects after four weeks."))
        .isEmpty();
  }

  @Test
  void shouldLinkTwentyPagesAgainstAThousandWordingsWellInsideFiveSeconds() {
    Random random = new Random(20);
    List<String> vocabulary =
        IntStream.range(0, 900)
            .mapToObj(i -> Integer.toString(1_000_000 + i * 7919, 36).replaceAll("\\d", "x"))
            .toList();
    List<ClaimVersion> claims =
        IntStream.range(0, 1000)
            .mapToObj(i -> aClaim("c-" + i, sentence(random, vocabulary, 22)))
            .toList();
    List<TextSection> pages = new ArrayList<>();
    for (int page = 1; page <= 20; page++) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < 25; i++) {
        text.append(sentence(random, vocabulary, 20)).append('\n');
      }
      text.append(claims.get(page * 7).wordings().getFirst().text());
      pages.add(new TextSection(TextSection.Kind.PAGE, page, "", text.toString()));
    }

    long begun = System.nanoTime();
    ClaimMatching matching = new ClaimMatching(claims, "en-GB");
    List<ClaimMatch> found =
        pages.stream().flatMap(page -> matching.in(page, true).stream()).toList();
    Duration taken = Duration.ofNanos(System.nanoTime() - begun);

    assertThat(found).hasSizeGreaterThanOrEqualTo(20);
    assertThat(taken).isLessThan(Duration.ofSeconds(5));
  }

  private static String sentence(Random random, List<String> vocabulary, int words) {
    String body =
        IntStream.range(0, words)
            .mapToObj(
                i ->
                    i % 7 == 3
                        ? random.nextInt(100) + " mg"
                        : vocabulary.get(random.nextInt(vocabulary.size())))
            .collect(Collectors.joining(" "));
    return "The " + body + ".";
  }

  private static List<ClaimMatch> in(String text) {
    return MATCHING.in(section(text), true);
  }

  private static TextSection section(String text) {
    return new TextSection(TextSection.Kind.PAGE, 1, "", text);
  }
}
