package io.medley.content.similarity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class MinHashTest {

  @Test
  void shouldNotMindSpacesCaseAndLineEnds() {
    Shingles one = Shingles.of("Zelvaro lowers blood pressure\nin adults with hypertension.");
    Shingles other =
        Shingles.of("ZELVARO  lowers blood\tpressure in adults with hyper\u00adtension");

    assertThat(one.jaccard(other)).isEqualTo(1);
    assertThat(Shingles.of("").jaccard(Shingles.of(""))).isZero();
    assertThat(Shingles.of("Two words").size()).isEqualTo(1);
  }

  @Test
  void shouldTellContainmentFromLikeness() {
    String part = words(100, 1);
    Shingles whole = Shingles.of(part + " " + words(300, 2));

    assertThat(Shingles.of(part).containedIn(whole)).isEqualTo(1);
    assertThat(Shingles.of(part).jaccard(whole)).isLessThan(0.3);
  }

  @Test
  void shouldEstimateLikenessAndShareABandWhenAlike() {
    String text = words(600, 3);
    int found = 0;
    for (int seed = 0; seed < 50; seed++) {
      String changed = changed(text, 6, seed);
      Shingles one = Shingles.of(text);
      Shingles other = Shingles.of(changed);
      assertThat(MinHash.of(one).estimate(MinHash.of(other)))
          .isCloseTo(one.jaccard(other), within(0.15));
      assertThat(one.jaccard(other)).isGreaterThan(0.85);
      found += sharesBand(MinHash.of(one), MinHash.of(other)) ? 1 : 0;
    }
    assertThat(found).isEqualTo(50);
    assertThat(sharesBand(MinHash.of(Shingles.of(text)), MinHash.of(Shingles.of(words(600, 4)))))
        .isFalse();
  }

  private static boolean sharesBand(MinHash one, MinHash other) {
    long[] left = one.bands();
    long[] right = other.bands();
    for (int i = 0; i < left.length; i++) {
      if (left[i] == right[i]) {
        return true;
      }
    }
    return false;
  }

  private static String words(int count, long seed) {
    Random random = new Random(seed);
    return random
        .ints(count, 0, 4000)
        .mapToObj(word -> "w" + Integer.toString(word, 36))
        .collect(Collectors.joining(" "));
  }

  private static String changed(String text, int words, long seed) {
    String[] all = text.split(" ");
    Random random = new Random(seed);
    for (int i = 0; i < words; i++) {
      all[random.nextInt(all.length)] = "changed" + i;
    }
    return Arrays.stream(all).collect(Collectors.joining(" "));
  }
}
