package io.medley.content.scorecard.jdbc;

import io.medley.content.scorecard.FigureKeeping;
import io.medley.platform.audit.AuditSequencer;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Derives the figures of reviews from their audit entries, in the order of the audit's positions
 * and each once. Deriving all of them anew must give the same; the command {@code reindex} does
 * that and compares.
 */
@Component
class FigureProjection implements FigureKeeping {

  private static final int BATCH = 1_000;
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final List<String> TABLES =
      List.of("review_figure", "lane_figure", "lane_work_figure");

  private final JdbcClient jdbc;
  private final AuditSequencer sequencer;
  private final TransactionTemplate transaction;

  FigureProjection(JdbcClient jdbc, AuditSequencer sequencer, TransactionTemplate transaction) {
    this.jdbc = jdbc;
    this.sequencer = sequencer;
    this.transaction = transaction;
  }

  private record Event(
      long position, UUID review, String action, String actor, JsonNode facts, Instant at) {}

  @Override
  @Scheduled(fixedDelay = 10_000, initialDelay = 15_000)
  public void catchUp() {
    sequencer.run();
    boolean more = true;
    while (more) {
      more = Boolean.TRUE.equals(transaction.execute(status -> batch(Long.MAX_VALUE)));
    }
  }

  @Override
  public String name() {
    return "review-figures";
  }

  /** Derives everything anew up to where the figures were, and compares the two. */
  @Override
  public Report reindex() {
    catchUp();
    Report report =
        transaction.execute(
            status -> {
              long place = lockedPlace();
              String before = digest();
              long rowsBefore = rows();
              TABLES.forEach(table -> jdbc.sql("delete from " + table).update());
              jdbc.sql("update figure_place set position = 0").update();
              boolean more = true;
              while (more) {
                more = batch(place);
              }
              return new Report(name(), rows(), rowsBefore, digest(), before);
            });
    if (report == null) {
      throw new IllegalStateException("The figures were not derived");
    }
    return report;
  }

  private long lockedPlace() {
    return jdbc.sql("select position from figure_place for update").query(Long.class).single();
  }

  /** Applies the next entries; true if there may be more. */
  private boolean batch(long upTo) {
    long place = lockedPlace();
    long end =
        jdbc.sql(
                """
                select coalesce(max(position), :place) from (
                  select position from audit_position
                  where position > :place and position <= :upTo
                  order by position limit :batch) as next
                """)
            .param("place", place)
            .param("upTo", upTo)
            .param("batch", BATCH)
            .query(Long.class)
            .single();
    if (end == place) {
      return false;
    }
    events(place, end).forEach(this::apply);
    jdbc.sql("update figure_place set position = :end").param("end", end).update();
    return true;
  }

  private List<Event> events(long after, long upTo) {
    return jdbc.sql(
            """
            select p.position, e.aggregate_id, e.action, e.actor::text as actor,
              e.facts::text as facts, e.at
            from audit_position p join audit_entry e on e.id = p.entry_id
            where p.position > :after and p.position <= :upTo and e.aggregate_type = 'review'
            order by p.position
            """)
        .param("after", after)
        .param("upTo", upTo)
        .query(
            (row, number) ->
                new Event(
                    row.getLong("position"),
                    UUID.fromString(row.getString("aggregate_id")),
                    row.getString("action"),
                    JSON.readTree(row.getString("actor")).path("id").asString(""),
                    JSON.readTree(row.getString("facts")),
                    row.getObject("at", OffsetDateTime.class).toInstant()))
        .list();
  }

  private void apply(Event event) {
    switch (event.action()) {
      case "opened" ->
          jdbc.sql(
                  """
                  insert into review_figure (review_id, opened_at) values (:review, :at)
                  on conflict do nothing
                  """)
              .param("review", event.review())
              .param("at", Timestamp.from(event.at()))
              .update();
      case "tier-decided" -> set(event, "tier", text(event, "tier"));
      case "tier-raised" -> set(event, "tier", text(event, "to"));
      case "cause-named" -> set(event, "cause", text(event, "to"));
      case "lane-opened" -> laneOpened(event);
      case "lane-work-begun" -> workBegun(event);
      case "signed" -> signed(event);
      case "task-returned" -> lane(event, "update lane_figure set came_back = came_back + 1");
      case "verdict-recorded" -> closed(event);
      case "returned" -> ended(event, "RETURNED");
      case "rejected" -> ended(event, "REJECTED");
      case "went-live" -> ended(event, "LIVE");
      default -> {
        // Other entries say nothing about time.
      }
    }
  }

  private void laneOpened(Event event) {
    jdbc.sql(
            """
            insert into lane_figure (review_id, lane, opened_at, due_at)
            values (:review, :lane, :at, :due) on conflict do nothing
            """)
        .param("review", event.review())
        .param("lane", text(event, "lane"))
        .param("at", Timestamp.from(event.at()))
        .param("due", Timestamp.from(Instant.parse(String.valueOf(text(event, "dueAt")))))
        .update();
  }

  private void workBegun(Event event) {
    jdbc.sql(
            """
            insert into lane_work_figure (review_id, lane, person, begun_at)
            values (:review, :lane, :person, :at) on conflict do nothing
            """)
        .param("review", event.review())
        .param("lane", text(event, "lane"))
        .param("person", event.actor())
        .param("at", Timestamp.from(event.at()))
        .update();
  }

  private void signed(Event event) {
    jdbc.sql(
            """
            update lane_figure set signed_at = :at, signed_by = :person, verdict = :verdict
            where review_id = :review and lane = :lane
            """)
        .param("at", Timestamp.from(event.at()))
        .param("person", event.actor())
        .param("verdict", text(event, "verdict"))
        .param("review", event.review())
        .param("lane", text(event, "lane"))
        .update();
  }

  private void closed(Event event) {
    jdbc.sql(
            """
            update lane_figure set closed_at = :at, signed_by = coalesce(:signer, signed_by)
            where review_id = :review and lane = :lane
            """)
        .param("at", Timestamp.from(event.at()))
        .param("signer", text(event, "signer"))
        .param("review", event.review())
        .param("lane", text(event, "lane"))
        .update();
  }

  private void ended(Event event, String outcome) {
    jdbc.sql(
            """
            update review_figure
            set ended_at = :at, outcome = :outcome, cause = coalesce(:cause, cause)
            where review_id = :review
            """)
        .param("at", Timestamp.from(event.at()))
        .param("outcome", outcome)
        .param("cause", text(event, "cause"))
        .param("review", event.review())
        .update();
    // Lanes that a decision elsewhere made superfluous wait no longer.
    jdbc.sql(
            """
            update lane_figure set closed_at = :at where review_id = :review and closed_at is null
            """)
        .param("at", Timestamp.from(event.at()))
        .param("review", event.review())
        .update();
  }

  private void set(Event event, String column, @Nullable String value) {
    jdbc.sql("update review_figure set " + column + " = :value where review_id = :review")
        .param("value", value)
        .param("review", event.review())
        .update();
  }

  private void lane(Event event, String update) {
    jdbc.sql(update + " where review_id = :review and lane = :lane")
        .param("review", event.review())
        .param("lane", text(event, "lane"))
        .update();
  }

  private static @Nullable String text(Event event, String fact) {
    JsonNode value = event.facts().path(fact);
    return value.isMissingNode() || value.isNull() ? null : value.asString();
  }

  private long rows() {
    return TABLES.stream()
        .mapToLong(table -> jdbc.sql("select count(*) from " + table).query(Long.class).single())
        .sum();
  }

  private String digest() {
    List<String> parts = new ArrayList<>();
    for (String table : TABLES) {
      parts.add(
          jdbc.sql(
                  "select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) from "
                      + table
                      + " t")
              .query(String.class)
              .single());
    }
    return String.join("-", parts);
  }
}
