package io.medley.campaign.measure;

import io.medley.campaign.consent.ConsentEntry;
import io.medley.campaign.consent.ConsentSource;
import io.medley.campaign.consent.ConsentStatus;
import io.medley.campaign.consent.Consents;
import io.medley.campaign.hcp.HcpId;
import io.medley.campaign.hcp.HcpNumbers;
import io.medley.campaign.touch.Contact;
import io.medley.campaign.touch.Contacts;
import io.medley.campaign.touch.SendKey;
import io.medley.campaign.touch.Suppressions;
import io.medley.platform.security.Actor;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Acts on what the SMS provider tells: how messages arrived, and what readers answered. */
@Service
public class TextAnswers {

  private static final String SMS = "SMS";
  private static final Actor ACTOR = Actor.system("text-messages");
  private static final int LONGEST_DETAIL = 200;

  private final ProviderEvents events;
  private final Contacts contacts;
  private final Deliveries deliveries;
  private final Suppressions suppressions;
  private final HcpNumbers numbers;
  private final Consents consents;
  private final SafetyScreening safety;
  private final Clock clock;

  TextAnswers(
      ProviderEvents events,
      Contacts contacts,
      Deliveries deliveries,
      Suppressions suppressions,
      HcpNumbers numbers,
      Consents consents,
      SafetyScreening safety,
      Clock clock) {
    this.events = events;
    this.contacts = contacts;
    this.deliveries = deliveries;
    this.suppressions = suppressions;
    this.numbers = numbers;
    this.consents = consents;
    this.safety = safety;
    this.clock = clock;
  }

  /**
   * A delivery receipt.
   *
   * @param id the provider's own name for it
   * @param messageId id of the message, as it was handed over
   * @param state {@code DELIVERED} or {@code UNDELIVERABLE}; anything else is noted and changes
   *     nothing
   * @param detail the provider's reason; no personal values
   */
  public record Receipt(String id, String messageId, String state, String detail) {}

  /**
   * An answer.
   *
   * @param id the provider's own name for it
   * @param from number it came from, in the form of E.164
   */
  public record Answer(String id, String from, String text) {}

  /**
   * What was made of a call.
   *
   * @param known whether it concerns a message or a number of this house
   * @param repeated whether it came before; then nothing was done
   * @param stopped whether consent for text messages ended by it
   * @param safety whether drug safety has a new report of it
   */
  public record Read(boolean known, boolean repeated, boolean stopped, boolean safety) {}

  /**
   * Notes how a message arrived. A number that will never take one is not written to again until
   * somebody corrects it.
   */
  @Transactional
  public Read delivered(Receipt receipt) {
    Optional<Contact> contact = contact(receipt.messageId());
    Instant now = clock.instant();
    if (!events.add(
        SMS, "receipt/" + receipt.id(), receipt.state(), contact.map(Contact::id), now)) {
      return new Read(contact.isPresent(), true, false, false);
    }
    if (contact.isPresent()) {
      String detail =
          receipt.detail().length() > LONGEST_DETAIL
              ? receipt.detail().substring(0, LONGEST_DETAIL)
              : receipt.detail();
      switch (receipt.state()) {
        case "DELIVERED" ->
            deliveries.put(new Delivery(contact.get().id(), Delivery.State.DELIVERED, detail, now));
        case "UNDELIVERABLE" -> {
          deliveries.put(
              new Delivery(contact.get().id(), Delivery.State.UNDELIVERABLE, detail, now));
          suppressions.suppress(
              contact.get().hcpId(), SMS, Suppressions.Why.BOUNCED, detail, ACTOR);
        }
        default -> {
          // Still under way: a later receipt says how it ended.
        }
      }
    }
    return new Read(contact.isPresent(), false, false, false);
  }

  /**
   * Reads an answer: STOP ends text messages at once for everybody of the number, and every answer
   * is read for what drug safety must know.
   */
  @Transactional
  public Read answered(Answer answer) {
    List<HcpId> holders = numbers.holders(answer.from());
    Instant now = clock.instant();
    boolean stop = StopWords.in(answer.text());
    if (!events.add(
        SMS, "answer/" + answer.id(), stop ? "STOP" : "ANSWER", Optional.empty(), now)) {
      return new Read(!holders.isEmpty(), true, false, false);
    }
    boolean reported = false;
    for (HcpId hcp : holders) {
      if (stop) {
        withdraw(hcp, answer.id(), now);
      }
      reported |=
          safety
              .screen(
                  "sms/" + answer.id() + "/" + hcp,
                  hcp,
                  SafetyReport.Source.REPLY,
                  answer.text(),
                  now,
                  ACTOR)
              .isPresent();
    }
    return new Read(!holders.isEmpty(), false, stop && !holders.isEmpty(), reported);
  }

  private void withdraw(HcpId hcp, String answerId, Instant now) {
    Set<String> purposes = new LinkedHashSet<>(consents.purposes(hcp, SMS, now));
    boolean said =
        consents
            .asOf(hcp, SMS, Consents.PROMOTION, now)
            .map(ConsentEntry::status)
            .filter(ConsentStatus.WITHDRAWN::equals)
            .isPresent();
    if (!said) {
      // Also where nothing was ever agreed to: that STOP was said must be on record.
      purposes.add(Consents.PROMOTION);
    }
    purposes.forEach(
        purpose ->
            consents.record(
                hcp,
                SMS,
                purpose,
                ConsentStatus.WITHDRAWN,
                now,
                ConsentSource.HCP,
                "STOP by text message, answer " + answerId,
                ACTOR));
  }

  private Optional<Contact> contact(String messageId) {
    try {
      return contacts.bySendKey(SendKey.parse(messageId));
    } catch (IllegalArgumentException other) {
      return Optional.empty();
    }
  }
}
