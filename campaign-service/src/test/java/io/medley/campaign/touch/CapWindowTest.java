package io.medley.campaign.touch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CapWindowTest {

  private static final Instant NOW = Instant.parse("2026-03-29T00:00:00Z");

  @Test
  void shouldCountTheContactOfAnHourAgoOnTheOtherSideOfMidnight() {
    // 23:00 and 00:00: a calendar day would let both pass.
    CapWindow window = window(FrequencyCap.total(1, 1), 1, email(Duration.ofHours(1)));

    assertThat(window.fits(0)).isFalse();
    assertThat(window.frees()).isEqualTo(NOW.plus(Duration.ofHours(23)));
  }

  @Test
  void shouldForgetAContactExactlyAtTheEndOfItsWindow() {
    FrequencyCap cap = FrequencyCap.total(7, 1);

    assertThat(window(cap, 1, email(Duration.ofDays(7))).fits(0)).isTrue();
    assertThat(window(cap, 1, email(Duration.ofDays(7).minusMillis(1))).fits(0)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"TOTAL, 5", "CHANNEL, 1", "BRAND, 4", "UNSOLICITED, 2"})
  void shouldCountWhatItsScopeNames(FrequencyCap.Scope scope, int used) {
    CapWindow window =
        new CapWindow(
            new FrequencyCap(30, 10, scope),
            List.of(
                new PastContact(NOW.minusSeconds(1), "EMAIL", "zelvaro", 1, true),
                new PastContact(NOW.minusSeconds(2), "CALL", "zelvaro", 3, false),
                new PastContact(NOW.minusSeconds(3), "CALL", "other", 1, true)),
            "EMAIL",
            "zelvaro",
            TouchPurpose.NURTURE,
            1,
            NOW);

    assertThat(window.used()).isEqualTo(used);
  }

  @Test
  void shouldWeighACallAsThreeMails() {
    PastContact call = new PastContact(NOW.minus(Duration.ofDays(2)), "CALL", "zelvaro", 3, true);
    PastContact mail = email(Duration.ofDays(1));

    assertThat(window(FrequencyCap.total(7, 4), 1, call, mail).fits(0)).isFalse();
    assertThat(window(FrequencyCap.total(7, 4), 1, call, mail).frees())
        .isEqualTo(call.at().plus(Duration.ofDays(7)));
    assertThat(window(FrequencyCap.total(7, 5), 1, call, mail).fits(0)).isTrue();
    assertThat(window(FrequencyCap.total(7, 5), 2, call, mail).fits(0)).isFalse();
  }

  @Test
  void shouldNeverFreeForAContactThatWeighsMoreThanTheCap() {
    assertThat(window(FrequencyCap.total(7, 2), 3).frees()).isNull();
    assertThat(window(FrequencyCap.total(7, 0), 1).frees()).isNull();
  }

  @Test
  void shouldNotCapRequestedInformationByTheCapOnTheUnsolicited() {
    CapWindow window =
        new CapWindow(
            new FrequencyCap(7, 1, FrequencyCap.Scope.UNSOLICITED),
            List.of(email(Duration.ofDays(1))),
            "EMAIL",
            "zelvaro",
            TouchPurpose.REQUESTED,
            1,
            NOW);

    assertThat(window.fits(0)).isTrue();
  }

  @Property
  void shouldFitAtTheInstantItFreesAndNotBefore(
      @ForAll @IntRange(min = 1, max = 6) int max,
      @ForAll @IntRange(min = 1, max = 3) int weight,
      @ForAll @Size(max = 12) List<@IntRange(min = 1, max = 80) Integer> hoursAgo) {
    FrequencyCap cap = FrequencyCap.total(3, max);
    List<PastContact> contacts = new ArrayList<>();
    for (int i = 0; i < hoursAgo.size(); i++) {
      contacts.add(
          new PastContact(
              NOW.minus(Duration.ofHours(hoursAgo.get(i))), "EMAIL", "zelvaro", 1 + i % 3, true));
    }

    Instant frees = at(cap, contacts, weight, NOW).frees();

    assertThat(frees == null).isEqualTo(weight > max);
    if (frees != null) {
      assertThat(at(cap, contacts, weight, frees).fits(0)).isTrue();
      if (frees.isAfter(NOW)) {
        assertThat(at(cap, contacts, weight, frees.minusMillis(1)).fits(0)).isFalse();
      }
    }
  }

  private static CapWindow at(
      FrequencyCap cap, List<PastContact> contacts, int weight, Instant now) {
    return new CapWindow(cap, contacts, "EMAIL", "zelvaro", TouchPurpose.NURTURE, weight, now);
  }

  private static CapWindow window(FrequencyCap cap, int weight, PastContact... contacts) {
    return at(cap, List.of(contacts), weight, NOW);
  }

  private static PastContact email(Duration ago) {
    return new PastContact(NOW.minus(ago), "EMAIL", "zelvaro", 1, true);
  }
}
