package io.medley.workflows.lifecycle;

import static io.medley.workflows.OnTheEngine.Time.eventually;
import static io.medley.workflows.OnTheEngine.Time.now;
import static io.medley.workflows.OnTheEngine.Time.pass;
import static org.assertj.core.api.Assertions.assertThat;

import io.medley.workflows.AfterCommit;
import io.medley.workflows.OnTheEngine;
import io.medley.workflows.engine.Engine;
import io.medley.workflows.lifecycle.RecordedLives.Life;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@OnTheEngine
class AssetLifecycleIT {

  @Autowired RecordedLives lives;
  @Autowired LifecycleProcesses processes;
  @Autowired Engine engine;
  @Autowired AfterCommit afterCommit;

  private Life life = new Life(now());
  private final UUID event = UUID.randomUUID();

  @AfterEach
  void cancelWhatIsLeft() {
    if (life.instance != 0 && !life.asked.contains("ended")) {
      engine.cancel(life.instance);
    }
  }

  @Test
  void shouldTellItsOwnerTwiceAndThenExpire() {
    life = lives.expiringIn(Duration.ofDays(120));
    start();
    has("claim", "dates");

    pass(Duration.ofDays(30));
    has("claim", "dates", "expiryNear 90");
    pass(Duration.ofDays(60));
    has("claim", "dates", "expiryNear 90", "expiryNear 30");
    pass(Duration.ofDays(30));

    has("claim", "dates", "expiryNear 90", "expiryNear 30", "expired", "ended");
  }

  @Test
  void shouldEndWhenWithdrawn() {
    life = lives.expiringIn(Duration.ofDays(365));
    start();
    has("claim", "dates");

    afterCommit.send(() -> processes.withdrawn(life.id, event));

    has("claim", "dates", "withdrawn " + event, "ended");
  }

  @Test
  void shouldEndWhenSuperseded() {
    life = lives.expiringIn(Duration.ofDays(365));
    start();
    has("claim", "dates");

    afterCommit.send(() -> processes.superseded(life.id, event));

    has("claim", "dates", "superseded " + event, "ended");
  }

  @Test
  void shouldNotMissAWithdrawalThatComesBeforeItWaits() {
    life = lives.expiringIn(Duration.ofDays(365));

    afterCommit.send(
        () -> {
          processes.start(life.id, 1);
          processes.withdrawn(life.id, event);
        });

    has("claim", "dates", "withdrawn " + event, "ended");
  }

  @Test
  void shouldWaitForTheNewDatesWhenRenewed() {
    life = lives.expiringIn(Duration.ofDays(100));
    start();
    has("claim", "dates");

    life.expiresAt = now().plus(Duration.ofDays(400));
    afterCommit.send(() -> processes.renewed(life.id, event));
    has("claim", "dates", "dates");
    pass(Duration.ofDays(310));
    has("claim", "dates", "dates", "expiryNear 90");
    pass(Duration.ofDays(60));
    has("claim", "dates", "dates", "expiryNear 90", "expiryNear 30");
    pass(Duration.ofDays(30));

    has("claim", "dates", "dates", "expiryNear 90", "expiryNear 30", "expired", "ended");
  }

  @Test
  void shouldRunOnceWhateverIsRepeated() {
    life = lives.expiringIn(Duration.ofDays(365));
    start();
    has("claim", "dates");
    start();
    afterCommit.send(() -> processes.withdrawn(life.id, event));
    has("claim", "dates", "withdrawn " + event, "ended");

    start();

    has("claim", "dates", "withdrawn " + event, "ended", "claim lost", "another ended");
  }

  private void start() {
    afterCommit.send(() -> processes.start(life.id, 1));
  }

  private void has(String... steps) {
    eventually(() -> assertThat(life.asked).containsExactly(steps));
  }
}
