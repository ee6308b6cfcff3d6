package io.medley.campaign.journey;

import io.medley.campaign.campaign.Campaign;
import io.medley.campaign.campaign.Enrolment;
import io.medley.campaign.consent.ConsentEntry;
import io.medley.campaign.consent.Consents;
import io.medley.campaign.hcp.HcpId;
import io.medley.campaign.touch.Contact;
import io.medley.campaign.touch.Contacts;
import io.medley.workflows.journey.HandoverField;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Fills the envelope of a handover from this service's rows, with what the step needs only. */
@Component
class Handovers {

  private static final int LAST_TOUCHES = 3;

  private final Contacts contacts;
  private final Consents consents;
  private final RepSuggestions suggestions;

  Handovers(Contacts contacts, Consents consents, RepSuggestions suggestions) {
    this.contacts = contacts;
    this.consents = consents;
    this.suggestions = suggestions;
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
    return new HandoverEnvelope(
        needs.contains(HandoverField.REASON)
            ? campaign.plan().name() + " (" + templateTitle + ")"
            : null,
        null,
        List.of(),
        null,
        needs.contains(HandoverField.LAST_TOUCHES)
            ? made.stream()
                .limit(LAST_TOUCHES)
                .map(
                    contact ->
                        new HandoverEnvelope.LastTouch(
                            contact.channel(), contact.slot(), contact.at()))
                .toList()
            : List.of(),
        null,
        needs.contains(HandoverField.CONTENT_SEEN)
            ? made.stream()
                .filter(contact -> contact.campaignId().equals(campaign.id().value()))
                .map(Contact::versionId)
                .distinct()
                .toList()
            : List.of(),
        needs.contains(HandoverField.PROMISED_FOLLOW_UP) ? promised(enrolment) : null,
        needs.contains(HandoverField.CONSENT_ENTRY) ? consent(enrolment, now) : null,
        List.of(),
        expiresAt);
  }

  private static boolean made(Contact contact) {
    return contact.state() == Contact.State.CONTACTED || contact.state() == Contact.State.IN_DOUBT;
  }

  private @Nullable String promised(Enrolment enrolment) {
    return suggestions.of(enrolment.id()).reversed().stream()
        .map(RepSuggestion::action)
        .findFirst()
        .orElse(null);
  }

  private @Nullable Long consent(Enrolment enrolment, Instant now) {
    return consents
        .asOf(new HcpId(enrolment.hcpId()), "EMAIL", Consents.PROMOTION, now)
        .map(ConsentEntry::id)
        .orElse(null);
  }
}
