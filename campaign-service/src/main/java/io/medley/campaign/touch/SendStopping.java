package io.medley.campaign.touch;

import io.medley.platform.security.Actor;
import io.medley.platform.time.RealTime;
import java.time.Instant;
import org.springframework.stereotype.Service;

/** Stops sending and says when the last message has left. */
@Service
public class SendStopping {

  private static final long LOOK_AGAIN_MILLIS = 20;

  private final KillSwitches switches;
  private final Sends sends;
  private final RealTime realTime;
  private final GateSettings settings;

  SendStopping(KillSwitches switches, Sends sends, RealTime realTime, GateSettings settings) {
    this.switches = switches;
    this.sends = sends;
    this.realTime = realTime;
    this.settings = settings;
  }

  /**
   * What stopping found.
   *
   * @param underway messages that were at the provider already and have no answer yet; nothing else
   *     is handed over any more
   */
  public record Stopped(int underway) {}

  /**
   * Puts the switch on and waits, at most as long as a withdrawal does, for the messages that were
   * leaving at that instant. Must not run inside a transaction: others could not see the switch.
   */
  public Stopped stop(KillSwitches.Scope scope, String key, String why, Actor actor) {
    switches.engage(scope, key, KillSwitches.Kind.PAUSE, why, actor);
    return settle(scope, key);
  }

  /** Waits for the messages that were leaving when a switch was committed. */
  public Stopped settle(KillSwitches.Scope scope, String key) {
    switches.barrier();
    Instant patience = realTime.now().plus(settings.handOverWait());
    int underway = sends.handingOver(scope, key);
    while (underway > 0 && realTime.now().isBefore(patience)) {
      try {
        Thread.sleep(LOOK_AGAIN_MILLIS);
      } catch (InterruptedException stopping) {
        Thread.currentThread().interrupt();
        return new Stopped(underway);
      }
      underway = sends.handingOver(scope, key);
    }
    return new Stopped(underway);
  }
}
