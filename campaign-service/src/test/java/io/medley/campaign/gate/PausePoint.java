package io.medley.campaign.gate;

import io.medley.campaign.touch.SendKey;
import io.medley.campaign.touch.SendPauses;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Lets every touch of a process stand still at one point until it is told to go on. */
final class PausePoint implements SendPauses {

  /** Where. */
  enum At {
    CLAIMED,
    HANDING_OVER,
    ANSWERED
  }

  private final At at;
  private final Runnable arrived;
  private final CountDownLatch reached = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);

  PausePoint(At at) {
    this(at, () -> {});
  }

  /** Also tells of its arrival. */
  PausePoint(At at, Runnable arrived) {
    this.at = at;
    this.arrived = arrived;
  }

  void awaitReached() throws InterruptedException {
    if (!reached.await(60, TimeUnit.SECONDS)) {
      throw new IllegalStateException("No touch came to " + at);
    }
  }

  void release() {
    released.countDown();
  }

  @Override
  public void claimed(SendKey key, UUID contactId) {
    standStill(At.CLAIMED);
  }

  @Override
  public void handingOver(SendKey key, UUID contactId) {
    standStill(At.HANDING_OVER);
  }

  @Override
  public void answered(SendKey key, UUID contactId) {
    standStill(At.ANSWERED);
  }

  private void standStill(At here) {
    if (here != at || released.getCount() == 0) {
      return;
    }
    arrived.run();
    reached.countDown();
    try {
      released.await();
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }
}
