package io.medley.content.precheck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CombinationsTest {

  @Test
  void shouldGiveEveryCombinationWhileThereAreFew() {
    assertThat(Combinations.of(List.of(2, 3), 200))
        .hasSize(6)
        .doesNotHaveDuplicates()
        .contains(List.of(1, 2));
    assertThat(Combinations.of(List.of(), 200)).containsExactly(List.of());
  }

  @Test
  void shouldMeetEveryPairWhereThereAreMany() {
    List<Integer> sizes = List.of(5, 4, 6, 3, 5);

    List<List<Integer>> rows = Combinations.of(sizes, 200);

    Set<String> met = new HashSet<>();
    for (List<Integer> row : rows) {
      for (int i = 0; i < sizes.size(); i++) {
        for (int j = i + 1; j < sizes.size(); j++) {
          met.add(i + ":" + row.get(i) + "/" + j + ":" + row.get(j));
        }
      }
    }
    int pairs = 0;
    for (int i = 0; i < sizes.size(); i++) {
      for (int j = i + 1; j < sizes.size(); j++) {
        pairs += sizes.get(i) * sizes.get(j);
      }
    }
    assertThat(met).hasSize(pairs);
    assertThat(rows).hasSizeLessThanOrEqualTo(200);
    assertThat(Combinations.of(sizes, 200)).isEqualTo(rows);
  }
}
