package io.medley.content.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.medley.content.metadata.TagQualities.Pair;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TagQualitiesTest {

  @Test
  void shouldMeasureAgreementBeyondChance() {
    // The worked example of Cohen's paper in small: 20 yes-yes, 5 yes-no, 10 no-yes, 15 no-no.
    List<Pair> pairs = new ArrayList<>();
    add(pairs, 20, "yes", "yes");
    add(pairs, 5, "yes", "no");
    add(pairs, 10, "no", "yes");
    add(pairs, 15, "no", "no");

    assertThat(TagQualities.kappa(pairs)).isCloseTo(0.4, within(1e-9));
  }

  @Test
  void shouldBeOneWhereAllAgreeAndNothingWhereOnlyChanceDoes() {
    List<Pair> agreed = new ArrayList<>();
    add(agreed, 3, "a", "a");
    add(agreed, 3, "b", "b");
    assertThat(TagQualities.kappa(agreed)).isEqualTo(1);
    List<Pair> same = new ArrayList<>();
    add(same, 3, "a", "a");
    assertThat(TagQualities.kappa(same)).isEqualTo(1);
    List<Pair> chance = new ArrayList<>();
    add(chance, 1, "a", "a");
    add(chance, 1, "a", "b");
    add(chance, 1, "b", "a");
    add(chance, 1, "b", "b");
    assertThat(TagQualities.kappa(chance)).isCloseTo(0, within(1e-9));
  }

  private static void add(List<Pair> pairs, int times, String first, String second) {
    for (int i = 0; i < times; i++) {
      pairs.add(new Pair(Set.of(first), Set.of(second)));
    }
  }
}
