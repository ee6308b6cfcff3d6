package io.medley.platform.audit;

import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The audit for people to read: newest first, by aggregate, person and time. */
public interface AuditReading {

  /**
   * What the reader wants; empty texts and null instants ask for everything.
   *
   * @param aggregateType kind of aggregate, e.g. {@code review}
   * @param aggregateId its id, exactly
   * @param person the actor's id, exactly
   * @param from first instant, business time
   * @param until first instant that no longer counts
   * @param before entries older than this row only; 0 from the newest
   */
  record Wish(
      String aggregateType,
      String aggregateId,
      String person,
      @Nullable Instant from,
      @Nullable Instant until,
      long before) {}

  /**
   * A stored entry.
   *
   * @param row grows with every entry; the place to read on from
   * @param actor id of the person or program
   * @param printedName their name
   * @param recordedAt the machine's time
   */
  record Row(
      long row,
      String aggregateType,
      String aggregateId,
      long sequence,
      String action,
      String actor,
      String printedName,
      JsonNode facts,
      Instant at,
      Instant recordedAt,
      String hash) {}

  /** At most so many entries, newest first. */
  List<Row> page(Wish wish, int limit);

  /** Every entry that fits, oldest first, without holding them all. */
  void each(Wish wish, Consumer<Row> reader);

  /** Kinds of aggregates that have a chain. */
  List<String> types();
}
