package io.medley.campaign.event;

import io.medley.campaign.campaign.ExitReason;
import io.medley.campaign.consent.Consents;
import io.medley.campaign.hcp.HcpId;
import io.medley.campaign.hcp.HcpUnknown;
import io.medley.campaign.journey.ChannelsLeft;
import io.medley.platform.outbox.OutboxHandler;
import io.medley.platform.outbox.SequencedMessage;
import io.medley.platform.security.Actor;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/**
 * What a change of consent means to journeys, wherever it was recorded: who withdrew consent for a
 * channel goes on by the others or leaves, who gave one is what some journeys wait for.
 */
@Component
class ConsentChanges implements OutboxHandler {

  /** Topic the consent ledger announces every entry on. */
  static final String TOPIC = "consent.recorded";

  private static final Logger LOG = LoggerFactory.getLogger(ConsentChanges.class);
  private static final Actor ACTOR = Actor.system("consent-ledger");

  private final ChannelsLeft channels;
  private final EventReceiving events;
  private final TransactionTemplate transactions;

  ConsentChanges(ChannelsLeft channels, EventReceiving events, TransactionTemplate transactions) {
    this.channels = channels;
    this.events = events;
    this.transactions = transactions;
  }

  @Override
  public Set<String> topics() {
    return Set.of(TOPIC);
  }

  @Override
  public void handle(SequencedMessage message) {
    JsonNode entry = message.message().payload();
    UUID hcp = UUID.fromString(entry.path("hcpId").asString());
    Instant at = Instant.parse(entry.path("at").asString());
    String channel = entry.path("channel").asString("");
    switch (entry.path("status").asString("")) {
      case "WITHDRAWN" -> {
        if (entry.path("purpose").asString("").equals(Consents.PROMOTION)) {
          transactions.executeWithoutResult(
              status ->
                  channels.withdrawn(new HcpId(hcp), channel, ExitReason.CONSENT_WITHDRAWN, at));
        }
      }
      case "GRANTED" -> {
        // A list that is imported confirms nothing: nobody said yes just now.
        if (!entry.path("source").asString("").equals("IMPORT")) {
          confirmed(message, hcp, channel + "/" + entry.path("purpose").asString(""), at);
        }
      }
      default -> {
        // Asked for, not answered.
      }
    }
  }

  private void confirmed(SequencedMessage message, UUID hcp, String what, Instant at) {
    try {
      events.notice(
          new EventDraft(
              EventLedger.CONSENT_LEDGER,
              message.message().id().toString(),
              new HcpId(hcp),
              EventTypes.CONSENT_CONFIRMED,
              at,
              null,
              what,
              null,
              null,
              ""),
          ACTOR);
    } catch (HcpUnknown erased) {
      LOG.info("A consent of an HCP who was erased since concerns no journey");
    }
  }
}
