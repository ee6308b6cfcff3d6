package io.medley.content.precheck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CombinationsTest {

  @Test
  void shouldGiveEveryCombinationWhileThereAreFew() {
    assertThat(Combinations.of(List.of(2, 3), 200, choice -> true).choices())
        .hasSize(6)
        .doesNotHaveDuplicates()
        .contains(List.of(1, 2));
    assertThat(Combinations.of(List.of(), 200, choice -> true).choices())
        .containsExactly(List.of());
    assertThat(Combinations.of(List.of(2, 3), 200, choice -> true).every()).isTrue();
  }

  @Test
  void shouldMeetEveryPairWhereThereAreMany() {
    List<Integer> sizes = List.of(5, 4, 6, 3, 5);

    List<List<Integer>> rows = Combinations.of(sizes, 200, choice -> true).choices();

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
    assertThat(Combinations.of(sizes, 200, choice -> true).choices()).isEqualTo(rows);
    assertThat(Combinations.of(sizes, 200, choice -> true).every()).isFalse();
  }

  @Test
  void shouldGiveOnlyWhatIsPermitted() {
    // The last variants of the first two places must not meet; what is open (-1) may still become
    // anything.
    assertThat(
            Combinations.of(List.of(2, 2, 2), 200, choice -> choice.get(0) + choice.get(1) < 2)
                .choices())
        .hasSize(6)
        .noneMatch(row -> row.get(0) == 1 && row.get(1) == 1);
  }

  @Test
  void shouldMeetEveryPermittedPairAndNoOtherWhereThereAreMany() {
    List<Integer> sizes = List.of(6, 6, 6, 6);

    List<List<Integer>> rows = Combinations.of(sizes, 200, CombinationsTest::neverAlike).choices();

    assertThat(rows).allMatch(CombinationsTest::neverAlike).hasSizeLessThanOrEqualTo(200);
    for (int i = 0; i < 4; i++) {
      for (int j = i + 1; j < 4; j++) {
        for (int a = 0; a < 6; a++) {
          for (int b = 0; b < 6; b++) {
            int one = i;
            int other = j;
            int first = a;
            int second = b;
            assertThat(
                    rows.stream()
                        .anyMatch(row -> row.get(one) == first && row.get(other) == second))
                .as("%d:%d with %d:%d", i, a, j, b)
                .isEqualTo(a != b);
          }
        }
      }
    }
  }

  /** No two places show the same variant. */
  private static boolean neverAlike(List<Integer> row) {
    List<Integer> chosen = row.stream().filter(variant -> variant >= 0).toList();
    return chosen.size() == new HashSet<>(chosen).size();
  }

  @Test
  void shouldShowEachOfManyInOnePlace() {
    assertThat(Combinations.of(List.of(300), 200, choice -> true).choices()).hasSize(300);
  }
}
