package io.medley.campaign.touch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The checks before sending. content-service is asked when a piece is about to be sent for the
 * first time, when a campaign or wave that may send it is launched, and again and again while one
 * runs, so that other rules or facts stop a piece within {@link #AGAIN_AFTER}. In between the gate
 * goes by the verdict that is kept. Never inside a transaction.
 */
@Service
public class SendChecking {

  /** How old a verdict may grow while a campaign runs. */
  static final Duration AGAIN_AFTER = Duration.ofMinutes(10);

  private static final int AT_ONCE = 50;
  private static final int OF_CAMPAIGN = 200;
  private static final Logger LOG = LoggerFactory.getLogger(SendChecking.class);

  private final SendChecks checks;
  private final Checker checker;

  SendChecking(SendChecks checks, Checker checker) {
    this.checks = checks;
    this.checker = checker;
  }

  /**
   * A piece that is blocked.
   *
   * @param why in one sentence
   */
  public record Blocked(UUID versionId, String title, String jobCode, String why) {}

  /**
   * What came of asking for a campaign.
   *
   * @param asked versions asked about
   * @param unanswered how many of them content-service gave no verdict on
   */
  public record Result(int asked, int unanswered, List<Blocked> blocked) {

    /** Copies the list. */
    public Result {
      blocked = List.copyOf(blocked);
    }
  }

  /**
   * The verdict a piece is sent by: the kept one, or today's if there is none.
   *
   * @throws Checker.CheckUnavailable if none is kept and content-service does not answer
   */
  SendCheck before(ServableVersion version) {
    SendCheck known = version.check();
    if (known != null) {
      return known;
    }
    Optional<SendCheck> kept = checks.of(version.versionId(), version.contentHash());
    return kept.isPresent() ? kept.get() : ask(version.versionId(), version.contentHash());
  }

  /** Asks about everything a campaign may send, as of today. */
  public Result campaign(UUID campaignId) {
    int unanswered = 0;
    List<Blocked> blocked = new ArrayList<>();
    List<SendChecks.ToCheck> versions = checks.ofCampaign(campaignId, OF_CAMPAIGN);
    for (SendChecks.ToCheck version : versions) {
      try {
        SendCheck check = ask(version.versionId(), version.contentHash());
        if (check.blocked()) {
          blocked.add(
              new Blocked(
                  version.versionId(), version.title(), version.jobCode(), check.why() + "."));
        }
      } catch (Checker.CheckUnavailable away) {
        unanswered++;
      }
    }
    return new Result(versions.size(), unanswered, blocked);
  }

  /** Asks anew about what campaigns that run may send and was not checked lately. */
  void again() {
    for (SendChecks.ToCheck version : checks.due(AGAIN_AFTER.toSeconds(), AT_ONCE)) {
      try {
        ask(version.versionId(), version.contentHash());
      } catch (Checker.CheckUnavailable away) {
        LOG.warn(
            "{} was not checked again, the kept verdict stays: {}",
            version.versionId(),
            away.getMessage());
        return;
      }
    }
  }

  private SendCheck ask(UUID versionId, String contentHash) {
    if (TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalStateException("content-service is never asked inside a transaction");
    }
    SendCheck check = checker.check(versionId);
    checks.keep(versionId, contentHash, check);
    return check;
  }
}
