package io.medley.campaign.measure;

import io.medley.campaign.consent.ConsentSource;
import io.medley.campaign.consent.ConsentStatus;
import io.medley.campaign.consent.Consents;
import io.medley.campaign.touch.Contact;
import io.medley.campaign.touch.Contacts;
import io.medley.campaign.touch.SendKey;
import io.medley.campaign.touch.Suppressions;
import io.medley.platform.security.Actor;
import io.medley.platform.signing.Sha256;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Acts on what came back to the sender's mailbox; each message once. */
@Service
public class MailReading {

  private static final Actor ACTOR = Actor.system("mailbox");

  private final Contacts contacts;
  private final Suppressions suppressions;
  private final Consents consents;
  private final SafetyScreening safety;
  private final MailArrivals arrivals;
  private final Clock clock;

  MailReading(
      Contacts contacts,
      Suppressions suppressions,
      Consents consents,
      SafetyScreening safety,
      MailArrivals arrivals,
      Clock clock) {
    this.contacts = contacts;
    this.suppressions = suppressions;
    this.consents = consents;
    this.safety = safety;
    this.arrivals = arrivals;
    this.clock = clock;
  }

  /**
   * What was made of a message.
   *
   * @param kind what it was
   * @param known whether it answers a message of this house
   * @param repeated whether it had arrived before; then nothing was done
   * @param safety whether drug safety has a new report of it
   */
  public record Read(String kind, boolean known, boolean repeated, boolean safety) {}

  /**
   * Reads one complete message: a bounce suppresses the address, a complaint ends the consent as
   * well, and what somebody wrote is read for what drug safety must know.
   */
  @Transactional
  public Read read(byte[] message) {
    InboundMail mail = InboundMail.parse(message);
    Optional<Contact> contact = mail.messageId().flatMap(this::contact);
    String digest = Sha256.hex(message);
    Instant now = clock.instant();
    if (!arrivals.add(digest, contact.map(Contact::id), mail.kind().name(), now)) {
      return new Read(mail.kind().name(), contact.isPresent(), true, false);
    }
    boolean reported = false;
    if (contact.isPresent()) {
      Contact about = contact.get();
      switch (mail.kind()) {
        case BOUNCE ->
            suppressions.suppress(
                about.hcpId(),
                about.channel(),
                Suppressions.Why.BOUNCED,
                "status " + mail.detail(),
                ACTOR);
        case COMPLAINT -> complained(about, now);
        case REPLY ->
            reported =
                safety
                    .screen(
                        "mail/" + digest,
                        about.hcpId(),
                        SafetyReport.Source.REPLY,
                        mail.detail(),
                        now,
                        ACTOR)
                    .isPresent();
        case DELAY, UNKNOWN -> {
          // Counted, and nothing more: a delay ends by itself.
        }
      }
    }
    return new Read(mail.kind().name(), contact.isPresent(), false, reported);
  }

  private void complained(Contact about, Instant now) {
    suppressions.suppress(
        about.hcpId(),
        about.channel(),
        Suppressions.Why.COMPLAINED,
        "complaint about contact " + about.id(),
        ACTOR);
    if (consents.validAt(about.hcpId(), about.channel(), now)) {
      consents.record(
          about.hcpId(),
          about.channel(),
          Consents.PROMOTION,
          ConsentStatus.WITHDRAWN,
          now,
          ConsentSource.HCP,
          "Complaint about contact " + about.id(),
          ACTOR);
    }
  }

  private Optional<Contact> contact(String messageId) {
    int at = messageId.indexOf('@');
    if (at < 2) {
      return Optional.empty();
    }
    try {
      return contacts.bySendKey(SendKey.parse(messageId.substring(1, at)));
    } catch (IllegalArgumentException other) {
      return Optional.empty();
    }
  }
}
