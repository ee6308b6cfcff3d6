package io.medley.campaign.touch;

import io.medley.campaign.hcp.HcpId;
import io.medley.campaign.hcp.HcpProfile;
import io.medley.campaign.hcp.Hcps;
import io.medley.platform.audit.AuditEvent;
import io.medley.platform.audit.AuditTrail;
import io.medley.platform.outbox.Outbox;
import io.medley.platform.security.Actor;
import io.medley.platform.signing.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * The transactions of a touch. Each takes its locks in the one order: the HCP's row, the shared
 * advisory locks of every version rendered (a statement of their own, so that the statements after
 * it see what was committed before they were granted), the send row. Only then it reads. Nothing
 * here calls out.
 */
@Component
class TouchLedger {

  private static final Actor GATE = Actor.system("touch-gate");
  private static final String TOPIC = "touch";

  private final TransactionTemplate transactions;
  private final Hcps hcps;
  private final GateReads reads;
  private final GateRows rows;
  private final WaitingTouches waiting;
  private final Sends sends;
  private final AuditTrail audit;
  private final Outbox outbox;
  private final SendOwner owner;
  private final JsonMapper json;
  private final Clock clock;
  private final GateSettings settings;

  TouchLedger(
      PlatformTransactionManager transactionManager,
      Hcps hcps,
      GateReads reads,
      GateRows rows,
      WaitingTouches waiting,
      Sends sends,
      AuditTrail audit,
      Outbox outbox,
      SendOwner owner,
      JsonMapper json,
      Clock clock,
      GateSettings settings) {
    this.transactions = new TransactionTemplate(transactionManager);
    this.transactions.setIsolationLevel(TransactionDefinition.ISOLATION_READ_COMMITTED);
    this.transactions.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    this.hcps = hcps;
    this.reads = reads;
    this.rows = rows;
    this.waiting = waiting;
    this.sends = sends;
    this.audit = audit;
    this.outbox = outbox;
    this.owner = owner;
    this.json = json;
    this.clock = clock;
    this.settings = settings;
  }

  /** What came of a claim. */
  sealed interface Claim {

    /** Claimed under this token. */
    record Won(UUID token) implements Claim {}

    /** A ghost: decided, nothing to send. */
    record Ghosted(TouchDecision decision) implements Claim {}

    /** The send key has its end already. */
    record Over(TouchDecision decision) implements Claim {}

    /** The send key is on its way. */
    record Underway() implements Claim {}

    /** Something does not hold any more: decide anew. */
    record Changed(Stop stop) implements Claim {}
  }

  /** The claim: reserves contact and cap, and writes why. */
  Claim claim(Plan plan, boolean ghost) {
    // Asked before the transaction: it may have to open a session of its own.
    UUID ownerId = owner.id();
    return inTransaction(
        () -> {
          TouchCommand command = plan.command();
          HcpProfile hcp = hcps.lock(command.hcpId()).orElseThrow();
          Sends.Standing standing = sends.lockStanding(command.sendKey(), plan.versions(), false);
          if (standing.ended().isPresent()) {
            return new Claim.Over(standing.ended().get().decision());
          }
          Optional<Send> existing = standing.send();
          if (existing.isPresent() && existing.get().state() != Send.State.REVOKED) {
            return new Claim.Underway();
          }
          // A claim that was revoked gives its cap back before the next one asks for it.
          existing.ifPresent(revoked -> giveBack(revoked, hcp, "the claim was revoked"));
          Instant now = clock.instant();
          Optional<Stop> stop = against(plan, hcp, ghost, now);
          if (stop.isPresent()) {
            return new Claim.Changed(stop.get());
          }
          return ghost ? ghost(plan, hcp, now) : reserve(plan, hcp, now, ownerId);
        });
  }

  /** Everything that must hold, read now, under the locks. */
  private Optional<Stop> against(Plan plan, HcpProfile hcp, boolean ghost, Instant now) {
    TouchCommand command = plan.command();
    Conditions conditions =
        new Conditions(new ReadsAtOnce(reads, rows, command, hcp, ghost, plan.versions(), now));
    return conditions
        .check(command, hcp, ghost, now, new Explanation())
        .or(() -> conditions.versions(plan.versions(), plan.contentHashes(), command, hcp, now));
  }

  private Claim reserve(Plan plan, HcpProfile hcp, Instant now, UUID ownerId) {
    TouchCommand command = plan.command();
    UUID token = UUID.randomUUID();
    TouchTrace trace =
        trace(
            command,
            plan.traceId(),
            null,
            null,
            null,
            plan,
            "Claimed: %s (%s) is on its way."
                .formatted(plan.version().title(), plan.version().jobCode()),
            plan.explanation(),
            now);
    sends.reserve(
        reservation(plan, hcp, Contact.State.RESERVED, trace, now),
        plan.sealed().bytes(),
        now.plus(settings.keepRendered()),
        new Send(
            command.sendKey(),
            command.hcpId(),
            command.campaignId(),
            command.channel(),
            Send.State.CLAIMED,
            token,
            ownerId,
            plan.versions(),
            plan.contentHashes(),
            plan.contactId(),
            plan.traceId(),
            plan.message().messageId(),
            plan.substituted(),
            command,
            false,
            null,
            1));
    audit(
        command.sendKey(),
        "claimed",
        facts(command, hcp)
            .with("contact", plan.contactId())
            .with("version", plan.version().versionId())
            .with("stateNumber", plan.version().number())
            .with("contentHash", plan.contentHashes().getFirst())
            .with("form", plan.form() == null ? null : plan.form().ordinal())
            .with("renderedHash", plan.sealed().hash())
            .with("trace", plan.traceId())
            .with("inputs", hashOfInputs(plan.explanation())));
    outbox.append(
        TOPIC + ".claimed",
        command.enrolmentId().toString(),
        Map.of(
            "sendKey", command.sendKey().toString(),
            "contactId", plan.contactId().toString(),
            "versionId", plan.version().versionId().toString()));
    return new Claim.Won(token);
  }

  private Claim ghost(Plan plan, HcpProfile hcp, Instant now) {
    TouchCommand command = plan.command();
    TouchTrace trace =
        trace(
            command,
            plan.traceId(),
            Outcome.GHOST,
            Reason.HOLDOUT,
            null,
            plan,
            Reason.HOLDOUT.sentence(),
            plan.explanation(),
            now);
    Sends.Ended ended =
        new Sends.Ended(Outcome.GHOST, Reason.HOLDOUT, plan.contactId(), plan.traceId());
    sends.ghost(reservation(plan, hcp, Contact.State.GHOST, trace, now), ended, now);
    tell(command, hcp, ended, plan.version().versionId(), hashOfInputs(plan.explanation()));
    return new Claim.Ghosted(ended.decision());
  }

  private static Sends.Reservation reservation(
      Plan plan, HcpProfile hcp, Contact.State state, TouchTrace trace, Instant now) {
    return new Sends.Reservation(
        contact(plan, state, now),
        hcp.country(),
        plan.version().language(),
        plan.weight(),
        plan.command().purpose(),
        plan.tracked().opens() || plan.tracked().clicks(),
        trace,
        plan.explanation().inputs());
  }

  /** What came of a hand-over. */
  sealed interface HandOver {

    /** The provider may be called now. */
    record Go() implements HandOver {}

    /** The claim was lost or given back: decide anew. */
    record Lost(String why) implements HandOver {}
  }

  /** The last gate, just before the provider is called. */
  HandOver handOver(Plan plan, UUID token) {
    return inTransaction(
        () -> {
          TouchCommand command = plan.command();
          HcpProfile hcp = hcps.lock(command.hcpId()).orElseThrow();
          Send send =
              sends.lockStanding(command.sendKey(), plan.versions(), true).send().orElseThrow();
          if (!send.claimToken().equals(token)) {
            return new HandOver.Lost("another process took the claim over");
          }
          if (send.state() != Send.State.CLAIMED) {
            if (send.state() == Send.State.REVOKED) {
              giveBack(send, hcp, "the claim was revoked");
            }
            return new HandOver.Lost("the claim is " + send.state());
          }
          Instant now = clock.instant();
          // The claim is this plan's: its token says so.
          Optional<Stop> stop = against(plan, hcp, false, now);
          if (stop.isPresent()) {
            sends.move(command.sendKey(), token, Send.State.CLAIMED, Send.State.REVOKED);
            giveBack(send, hcp, stop.get().why());
            return new HandOver.Lost(stop.get().why());
          }
          if (!sends.move(command.sendKey(), token, Send.State.CLAIMED, Send.State.HANDING_OVER)) {
            return new HandOver.Lost("another process was faster");
          }
          audit(
              command.sendKey(),
              "handing-over",
              facts(command, hcp)
                  .with("contact", send.contactId())
                  .with("version", plan.version().versionId()));
          return new HandOver.Go();
        });
  }

  /** The provider took it. */
  TouchDecision sent(SendKey key, HcpId hcpId, UUID token, String answer) {
    return conclude(
        key,
        hcpId,
        token,
        (send, hcp, now) ->
            end(
                send,
                Send.State.SENT,
                Contact.State.CONTACTED,
                hcp,
                send.substituted() ? Outcome.SUBSTITUTED : Outcome.SENT,
                send.substituted()
                    ? Reason.PLANNED_PIECE_UNAVAILABLE
                    : Reason.DELIVERED_TO_PROVIDER,
                answer,
                now));
  }

  /** The provider refused it for good. */
  TouchDecision refused(SendKey key, HcpId hcpId, UUID token, String why) {
    return conclude(
        key,
        hcpId,
        token,
        (send, hcp, now) ->
            end(
                send,
                Send.State.FAILED,
                Contact.State.RELEASED,
                hcp,
                Outcome.SKIPPED,
                Reason.PROVIDER_REFUSED,
                why,
                now));
  }

  /**
   * The provider certainly does not have it: everything is given back, and it is tried again, each
   * time after a longer while; after the most attempts it is given up.
   */
  TouchDecision notNow(SendKey key, HcpId hcpId, UUID token, String why, int mostAttempts) {
    return conclude(
        key,
        hcpId,
        token,
        (send, hcp, now) -> {
          if (send.attempts() >= mostAttempts) {
            return end(
                send,
                Send.State.FAILED,
                Contact.State.RELEASED,
                hcp,
                Outcome.SKIPPED,
                Reason.PROVIDER_REFUSED,
                "given up after %d attempts; last: %s".formatted(send.attempts(), why),
                now);
          }
          sends.move(key, token, send.state(), Send.State.REVOKED);
          giveBack(send, hcp, why);
          Instant until = now.plus(RetryDelay.of(key, send.attempts(), settings.providerRetry()));
          sends.concludeTrace(
              send.traceId(), Outcome.HELD_UNTIL, Reason.PROVIDER_UNAVAILABLE, until, why);
          return new TouchDecision(
              Outcome.HELD_UNTIL, Reason.PROVIDER_UNAVAILABLE, until, null, send.traceId());
        });
  }

  /** Nobody can say, but somebody can be asked later. */
  TouchDecision inDoubt(SendKey key, HcpId hcpId, UUID token, String why, Duration lookupAfter) {
    return conclude(
        key,
        hcpId,
        token,
        (send, hcp, now) -> {
          sends.doubt(key, token, lookupAfter);
          sends.moveContact(send.contactId(), Contact.State.IN_DOUBT);
          audit(key, "in-doubt", facts(send.command(), hcp).with("why", why));
          return new TouchDecision(
              Outcome.HELD_UNTIL,
              Reason.SEND_IN_PROGRESS,
              now.plus(lookupAfter).plus(settings.busyRetry()),
              send.contactId(),
              send.traceId());
        });
  }

  /** Nobody can say, for good: the HCP counts as contacted. */
  TouchDecision unknown(SendKey key, HcpId hcpId, UUID token, String why) {
    return conclude(
        key,
        hcpId,
        token,
        (send, hcp, now) -> {
          sends.doubt(key, token, Duration.ZERO);
          sends.giveUp(key, token);
          return end(
              send,
              Send.State.UNKNOWN,
              Contact.State.IN_DOUBT,
              hcp,
              Outcome.UNKNOWN,
              Reason.PROVIDER_SILENT,
              why,
              now);
        });
  }

  /** The provider was asked and never had it: may be made anew. */
  void neverSeen(SendKey key, HcpId hcpId, UUID token) {
    conclude(
        key,
        hcpId,
        token,
        (send, hcp, now) -> {
          sends.move(key, token, send.state(), Send.State.REVOKED);
          String why = "the provider was asked and never had the message";
          giveBack(send, hcp, why);
          Instant until = now.plus(settings.busyRetry());
          sends.concludeTrace(
              send.traceId(), Outcome.HELD_UNTIL, Reason.PROVIDER_UNAVAILABLE, until, why);
          return new TouchDecision(
              Outcome.HELD_UNTIL, Reason.PROVIDER_UNAVAILABLE, until, null, send.traceId());
        });
  }

  /**
   * Gives back a claim whose owner is dead, so that the touch can be made anew.
   *
   * @return false if it is not to be given back any more
   */
  boolean takeBack(Send dead) {
    UUID ownerId = owner.id();
    Boolean taken =
        inTransaction(
            () -> {
              HcpProfile hcp = hcps.lock(dead.hcpId()).orElseThrow();
              Send send = sends.lock(dead.key()).orElseThrow();
              boolean same =
                  send.claimToken().equals(dead.claimToken()) && send.owner().equals(dead.owner());
              if (!same
                  || (send.state() != Send.State.CLAIMED && send.state() != Send.State.REVOKED)) {
                return false;
              }
              sends.move(send.key(), send.claimToken(), send.state(), Send.State.REVOKED);
              giveBack(send, hcp, "its process died before anything left");
              sends.takeOver(send.key(), UUID.randomUUID(), ownerId);
              return true;
            });
    return taken;
  }

  /** Puts a hand-over whose owner is dead in doubt. */
  void doubtDead(Send dead, Duration lookupAfter) {
    inTransaction(
        () -> {
          HcpProfile hcp = hcps.lock(dead.hcpId()).orElseThrow();
          Send send = sends.lock(dead.key()).orElseThrow();
          if (send.claimToken().equals(dead.claimToken())
              && send.state() == Send.State.HANDING_OVER) {
            sends.doubt(send.key(), send.claimToken(), lookupAfter);
            sends.moveContact(send.contactId(), Contact.State.IN_DOUBT);
            audit(
                send.key(),
                "in-doubt",
                facts(send.command(), hcp).with("why", "its process died while handing over"));
          }
          return true;
        });
  }

  /** Stores why a touch was not made (yet). */
  TouchDecision stopped(
      TouchCommand command, HcpProfile profile, Stop stop, Explanation explanation, boolean ghost) {
    return inTransaction(
        () -> {
          HcpProfile hcp = hcps.lock(profile.id()).orElseThrow();
          Optional<Sends.Ended> ended = sends.ended(command.sendKey());
          if (ended.isPresent()) {
            return ended.get().decision();
          }
          Instant now = clock.instant();
          Stop counted = staleInstead(command, stop, now, explanation);
          boolean paused = counted.paused();
          String stoppedBy = explanation.fact("switch").map(Object::toString).orElse("");
          if (paused) {
            Optional<UUID> before = sends.stillPaused(command.sendKey(), stoppedBy);
            if (before.isPresent()) {
              return new TouchDecision(
                  counted.outcome(), counted.reason(), counted.heldUntil(), null, before.get());
            }
          } else {
            sends.unpaused(command.sendKey(), now);
          }
          UUID traceId = UUID.randomUUID();
          sends.addTrace(
              trace(
                  command,
                  traceId,
                  counted.outcome(),
                  counted.reason(),
                  counted.heldUntil(),
                  null,
                  counted.why(),
                  explanation,
                  now),
              explanation.inputs());
          if (paused) {
            sends.paused(command.sendKey(), stoppedBy, traceId, now);
          }
          String inputs = hashOfInputs(explanation);
          if (counted.outcome() == Outcome.HELD_UNTIL) {
            wait(command, hcp, counted, ghost, now);
            audit(
                command.sendKey(),
                "held",
                facts(command, hcp)
                    .with("reason", counted.reason())
                    .with("until", counted.heldUntil())
                    .with("trace", traceId)
                    .with("inputs", inputs));
          } else {
            Sends.Ended over = new Sends.Ended(counted.outcome(), counted.reason(), null, traceId);
            sends.end(command.sendKey(), over, now);
            tell(command, hcp, over, null, inputs);
          }
          return new TouchDecision(
              counted.outcome(), counted.reason(), counted.heldUntil(), null, traceId);
        });
  }

  /** A touch that wants room or time keeps its place in the order; any other leaves it. */
  private void wait(TouchCommand command, HcpProfile hcp, Stop stop, boolean ghost, Instant now) {
    boolean waits =
        switch (stop.reason()) {
          case FREQUENCY_CAP, YIELDED, OUTSIDE_CONTACT_HOURS, CHANNEL_BUSY, RATE_LIMITED -> true;
          default -> false;
        };
    Instant until = stop.heldUntil();
    // Who came by themselves and went again holds nobody's place.
    if (!waits || until == null || command.pulled()) {
      waiting.over(command.sendKey());
      return;
    }
    waiting.wait(
        hcp.id(),
        new WaitingTouch(
            command.sendKey(),
            command.campaignId(),
            command.brandId(),
            command.channel(),
            command.purpose(),
            reads.rules(hcp.country()).weight(command.channel()),
            now,
            until),
        ghost);
  }

  /** Of what a decision was made from, for the audit; null if the rules were not asked. */
  private static @Nullable String hashOfInputs(Explanation explanation) {
    String inputs = explanation.inputs();
    return inputs == null ? null : Sha256.hex(inputs.getBytes(StandardCharsets.UTF_8));
  }

  /** A touch held for longer than it is worth is skipped. */
  private Stop staleInstead(TouchCommand command, Stop stop, Instant now, Explanation explanation) {
    if (stop.outcome() != Outcome.HELD_UNTIL) {
      return stop;
    }
    Instant first = sends.firstDecided(command.sendKey(), now).orElse(now);
    Stop counted = staleInstead(command, stop, first);
    if (counted.reason() == Reason.STALE) {
      explanation.failed(
          "STALE",
          "held since " + first + ", at most " + command.policy().longestHold(),
          "The step is asked for again as a new occurrence.");
    }
    return counted;
  }

  /**
   * Skips a touch that would be held for longer than its step allows; ends a journey whose piece is
   * gone for good and that has waited for another one long enough.
   *
   * @param first when it was asked for first
   */
  static Stop staleInstead(TouchCommand command, Stop stop, Instant first) {
    Instant until = stop.heldUntil();
    Instant worthUntil = command.worthUntil();
    if (until != null
        && worthUntil != null
        && !until.isBefore(worthUntil)
        && stop.reason() != Reason.SEND_IN_PROGRESS) {
      return Stop.skipped(
          Reason.EVENT_PAST,
          Reason.EVENT_PAST.sentence() + " It would be held until then because: " + stop.why());
    }
    if (until != null
        && stop.forGood()
        && until.isAfter(first.plus(ContactPolicy.CONTENT_PATIENCE))) {
      return Stop.exited(Reason.CONTENT_GONE, Reason.CONTENT_GONE.sentence() + " " + stop.why());
    }
    if (until == null
        || stop.reason() == Reason.SEND_IN_PROGRESS
        || stop.paused()
        || !until.isAfter(first.plus(command.policy().longestHold()))) {
      // Whoever pauses may take all the time there is.
      return stop;
    }
    return Stop.skipped(
        Reason.STALE, Reason.STALE.sentence() + " Last held because: " + stop.why());
  }

  private interface Conclusion {
    TouchDecision conclude(Send send, HcpProfile hcp, Instant now);
  }

  /**
   * Concludes a hand-over. If a recovery was faster and put the row in doubt, what the provider
   * answered still counts; if the row was claimed anew, it is reported and left alone.
   */
  private TouchDecision conclude(SendKey key, HcpId hcpId, UUID token, Conclusion conclusion) {
    return inTransaction(
        () -> {
          HcpProfile hcp = hcps.lock(hcpId).orElseThrow();
          Send send = sends.lock(key).orElseThrow();
          boolean open =
              send.state() == Send.State.HANDING_OVER
                  || (send.state() == Send.State.UNKNOWN && !send.finished());
          Instant now = clock.instant();
          if (send.claimToken().equals(token) && open) {
            return conclusion.conclude(send, hcp, now);
          }
          audit(
              key,
              "answered-late",
              facts(send.command(), hcp).with("state", send.state()).with("token", token));
          return sends
              .ended(key)
              .map(Sends.Ended::decision)
              .orElseGet(
                  () ->
                      new TouchDecision(
                          Outcome.HELD_UNTIL,
                          Reason.SEND_IN_PROGRESS,
                          now.plus(settings.busyRetry()),
                          null,
                          send.traceId()));
        });
  }

  private void giveBack(Send send, HcpProfile hcp, String why) {
    if (!sends.releaseContact(send.contactId())) {
      return;
    }
    sends.concludeTrace(
        send.traceId(),
        Outcome.HELD_UNTIL,
        Reason.CONTENDED,
        clock.instant(),
        "Taken back before anything left: " + why + ".");
    audit(
        send.key(),
        "given-back",
        facts(send.command(), hcp).with("contact", send.contactId()).with("why", why));
  }

  private TouchDecision end(
      Send send,
      Send.State state,
      Contact.State contact,
      HcpProfile hcp,
      Outcome outcome,
      Reason reason,
      String answer,
      Instant now) {
    Sends.Ended ended = new Sends.Ended(outcome, reason, send.contactId(), send.traceId());
    sends.conclude(send, state, contact, ended, reason.sentence() + " (" + answer + ")", now);
    // The inputs' hash went into the audit with the claim.
    tell(send.command(), hcp, ended, send.versions().getFirst(), null);
    return ended.decision();
  }

  /** The audit, and whoever counts what became of touches. */
  private void tell(
      TouchCommand command,
      HcpProfile hcp,
      Sends.Ended ended,
      @Nullable UUID version,
      @Nullable String inputs) {
    audit(
        command.sendKey(),
        "concluded",
        facts(command, hcp)
            .with("outcome", ended.outcome())
            .with("reason", ended.reason())
            .with("contact", ended.contactId())
            .with("version", version)
            .with("trace", ended.traceId())
            .with("inputs", inputs));
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("sendKey", command.sendKey().toString());
    message.put("campaignId", command.campaignId().toString());
    message.put("hcpId", command.hcpId().toString());
    message.put("outcome", ended.outcome().name());
    message.put("reason", ended.reason().name());
    message.put("contactId", ended.contactId() == null ? null : ended.contactId().toString());
    message.put("versionId", version == null ? null : version.toString());
    outbox.append(TOPIC, command.enrolmentId().toString(), message);
  }

  private static Contact contact(Plan plan, Contact.State state, Instant now) {
    TouchCommand command = plan.command();
    return new Contact(
        plan.contactId(),
        command.sendKey(),
        command.enrolmentId(),
        command.hcpId(),
        command.campaignId(),
        command.brandId(),
        command.sendKey().stepId(),
        command.channel(),
        command.slot(),
        plan.version().versionId(),
        state,
        now,
        plan.message().links(),
        plan.sealed().hash());
  }

  private TouchTrace trace(
      TouchCommand command,
      UUID id,
      @Nullable Outcome outcome,
      @Nullable Reason reason,
      @Nullable Instant heldUntil,
      @Nullable Plan plan,
      String why,
      Explanation explanation,
      Instant now) {
    return new TouchTrace(
        id,
        command.sendKey(),
        command.enrolmentId(),
        command.hcpId(),
        command.campaignId(),
        command.sendKey().stepId(),
        command.channel(),
        command.slot(),
        outcome,
        reason,
        heldUntil,
        plan == null ? null : plan.version().versionId(),
        plan == null ? null : plan.contactId(),
        why,
        explanation.toJson(json),
        now);
  }

  /** Facts of an audit entry; values are written as text. */
  private static final class Facts {
    private final Map<String, String> values = new LinkedHashMap<>();

    Facts with(String name, @Nullable Object value) {
      if (value != null) {
        values.put(name, value.toString());
      }
      return this;
    }
  }

  private static Facts facts(TouchCommand command, HcpProfile hcp) {
    return new Facts()
        .with("hcp", hcp.pseudonym())
        .with("campaign", command.campaignId())
        .with("channel", command.channel())
        .with("slot", command.slot());
  }

  private void audit(SendKey key, String action, Facts facts) {
    audit.append(new AuditEvent("touch", key.toString(), action, GATE, facts.values));
  }

  private <T> T inTransaction(Supplier<T> work) {
    T result = transactions.execute(status -> work.get());
    if (result == null) {
      throw new IllegalStateException("A transaction of the gate always answers");
    }
    return result;
  }
}
