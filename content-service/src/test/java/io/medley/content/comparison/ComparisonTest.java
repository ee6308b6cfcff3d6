package io.medley.content.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import io.medley.content.asset.TextSection;
import io.medley.content.comparison.TextComparison.Change;
import io.medley.content.comparison.TextComparison.Pair;
import io.medley.content.comparison.TextComparison.Part;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonTest {

  @Test
  void shouldShowTheWordThatChanged() {
    assertThat(TextComparison.parts("lowers pressure by 12 mmHg", "lowers pressure by 21 mmHg"))
        .containsExactly(
            new Part(Change.SAME, "lowers pressure by "),
            new Part(Change.REMOVED, "12 "),
            new Part(Change.ADDED, "21 "),
            new Part(Change.SAME, "mmHg"));
  }

  @Test
  void shouldNotMindLineEnds() {
    assertThat(TextComparison.parts("one two\nthree", "one  two three"))
        .allSatisfy(part -> assertThat(part.change()).isEqualTo(Change.SAME));
    assertThat(TextComparison.parts("", "")).isEmpty();
  }

  @Test
  void shouldSetAnInsertedPageApart() {
    TextSection first = page(1, "For UK healthcare professionals only, promotional material");
    TextSection second = page(2, "Zelvaro lowers blood pressure in adults with hypertension");
    TextSection inserted = page(2, "Dosing starts with ten milligrams taken in the morning");

    TextComparison.Result result =
        TextComparison.compare(
            List.of(first, second), List.of(first, inserted, page(3, second.text())));

    assertThat(result.pairs())
        .extracting(Pair::before, Pair::after)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(1, 1),
            org.assertj.core.groups.Tuple.tuple(null, 2),
            org.assertj.core.groups.Tuple.tuple(2, 3));
    assertThat(result.added()).isEqualTo(9);
    assertThat(result.removed()).isZero();
    assertThat(result.pairs().get(0).changed()).isFalse();
  }

  @Test
  void shouldFrameWhatChangedOnAPage() {
    BufferedImage before = page(Color.WHITE);
    BufferedImage after = page(Color.WHITE);
    Graphics2D canvas = after.createGraphics();
    canvas.setColor(Color.BLACK);
    canvas.fillRect(100, 120, 40, 10);
    canvas.dispose();

    PictureComparison.Result result = PictureComparison.compare(before, after);

    assertThat(result.share()).isEqualTo(400 / (300d * 400));
    assertThat(result.regions()).hasSize(1);
    assertThat(result.regions().getFirst().contains(100, 120, 40, 10)).isTrue();
    assertThat(PictureComparison.compare(before, before).regions()).isEmpty();
  }

  private static BufferedImage page(Color colour) {
    BufferedImage image = new BufferedImage(300, 400, BufferedImage.TYPE_INT_RGB);
    Graphics2D canvas = image.createGraphics();
    canvas.setColor(colour);
    canvas.fillRect(0, 0, 300, 400);
    canvas.dispose();
    return image;
  }

  private static TextSection page(int number, String text) {
    return new TextSection(TextSection.Kind.PAGE, number, "", text);
  }
}
