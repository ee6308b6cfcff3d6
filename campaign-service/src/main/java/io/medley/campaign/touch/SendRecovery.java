package io.medley.campaign.touch;

import io.medley.campaign.channel.Channels;
import io.medley.campaign.channel.ProviderLookup;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Finishes what dead processes left. Only a send whose owner's lock is free is touched: claimed
 * ones are given back and made anew through the whole gate, those being handed over become UNKNOWN
 * and are looked up at the provider. Any number of processes may do this at once.
 */
@Component
@ConditionalOnBooleanProperty(name = "medley.background.enabled", matchIfMissing = true)
class SendRecovery implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(SendRecovery.class);
  private static final int BATCH = 200;

  private final Sends sends;
  private final SendOwner owner;
  private final TouchLedger ledger;
  private final TouchGate gate;
  private final ApprovalState approvals;
  private final Channels channels;
  private final GateSettings settings;
  private volatile boolean running;
  private Thread worker = Thread.ofVirtual().unstarted(() -> {});

  SendRecovery(
      Sends sends,
      SendOwner owner,
      TouchLedger ledger,
      TouchGate gate,
      ApprovalState approvals,
      Channels channels,
      GateSettings settings) {
    this.sends = sends;
    this.owner = owner;
    this.ledger = ledger;
    this.gate = gate;
    this.approvals = approvals;
    this.channels = channels;
    this.settings = settings;
  }

  /** One round. */
  void recover() {
    Map<UUID, Boolean> dead = new HashMap<>();
    boolean mayClaim = approvals.lease().valid();
    for (Send send : sends.unfinishedOfOthers(owner.id(), BATCH)) {
      if (!dead.computeIfAbsent(send.owner(), owner::dead)) {
        continue;
      }
      if (send.state() == Send.State.HANDING_OVER) {
        LOG.info("Send {} was being handed over by a dead process: in doubt", send.key());
        ledger.doubtDead(send, settings.lookupAfter());
      } else if (mayClaim && ledger.takeBack(send)) {
        // Without a lease it could only be held; it keeps until there is one.
        LOG.info("Send {} was claimed by a dead process: made anew", send.key());
        again(send);
      }
    }
    sends.dueForLookup(BATCH).forEach(this::lookUp);
  }

  private void lookUp(Send send) {
    Optional<ProviderLookup> lookup =
        channels.find(send.channel()).flatMap(channel -> channel.lookup());
    if (lookup.isEmpty()) {
      ledger.unknown(send.key(), send.hcpId(), send.claimToken(), "this provider cannot be asked");
      return;
    }
    switch (lookup.get().ask(send.messageId())) {
      case SEEN ->
          ledger.sent(send.key(), send.hcpId(), send.claimToken(), "found at the provider");
      case NEVER_SEEN -> {
        ledger.neverSeen(send.key(), send.hcpId(), send.claimToken());
        again(send);
      }
      case CANNOT_SAY ->
          ledger.unknown(
              send.key(), send.hcpId(), send.claimToken(), "whoever received it cannot be asked");
      case NOT_NOW -> {
        Duration since = sends.sinceHandOver(send.key());
        if (since.compareTo(settings.lookupGivesUpAfter()) > 0) {
          ledger.unknown(
              send.key(),
              send.hcpId(),
              send.claimToken(),
              "the provider could not be asked for " + since);
        } else {
          sends.postponeLookup(send.key(), send.claimToken(), settings.recoveryInterval());
        }
      }
    }
  }

  /** Makes the touch anew, unless nobody waits for it any more: a portal asks again by itself. */
  private void again(Send send) {
    if (!send.command().pulled()) {
      gate.touch(send.command());
    }
  }

  private void run() {
    while (running) {
      try {
        recover();
      } catch (RuntimeException failure) {
        LOG.warn("Recovery of sends failed and is tried again", failure);
      }
      try {
        Thread.sleep(settings.recoveryInterval());
      } catch (InterruptedException stopping) {
        return;
      }
    }
  }

  @Override
  public synchronized void start() {
    running = true;
    worker = Thread.ofVirtual().name("send-recovery").start(this::run);
  }

  @Override
  public synchronized void stop() {
    running = false;
    worker.interrupt();
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
