package io.medley.campaign.consent;

import io.medley.campaign.hcp.Hcp;
import io.medley.campaign.hcp.Hcps;
import io.medley.platform.outbox.OutboxHandler;
import io.medley.platform.outbox.SequencedMessage;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Sends the mails that ask for confirmation; what nobody needs any more is not sent. */
@Component
class ConfirmationMails implements OutboxHandler {

  private final ConsentRequests requests;
  private final ConsentTexts texts;
  private final ConsentLinks links;
  private final ConfirmationMail mail;
  private final Hcps hcps;
  private final TransactionOperations transactions;
  private final Clock clock;

  ConfirmationMails(
      ConsentRequests requests,
      ConsentTexts texts,
      ConsentLinks links,
      ConfirmationMail mail,
      Hcps hcps,
      TransactionOperations transactions,
      Clock clock) {
    this.requests = requests;
    this.texts = texts;
    this.links = links;
    this.mail = mail;
    this.hcps = hcps;
    this.transactions = transactions;
    this.clock = clock;
  }

  @Override
  public Set<String> topics() {
    return Set.of(ConsentAsking.TOPIC);
  }

  @Override
  public void handle(SequencedMessage message) {
    UUID id = UUID.fromString(message.message().payload().path("request").asString());
    ConsentRequest request = requests.find(id).orElseThrow();
    Optional<Hcp> hcp = hcps.open(request.hcp());
    if (hcp.isEmpty() || request.state(clock.instant()) != ConsentRequest.State.TO_BE_MAILED) {
      return;
    }
    Optional<String> refused =
        mail.send(
            hcp.get(),
            id,
            texts.find(request.textVersion()).orElseThrow(),
            links.confirm(id),
            links.centre(request.hcp()));
    transactions.executeWithoutResult(
        status ->
            refused.ifPresentOrElse(
                why -> requests.refused(id, why), () -> requests.mailed(id, clock.instant())));
  }
}
