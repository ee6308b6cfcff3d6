package io.medley.campaign.touch;

import io.medley.campaign.channel.Channel;
import io.medley.campaign.channel.Channels;
import io.medley.campaign.channel.Receipt;
import io.medley.campaign.hcp.HcpId;
import io.medley.campaign.hcp.HcpProfile;
import io.medley.campaign.hcp.HcpUnknown;
import io.medley.campaign.hcp.Hcps;
import io.medley.campaign.hcp.PersonalVault;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Makes a touch: decide, claim, hand over, conclude; anew if something changed on the way. */
@Service
class TouchMaking implements TouchGate {

  private static final int TRIES = 5;

  /** Slots of a fast channel lie close together: nobody comes back at the very same instant. */
  private static final Duration SLOT_JITTER = Duration.ofSeconds(5);

  private final Hcps hcps;
  private final Channels channels;
  private final Deciding deciding;
  private final TouchLedger ledger;
  private final Sends sends;
  private final TokenBuckets buckets;
  private final SendOwner owner;
  private final SendPauses pauses;
  private final Arms arms;
  private final Holdouts holdouts;
  private final Clock clock;
  private final GateSettings settings;

  TouchMaking(
      Hcps hcps,
      Channels channels,
      Deciding deciding,
      TouchLedger ledger,
      Sends sends,
      TokenBuckets buckets,
      SendOwner owner,
      ObjectProvider<SendPauses> pauses,
      Holdouts holdouts,
      Clock clock,
      GateSettings settings) {
    this.hcps = hcps;
    this.channels = channels;
    this.deciding = deciding;
    this.ledger = ledger;
    this.sends = sends;
    this.buckets = buckets;
    this.owner = owner;
    this.pauses = pauses.getIfAvailable(() -> new SendPauses() {});
    this.arms = new Arms(settings);
    this.holdouts = holdouts;
    this.clock = clock;
    this.settings = settings;
  }

  @Override
  public TouchDecision touch(TouchCommand command) {
    if (TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalStateException("A touch talks to others: never inside a transaction");
    }
    String lastChange = "";
    for (int i = 0; i < TRIES; i++) {
      Attempt attempt = attempt(command, profile(command));
      if (attempt.decision().isPresent()) {
        return attempt.decision().get();
      }
      lastChange = attempt.changed();
    }
    return stopped(
        command,
        profile(command),
        Stop.held(
            Reason.CONTENDED,
            clock.instant().plus(settings.busyRetry()),
            Reason.CONTENDED.sentence() + " Last: " + lastChange),
        new Explanation().failed("CLAIM", lastChange, "Conditions stay as they are for a while."),
        false);
  }

  /**
   * One round; empty with what changed if another is worth it.
   *
   * @param called whether the provider was called, and a token used
   */
  private record Attempt(Optional<TouchDecision> decision, String changed, boolean called) {
    static Attempt over(TouchDecision decision) {
      return new Attempt(Optional.of(decision), "", false);
    }

    static Attempt called(TouchDecision decision) {
      return new Attempt(Optional.of(decision), "", true);
    }

    static Attempt again(String changed) {
      return new Attempt(Optional.empty(), changed, false);
    }
  }

  private HcpProfile profile(TouchCommand command) {
    return hcps.profile(command.hcpId()).orElseThrow(() -> new HcpUnknown(command.hcpId()));
  }

  private Attempt attempt(TouchCommand command, HcpProfile hcp) {
    Sends.Standing standing = sends.standing(command.sendKey());
    if (standing.ended().isPresent()) {
      return Attempt.over(standing.ended().get().decision());
    }
    if (standing.send().isPresent()) {
      Send send = standing.send().get();
      if (send.state() == Send.State.CLAIMED && owner.dead(send.owner())) {
        ledger.takeBack(send);
      } else if (send.state() != Send.State.REVOKED) {
        return Attempt.over(underway(send));
      }
    }
    boolean ghost = arms.holdout(command, holdouts);
    Deciding.Decided decided;
    try {
      decided = deciding.decide(command, hcp, ghost, clock.instant());
    } catch (PersonalVault.KeyDestroyed erased) {
      return Attempt.again("the HCP was erased");
    }
    Plan plan = decided.plan();
    Stop stop = decided.stop();
    if (plan == null || stop != null) {
      return Attempt.over(
          stopped(
              decided.command(),
              hcp,
              java.util.Objects.requireNonNull(stop),
              decided.explanation(),
              ghost));
    }
    Channel channel = channels.find(plan.command().channel()).orElseThrow();
    if (ghost) {
      return claimed(plan, channel);
    }
    Optional<Channel.Place> place = channel.takePlace(settings.placePatience());
    if (place.isEmpty()) {
      decided.explanation().failed("CHANNEL", "no place is free", "Messages under way end.");
      return Attempt.over(
          stopped(
              plan.command(),
              hcp,
              Stop.held(
                  Reason.CHANNEL_BUSY,
                  clock.instant().plus(settings.busyRetry()),
                  Reason.CHANNEL_BUSY.sentence()),
              decided.explanation(),
              false));
    }
    try {
      return paced(plan, channel, hcp);
    } finally {
      place.get().close();
    }
  }

  /** At the rate the channel may send; what does not fit gets a slot and is released. */
  private Attempt paced(Plan plan, Channel channel, HcpProfile hcp) {
    Optional<Instant> slot = buckets.take(channel.name(), channel.sender(), hcp.country());
    if (slot.isPresent()) {
      plan.explanation()
          .failed(
              "RATE",
              "%s of %s to %s is sent as fast as it may be"
                  .formatted(channel.name(), channel.sender(), hcp.country()),
              "It becomes " + slot.get() + ", or the rate is raised.");
      return Attempt.over(
          stopped(
              plan.command(),
              hcp,
              Stop.held(
                  Reason.RATE_LIMITED,
                  slot.get().plus(ReleaseJitter.of(plan.command().sendKey(), SLOT_JITTER)),
                  Reason.RATE_LIMITED.sentence()),
              plan.explanation(),
              false));
    }
    Attempt attempt = claimed(plan, channel);
    if (!attempt.called()) {
      buckets.giveBack(channel.name(), channel.sender(), hcp.country());
    }
    return attempt;
  }

  private Attempt claimed(Plan plan, Channel channel) {
    return switch (ledger.claim(plan, plan.ghost())) {
      case TouchLedger.Claim.Won(UUID token) -> handOver(plan, token, channel);
      case TouchLedger.Claim.Ghosted(TouchDecision decision) -> Attempt.over(decision);
      case TouchLedger.Claim.Over(TouchDecision decision) -> Attempt.over(decision);
      case TouchLedger.Claim.Underway() ->
          sends
              .find(plan.command().sendKey())
              .map(send -> Attempt.over(underway(send)))
              .orElseGet(() -> Attempt.again("another process was faster"));
      case TouchLedger.Claim.Changed(Stop stop) -> Attempt.again(stop.why());
    };
  }

  private Attempt handOver(Plan plan, UUID token, Channel channel) {
    SendKey key = plan.command().sendKey();
    HcpId hcp = plan.command().hcpId();
    pauses.claimed(key, plan.contactId());
    switch (ledger.handOver(plan, token)) {
      case TouchLedger.HandOver.Lost(String why) -> {
        return Attempt.again(why);
      }
      case TouchLedger.HandOver.Go() -> pauses.handingOver(key, plan.contactId());
    }
    Receipt receipt = channel.hand(plan.message());
    pauses.answered(key, plan.contactId());
    return Attempt.called(
        switch (receipt) {
          case Receipt.Taken(String answer) -> ledger.sent(key, hcp, token, answer);
          case Receipt.Refused(String why) -> ledger.refused(key, hcp, token, why);
          case Receipt.NotNow(String why) ->
              ledger.notNow(key, hcp, token, why, channel.mostAttempts());
          case Receipt.Silent(String why) ->
              channel.lookup().isPresent()
                  ? ledger.inDoubt(key, hcp, token, why, settings.lookupAfter())
                  : ledger.unknown(key, hcp, token, why);
        });
  }

  /** The answer for a send key that is being worked on, here or elsewhere. */
  private TouchDecision underway(Send send) {
    Instant until = clock.instant().plus(settings.busyRetry());
    return new TouchDecision(
        Outcome.HELD_UNTIL, Reason.SEND_IN_PROGRESS, until, send.contactId(), send.traceId());
  }

  private TouchDecision stopped(
      TouchCommand command, HcpProfile hcp, Stop stop, Explanation explanation, boolean ghost) {
    return ledger.stopped(command, hcp, stop, explanation, ghost);
  }
}
