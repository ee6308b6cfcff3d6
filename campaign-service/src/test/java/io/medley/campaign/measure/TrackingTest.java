package io.medley.campaign.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.medley.campaign.campaign.Enrolments;
import io.medley.campaign.channel.Tracked;
import io.medley.campaign.channel.TrackingRules;
import io.medley.campaign.hcp.HcpId;
import io.medley.campaign.hcp.HcpProfile;
import io.medley.campaign.hcp.Hcps;
import io.medley.campaign.journey.JourneyVisits;
import io.medley.campaign.touch.Contact;
import io.medley.campaign.touch.Contacts;
import io.medley.campaign.touch.SendKey;
import io.medley.campaign.touch.ServableVersions;
import io.medley.workflows.journey.JourneyProcesses;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is seen of a reader when something is opened or followed. */
class TrackingTest {

  private static final Instant NOW = Instant.parse("2026-06-01T09:00:00Z");
  private static final String BROWSER = "Mozilla/5.0";

  private final TrackingTokens tokens = mock(TrackingTokens.class);
  private final Contacts contacts = mock(Contacts.class);
  private final Engagements engagements = mock(Engagements.class);
  private final Ladders ladders = mock(Ladders.class);
  private final Hcps hcps = mock(Hcps.class);
  private final TrackingRules rules = mock(TrackingRules.class);
  private final Tracking tracking =
      new Tracking(
          tokens,
          contacts,
          engagements,
          new PieceStages(mock(ServableVersions.class), ladders),
          mock(Enrolments.class),
          mock(JourneyVisits.class),
          mock(JourneyProcesses.class),
          hcps,
          rules,
          Clock.fixed(NOW, ZoneOffset.UTC));
  private final HcpId hcp = HcpId.random();

  @BeforeEach
  void aMessageWithALink() {
    UUID id = UUID.randomUUID();
    when(tokens.read(anyString(), any()))
        .thenReturn(Optional.of(new TrackingToken(TrackingToken.Kind.CLICK, id, 0)));
    when(contacts.find(id))
        .thenReturn(
            Optional.of(
                new Contact(
                    id,
                    new SendKey(UUID.randomUUID(), "announce", 1),
                    UUID.randomUUID(),
                    hcp,
                    UUID.randomUUID(),
                    "zelvaro",
                    "announce",
                    "EMAIL",
                    "announce",
                    UUID.randomUUID(),
                    Contact.State.CONTACTED,
                    NOW.minus(Duration.ofHours(1)),
                    List.of("https://www.zelvaro.example/"),
                    "")));
    when(hcps.profile(hcp))
        .thenReturn(
            Optional.of(
                new HcpProfile(
                    hcp, "X-1", "HCP-BCDF", "DE", "de-DE", null, "", "MD", 1, Map.of(), false)));
  }

  @Test
  void shouldNoteNothingOfAReaderWhoWithdrewAfterTheMessageLeftAndStillLeadThemThere() {
    when(rules.allowed(any(), any())).thenReturn(Tracked.NOTHING);

    tracking.opened("token", BROWSER);

    assertThat(tracking.clicked("token", BROWSER)).hasToString("https://www.zelvaro.example/");
    verify(engagements, never()).add(any(), any());
    verify(ladders, never()).add(any(), any());
  }

  @Test
  void shouldNoteTheClickButNotTheOpenWhereOnlyThatMayBeSeen() {
    when(rules.allowed(any(), any())).thenReturn(new Tracked(false, true));

    tracking.opened("token", BROWSER);
    verify(engagements, never()).add(any(), any());

    tracking.clicked("token", BROWSER);
    verify(engagements).add(any(), any());
  }
}
