package io.medley.campaign.journey;

import io.medley.campaign.campaign.JourneyExits;
import io.medley.platform.outbox.OutboxHandler;
import io.medley.platform.outbox.SequencedMessage;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** Ends the journeys of an HCP who withdrew consent for e-mail, wherever that was recorded. */
@Component
class ConsentWithdrawals implements OutboxHandler {

  /** Topic the consent ledger announces every entry on. */
  static final String TOPIC = "consent.recorded";

  /** Exit reason. */
  static final String REASON = "CONSENT_WITHDRAWN";

  private final JourneyExits exits;
  private final TransactionTemplate transactions;

  ConsentWithdrawals(JourneyExits exits, TransactionTemplate transactions) {
    this.exits = exits;
    this.transactions = transactions;
  }

  @Override
  public Set<String> topics() {
    return Set.of(TOPIC);
  }

  @Override
  public void handle(SequencedMessage message) {
    JsonNode entry = message.message().payload();
    if (entry.path("status").asString("").equals("WITHDRAWN")
        && entry.path("channel").asString("").equals("EMAIL")) {
      UUID hcp = UUID.fromString(entry.path("hcpId").asString());
      Instant at = Instant.parse(entry.path("at").asString());
      transactions.executeWithoutResult(status -> exits.requestAll(hcp, REASON, at));
    }
  }
}
