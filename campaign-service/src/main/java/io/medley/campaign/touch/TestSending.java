package io.medley.campaign.touch;

import io.medley.campaign.channel.Channel;
import io.medley.campaign.channel.Channels;
import io.medley.campaign.channel.MessageView;
import io.medley.campaign.channel.Receipt;
import io.medley.campaign.channel.RenderedMessage;
import io.medley.campaign.channel.TestMails;
import io.medley.campaign.hcp.HcpProfile;
import io.medley.campaign.hcp.HcpUnknown;
import io.medley.campaign.hcp.Hcps;
import io.medley.platform.audit.AuditEvent;
import io.medley.platform.audit.AuditTrail;
import io.medley.platform.notification.AddressBook;
import io.medley.platform.security.Actor;
import io.medley.platform.security.Authorities;
import io.medley.platform.security.Authority;
import io.medley.platform.signing.Sha256;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sends a person of the house the message an HCP would get, to that person's own address and nobody
 * else's. It is marked, carries no tracking, makes no contact and counts nowhere.
 */
@Service
public class TestSending {

  private static final Duration WINDOW = Duration.ofHours(1);
  private static final int MOST_IN_WINDOW = 30;

  private final Previewing previewing;
  private final Hcps hcps;
  private final Channels channels;
  private final TestMails mails;
  private final TestSends tests;
  private final GateReads reads;
  private final AddressBook addresses;
  private final Authorities authorities;
  private final AuditTrail audit;
  private final TransactionTemplate transactions;
  private final Clock clock;

  TestSending(
      Previewing previewing,
      Hcps hcps,
      Channels channels,
      TestMails mails,
      TestSends tests,
      GateReads reads,
      AddressBook addresses,
      Authorities authorities,
      AuditTrail audit,
      TransactionTemplate transactions,
      Clock clock) {
    this.previewing = previewing;
    this.hcps = hcps;
    this.channels = channels;
    this.mails = mails;
    this.tests = tests;
    this.reads = reads;
    this.addresses = addresses;
    this.authorities = authorities;
    this.audit = audit;
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * Sends a test. Must not run inside a transaction: it talks to the mail server.
   *
   * @param command the touch it shows
   * @return the address it went to
   * @throws TestRefusal if it cannot be sent, with the reason
   * @throws io.medley.platform.security.AuthorityMissing unless the actor campaigns in the HCP's
   *     country
   */
  public String send(TouchCommand command, Actor actor) {
    HcpProfile hcp =
        hcps.profile(command.hcpId())
            .filter(profile -> !profile.erased())
            .orElseThrow(() -> new HcpUnknown(command.hcpId()));
    authorities.require(actor, Authority.CAMPAIGN, hcp.country());
    String address =
        addresses
            .find(actor.id())
            .map(AddressBook.Entry::email)
            .orElseThrow(
                () ->
                    new TestRefusal(
                        "Your address is not known. Sign out and in again, then it is."));
    Instant now = clock.instant();
    if (tests.since(actor.id(), now.minus(WINDOW)) >= MOST_IN_WINDOW) {
      throw new TestRefusal("You sent 30 tests within an hour. Wait a while.");
    }
    if (!reads.lease().valid()) {
      throw new TestRefusal(Reason.APPROVAL_STATE_UNKNOWN.sentence());
    }
    if (reads.switches(command.campaignId()).stream()
        .anyMatch(engaged -> Conditions.applies(engaged, command.through("EMAIL"), hcp))) {
      throw new TestRefusal(Reason.KILL_SWITCH.sentence());
    }
    Previewing.Carried carried = previewing.untracked(command, hcp);
    MessageView view = carried == null ? null : carried.view();
    if (carried == null || view == null) {
      throw new TestRefusal(
          "No approved piece fits this HCP and step, so there is nothing to show.");
    }
    UUID id = UUID.randomUUID();
    RenderedMessage mail = mails.of(id, command.channel(), view, address);
    transactions.executeWithoutResult(
        status -> {
          tests.add(
              new TestSends.TestSend(
                  id,
                  actor.id(),
                  hcp.id(),
                  command.campaignId(),
                  command.sendKey().stepId(),
                  command.channel(),
                  carried.version().versionId(),
                  carried.contentHash(),
                  Sha256.hex(mail.bytes()),
                  now));
          audit.append(
              new AuditEvent(
                  "test-send",
                  id.toString(),
                  "sent",
                  actor,
                  Map.of(
                      "hcp", hcp.pseudonym(),
                      "campaign", command.campaignId().toString(),
                      "step", command.sendKey().stepId(),
                      "channel", command.channel(),
                      "version", carried.version().versionId().toString())));
        });
    Receipt receipt = hand(mail);
    tests.answered(id, words(receipt));
    if (!(receipt instanceof Receipt.Taken)) {
      throw new TestRefusal("The mail server did not take it (" + words(receipt) + ").");
    }
    return address;
  }

  private Receipt hand(RenderedMessage mail) {
    Channel email =
        channels
            .find("EMAIL")
            .orElseThrow(
                () -> new TestRefusal("No mail server is configured, so none can be sent."));
    return email.hand(mail);
  }

  private static String words(Receipt receipt) {
    return switch (receipt) {
      case Receipt.Taken(String answer) -> answer;
      case Receipt.NotNow(String why) -> why;
      case Receipt.Refused(String why) -> why;
      case Receipt.Silent(String why) -> why;
    };
  }
}
