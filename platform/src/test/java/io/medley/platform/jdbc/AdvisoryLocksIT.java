package io.medley.platform.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.medley.platform.TestDatabase;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AdvisoryLocksIT {

  private final TestDatabase database = TestDatabase.create();
  private final AdvisoryLocks locks = TestLocks.of(database);

  @AfterAll
  void close() {
    database.close();
  }

  @Test
  void shouldMakeAnExclusiveLockWaitForEverySharedOne() throws Exception {
    UUID first = UUID.randomUUID();
    UUID second = UUID.randomUUID();
    CountDownLatch shared = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);

    CompletableFuture<Void> reader =
        CompletableFuture.runAsync(
            () ->
                database
                    .transactions()
                    .executeWithoutResult(
                        status -> {
                          locks.xactShared("version", List.of(second, first, second));
                          shared.countDown();
                          awaitQuietly(release);
                        }));
    assertThat(shared.await(10, TimeUnit.SECONDS)).isTrue();
    Boolean whileShared =
        database.transactions().execute(status -> locks.tryXactExclusive("version", first));
    Boolean otherNamespace =
        database.transactions().execute(status -> locks.tryXactExclusive("asset", first));
    release.countDown();
    reader.get(10, TimeUnit.SECONDS);

    Boolean afterwards =
        database.transactions().execute(status -> locks.tryXactExclusive("version", first));
    assertThat(whileShared).isFalse();
    assertThat(otherNamespace).isTrue();
    assertThat(afterwards).isTrue();
  }

  @Test
  void shouldRefuseATransactionLockWithoutATransaction() {
    assertThatThrownBy(() -> locks.xactShared("version", 1))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void shouldHoldASessionLockUntilItsConnectionDies() {
    UUID owner = UUID.randomUUID();

    SessionLock lock = locks.hold("owner", owner);

    assertThat(lock.held()).isTrue();
    assertThat(locks.isFree("owner", owner)).isFalse();
    assertThatThrownBy(() -> locks.hold("owner", owner)).isInstanceOf(LockTaken.class);
    database
        .jdbc()
        .sql(
            """
            select pg_terminate_backend(pid) from pg_locks
            where locktype = 'advisory' and database =
              (select oid from pg_database where datname = current_database())
            """)
        .query()
        .listOfRows();
    await().atMost(10, TimeUnit.SECONDS).until(() -> locks.isFree("owner", owner));
    assertThat(lock.held()).isFalse();
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await(20, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
