package io.medley.campaign.measure;

import io.medley.campaign.campaign.JourneyExits;
import io.medley.campaign.consent.ConsentSource;
import io.medley.campaign.consent.ConsentStatus;
import io.medley.campaign.consent.Consents;
import io.medley.campaign.touch.Contact;
import io.medley.platform.security.Actor;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The HCP's own say, reached from a link in a message. Only ever withdraws: an agreement needs more
 * proof than a link.
 */
@Service
public class Preferences {

  /** Channels the page speaks of. */
  static final List<String> CHANNELS = List.of("EMAIL", "REP_EMAIL");

  /** Exit reason of journeys whose HCP unsubscribed. */
  public static final String UNSUBSCRIBED_REASON = "UNSUBSCRIBED";

  private static final Actor ACTOR = Actor.system("preference-page");

  private final Tracking tracking;
  private final Consents consents;
  private final JourneyExits exits;
  private final Clock clock;

  Preferences(Tracking tracking, Consents consents, JourneyExits exits, Clock clock) {
    this.tracking = tracking;
    this.consents = consents;
    this.exits = exits;
    this.clock = clock;
  }

  /**
   * One channel as it stands.
   *
   * @param channel {@code EMAIL} or {@code REP_EMAIL}
   * @param allowed whether the HCP agrees to it now
   */
  public record ChannelChoice(String channel, boolean allowed) {}

  /**
   * The HCP's choices.
   *
   * @throws TrackingRefusal.LinkUnknown if the token is not ours
   */
  @Transactional(readOnly = true)
  public List<ChannelChoice> choices(String token) {
    Contact contact = contact(token);
    Instant now = clock.instant();
    return CHANNELS.stream()
        .map(channel -> new ChannelChoice(channel, consents.validAt(contact.hcpId(), channel, now)))
        .toList();
  }

  /**
   * The HCP no longer agrees to these channels. Once this returned nothing more is handed over on
   * them, and journeys that live by e-mail are asked to end. Repeating it changes nothing.
   *
   * @throws TrackingRefusal.LinkUnknown if the token is not ours
   */
  @Transactional
  public void withdraw(String token, Set<String> channels) {
    Contact contact = contact(token);
    Instant now = clock.instant();
    for (String channel : CHANNELS) {
      if (channels.contains(channel) && consents.validAt(contact.hcpId(), channel, now)) {
        consents.record(
            contact.hcpId(),
            channel,
            Consents.PROMOTION,
            ConsentStatus.WITHDRAWN,
            now,
            ConsentSource.HCP,
            "Preference link of contact " + contact.id(),
            ACTOR);
      }
    }
    if (channels.contains("EMAIL")) {
      tracking.store(contact, EngagementKind.UNSUBSCRIBED, -1, null, java.util.Optional.empty());
      exits.requestAll(contact.hcpId().value(), UNSUBSCRIBED_REASON, now);
    }
  }

  private Contact contact(String token) {
    return tracking.preferenceContact(token).orElseThrow(TrackingRefusal.LinkUnknown::new);
  }
}
