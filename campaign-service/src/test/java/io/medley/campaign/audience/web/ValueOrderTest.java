package io.medley.campaign.audience.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.medley.campaign.audience.Condition.Field;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ValueOrderTest {

  private static final Map<String, String> WORDS =
      Map.of("EMAIL", "E-mail", "SMS", "Text message", "REP_EMAIL", "E-mail sent by a rep");

  private final ValueOrder order =
      new ValueOrder(Locale.ENGLISH, code -> WORDS.getOrDefault(code, code));

  @Test
  void shouldTellTiersFromTheFirst() {
    assertThat(order.of(Field.TIER, List.of("3", "2", "1"))).containsExactly("1", "2", "3");
    assertThat(order.of(Field.BRAND_TIER, List.of("zelvaro:2", "adora:3", "zelvaro:1")))
        .containsExactly("adora:3", "zelvaro:1", "zelvaro:2");
  }

  @Test
  void shouldTellProfessionsAsTheyAreAlwaysTold() {
    assertThat(order.of(Field.TYPE, List.of("UNKNOWN", "PHARMACIST", "NP", "PHYSICIAN")))
        .containsExactly("PHYSICIAN", "NP", "PHARMACIST", "UNKNOWN");
  }

  @Test
  void shouldOrderByWhatIsReadAndNotByTheCode() {
    assertThat(order.of(Field.COUNTRY, List.of("US", "GB", "DE")))
        .as("Germany, United Kingdom, United States")
        .containsExactly("DE", "GB", "US");
    assertThat(new ValueOrder(Locale.GERMAN, code -> code).of(Field.COUNTRY, List.of("GB", "AT")))
        .as("Österreich stands before Vereinigtes Königreich")
        .containsExactly("AT", "GB");
    assertThat(
            order.of(
                Field.CONSENT, List.of("SMS:PROMOTION", "REP_EMAIL:PROMOTION", "EMAIL:SERVICE")))
        .containsExactly("EMAIL:SERVICE", "REP_EMAIL:PROMOTION", "SMS:PROMOTION");
  }
}
