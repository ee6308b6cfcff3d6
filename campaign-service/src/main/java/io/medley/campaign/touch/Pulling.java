package io.medley.campaign.touch;

import io.medley.campaign.hcp.HcpId;
import io.medley.campaign.hcp.HcpProfile;
import io.medley.campaign.hcp.Hcps;
import io.medley.campaign.hcp.PersonalVault;
import io.medley.platform.audit.AuditEvent;
import io.medley.platform.audit.AuditTrail;
import io.medley.platform.security.Actor;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Touches an HCP comes for by themselves: through the same gate, answered with the message. What
 * was answered is answered again to the same key, as long as it may still be served.
 */
@Service
public class Pulling {

  private static final Actor ACTOR = Actor.system("portal");

  private final TouchGate gate;
  private final Sends sends;
  private final Hcps hcps;
  private final Conditions conditions;
  private final PersonalVault vault;
  private final AuditTrail audit;
  private final Clock clock;

  Pulling(
      TouchGate gate,
      Sends sends,
      Hcps hcps,
      GateReads reads,
      PersonalVault vault,
      AuditTrail audit,
      Clock clock) {
    this.gate = gate;
    this.sends = sends;
    this.hcps = hcps;
    this.conditions = new Conditions(reads);
    this.vault = vault;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * The answer.
   *
   * @param message what to show, exactly as it is kept; null = nothing
   * @param reason why, coded
   * @param why one sentence
   */
  // Never compared: the bytes are carried from one call to the next.
  @SuppressWarnings("ArrayRecordComponent")
  public record Answer(
      TouchDecision decision, byte @Nullable [] message, Reason reason, String why) {}

  /** Asks the gate. Must not run inside a transaction. */
  public Answer pull(TouchCommand command) {
    TouchDecision decision = gate.touch(command);
    boolean made = decision.outcome() == Outcome.SENT || decision.outcome() == Outcome.SUBSTITUTED;
    UUID contact = decision.contactId();
    if (!made || contact == null) {
      return nothing(decision, decision.reason(), decision.reason().sentence());
    }
    Optional<Stop> against = against(command.sendKey());
    if (against.isPresent()) {
      return nothing(decision, against.get().reason(), against.get().why());
    }
    Optional<byte[]> kept =
        sends
            .kept(contact)
            .flatMap(closed -> vault.open(command.hcpId(), Deciding.RENDERED, closed));
    return kept.map(bytes -> new Answer(decision, bytes, decision.reason(), ""))
        .orElseGet(() -> nothing(decision, Reason.HCP_ERASED, "The message is not kept any more."));
  }

  private static Answer nothing(TouchDecision decision, Reason reason, String why) {
    return new Answer(decision, null, reason, why);
  }

  /** What speaks against showing an answer now that was given before. */
  private Optional<Stop> against(SendKey key) {
    Send send = sends.find(key).orElseThrow();
    HcpProfile hcp = hcps.profile(send.hcpId()).orElseThrow();
    Instant now = clock.instant();
    return conditions
        .servable(send.command(), hcp, now)
        .or(
            () ->
                conditions.versions(
                    send.versions(), send.contentHashes(), send.command(), hcp, now));
  }

  /**
   * The portal showed it: it counts, also if it was given up meanwhile. In the caller's
   * transaction.
   */
  @Transactional
  public void shown(HcpId hcp, UUID contactId) {
    move(hcp, contactId, Contact.State.CONTACTED, "shown");
  }

  /** The portal never showed it: it counts no more. In the caller's transaction. */
  @Transactional
  public void notShown(HcpId hcp, UUID contactId) {
    move(hcp, contactId, Contact.State.RELEASED, "not-shown");
  }

  private void move(HcpId hcpId, UUID contactId, Contact.State state, String action) {
    HcpProfile hcp = hcps.lock(hcpId).orElseThrow();
    sends.moveContact(contactId, state);
    audit.append(
        new AuditEvent(
            "portal-answer", contactId.toString(), action, ACTOR, Map.of("hcp", hcp.pseudonym())));
  }
}
