package io.medley.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PairsTest {

  @Test
  void shouldInterleaveAndTakeTheMedianOfPairs() throws Exception {
    List<String> order = new ArrayList<>();
    double[] ours = {8, 9, 7};
    int[] at = {0};

    Pairs pairs =
        Pairs.interleaved(
            3,
            () -> {
              order.add("A");
              return 10;
            },
            () -> {
              order.add("B");
              return ours[at[0]++];
            });

    assertThat(order).containsExactly("A", "B", "B", "A", "A", "B");
    Figure figure = Figure.ratio("f", "per s", "base", pairs, 0.75);
    assertThat(figure.ratio()).isEqualTo(0.8);
    assertThat(figure.ok()).isTrue();
    assertThat(figure.samples()).containsExactly(0.8, 0.9, 0.7);
  }

  @Test
  void shouldNotCountARunWhoseBaselineDrifts() throws Exception {
    double[] baseline = {10, 7};
    int[] at = {0};

    Pairs pairs = Pairs.interleaved(2, () -> baseline[at[0]++], () -> 10);

    assertThat(Figure.ratio("f", "per s", "base", pairs, 0.5).ok()).isFalse();
  }

  @Test
  void shouldJudgeLimits() {
    assertThat(Figure.atMost("f", 9, "s", "absolute", 10, List.of()).ok()).isTrue();
    assertThat(Figure.atMost("f", 11, "s", "absolute", 10, List.of()).ok()).isFalse();
    assertThat(Figure.missing("f", "s", "no such part", "≤ 1").ok()).isFalse();
    assertThat(Pairs.percentile(List.of(1d, 2d, 3d, 4d, 100d), 0.99)).isEqualTo(100);
  }
}
