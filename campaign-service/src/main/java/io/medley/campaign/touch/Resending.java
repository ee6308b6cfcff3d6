package io.medley.campaign.touch;

import io.medley.campaign.hcp.HcpProfile;
import io.medley.campaign.hcp.HcpUnknown;
import io.medley.campaign.hcp.Hcps;
import io.medley.platform.audit.AuditEvent;
import io.medley.platform.audit.AuditTrail;
import io.medley.platform.security.Actor;
import io.medley.platform.security.Authorities;
import io.medley.platform.security.Authority;
import io.medley.platform.time.RealTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sending messages again that were given up, because somebody says so. Each becomes a touch of its
 * own key and goes through the whole gate: consent, caps, hours, approval and pauses are those of
 * now. The journey has gone on meanwhile and is left alone.
 */
@Service
public class Resending {

  private static final Logger LOG = LoggerFactory.getLogger(Resending.class);

  /**
   * Visits of a step count from one, and no model comes back a thousand times: each re-send of a
   * message counts a thousand on, so it never takes the key of a visit.
   */
  static final int STRIDE = 1_000;

  private static final int MOST = 500;
  private static final int BATCH = 50;
  private static final int LONGEST_REASON = 500;

  /** Longer than a message takes to be handed over. */
  private static final Duration TAKEN_FOR = Duration.ofMinutes(2);

  private final Resends resends;
  private final Sends sends;
  private final Hcps hcps;
  private final TouchGate gate;
  private final ObjectProvider<Resent> told;
  private final Authorities authorities;
  private final AuditTrail audit;
  private final Clock clock;
  private final RealTime realTime;
  private final TransactionTemplate transactions;

  Resending(
      Resends resends,
      Sends sends,
      Hcps hcps,
      TouchGate gate,
      ObjectProvider<Resent> told,
      Authorities authorities,
      AuditTrail audit,
      Clock clock,
      RealTime realTime,
      TransactionTemplate transactions) {
    this.resends = resends;
    this.sends = sends;
    this.hcps = hcps;
    this.gate = gate;
    this.told = told;
    this.authorities = authorities;
    this.audit = audit;
    this.clock = clock;
    this.realTime = realTime;
    this.transactions = transactions;
  }

  /**
   * Sends one again; the gate is asked in a moment.
   *
   * @param why kept with it
   * @throws ResendRefusal.Unknown if there is no such message
   * @throws ResendRefusal.Conflict if it was not given up, or somebody sent it again before
   * @throws ResendRefusal.Unclear if nobody says why
   * @throws io.medley.platform.security.AuthorityMissing unless the actor may campaign in the HCP's
   *     country
   */
  public void resend(String sendKey, String why, Actor by) {
    String reason = reason(why);
    SendKey key;
    try {
      key = SendKey.parse(sendKey);
    } catch (IllegalArgumentException unreadable) {
      throw new ResendRefusal.Unknown(sendKey);
    }
    transactions.executeWithoutResult(status -> ask(key, reason, by));
  }

  private void ask(SendKey key, String why, Actor by) {
    Send send = sends.lock(key).orElseThrow(() -> new ResendRefusal.Unknown(key.toString()));
    HcpProfile hcp = hcps.profile(send.hcpId()).orElseThrow(() -> new HcpUnknown(send.hcpId()));
    authorities.require(by, Authority.CAMPAIGN, hcp.country());
    if (send.state() != Send.State.FAILED) {
      throw new ResendRefusal.Conflict("This message was not given up.");
    }
    Resends.Resend resend =
        new Resends.Resend(
            key, new SendKey(key.enrolmentId(), key.stepId(), key.occurrence() + STRIDE));
    if (!resends.add(resend, by.id(), why, clock.instant())) {
      throw new ResendRefusal.Conflict("Somebody sent this message again before.");
    }
    audit.append(
        new AuditEvent(
            "touch",
            key.toString(),
            "sent-again",
            by,
            Map.of("why", why, "as", resend.again().toString(), "hcp", hcp.pseudonym())));
  }

  /**
   * Sends everything again that was given up on a channel, in countries where the actor may
   * campaign.
   *
   * @return how many, at most {@value #MOST} at a time
   */
  public int resendAll(String channel, String why, Actor by) {
    String reason = reason(why);
    int asked = 0;
    for (SendKey key :
        Objects.requireNonNullElse(
            transactions.execute(status -> resends.open(channel, MOST)), List.<SendKey>of())) {
      Send send = sends.find(key).orElseThrow();
      boolean may =
          hcps.profile(send.hcpId())
              .filter(hcp -> authorities.has(by.id(), Authority.CAMPAIGN, hcp.country()))
              .isPresent();
      if (may) {
        try {
          transactions.executeWithoutResult(status -> ask(key, reason, by));
          asked++;
        } catch (ResendRefusal.Conflict meanwhile) {
          LOG.debug("{}: {}", key, meanwhile.getMessage());
        }
      }
    }
    return asked;
  }

  /**
   * Asks the gate for those that are due.
   *
   * @return how many
   */
  public int run() {
    Instant realNow = realTime.now();
    List<Resends.Resend> due =
        Objects.requireNonNullElse(
            transactions.execute(
                status -> resends.take(clock.instant(), realNow.minus(TAKEN_FOR), realNow, BATCH)),
            List.<Resends.Resend>of());
    due.forEach(this::ask);
    return due.size();
  }

  private void ask(Resends.Resend resend) {
    TouchDecision decision;
    try {
      TouchCommand command = sends.find(resend.givenUp()).orElseThrow().command();
      decision = gate.touch(command.as(resend.again()));
    } catch (RuntimeException failure) {
      LOG.warn("Re-send {} is tried again", resend.again(), failure);
      return;
    }
    transactions.executeWithoutResult(
        status -> {
          resends.answered(resend, decision, clock.instant());
          if (decision.outcome() == Outcome.SENT || decision.outcome() == Outcome.SUBSTITUTED) {
            told.forEach(each -> each.left(resend.givenUp(), decision));
          }
        });
  }

  private static String reason(String why) {
    String reason = why.strip();
    if (reason.isEmpty() || reason.length() > LONGEST_REASON) {
      throw new ResendRefusal.Unclear();
    }
    return reason;
  }
}
