package io.medley.campaign.measure;

import io.medley.campaign.campaign.ExitReason;
import io.medley.campaign.consent.ConsentAsking;
import io.medley.campaign.consent.ConsentEntry;
import io.medley.campaign.consent.ConsentLinks;
import io.medley.campaign.consent.ConsentRefusal;
import io.medley.campaign.consent.ConsentRequest;
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
import io.medley.campaign.touch.Contact;
import io.medley.platform.security.Actor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The HCP's own say, reached from a signed link. A link alone only takes away: what is switched on
 * here counts once the HCP confirmed it by the mail that is sent to them.
 */
@Service
public class Preferences {

  /** So long before it runs out a consent can be renewed. */
  private static final Duration ENDS_SOON = Duration.ofDays(60);

  private static final String EMAIL = "EMAIL";
  private static final Actor ACTOR = Actor.system("preference-page");

  private final Tracking tracking;
  private final ConsentLinks links;
  private final Consents consents;
  private final ConsentTexts texts;
  private final ConsentRequests requests;
  private final ConsentAsking asking;
  private final Hcps hcps;
  private final ChannelsLeft channels;
  private final Clock clock;

  Preferences(
      Tracking tracking,
      ConsentLinks links,
      Consents consents,
      ConsentTexts texts,
      ConsentRequests requests,
      ConsentAsking asking,
      Hcps hcps,
      ChannelsLeft channels,
      Clock clock) {
    this.tracking = tracking;
    this.links = links;
    this.consents = consents;
    this.texts = texts;
    this.requests = requests;
    this.asking = asking;
    this.hcps = hcps;
    this.channels = channels;
    this.clock = clock;
  }

  /**
   * One thing the HCP can agree to, as it stands.
   *
   * @param key channel and purpose in one word
   * @param words in the HCP's language
   * @param allowed whether the HCP agrees to it now
   * @param since when that was said; null if nothing was ever said
   * @param until when the consent ends by itself; null = not
   * @param asked whether a mail to confirm it is on its way or waits for the HCP
   * @param endsSoon whether it is allowed and runs out soon: keeping it renews it
   */
  public record Choice(
      String key,
      String channel,
      String purpose,
      String words,
      boolean allowed,
      @Nullable Instant since,
      @Nullable Instant until,
      boolean asked,
      boolean endsSoon) {}

  /** Whom the link was made for; the contact is null unless the link stands in a message. */
  private record Visitor(HcpProfile hcp, @Nullable Contact contact) {}

  /**
   * The HCP's choices.
   *
   * @throws TrackingRefusal.LinkUnknown if the token is not ours, or the person was erased
   */
  @Transactional(readOnly = true)
  public List<Choice> choices(String token) {
    return choices(visitor(token).hcp());
  }

  private List<Choice> choices(HcpProfile hcp) {
    Instant now = clock.instant();
    Map<String, ConsentEntry> said = new HashMap<>();
    consents
        .allAsOf(hcp.id(), now)
        .forEach(entry -> said.put(entry.channel() + ":" + entry.purpose(), entry));
    Set<String> asked =
        requests.of(hcp.id()).stream()
            .filter(request -> waits(request.state(now)))
            .map(request -> request.channel() + ":" + request.purpose())
            .collect(Collectors.toUnmodifiableSet());
    return texts.current().stream()
        .map(text -> choice(text, hcp, said, asked, now.plus(ENDS_SOON)))
        .toList();
  }

  private static Choice choice(
      ConsentText text,
      HcpProfile hcp,
      Map<String, ConsentEntry> said,
      Set<String> asked,
      Instant soon) {
    ConsentEntry entry = said.get(text.key());
    boolean allowed = entry != null && entry.status() == ConsentStatus.GRANTED;
    Instant expires = entry == null ? null : entry.expiresAt();
    return new Choice(
        text.key(),
        text.channel(),
        text.purpose(),
        text.in(hcp.language()),
        allowed,
        entry == null ? null : entry.at(),
        expires,
        asked.contains(text.key()),
        allowed && expires != null && expires.isBefore(soon));
  }

  private static boolean waits(ConsentRequest.State state) {
    return switch (state) {
      case TO_BE_MAILED, WAITING -> true;
      case CONFIRMED, LAPSED, UNDELIVERABLE -> false;
    };
  }

  /**
   * What saving did.
   *
   * @param withdrawn how many things were switched off; they count at once
   * @param asked how many were switched on; a mail to confirm each is on its way
   */
  public record Saved(int withdrawn, int asked) {}

  /**
   * The HCP keeps these choices and no others. What is switched off counts at once, and journeys go
   * on by what is left, or are asked to end; what is switched on, or kept though it runs out soon,
   * has to be confirmed. Repeating it changes nothing.
   *
   * @param kept keys of choices
   * @throws TrackingRefusal.LinkUnknown if the token is not ours, or the person was erased
   */
  @Transactional
  public Saved save(String token, Set<String> kept) {
    Visitor visitor = visitor(token);
    // The lock comes before reading: two tabs of one reader must not both ask.
    hcps.lock(visitor.hcp().id());
    int withdrawn = 0;
    int asked = 0;
    for (Choice choice : choices(visitor.hcp())) {
      if (choice.allowed() && !kept.contains(choice.key())) {
        withdraw(visitor, choice.channel(), choice.purpose());
        withdrawn++;
      } else if ((!choice.allowed() || choice.endsSoon())
          && !choice.asked()
          && kept.contains(choice.key())) {
        asked += ask(visitor.hcp().id(), choice);
      }
    }
    return new Saved(withdrawn, asked);
  }

  private int ask(HcpId hcp, Choice choice) {
    try {
      asking.ask(hcp, choice.channel(), choice.purpose(), ConsentSource.HCP, ACTOR);
      return 1;
    } catch (ConsentRefusal.AskedLately already) {
      // Asked, refused or withdrawn again within the day: one mail is enough.
      return 0;
    }
  }

  /**
   * One-click unsubscription (RFC 8058): everything by e-mail ends at once. Repeating it changes
   * nothing.
   *
   * @throws TrackingRefusal.LinkUnknown if the token is not ours, or the person was erased
   */
  @Transactional
  public void unsubscribe(String token) {
    Visitor visitor = visitor(token);
    hcps.lock(visitor.hcp().id());
    Set<String> purposes =
        new LinkedHashSet<>(consents.purposes(visitor.hcp().id(), EMAIL, clock.instant()));
    purposes.forEach(purpose -> withdraw(visitor, EMAIL, purpose));
    if (!purposes.contains(Consents.PROMOTION)) {
      ended(visitor);
    }
  }

  private void withdraw(Visitor visitor, String channel, String purpose) {
    Contact contact = visitor.contact();
    consents.record(
        visitor.hcp().id(),
        channel,
        purpose,
        ConsentStatus.WITHDRAWN,
        clock.instant(),
        ConsentSource.HCP,
        contact == null ? "Preference centre" : "Preference link of contact " + contact.id(),
        ACTOR);
    if (channel.equals(EMAIL) && purpose.equals(Consents.PROMOTION)) {
      ended(visitor);
    }
  }

  private void ended(Visitor visitor) {
    if (visitor.contact() != null) {
      tracking.store(visitor.contact(), EngagementKind.UNSUBSCRIBED, -1, null, Optional.empty());
    }
    channels.withdrawn(visitor.hcp().id(), EMAIL, ExitReason.UNSUBSCRIBED, clock.instant());
  }

  private Visitor visitor(String token) {
    Contact contact = tracking.preferenceContact(token).orElse(null);
    HcpId hcp =
        contact == null
            ? links.hcp(token).orElseThrow(TrackingRefusal.LinkUnknown::new)
            : contact.hcpId();
    return new Visitor(
        hcps.profile(hcp)
            .filter(profile -> !profile.erased())
            .orElseThrow(TrackingRefusal.LinkUnknown::new),
        contact);
  }
}
