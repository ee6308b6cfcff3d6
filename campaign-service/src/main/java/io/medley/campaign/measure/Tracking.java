package io.medley.campaign.measure;

import io.medley.campaign.campaign.Enrolment;
import io.medley.campaign.campaign.EnrolmentId;
import io.medley.campaign.campaign.EnrolmentState;
import io.medley.campaign.campaign.Enrolments;
import io.medley.campaign.channel.Tracked;
import io.medley.campaign.channel.TrackingRules;
import io.medley.campaign.hcp.Hcps;
import io.medley.campaign.journey.JourneyVisits;
import io.medley.campaign.touch.Contact;
import io.medley.campaign.touch.Contacts;
import io.medley.platform.security.Actor;
import io.medley.workflows.journey.JourneyProcesses;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Opens and clicks: stored once, and told to the journey in the same transaction. */
@Service
public class Tracking {

  private static final Actor ACTOR = Actor.system("tracking");

  private final TrackingTokens tokens;
  private final Contacts contacts;
  private final Engagements engagements;
  private final PieceStages stages;
  private final Enrolments enrolments;
  private final JourneyVisits visits;
  private final JourneyProcesses journeys;
  private final Hcps hcps;
  private final TrackingRules rules;
  private final Clock clock;

  Tracking(
      TrackingTokens tokens,
      Contacts contacts,
      Engagements engagements,
      PieceStages stages,
      Enrolments enrolments,
      JourneyVisits visits,
      JourneyProcesses journeys,
      Hcps hcps,
      TrackingRules rules,
      Clock clock) {
    this.tokens = tokens;
    this.contacts = contacts;
    this.engagements = engagements;
    this.stages = stages;
    this.enrolments = enrolments;
    this.visits = visits;
    this.journeys = journeys;
    this.hcps = hcps;
    this.rules = rules;
    this.clock = clock;
  }

  /**
   * The message's picture was loaded. A token that is not ours changes nothing, nor does a reader
   * of whom this may not be seen any more.
   *
   * @param agent what the caller calls itself; null if it says nothing
   */
  @Transactional
  public void opened(String token, @Nullable String agent) {
    tokens
        .read(token, TrackingToken.Kind.OPEN)
        .flatMap(read -> contacts.find(read.contactId()))
        .filter(contact -> seen(contact).opens())
        .ifPresent(
            contact -> {
              Optional<String> machine = MachineReading.open(contact.at(), clock.instant(), agent);
              store(contact, EngagementKind.OPENED, -1, null, machine);
              if (machine.isEmpty()) {
                stages.shown(contact, Stage.AWARE, EngagementKind.OPENED, clock.instant(), ACTOR);
              }
            });
  }

  /**
   * A link was followed. The reader gets there whether or not that may be seen.
   *
   * @param agent what the caller calls itself; null if it says nothing
   * @return the address the approved piece declares at that place
   * @throws TrackingRefusal.LinkUnknown if the token is not ours, or the piece has no such link
   */
  @Transactional
  public URI clicked(String token, @Nullable String agent) {
    Link link = link(token);
    Contact contact = link.contact();
    if (!seen(contact).clicks()) {
      return URI.create(link.address());
    }
    Optional<String> machine = MachineReading.agent(agent).or(() -> allAtOnce(link));
    store(contact, EngagementKind.CLICKED, link.position(), link.address(), machine);
    if (machine.isEmpty()) {
      stages.shown(contact, Stage.CONTEMPLATION, EngagementKind.CLICKED, clock.instant(), ACTOR);
    }
    return URI.create(link.address());
  }

  private Tracked seen(Contact contact) {
    return hcps.profile(contact.hcpId())
        .map(hcp -> rules.allowed(hcp, clock.instant()))
        .orElse(Tracked.NOTHING);
  }

  private Optional<String> allAtOnce(Link link) {
    List<Instant> clicks = new ArrayList<>(engagements.clicks(link.contact().id()));
    clicks.add(clock.instant());
    return MachineReading.allAtOnce(link.contact().links().size(), clicks)
        ? Optional.of("ALL_LINKS_AT_ONCE")
        : Optional.empty();
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

  /** The contact whose message asked whether it answers the HCP's question. */
  public Optional<Contact> answerContact(String token) {
    return tokens
        .read(token, TrackingToken.Kind.ANSWER)
        .flatMap(read -> contacts.find(read.contactId()));
  }

  /** Stores what was done with a contact and, the first time a person did it, tells the journey. */
  void store(
      Contact contact,
      EngagementKind kind,
      int position,
      @Nullable String link,
      Optional<String> machine) {
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
    if (!engagements.add(engagement, machine)) {
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
