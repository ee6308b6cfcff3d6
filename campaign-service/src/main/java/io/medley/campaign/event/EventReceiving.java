package io.medley.campaign.event;

import io.medley.campaign.audience.Audience;
import io.medley.campaign.audience.Audiences;
import io.medley.campaign.campaign.Campaign;
import io.medley.campaign.campaign.CampaignId;
import io.medley.campaign.campaign.CampaignPlanning;
import io.medley.campaign.campaign.CampaignState;
import io.medley.campaign.campaign.Campaigns;
import io.medley.campaign.campaign.Drains;
import io.medley.campaign.campaign.EnrolmentId;
import io.medley.campaign.campaign.EnrolmentState;
import io.medley.campaign.campaign.Enrolments;
import io.medley.campaign.campaign.ExitReason;
import io.medley.campaign.campaign.JourneyExits;
import io.medley.campaign.hcp.HcpId;
import io.medley.campaign.hcp.HcpProfile;
import io.medley.campaign.hcp.HcpUnknown;
import io.medley.campaign.hcp.Hcps;
import io.medley.campaign.hcp.OwnHcps;
import io.medley.campaign.journey.JourneyVisits;
import io.medley.campaign.measure.Ladders;
import io.medley.campaign.measure.SafetyReport;
import io.medley.campaign.measure.SafetyScreening;
import io.medley.campaign.measure.Stage;
import io.medley.campaign.measure.StageEvidence;
import io.medley.campaign.touch.ContactHistory;
import io.medley.campaign.touch.RecordedContact;
import io.medley.platform.audit.AuditEvent;
import io.medley.platform.audit.AuditTrail;
import io.medley.platform.security.Actor;
import io.medley.platform.signing.Sha256;
import io.medley.workflows.journey.JourneyProcesses;
import io.medley.workflows.journey.JourneyTemplate;
import io.medley.workflows.journey.Reentry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The one way in for what HCPs do: stored once, told to every journey that waits for it, kept for
 * those that will, and for some journeys the beginning. No signal, one message per journey.
 */
@Service
public class EventReceiving {

  private static final int LONGEST = 2_000;
  private static final int LONGEST_NAME = 200;
  private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);
  private static final Set<String> SEEKS =
      Set.of("ATTENDED", "QUESTION", "TOPIC_REQUESTED", "INFORMATION_REQUESTED");

  /** Topics of practical questions: the rung of preparation. */
  private static final Set<String> PRACTICAL =
      Set.of("DOSING", "ACCESS", "MONITORING", "SUPPORT", "COVERAGE");

  private final EventLedger ledger;
  private final EventTypes types;
  private final Hcps hcps;
  private final OwnHcps own;
  private final Campaigns campaigns;
  private final CampaignPlanning planning;
  private final Drains drains;
  private final Audiences audiences;
  private final Enrolments enrolments;
  private final JourneyVisits visits;
  private final JourneyProcesses journeys;
  private final JourneyExits exits;
  private final ContactHistory contacts;
  private final SafetyScreening safety;
  private final Ladders ladders;
  private final AuditTrail audit;
  private final Clock clock;

  EventReceiving(
      EventLedger ledger,
      EventTypes types,
      Hcps hcps,
      OwnHcps own,
      Campaigns campaigns,
      CampaignPlanning planning,
      Drains drains,
      Audiences audiences,
      Enrolments enrolments,
      JourneyVisits visits,
      JourneyProcesses journeys,
      JourneyExits exits,
      ContactHistory contacts,
      SafetyScreening safety,
      Ladders ladders,
      AuditTrail audit,
      Clock clock) {
    this.ledger = ledger;
    this.types = types;
    this.hcps = hcps;
    this.own = own;
    this.campaigns = campaigns;
    this.planning = planning;
    this.drains = drains;
    this.audiences = audiences;
    this.enrolments = enrolments;
    this.visits = visits;
    this.journeys = journeys;
    this.exits = exits;
    this.contacts = contacts;
    this.safety = safety;
    this.ladders = ladders;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * What became of an event.
   *
   * @param repeated whether it was told before; then nothing was done
   * @param told journeys that waited for it
   * @param kept journeys that hear it when they wait for it
   * @param started journeys it began
   * @param ended journeys whose goal it is
   */
  public record Received(UUID id, boolean repeated, int told, int kept, int started, int ended) {}

  /** The id an event is stored and claimed under. */
  static UUID id(String source, String sourceId) {
    return named("hcp-event/" + source + "/" + sourceId);
  }

  /** The id under which a journey claims an event at one of its steps. */
  static UUID id(UUID event, String stepId) {
    return named(event + "/" + stepId);
  }

  private static UUID named(String name) {
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Takes an event from outside. Telling it again changes nothing.
   *
   * @throws HcpUnknown if there is no such HCP for this actor, or the person was erased
   * @throws EventRefusal.TypeUnknown if no journey knows it
   * @throws EventRefusal.NoticedByItself if the house notices it itself
   * @throws EventRefusal.EventUnusable if a value is missing, too long or in the future
   * @throws EventRefusal.IdUsedBefore if the id was used for another event
   */
  @Transactional
  public Received receive(EventDraft draft, Actor by) {
    own.require(by, draft.hcp());
    types.require(draft.type());
    return take(draft, by);
  }

  /** Takes an event that this service noticed itself, in the caller's transaction. */
  @Transactional
  public Received notice(EventDraft draft, Actor by) {
    return take(draft, by);
  }

  private Received take(EventDraft draft, Actor by) {
    Instant now = clock.instant();
    check(draft, now);
    HcpProfile hcp =
        hcps.lock(draft.hcp())
            .filter(known -> !known.erased())
            .orElseThrow(() -> new HcpUnknown(draft.hcp()));
    HcpEvent event =
        new HcpEvent(
            id(draft.source(), draft.sourceId()),
            draft.source(),
            draft.sourceId(),
            draft.hcp(),
            draft.type(),
            draft.at() == null ? now : draft.at(),
            now,
            draft.key(),
            draft.topic(),
            draft.brandId(),
            draft.campaignId(),
            draft.words().strip());
    String digest = digest(draft);
    if (!ledger.add(event, digest, by.id())) {
      if (ledger.digest(event.id()).filter(digest::equals).isEmpty()) {
        throw new EventRefusal.IdUsedBefore(draft.source(), draft.sourceId());
      }
      return new Received(event.id(), true, 0, 0, 0, 0);
    }
    audit.append(
        new AuditEvent(
            "hcp",
            hcp.pseudonym(),
            "event-received",
            by,
            Map.of(
                "event", event.id().toString(),
                "source", event.source(),
                "type", event.type(),
                "at", event.at().toString())));
    follow(event, by);
    List<EventLedger.OpenJourney> open = ledger.lockOpenJourneys(event.hcp());
    int told = 0;
    int kept = 0;
    int ended = 0;
    for (EventLedger.OpenJourney journey : open) {
      JourneyTemplate template = planning.template(journey.templateId());
      if (!concerns(event, journey.campaignId(), journey.brandId())
          || otherKey(event, template, journey.entryKey())) {
        continue;
      }
      if (journey.goal().contains(event.type())) {
        visits.heard(enrolments.require(journey.enrolment()), event.type(), now);
        exits.request(journey.enrolment(), ExitReason.GOAL_REACHED);
        ledger.deliver(event.id(), journey.enrolment(), Delivery.Outcome.ENDED, now);
        ended++;
        continue;
      }
      if (!template.awaited().contains(event.type())) {
        continue;
      }
      visits.heard(enrolments.require(journey.enrolment()), event.type(), now);
      String step = journey.openStep();
      boolean waits =
          journey.state() == EnrolmentState.RUNNING
              && step != null
              && template.awaitedAt(step).contains(event.type());
      if (waits && step != null) {
        journeys.respond(journey.enrolment().value(), id(event.id(), step), event.type());
        told++;
      } else {
        kept++;
      }
      ledger.deliver(
          event.id(),
          journey.enrolment(),
          waits ? Delivery.Outcome.TOLD : Delivery.Outcome.KEPT,
          now);
    }
    return new Received(event.id(), false, told, kept, start(event, hcp, open, now), ended);
  }

  private static boolean concerns(HcpEvent event, UUID campaignId, String brandId) {
    return (event.campaignId() == null || event.campaignId().equals(campaignId))
        && (event.brandId() == null || event.brandId().equals(brandId));
  }

  /** Of several journeys of one person that differ by key, an event with a key concerns its own. */
  private static boolean otherKey(HcpEvent event, JourneyTemplate template, String entryKey) {
    return template.reentry() == Reentry.BY_KEY
        && event.key() != null
        && !entryKey.isEmpty()
        && !entryKey.equals(event.key());
  }

  private int start(
      HcpEvent event, HcpProfile hcp, List<EventLedger.OpenJourney> open, Instant now) {
    int started = 0;
    for (Campaign campaign : campaigns.all()) {
      if (campaign.state() != CampaignState.LAUNCHED
          || !concerns(event, campaign.id().value(), campaign.plan().brandId())
          || !campaign.plan().countries().contains(hcp.country())) {
        continue;
      }
      JourneyTemplate template = planning.template(campaign.plan().templateId());
      if (!template.entryEvents().contains(event.type())
          || drains.of(campaign.id()).isPresent()
          || !member(campaign, event.hcp(), now)) {
        continue;
      }
      Optional<EnrolmentId> enrolled =
          entryKey(event, template, campaign, open)
              .flatMap(key -> enrolments.enrol(campaign.id(), event.hcp().value(), key, now));
      if (enrolled.isPresent()) {
        ledger.deliver(event.id(), enrolled.get(), Delivery.Outcome.STARTED, now);
        started++;
      }
    }
    return started;
  }

  /** What tells this entry from others; empty if the person is in and may not be twice. */
  private static Optional<String> entryKey(
      HcpEvent event,
      JourneyTemplate template,
      Campaign campaign,
      List<EventLedger.OpenJourney> open) {
    return switch (template.reentry()) {
      case NEVER -> Optional.of("");
      case BY_KEY -> Optional.of(event.key() == null ? event.id().toString() : event.key());
      case AFTER_EXIT ->
          open.stream().anyMatch(journey -> journey.campaignId().equals(campaign.id().value()))
              ? Optional.empty()
              : Optional.of(event.id().toString());
    };
  }

  private boolean member(Campaign campaign, HcpId hcp, Instant now) {
    Optional<Audience> chosen = audiences.of(campaign.id().value());
    return chosen.isEmpty()
        || switch (chosen.get().kind()) {
          case SNAPSHOT -> audiences.fixed(chosen.get(), hcp);
          case LIVE ->
              audiences.holds(chosen.get().conditions(), hcp, now).stream()
                  .allMatch(Boolean::booleanValue);
        };
  }

  /** What an event means beyond journeys: a call counts, a question shows interest. */
  private void follow(HcpEvent event, Actor by) {
    boolean call = event.type().equals(EventTypes.CALL_RECORDED);
    String brand = brand(event);
    if (call) {
      contacts.add(
          new RecordedContact("event/" + event.id(), event.hcp(), "CALL", brand, false, event.at()),
          by);
    }
    if (brand != null && SEEKS.contains(event.type())) {
      ladders.add(
          new StageEvidence(
              "event/" + event.id(),
              event.hcp().value(),
              event.topic() == null ? brand : StageEvidence.code(event.topic()),
              event.type().equals("QUESTION") && practical(event.topic())
                  ? Stage.PREPARATION
                  : Stage.CONTEMPLATION,
              event.type(),
              !event.type().equals("ATTENDED"),
              event.at(),
              brand),
          by);
    }
    if (!event.words().isEmpty()) {
      safety.screen(
          "event/" + event.id(),
          event.hcp(),
          call ? SafetyReport.Source.REP_NOTE : SafetyReport.Source.ANSWER,
          event.words(),
          event.receivedAt(),
          by);
    }
  }

  /** Whoever asks how it is taken, got or watched prepares to use it. */
  private static boolean practical(@Nullable String topic) {
    return topic != null && PRACTICAL.contains(StageEvidence.code(topic));
  }

  private @Nullable String brand(HcpEvent event) {
    UUID campaign = event.campaignId();
    return event.brandId() == null && campaign != null
        ? campaigns.require(new CampaignId(campaign)).plan().brandId()
        : event.brandId();
  }

  private void check(EventDraft draft, Instant now) {
    name("source", draft.source(), true);
    name("id", draft.sourceId(), true);
    name("key", draft.key(), false);
    name("topic", draft.topic(), false);
    name("brand", draft.brandId(), false);
    if (draft.words().length() > LONGEST) {
      throw new EventRefusal.EventUnusable("What was said has at most 2,000 characters.");
    }
    Instant at = draft.at();
    if (at != null && at.isAfter(now.plus(CLOCKS_DIFFER))) {
      throw new EventRefusal.EventUnusable(
          "%s has not come yet: say when it happened.".formatted(at));
    }
    UUID campaign = draft.campaignId();
    if (campaign != null && campaigns.find(new CampaignId(campaign)).isEmpty()) {
      throw new EventRefusal.EventUnusable("There is no campaign %s.".formatted(campaign));
    }
  }

  private static void name(String field, @Nullable String value, boolean required) {
    if (value == null ? required : value.isBlank() || value.length() > LONGEST_NAME) {
      throw new EventRefusal.EventUnusable(
          "\"%s\" has 1 to %d characters.".formatted(field, LONGEST_NAME));
    }
  }

  private static String digest(EventDraft draft) {
    String told =
        String.join(
            "\n",
            draft.hcp().toString(),
            draft.type(),
            String.valueOf(draft.at()),
            String.valueOf(draft.key()),
            String.valueOf(draft.topic()),
            String.valueOf(draft.brandId()),
            String.valueOf(draft.campaignId()));
    return Sha256.hex(told.getBytes(StandardCharsets.UTF_8));
  }
}
