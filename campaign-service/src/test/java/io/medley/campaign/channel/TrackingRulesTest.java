package io.medley.campaign.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import io.medley.campaign.channel.MarketDemands.Demand;
import io.medley.campaign.channel.MarketDemands.Seeing;
import io.medley.campaign.consent.ConsentEntry;
import io.medley.campaign.consent.ConsentSource;
import io.medley.campaign.consent.ConsentStatus;
import io.medley.campaign.consent.Consents;
import io.medley.campaign.hcp.HcpId;
import io.medley.campaign.hcp.HcpProfile;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TrackingRulesTest {

  private static final Instant NOW = Instant.parse("2026-06-01T09:00:00Z");

  private final Consents consents = mock(Consents.class);
  private final HcpId hcp = HcpId.random();

  @ParameterizedTest
  @CsvSource({
    "NEVER, true, false", "NEVER, false, false", "WITH_CONSENT, true, true",
    "WITH_CONSENT, false, false", "ALWAYS, true, true", "ALWAYS, false, true"
  })
  void shouldSeeWhatTheMarketAllowsAndTheReaderAgreedTo(
      Seeing seeing, boolean agreed, boolean seen) {
    says(agreed ? ConsentStatus.GRANTED : ConsentStatus.WITHDRAWN);

    assertThat(rules(seeing, Seeing.NEVER).allowed(profile("GB", false), NOW))
        .isEqualTo(new Tracked(seen, false));
    assertThat(rules(Seeing.NEVER, seeing).allowed(profile("GB", false), NOW))
        .isEqualTo(new Tracked(false, seen));
  }

  @ParameterizedTest
  @EnumSource(value = ConsentStatus.class, mode = EnumSource.Mode.EXCLUDE, names = "GRANTED")
  void shouldTakeNothingButAGrantForConsent(ConsentStatus status) {
    says(status);

    assertThat(rules(Seeing.WITH_CONSENT, Seeing.WITH_CONSENT).allowed(profile("GB", false), NOW))
        .isEqualTo(Tracked.NOTHING);
  }

  @Test
  void shouldSeeNothingOfWhoWasErasedNorWhereNothingIsKnownOfTheCountry() {
    assertThat(rules(Seeing.ALWAYS, Seeing.ALWAYS).allowed(profile("GB", true), NOW))
        .isEqualTo(Tracked.NOTHING);
    assertThat(rules(Seeing.ALWAYS, Seeing.ALWAYS).allowed(profile("JP", false), NOW))
        .isEqualTo(Tracked.NOTHING);
  }

  @Test
  void shouldNotAskForConsentWhereItDecidesNothing() {
    rules(Seeing.ALWAYS, Seeing.NEVER).allowed(profile("GB", false), NOW);

    verifyNoInteractions(consents);
  }

  private TrackingRules rules(Seeing opens, Seeing clicks) {
    return new TrackingRules(
        new MarketDemands(
            Map.of("GB", new Demand(opens, clicks, true, true, "test")),
            Map.of(),
            Map.of(),
            Map.of()),
        consents);
  }

  private void says(ConsentStatus status) {
    when(consents.asOf(hcp, Consents.DATA, TrackingRules.PURPOSE, NOW))
        .thenReturn(
            Optional.of(
                new ConsentEntry(
                    1,
                    hcp,
                    Consents.DATA,
                    TrackingRules.PURPOSE,
                    status,
                    NOW,
                    NOW,
                    ConsentSource.HCP,
                    "test",
                    "mia",
                    null,
                    null)));
  }

  private HcpProfile profile(String country, boolean erased) {
    return new HcpProfile(
        hcp, "X-1", "HCP-BCDF", country, "en", null, "CARDIOLOGY", "MD", 1, Map.of(), erased);
  }
}
