package io.medley.content.review;

import static org.assertj.core.api.Assertions.assertThat;

import io.medley.content.asset.TextSection;
import io.medley.content.review.TextChange.Span;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextChangesTest {

  private static final String BEFORE =
      "Zelvaro reduces blood pressure in most adults. Read the safety information below.";

  @Test
  void shouldNotSeeWhereLinesAndPagesBreak() {
    assertThat(
            TextChanges.between(
                pages(BEFORE),
                pages(
                    "Zelvaro  reduces\nblood pres\u00adsure in",
                    "most adults. Read the safety",
                    "information below.")))
        .isEmpty();
  }

  @Test
  void shouldSayWhatWentAndWhatCame() {
    List<TextChange> changes =
        TextChanges.between(pages(BEFORE), pages(BEFORE.replace("most adults", "many adults [1]")));

    assertThat(changes).extracting(TextChange::removed).containsExactly("most adults.");
    assertThat(changes).extracting(TextChange::added).containsExactly("many adults [1].");
    assertThat(changes.getFirst().context()).contains("blood pressure in");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // Inside the marked words "in most adults".
        "in most adults.|in many adults.|true",
        "in most adults.|in adults.|true",
        "in most adults.|in most adults with hypertension.|true",
        "most|very most|true",
        // One word further, on either side.
        "pressure in|pulse in|false",
        "adults. Read|people. Note|false",
        // Elsewhere.
        "safety|product|false",
        "Zelvaro|Zelvaro®|false",
        "below.|below. New words at the end.|false",
        // Taken away elsewhere, and moved out of the marked words.
        "the safety |''|false",
      })
  void shouldLieInTheMarkedWordsOrNot(String from, String to, boolean inside) {
    int start = BEFORE.indexOf("in most adults");
    Span span = new Span(1, start, start + "in most adults".length());

    List<TextChange> changes = TextChanges.between(pages(BEFORE), pages(BEFORE.replace(from, to)));

    assertThat(changes).isNotEmpty();
    assertThat(changes.stream().allMatch(change -> change.liesIn(List.of(span))))
        .as("%s to %s", from, to)
        .isEqualTo(inside);
  }

  @Test
  void shouldNoticeWordsThatMovedOutOfTheirPlace() {
    List<TextChange> changes =
        TextChanges.between(
            pages("one two three four five six seven"), pages("one three four five six two seven"));

    assertThat(changes).isNotEmpty();
    assertThat(changes.stream().allMatch(change -> change.liesIn(List.of(new Span(1, 4, 7)))))
        .isFalse();
  }

  private static List<TextSection> pages(String... texts) {
    return IntStream.range(0, texts.length)
        .mapToObj(at -> new TextSection(TextSection.Kind.PAGE, at + 1, "", texts[at]))
        .toList();
  }
}
