package io.medley.content.catalog.jdbc;

import io.medley.content.catalog.CatalogEpoch;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Reads the number once for everybody who waits. Whoever asks while a read is under way waits for
 * the next one: a read that began before the question could miss a change that was acknowledged
 * before it.
 */
@Repository
class JdbcCatalogEpoch implements CatalogEpoch {

  private final JdbcClient jdbc;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable CompletableFuture<Long> waiting;
  private boolean reading;

  JdbcCatalogEpoch(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public long current() {
    CompletableFuture<Long> mine;
    boolean leads;
    lock.lock();
    try {
      CompletableFuture<Long> known = waiting;
      mine = known == null ? new CompletableFuture<>() : known;
      waiting = mine;
      leads = !reading;
      reading = true;
    } finally {
      lock.unlock();
    }
    if (leads) {
      lead(mine);
    }
    try {
      return mine.join();
    } catch (CompletionException failed) {
      if (failed.getCause() instanceof RuntimeException outage) {
        throw outage;
      }
      throw failed;
    }
  }

  /** Reads for the batch that waits; if others came meanwhile, another thread reads for them. */
  private void lead(CompletableFuture<Long> mine) {
    take();
    answer(mine);
    CompletableFuture<Long> next;
    lock.lock();
    try {
      next = waiting;
      if (next == null) {
        reading = false;
      }
    } finally {
      lock.unlock();
    }
    if (next != null) {
      Thread.ofVirtual().name("catalog-epoch").start(() -> lead(next));
    }
  }

  /** Closes the batch: whoever asks from here on waits for the next read. */
  private void take() {
    lock.lock();
    try {
      waiting = null;
    } finally {
      lock.unlock();
    }
  }

  private void answer(CompletableFuture<Long> batch) {
    try {
      batch.complete(jdbc.sql("select value from catalog_epoch").query(Long.class).single());
    } catch (RuntimeException outage) {
      batch.completeExceptionally(outage);
    }
  }
}
