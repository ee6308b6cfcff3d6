package io.medley.content.precheck;

import static org.assertj.core.api.Assertions.assertThat;

import io.medley.content.extraction.ExtractedFile.Box;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlacesTest {

  private static final List<Box> WORDS =
      List.of(
          new Box(0, 4, 0.10, 0.10, 0.08, 0.02),
          new Box(5, 9, 0.20, 0.10, 0.08, 0.02),
          new Box(10, 14, 0.10, 0.14, 0.08, 0.02));

  @Test
  void shouldJoinTheWordsOfALine() {
    assertThat(Places.of(WORDS, 0, 9))
        .singleElement()
        .satisfies(
            box -> {
              assertThat(box.x()).isEqualTo(0.10);
              assertThat(box.width()).isCloseTo(0.18, org.assertj.core.data.Offset.offset(1e-9));
            });
  }

  @Test
  void shouldGiveEachLineItsOwn() {
    assertThat(Places.of(WORDS, 5, 14)).hasSize(2);
  }

  @Test
  void shouldCutAWordTheSpanTakesPartOf() {
    assertThat(Places.of(WORDS, 2, 4)).singleElement().extracting(Box::x).isEqualTo(0.14);
  }

  @Test
  void shouldFindNoPlaceWhereThereAreNoBoxes() {
    assertThat(Places.of(List.of(), 0, 5)).isEmpty();
  }
}
