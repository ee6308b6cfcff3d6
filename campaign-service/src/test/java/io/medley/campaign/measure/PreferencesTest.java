package io.medley.campaign.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.medley.campaign.campaign.ExitReason;
import io.medley.campaign.consent.ConsentAsking;
import io.medley.campaign.consent.ConsentEntry;
import io.medley.campaign.consent.ConsentLinks;
import io.medley.campaign.consent.ConsentRequests;
import io.medley.campaign.consent.ConsentSource;
import io.medley.campaign.consent.ConsentStatus;
import io.medley.campaign.consent.ConsentText;
import io.medley.campaign.consent.ConsentTexts;
import io.medley.campaign.consent.Consents;
import io.medley.campaign.hcp.HcpId;
import io.medley.campaign.hcp.HcpProfile;
import io.medley.campaign.hcp.Hcps;
import io.medley.campaign.journey.ChannelsLeft;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an HCP can do with a link alone. */
class PreferencesTest {

  private static final Instant NOW = Instant.parse("2026-06-01T09:00:00Z");
  private static final String TOKEN = "token";
  private static final String NEWS = "EMAIL:PROMOTION";
  private static final String EVENTS = "EMAIL:EVENTS";

  private final Tracking tracking = mock(Tracking.class);
  private final ConsentLinks links = mock(ConsentLinks.class);
  private final Consents consents = mock(Consents.class);
  private final ConsentTexts texts = mock(ConsentTexts.class);
  private final ConsentRequests requests = mock(ConsentRequests.class);
  private final ConsentAsking asking = mock(ConsentAsking.class);
  private final Hcps hcps = mock(Hcps.class);
  private final ChannelsLeft channels = mock(ChannelsLeft.class);
  private final Preferences preferences =
      new Preferences(
          tracking,
          links,
          consents,
          texts,
          requests,
          asking,
          hcps,
          channels,
          Clock.fixed(NOW, ZoneOffset.UTC));
  private final HcpId hcp = HcpId.random();

  @BeforeEach
  void somebodyAgreesToNewsButNotToInvitations() {
    when(tracking.preferenceContact(anyString())).thenReturn(Optional.empty());
    when(links.hcp(TOKEN)).thenReturn(Optional.of(hcp));
    when(hcps.profile(hcp)).thenReturn(Optional.of(profile(false)));
    when(texts.current()).thenReturn(List.of(text("PROMOTION"), text("EVENTS")));
    when(consents.allAsOf(hcp, NOW)).thenReturn(List.of(granted()));
    when(consents.purposes(hcp, "EMAIL", NOW)).thenReturn(Set.of("PROMOTION"));
  }

  @Test
  void shouldShowWhatTheHcpAgreedToInTheirLanguage() {
    assertThat(preferences.choices(TOKEN))
        .extracting(Preferences.Choice::key, Preferences.Choice::allowed, Preferences.Choice::words)
        .containsExactly(tuple(NEWS, true, "Deutsch"), tuple(EVENTS, false, "Deutsch"));
  }

  @Test
  void shouldEndAtOnceWhatIsSwitchedOff() {
    Preferences.Saved saved = preferences.save(TOKEN, Set.of());

    assertThat(saved).isEqualTo(new Preferences.Saved(1, 0));
    verifyWithdrawn();
    verify(channels).withdrawn(hcp, "EMAIL", ExitReason.UNSUBSCRIBED, NOW);
  }

  @Test
  void shouldOnlyAskForWhatIsSwitchedOn() {
    Preferences.Saved saved = preferences.save(TOKEN, Set.of(NEWS, EVENTS));

    assertThat(saved).isEqualTo(new Preferences.Saved(0, 1));
    verify(asking).ask(eq(hcp), eq("EMAIL"), eq("EVENTS"), eq(ConsentSource.HCP), any());
    verify(consents, never()).record(any(), any(), any(), any(), any(), any(), any(), any());
    verify(consents, never()).record(any(), any());
  }

  @Test
  void shouldRenewWhatIsKeptThoughItRunsOutSoonByOneMail() {
    when(consents.allAsOf(hcp, NOW)).thenReturn(List.of(granted(NOW.plus(Duration.ofDays(59)))));
    assertThat(preferences.choices(TOKEN))
        .extracting(Preferences.Choice::key, Preferences.Choice::endsSoon)
        .containsExactly(tuple(NEWS, true), tuple(EVENTS, false));

    assertThat(preferences.save(TOKEN, Set.of(NEWS))).isEqualTo(new Preferences.Saved(0, 1));
    verify(asking).ask(eq(hcp), eq("EMAIL"), eq("PROMOTION"), eq(ConsentSource.HCP), any());

    when(consents.allAsOf(hcp, NOW)).thenReturn(List.of(granted(NOW.plus(Duration.ofDays(61)))));
    assertThat(preferences.save(TOKEN, Set.of(NEWS)))
        .as("there is time")
        .isEqualTo(new Preferences.Saved(0, 0));
  }

  @Test
  void shouldEndEverythingByMailWithOneClick() {
    preferences.unsubscribe(TOKEN);

    verifyWithdrawn();
    verify(channels).withdrawn(hcp, "EMAIL", ExitReason.UNSUBSCRIBED, NOW);
  }

  @Test
  void shouldShowNothingOfWhoWasErasedNorForALinkThatIsNotOurs() {
    when(hcps.profile(hcp)).thenReturn(Optional.of(profile(true)));
    assertThatThrownBy(() -> preferences.choices(TOKEN))
        .isInstanceOf(TrackingRefusal.LinkUnknown.class);
    assertThatThrownBy(() -> preferences.choices("another"))
        .isInstanceOf(TrackingRefusal.LinkUnknown.class);
  }

  private void verifyWithdrawn() {
    verify(consents)
        .record(
            eq(hcp),
            eq("EMAIL"),
            eq("PROMOTION"),
            eq(ConsentStatus.WITHDRAWN),
            eq(NOW),
            eq(ConsentSource.HCP),
            anyString(),
            any());
  }

  private ConsentEntry granted() {
    return granted(null);
  }

  private ConsentEntry granted(@org.jspecify.annotations.Nullable Instant until) {
    return new ConsentEntry(
        1,
        hcp,
        "EMAIL",
        "PROMOTION",
        ConsentStatus.GRANTED,
        NOW.minusSeconds(60),
        NOW.minusSeconds(60),
        ConsentSource.IMPORT,
        "import",
        "mia",
        until,
        null);
  }

  private static ConsentText text(String purpose) {
    return new ConsentText(
        purpose + "-1", "EMAIL", purpose, Map.of("en", "English", "de", "Deutsch"));
  }

  private HcpProfile profile(boolean erased) {
    return new HcpProfile(
        hcp, "X-1", "HCP-BCDF", "DE", "de-DE", null, "CARDIOLOGY", "MD", 1, Map.of(), erased);
  }
}
