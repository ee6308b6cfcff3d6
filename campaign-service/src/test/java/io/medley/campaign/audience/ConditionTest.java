package io.medley.campaign.audience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.medley.campaign.audience.Condition.Field;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a condition may say. */
class ConditionTest {

  @Test
  void shouldSpeakPlainly() {
    assertThat(new Condition(Field.COUNTRY, false, List.of("GB", "DE"), null).sentence())
        .isEqualTo("Country is GB or DE");
    assertThat(new Condition(Field.TYPE, true, List.of("NURSE"), null).sentence())
        .isEqualTo("Type is not NURSE");
    assertThat(new Condition(Field.CONSENT, true, List.of("EMAIL:PROMOTION"), null).sentence())
        .isEqualTo("Does not agree to EMAIL for PROMOTION");
    assertThat(new Condition(Field.AFFINITY, false, List.of("EMAIL>=0.5"), null).sentence())
        .isEqualTo("Likes EMAIL with at least 0.5");
    assertThat(new Condition(Field.BRAND_TIER, false, List.of("zelvaro:1"), null).sentence())
        .isEqualTo("Tier for a brand is zelvaro 1");
    assertThat(new Condition(Field.TOUCHED, true, List.of(), 30).sentence())
        .isEqualTo("Not touched within 30 days");
    assertThat(new Condition(Field.OPENED, false, List.of(), 1).sentence())
        .isEqualTo("Opened within 1 day");
    assertThat(new Condition(Field.SILENT, true, List.of(), 60).sentence())
        .isEqualTo("Not silent to 4 contacts or more within 60 days");
  }

  @Test
  void shouldRefuseWhatMeansNothing() {
    assertThatThrownBy(() -> new Condition(Field.COUNTRY, false, List.of(), null))
        .hasMessage("Country has no values.");
    assertThatThrownBy(() -> new Condition(Field.COUNTRY, false, List.of("Britain"), null))
        .hasMessageContaining("Britain")
        .hasMessageContaining("GB");
    assertThatThrownBy(() -> new Condition(Field.OPENED, false, List.of(), null))
        .hasMessageContaining("days");
    assertThatThrownBy(() -> new Condition(Field.OPENED, false, List.of(), 731))
        .hasMessageContaining("730");
    assertThatThrownBy(() -> new Condition(Field.FACT, false, List.of("preferred_channel"), null))
        .hasMessageContaining("name=value");
    assertThatThrownBy(() -> new Condition(Field.AFFINITY, false, List.of("EMAIL>=7"), null))
        .hasMessageContaining("EMAIL>=0.5");
    assertThatThrownBy(() -> new Condition(Field.TOUCHED, false, List.of("x"), 3))
        .hasMessageContaining("has no values");
  }
}
