package io.medley.campaign.measure;

import io.medley.campaign.campaign.Enrolment;
import io.medley.campaign.campaign.EnrolmentId;
import io.medley.campaign.campaign.EnrolmentState;
import io.medley.campaign.campaign.Enrolments;
import io.medley.campaign.journey.JourneyVisits;
import io.medley.campaign.touch.Contact;
import io.medley.campaign.touch.Contacts;
import io.medley.workflows.journey.JourneyProcesses;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Opens and clicks: stored once, and told to the journey in the same transaction. */
@Service
public class Tracking {

  private final TrackingTokens tokens;
  private final Contacts contacts;
  private final Engagements engagements;
  private final Enrolments enrolments;
  private final JourneyVisits visits;
  private final JourneyProcesses journeys;
  private final Clock clock;

  Tracking(
      TrackingTokens tokens,
      Contacts contacts,
      Engagements engagements,
      Enrolments enrolments,
      JourneyVisits visits,
      JourneyProcesses journeys,
      Clock clock) {
    this.tokens = tokens;
    this.contacts = contacts;
    this.engagements = engagements;
    this.enrolments = enrolments;
    this.visits = visits;
    this.journeys = journeys;
    this.clock = clock;
  }

  /** The message's picture was loaded. A token that is not ours changes nothing. */
  @Transactional
  public void opened(String token) {
    tokens
        .read(token, TrackingToken.Kind.OPEN)
        .flatMap(read -> contacts.find(read.contactId()))
        .ifPresent(contact -> store(contact, EngagementKind.OPENED, -1, null));
  }

  /**
   * A link was followed.
   *
   * @return the address the approved piece declares at that place
   * @throws TrackingRefusal.LinkUnknown if the token is not ours, or the piece has no such link
   */
  @Transactional
  public URI clicked(String token) {
    Link link = link(token);
    store(link.contact(), EngagementKind.CLICKED, link.position(), link.address());
    return URI.create(link.address());
  }

  /**
   * Where a link leads, without anybody having followed it.
   *
   * @throws TrackingRefusal.LinkUnknown if the token is not ours, or the piece has no such link
   */
  @Transactional(readOnly = true)
  public URI target(String token) {
    return URI.create(link(token).address());
  }

  private record Link(Contact contact, int position, String address) {}

  private Link link(String token) {
    TrackingToken read =
        tokens.read(token, TrackingToken.Kind.CLICK).orElseThrow(TrackingRefusal.LinkUnknown::new);
    Contact contact = contacts.find(read.contactId()).orElseThrow(TrackingRefusal.LinkUnknown::new);
    if (read.position() < 0 || read.position() >= contact.links().size()) {
      throw new TrackingRefusal.LinkUnknown();
    }
    return new Link(contact, read.position(), contact.links().get(read.position()));
  }

  /** The contact a preference link was made for. */
  Optional<Contact> preferenceContact(String token) {
    return tokens
        .read(token, TrackingToken.Kind.PREFERENCES)
        .flatMap(read -> contacts.find(read.contactId()));
  }

  /** Stores what was done with a contact and, the first time, tells the journey. */
  void store(Contact contact, EngagementKind kind, int position, @Nullable String link) {
    Engagement engagement =
        new Engagement(
            id(contact, kind, position),
            contact.id(),
            contact.enrolmentId(),
            contact.campaignId(),
            contact.hcpId().value(),
            contact.stepId(),
            kind,
            position,
            link,
            clock.instant());
    if (!engagements.add(engagement)) {
      return;
    }
    Enrolment enrolment = enrolments.require(new EnrolmentId(contact.enrolmentId()));
    visits.heard(enrolment, kind.name(), clock.instant());
    if (kind != EngagementKind.UNSUBSCRIBED && enrolment.state() == EnrolmentState.RUNNING) {
      journeys.respond(contact.enrolmentId(), engagement.id(), kind.name());
    }
  }

  private static UUID id(Contact contact, EngagementKind kind, int position) {
    return UUID.nameUUIDFromBytes(
        ("engagement/" + contact.id() + "/" + kind + "/" + position)
            .getBytes(StandardCharsets.UTF_8));
  }
}
