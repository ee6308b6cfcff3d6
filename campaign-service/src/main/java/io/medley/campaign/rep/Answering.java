package io.medley.campaign.rep;

import io.medley.campaign.campaign.CampaignId;
import io.medley.campaign.campaign.Campaigns;
import io.medley.campaign.campaign.Enrolment;
import io.medley.campaign.campaign.EnrolmentId;
import io.medley.campaign.campaign.EnrolmentState;
import io.medley.campaign.campaign.Enrolments;
import io.medley.campaign.event.EventDraft;
import io.medley.campaign.event.EventReceiving;
import io.medley.campaign.event.EventTypes;
import io.medley.campaign.hcp.Basis;
import io.medley.campaign.hcp.Fact;
import io.medley.campaign.hcp.FactDraft;
import io.medley.campaign.hcp.Facts;
import io.medley.campaign.hcp.HcpId;
import io.medley.campaign.hcp.HcpProfile;
import io.medley.campaign.hcp.Hcps;
import io.medley.campaign.hcp.Territories;
import io.medley.campaign.hcp.Territory;
import io.medley.campaign.journey.RepSuggestion;
import io.medley.campaign.journey.RepSuggestions;
import io.medley.campaign.measure.SafetyReport;
import io.medley.campaign.measure.SafetyScreening;
import io.medley.campaign.touch.ContactHistory;
import io.medley.campaign.touch.RecordedContact;
import io.medley.campaign.touch.RestPeriods;
import io.medley.platform.audit.AuditEvent;
import io.medley.platform.audit.AuditTrail;
import io.medley.platform.security.Actor;
import io.medley.workflows.journey.JourneyProcesses;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What a representative answers to a suggestion, and everything that follows from it, at once. */
@Service
public class Answering {

  /** Fact that says whether anybody gets in to see the HCP. */
  static final String ACCESS = "access";

  /** Its value while nobody does. */
  static final String CLOSED = "CLOSED";

  /** Driver that stands for the journey itself. */
  private static final String JOURNEY = "JOURNEY";

  /** Confidence of what a person of the house reports. */
  private static final double PEOPLE_TRUSTED = 0.9;

  private static final int LONGEST = 2_000;
  private static final Duration LONGEST_SNOOZE = Duration.ofDays(30);
  private static final Duration OLDEST_CONTACT = Duration.ofDays(30);
  private static final Set<String> CHANNELS = Set.of("CALL", "MEETING", "REP_EMAIL", "PHONE");

  private final RepSuggestions suggestions;
  private final RepLedger ledger;
  private final RepSettings settings;
  private final RestPeriods rests;
  private final EventReceiving events;
  private final ContactHistory contacts;
  private final SafetyScreening safety;
  private final Territories territories;
  private final Hcps hcps;
  private final Facts facts;
  private final Campaigns campaigns;
  private final Enrolments enrolments;
  private final JourneyProcesses journeys;
  private final AuditTrail audit;
  private final Clock clock;

  Answering(
      RepSuggestions suggestions,
      RepLedger ledger,
      RepSettings settings,
      RestPeriods rests,
      EventReceiving events,
      ContactHistory contacts,
      SafetyScreening safety,
      Territories territories,
      Hcps hcps,
      Facts facts,
      Campaigns campaigns,
      Enrolments enrolments,
      JourneyProcesses journeys,
      AuditTrail audit,
      Clock clock) {
    this.suggestions = suggestions;
    this.ledger = ledger;
    this.settings = settings;
    this.rests = rests;
    this.events = events;
    this.contacts = contacts;
    this.safety = safety;
    this.territories = territories;
    this.hcps = hcps;
    this.facts = facts;
    this.campaigns = campaigns;
    this.enrolments = enrolments;
    this.journeys = journeys;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * What was done.
   *
   * @param channel {@code CALL MEETING PHONE REP_EMAIL}; null = what was suggested
   * @param at when; null = now; at most 30 days ago
   * @param words what came of it; may be empty
   * @param material whether the suggested piece was sent or shown
   */
  public record Done(
      @Nullable String channel, @Nullable Instant at, String words, boolean material) {}

  /**
   * Why not.
   *
   * @param words in the person's own words; may be empty where the reason says it all
   * @param fact id of the fact that is wrong; null if it is none that is shown
   * @param right what is so instead; null if the person does not know
   * @param driver which reason is none; null = the strongest
   */
  public record Dismissal(
      DismissReason reason,
      String words,
      @Nullable Long fact,
      @Nullable String right,
      @Nullable String driver) {}

  /**
   * The representative will do it.
   *
   * @return what follows, in a sentence
   * @throws RepRefusal.SuggestionUnknown if it is not this person's
   * @throws RepRefusal.SuggestionOver if it was answered, ran out or was taken back
   * @throws RepRefusal.SuggestionPaused while what it is about is paused
   */
  @Transactional
  public RepAnswer accept(UUID id, Actor by) {
    Asked asked = running(id, by);
    move(asked.suggestion(), RepSuggestion.State.ACCEPTED, null);
    return note(
        asked,
        RepAnswer.Kind.ACCEPTED,
        null,
        "",
        null,
        "It stays on your list until it is done.",
        by);
  }

  /**
   * The representative will do something like it.
   *
   * @param words what, instead
   * @throws RepRefusal.SuggestionPaused while what it is about is paused
   */
  @Transactional
  public RepAnswer edit(UUID id, String words, Actor by) {
    Asked asked = running(id, by);
    String text = words(words);
    if (text.isEmpty()) {
      throw new RepRefusal.AnswerUnusable("Say what you will do instead.");
    }
    move(asked.suggestion(), RepSuggestion.State.ACCEPTED, null);
    return note(
        asked,
        RepAnswer.Kind.EDITED,
        null,
        text,
        null,
        "It stays on your list, as you changed it, until it is done.",
        by);
  }

  /**
   * Not today. The journey does not wait longer for it, so it cannot be put off beyond its time.
   *
   * @param days 1 to 30
   */
  @Transactional
  public RepAnswer snooze(UUID id, int days, Actor by) {
    Asked asked = own(id, by);
    Duration pause = Duration.ofDays(days);
    if (days < 1 || pause.compareTo(LONGEST_SNOOZE) > 0) {
      throw new RepRefusal.AnswerUnusable("Put it off by 1 to 30 days.");
    }
    Instant until = clock.instant().plus(pause);
    if (!until.isBefore(asked.suggestion().dueAt())) {
      throw new RepRefusal.AnswerUnusable(
          "The journey goes on by itself at %s; put it off by less, or dismiss it."
              .formatted(asked.suggestion().dueAt()));
    }
    move(asked.suggestion(), RepSuggestion.State.SNOOZED, null);
    return note(
        asked, RepAnswer.Kind.SNOOZED, null, "", until, "It is back on your list then.", by);
  }

  /** It was done: it counts as a contact, and the journey goes on. */
  @Transactional
  public RepAnswer complete(UUID id, Done done, Actor by) {
    Asked asked = own(id, by);
    String text = words(done.words());
    Instant now = clock.instant();
    Instant at = done.at() == null ? now : done.at();
    if (at.isAfter(now) || at.isBefore(now.minus(OLDEST_CONTACT))) {
      throw new RepRefusal.AnswerUnusable("Say when it was: within the last 30 days, not later.");
    }
    String channel = done.channel() == null ? channel(asked.suggestion()) : done.channel();
    if (!CHANNELS.contains(channel)) {
      throw new RepRefusal.AnswerUnusable(
          "\"%s\" is no way to reach somebody: choose CALL, MEETING, PHONE or REP_EMAIL."
              .formatted(channel));
    }
    move(asked.suggestion(), RepSuggestion.State.COMPLETED, null);
    contacts.add(
        new RecordedContact(
            "suggestion/" + id,
            asked.hcp().id(),
            channel,
            campaigns.require(new CampaignId(asked.suggestion().campaignId())).plan().brandId(),
            answersTheHcp(asked.suggestion()),
            delivered(asked.suggestion(), done, channel),
            asked.suggestion().campaignId(),
            at),
        by);
    tell(asked.suggestion(), "COMPLETED");
    return note(
        asked,
        RepAnswer.Kind.COMPLETED,
        null,
        text,
        null,
        "It counts as a contact, and the journey goes on from here.",
        by);
  }

  /** The piece the HCP received; nobody shows one on the telephone. */
  private static @Nullable UUID delivered(RepSuggestion suggestion, Done done, String channel) {
    RepSuggestion.Material material = suggestion.material();
    return done.material() && material != null && !channel.equals("PHONE")
        ? material.versionId()
        : null;
  }

  /** It will not be done, and what follows depends on why. */
  @Transactional
  public RepAnswer dismiss(UUID id, Dismissal dismissal, Actor by) {
    Asked asked = own(id, by);
    DismissReason reason = dismissal.reason();
    String text = words(dismissal.words());
    if (reason.needsWords() && text.isEmpty()) {
      throw new RepRefusal.AnswerUnusable("Say what would be better.");
    }
    move(asked.suggestion(), RepSuggestion.State.DISMISSED, reason.name());
    String effect = cause(asked, dismissal, text, by);
    tell(asked.suggestion(), reason == DismissReason.ALREADY_DONE ? "COMPLETED" : "DISMISSED");
    return note(asked, RepAnswer.Kind.DISMISSED, reason, text, null, effect, by);
  }

  private String cause(Asked asked, Dismissal dismissal, String text, Actor by) {
    Instant now = clock.instant();
    HcpId hcp = asked.hcp().id();
    RepSuggestion suggestion = asked.suggestion();
    return switch (dismissal.reason()) {
      case ALREADY_DONE -> dismissal.reason().effect();
      case WRONG_TIMING -> {
        Instant until = now.plus(settings.wrongTiming());
        ledger.mute(hcp, JOURNEY, suggestion.campaignId().toString(), until, by.id());
        yield "This journey suggests nothing for this HCP until %s.".formatted(day(until));
      }
      case NOT_RELEVANT -> {
        String driver = driver(suggestion, dismissal.driver());
        Instant until = now.plus(settings.notRelevant());
        ledger.mute(
            hcp,
            driver,
            driver.equals(JOURNEY) ? suggestion.campaignId().toString() : RepLedger.EVERY_CAMPAIGN,
            until,
            by.id());
        yield driver.equals(JOURNEY)
            ? "This journey suggests nothing for this HCP until %s.".formatted(day(until))
            : "“%s” raises no suggestion for this HCP until %s.".formatted(driver, day(until));
      }
      case HCP_DECLINED -> {
        Instant until = now.plus(settings.rest());
        rests.start(hcp, until, by);
        events.notice(
            new EventDraft(
                "rest-periods",
                suggestion.id().toString(),
                hcp,
                EventTypes.REST_STARTED,
                now,
                null,
                null,
                null,
                null,
                ""),
            by);
        yield "The HCP rests until %s: nothing is suggested, nothing promotional is sent."
            .formatted(day(until));
      }
      case WRONG_DATA -> wrongData(hcp, dismissal, text, now, by);
      case BETTER_IDEA -> {
        ledger.add(
            new Insight(
                UUID.randomUUID(), hcp, by.id(), "better idea", text, suggestion.id(), now));
        yield dismissal.reason().effect();
      }
      case ACCESS_CLOSED -> {
        report(hcp, ACCESS, CLOSED, now, by);
        yield dismissal.reason().effect();
      }
    };
  }

  private static String driver(RepSuggestion suggestion, @Nullable String named) {
    List<String> drivers = suggestion.drivers().stream().map(RepSuggestion.Driver::driver).toList();
    if (named == null || named.isBlank()) {
      return drivers.isEmpty() ? JOURNEY : drivers.getFirst();
    }
    if (!drivers.contains(named)) {
      throw new RepRefusal.AnswerUnusable(
          "\"%s\" is none of its reasons: choose one of %s."
              .formatted(named, String.join(", ", drivers)));
    }
    return named;
  }

  private String wrongData(HcpId hcp, Dismissal dismissal, String text, Instant now, Actor by) {
    String right = dismissal.right() == null ? "" : dismissal.right().strip();
    Optional<Fact> wrong =
        dismissal.fact() == null
            ? Optional.empty()
            : facts
                .find(dismissal.fact())
                .filter(owned -> owned.hcp().equals(hcp))
                .map(Facts.Owned::fact);
    if (dismissal.fact() != null && wrong.isEmpty()) {
      throw new RepRefusal.AnswerUnusable("There is no such fact about this HCP.");
    }
    if (text.isEmpty() && (wrong.isEmpty() || right.isEmpty())) {
      throw new RepRefusal.AnswerUnusable(
          "Name the fact and what is so instead, or say in your words what is wrong.");
    }
    wrong.ifPresent(fact -> facts.mute(fact.id(), text.isEmpty() ? "is " + right : text, by));
    if (wrong.isPresent() && !right.isEmpty()) {
      report(hcp, wrong.get().name(), right, now, by);
    }
    ledger.open(
        new Correction(
            UUID.randomUUID(),
            hcp,
            wrong.map(Fact::name).orElse(null),
            text.isEmpty() ? "It is " + right + "." : text,
            by.id(),
            now));
    return wrong.isEmpty()
        ? "Marketing will have it mended at its source."
        : right.isEmpty()
            ? "The fact is set aside until its source says something else."
            : "The fact is set aside; what you say counts instead.";
  }

  private void report(HcpId hcp, String name, String value, Instant now, Actor by) {
    FactDraft draft;
    try {
      draft = new FactDraft(name, value, Basis.REP, by.printedName(), PEOPLE_TRUSTED, now, null);
    } catch (IllegalArgumentException unusable) {
      throw new RepRefusal.AnswerUnusable(unusable.getMessage() + "");
    }
    facts.record(hcp, List.of(draft), by);
  }

  private record Asked(RepSuggestion suggestion, HcpProfile hcp, Territory territory) {}

  private Asked own(UUID id, Actor by) {
    RepSuggestion suggestion =
        suggestions.find(id).orElseThrow(() -> new RepRefusal.SuggestionUnknown(id));
    HcpId hcp = new HcpId(suggestion.hcpId());
    HcpProfile profile =
        hcps.lock(hcp)
            .filter(known -> !known.erased())
            .orElseThrow(() -> new RepRefusal.SuggestionUnknown(id));
    Territory territory =
        territories
            .of(hcp)
            .filter(its -> by.id().equals(its.doerOf(suggestion.action())))
            .orElseThrow(() -> new RepRefusal.SuggestionUnknown(id));
    if (!suggestion.dueAt().isAfter(clock.instant())) {
      throw new RepRefusal.SuggestionOver();
    }
    return new Asked(suggestion, profile, territory);
  }

  /** One that may be done now. */
  private Asked running(UUID id, Actor by) {
    Asked asked = own(id, by);
    ledger
        .stoppedBy(id)
        .ifPresent(
            pause -> {
              throw new RepRefusal.SuggestionPaused(pause);
            });
    return asked;
  }

  private void move(RepSuggestion suggestion, RepSuggestion.State to, @Nullable String reason) {
    if (!suggestions.move(suggestion.id(), to, reason, clock.instant())) {
      throw new RepRefusal.SuggestionOver();
    }
  }

  /** Once per suggestion: its id is the event the journey claims. */
  private void tell(RepSuggestion suggestion, String answer) {
    Enrolment enrolment = enrolments.require(new EnrolmentId(suggestion.enrolmentId()));
    if (enrolment.state() == EnrolmentState.RUNNING) {
      journeys.answered(suggestion.enrolmentId(), suggestion.id(), suggestion.stepId(), answer);
    }
  }

  private static String channel(RepSuggestion suggestion) {
    return switch (suggestion.action()) {
      case "SEND_EMAIL" -> "REP_EMAIL";
      case "REMOTE_CALL" -> "PHONE";
      default -> "CALL";
    };
  }

  private static boolean answersTheHcp(RepSuggestion suggestion) {
    return suggestion.action().equals("ANSWER_QUESTION")
        || suggestion.action().equals("MEDICAL_CONTACT");
  }

  private static String words(String words) {
    String text = words.strip();
    if (text.length() > LONGEST) {
      throw new RepRefusal.AnswerUnusable("Say it in at most 2,000 characters.");
    }
    return text;
  }

  private static String day(Instant instant) {
    return instant.toString().substring(0, 10);
  }

  private RepAnswer note(
      Asked asked,
      RepAnswer.Kind kind,
      @Nullable DismissReason reason,
      String words,
      @Nullable Instant until,
      String effect,
      Actor by) {
    RepAnswer answer =
        new RepAnswer(
            UUID.randomUUID(),
            asked.suggestion().id(),
            asked.hcp().id(),
            by.id(),
            asked.territory().code(),
            kind,
            reason,
            words,
            until,
            effect,
            clock.instant());
    ledger.add(answer);
    Map<String, String> told = new HashMap<>();
    told.put("suggestion", answer.suggestionId().toString());
    told.put("answer", kind.name());
    told.put("effect", effect);
    if (reason != null) {
      told.put("reason", reason.name());
    }
    audit.append(new AuditEvent("hcp", asked.hcp().pseudonym(), "suggestion-answered", by, told));
    if (!words.isEmpty()) {
      safety.screen(
          "suggestion-answer/" + answer.id(),
          asked.hcp().id(),
          SafetyReport.Source.REP_NOTE,
          words,
          answer.at(),
          by);
    }
    return answer;
  }
}
