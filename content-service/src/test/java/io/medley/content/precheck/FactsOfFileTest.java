package io.medley.content.precheck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FactsOfFileTest {

  @ParameterizedTest
  @CsvSource({
    "#000000,#ffffff,21",
    "#ffffff,#000000,21",
    "#777777,#ffffff,4.48",
    "#777777,#777777,1",
    "#777777,'',0",
    "red,#ffffff,0"
  })
  void shouldMeasureContrastAsWcagDoes(String letters, String ground, double contrast) {
    assertThat(FactsOfFile.contrast(letters, ground)).isCloseTo(contrast, offset(0.01));
  }
}
