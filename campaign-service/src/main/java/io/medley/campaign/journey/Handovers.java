package io.medley.campaign.journey;

import io.medley.campaign.campaign.Campaign;
import io.medley.campaign.campaign.Enrolment;
import io.medley.campaign.consent.ConsentEntry;
import io.medley.campaign.consent.Consents;
import io.medley.campaign.hcp.HcpId;
import io.medley.campaign.touch.Contact;
import io.medley.campaign.touch.Contacts;
import io.medley.campaign.touch.ServableVersions;
import io.medley.workflows.journey.HandoverField;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Fills the envelope of a handover from this service's rows, with what the step needs only. */
@Component
class Handovers {

  private static final int LAST_TOUCHES = 3;
  private static final String CALL_RECORDED = "CALL_RECORDED";
  private static final Set<HandoverField> FROM_EVENTS =
      Set.of(
          HandoverField.TRIGGER_EVENT,
          HandoverField.TOPICS,
          HandoverField.STAGE,
          HandoverField.QUESTION,
          HandoverField.PROMISED_FOLLOW_UP);

  private final Contacts contacts;
  private final Consents consents;
  private final RepSuggestions suggestions;
  private final HeardEvents events;
  private final ServableVersions versions;
  private final StageOf stages;

  Handovers(
      Contacts contacts,
      Consents consents,
      RepSuggestions suggestions,
      HeardEvents events,
      ServableVersions versions,
      StageOf stages) {
    this.contacts = contacts;
    this.consents = consents;
    this.suggestions = suggestions;
    this.events = events;
    this.versions = versions;
    this.stages = stages;
  }

  /**
   * The envelope.
   *
   * @param needs what the step needs
   * @param expiresAt end of the suggestion
   */
  HandoverEnvelope fill(
      Enrolment enrolment,
      Campaign campaign,
      String templateTitle,
      Set<HandoverField> needs,
      Instant now,
      Instant expiresAt) {
    List<Contact> made =
        contacts.ofHcp(new HcpId(enrolment.hcpId())).stream().filter(Handovers::made).toList();
    List<HeardEvents.Heard> heard =
        needs.stream().anyMatch(FROM_EVENTS::contains) ? events.of(enrolment.id()) : List.of();
    return new HandoverEnvelope(
        needs.contains(HandoverField.REASON)
            ? campaign.plan().name() + " (" + templateTitle + ")"
            : null,
        needs.contains(HandoverField.TRIGGER_EVENT) ? trigger(heard) : null,
        needs.contains(HandoverField.TOPICS) ? topics(heard) : List.of(),
        needs.contains(HandoverField.STAGE)
            ? stages
                .stage(enrolment.hcpId(), campaign.plan().brandId(), topics(heard).reversed(), now)
                .orElse(null)
            : null,
        needs.contains(HandoverField.LAST_TOUCHES)
            ? made.stream()
                .limit(LAST_TOUCHES)
                .map(
                    contact ->
                        new HandoverEnvelope.LastTouch(
                            contact.channel(), contact.slot(), contact.at()))
                .toList()
            : List.of(),
        needs.contains(HandoverField.QUESTION) ? question(heard) : null,
        needs.contains(HandoverField.CONTENT_SEEN)
            ? made.stream()
                .filter(contact -> contact.campaignId().equals(campaign.id().value()))
                .map(Contact::versionId)
                .distinct()
                .toList()
            : List.of(),
        needs.contains(HandoverField.PROMISED_FOLLOW_UP) ? promised(enrolment, heard) : null,
        needs.contains(HandoverField.CONSENT_ENTRY) ? consent(enrolment, now) : null,
        needs.contains(HandoverField.DO_NOT_MENTION)
            ? unmentionable(made, campaign, now)
            : List.of(),
        expiresAt);
  }

  private static boolean made(Contact contact) {
    return contact.state() == Contact.State.CONTACTED || contact.state() == Contact.State.IN_DOUBT;
  }

  /** What the HCP was sent and nobody may use any more: it must not be spoken of as if it held. */
  private List<String> unmentionable(List<Contact> made, Campaign campaign, Instant now) {
    return made.stream()
        .filter(contact -> contact.brandId().equals(campaign.plan().brandId()))
        .map(Contact::versionId)
        .distinct()
        .flatMap(version -> versions.find(version).stream())
        .filter(version -> !version.servableAt(now))
        .map(version -> "%s (%s)".formatted(version.title(), version.jobCode()))
        .toList();
  }

  private static @Nullable String trigger(List<HeardEvents.Heard> heard) {
    return heard.stream()
        .filter(HeardEvents.Heard::brought)
        .map(event -> event.id().toString())
        .findFirst()
        .orElse(null);
  }

  private static List<String> topics(List<HeardEvents.Heard> heard) {
    return heard.stream()
        .map(HeardEvents.Heard::topic)
        .flatMap(topic -> Stream.ofNullable(topic))
        .distinct()
        .toList();
  }

  /** What the HCP asked last; what a colleague wrote about a call is no question of the HCP. */
  private static @Nullable String question(List<HeardEvents.Heard> heard) {
    return heard.reversed().stream()
        .filter(event -> !event.type().equals(CALL_RECORDED))
        .map(HeardEvents.Heard::words)
        .filter(words -> !words.isEmpty())
        .findFirst()
        .orElse(null);
  }

  private @Nullable String promised(Enrolment enrolment, List<HeardEvents.Heard> heard) {
    return suggestions.of(enrolment.id()).reversed().stream()
        .map(RepSuggestion::action)
        .findFirst()
        .or(
            () ->
                heard.reversed().stream()
                    .filter(event -> event.type().equals(CALL_RECORDED))
                    .map(HeardEvents.Heard::words)
                    .filter(words -> !words.isEmpty())
                    .findFirst())
        .orElse(null);
  }

  private @Nullable Long consent(Enrolment enrolment, Instant now) {
    return consents
        .asOf(new HcpId(enrolment.hcpId()), "EMAIL", Consents.PROMOTION, now)
        .map(ConsentEntry::id)
        .orElse(null);
  }
}
