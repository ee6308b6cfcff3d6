package io.medley.platform.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.medley.platform.TestDatabase;
import io.medley.platform.audit.AuditReport.Finding;
import io.medley.platform.audit.AuditReport.Kind;
import io.medley.platform.jdbc.AdvisoryLocks;
import io.medley.platform.jdbc.TestLocks;
import io.medley.platform.security.Actor;
import io.medley.platform.signing.KeyFolder;
import io.medley.platform.time.RealTime;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/** Attacks on the audit by somebody who owns the database. */
class AuditIT {

  private static final Actor ANNA = new Actor("anna", "Anna Beispiel", Set.of("AGENCY"), "north");

  private final TestDatabase database = TestDatabase.create();
  private final AdvisoryLocks locks = TestLocks.of(database);
  private final AuditSequencer sequencer =
      new AuditSequencer(database.jdbc(), locks, database.transactions());
  private final Path folder;
  private final AuditJournal journal;
  private final AuditTrail trail;
  private final KeyFolder keys;
  private final AuditRoots roots;
  private final AuditVerifier verifier;
  private volatile Duration setBack = Duration.ZERO;

  AuditIT(@TempDir Path temporary) throws IOException {
    folder = temporary.resolve("roots");
    RootFolder rootFolder = new RootFolder(folder);
    keys = KeyFolder.open(temporary.resolve("keys"));
    journal = new AuditJournal(database.jdbc(), folder.resolve("journal"), RealTime.system());
    trail =
        new JdbcAuditTrail(
            new JdbcTemplate(database.dataSource()),
            new Clock() {
              @Override
              public Instant instant() {
                return Instant.now().minus(setBack);
              }

              @Override
              public ZoneId getZone() {
                return ZoneOffset.UTC;
              }

              @Override
              public Clock withZone(ZoneId zone) {
                return this;
              }
            },
            () -> RealTime.system().now().minus(setBack),
            keys,
            journal);
    roots =
        new AuditRoots(
            database.jdbc(),
            locks,
            database.transactions(),
            rootFolder,
            keys,
            keys,
            keys,
            RealTime.system());
    verifier =
        new AuditVerifier(
            new JdbcTemplate(database.dataSource()),
            database.transactionManager(),
            rootFolder,
            journal,
            keys,
            keys,
            List.of());
  }

  /** Two chains of four, in two roots. */
  @BeforeEach
  void history() {
    for (int i = 1; i <= 2; i++) {
      append("a", "step " + i);
      append("b", "step " + i);
    }
    root();
    for (int i = 3; i <= 4; i++) {
      append("a", "step " + i);
      append("b", "step " + i);
    }
    root();
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void shouldVerifyWhatWasOnlyAppended() {
    append("a", "after the last root");

    AuditReport report = verifier.verify();

    assertThat(report.findings()).isEmpty();
    assertThat(report.entries()).isEqualTo(9);
    assertThat(report.chains()).isEqualTo(2);
    assertThat(report.roots()).isEqualTo(2);
    assertThat(report.newerThanLastRoot()).isEqualTo(1);
  }

  @Test
  void shouldSerialiseAppendsToOneAggregate() throws Exception {
    List<Future<?>> writers = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (int i = 0; i < 64; i++) {
        writers.add(threads.submit(() -> append("busy", "at once")));
      }
      for (Future<?> writer : writers) {
        writer.get();
      }
    }
    root();

    AuditReport report = verifier.verify();

    assertThat(report.findings()).isEmpty();
    assertThat(report.entries()).isEqualTo(72);
  }

  @Test
  void shouldAppendManyAsOneAfterAnother() {
    List<AuditEvent> events = new ArrayList<>();
    for (String id : List.of("c", "a", "c", "d")) {
      events.add(new AuditEvent("piece", id, "together", Actor.system("test"), Map.of("id", id)));
    }
    database.transactions().executeWithoutResult(status -> trail.appendAll(events));
    assertThatThrownBy(() -> trail.appendAll(events)).isInstanceOf(IllegalStateException.class);
    append("c", "alone");
    assertThat(journal.lines()).hasSize(5);
    root();

    AuditReport report = verifier.verify();

    assertThat(report.findings()).isEmpty();
    assertThat(report.entries()).isEqualTo(13);
    assertThat(report.chains()).isEqualTo(4);
    assertThat(
            database
                .jdbc()
                .sql("select sequence from audit_entry where aggregate_id = 'c' order by id")
                .query(Long.class)
                .list())
        .containsExactly(1L, 2L, 3L);
  }

  @Test
  void shouldKeepItsOrderAndLocateEverythingWhenTheClocksAreSetBack() {
    append("a", "before the clock was set back");
    setBack = Duration.ofHours(5);
    append("a", "while it was");
    append("b", "while it was");
    root();
    setBack = Duration.ZERO;
    append("a", "after it was set right");
    root();

    assertThat(verifier.verify().findings()).isEmpty();
    assertThat(
            database
                .jdbc()
                .sql("select action from audit_entry where aggregate_id = 'a' order by sequence")
                .query(String.class)
                .list())
        .as("the chain is the order, whatever the clocks said")
        .endsWith("before the clock was set back", "while it was", "after it was set right");
    assertThat(
            database
                .jdbc()
                .sql(
                    """
                    select count(*) from audit_entry one join audit_entry next
                      on next.aggregate_id = one.aggregate_id and next.sequence = one.sequence + 1
                    where next.at < one.at and next.recorded_at < one.recorded_at
                    """)
                .query(Long.class)
                .single())
        .as("what the clocks said is kept as it was")
        .isEqualTo(2);
    attack(
        "update audit_entry set at = at + interval '5 hours', recorded_at = recorded_at + interval '5 hours' where action = 'while it was' and aggregate_id = 'a'");
    assertThat(verifier.verify().findings())
        .extracting(Finding::kind, Finding::place)
        .contains(tuple(Kind.EDITED, "piece a, entry 6"));
  }

  @Test
  void shouldForgetAnEntryWhoseTransactionRollsBack() {
    database
        .transactions()
        .executeWithoutResult(
            status -> {
              trail.append(new AuditEvent("piece", "a", "never", ANNA, Map.of()));
              status.setRollbackOnly();
            });
    append("a", "after the rollback");
    root();

    assertThat(verifier.verify().findings()).isEmpty();
  }

  @Test
  void shouldRefuseToAppendOutsideATransaction() {
    assertThatThrownBy(() -> trail.append(new AuditEvent("piece", "a", "alone", ANNA, Map.of())))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void shouldLetNobodyChangeOrRemoveEntries() {
    for (String statement :
        List.of(
            "update audit_entry set action = 'x'",
            "delete from audit_entry",
            "delete from audit_position",
            "delete from audit_root")) {
      assertThatThrownBy(() -> database.jdbc().sql(statement).update())
          .isInstanceOf(DataAccessException.class)
          .hasRootCauseInstanceOf(SQLException.class)
          .hasStackTraceContaining("permission denied");
      assertThatThrownBy(() -> database.asOwner().sql(statement).update())
          .isInstanceOf(DataAccessException.class)
          .hasStackTraceContaining("append-only");
    }
    assertThatThrownBy(() -> database.asOwner().sql("truncate audit_entry cascade").update())
        .hasStackTraceContaining("append-only");
  }

  @Test
  void shouldLocateAnEditedEntry() {
    attack("update audit_entry set facts = '{\"n\":\"other\"}' where " + entry("a", 2));

    assertThat(verifier.verify().findings())
        .extracting(Finding::kind, Finding::place)
        .containsExactly(tuple(Kind.EDITED, "piece a, entry 2"));
  }

  @Test
  void shouldLocateAnEditEvenIfAllHashesBehindItAreMadeToFit() {
    attack("update audit_entry set facts = '{\"n\":\"other\"}' where " + entry("a", 2));
    rehash("a");

    assertThat(verifier.verify().findings())
        .filteredOn(finding -> finding.place().startsWith("piece"))
        .extracting(Finding::kind, Finding::place)
        .containsExactly(
            tuple(Kind.EDITED, "piece a, entry 2"),
            tuple(Kind.EDITED, "piece a, entry 3"),
            tuple(Kind.EDITED, "piece a, entry 4"));
  }

  @Test
  void shouldLocateADeletedEntry() {
    attack(
        "delete from audit_position where entry_id = (select id from audit_entry where "
            + entry("b", 2)
            + ")",
        "delete from audit_entry where " + entry("b", 2));

    assertThat(verifier.verify().findings())
        .extracting(Finding::kind, Finding::place)
        .contains(tuple(Kind.DELETED, "piece b, entry 2"), tuple(Kind.DELETED, "position 4"));
  }

  @Test
  void shouldLocateATailCutOff() {
    attack(
        "delete from audit_position where entry_id = (select id from audit_entry where "
            + entry("b", 4)
            + ")",
        "delete from audit_entry where " + entry("b", 4));

    assertThat(verifier.verify().findings())
        .extracting(Finding::kind, Finding::place)
        .containsExactly(tuple(Kind.DELETED, "position 8"));
  }

  @Test
  void shouldLocateAnInsertedEntry() {
    attack(
        """
        insert into audit_entry (aggregate_type, aggregate_id, sequence, action, actor, facts, at,
          recorded_at, previous_hash, hash)
        select aggregate_type, aggregate_id, 5, 'approved', actor, facts, at, recorded_at, hash,
          repeat('1', 64) from audit_entry where
        """
            + entry("a", 4));
    rehash("a");

    assertThat(verifier.verify().findings())
        .extracting(Finding::kind, Finding::place)
        .containsExactly(tuple(Kind.INSERTED, "piece a, entry 5"));
  }

  @Test
  void shouldLocateAnEntryInsertedBetweenOthers() {
    attack(
        "update audit_entry set sequence = sequence + 10 where aggregate_id = 'a' and sequence > 2",
        "update audit_entry set sequence = sequence - 9 where aggregate_id = 'a' and sequence > 10",
        """
        insert into audit_entry (aggregate_type, aggregate_id, sequence, action, actor, facts, at,
          recorded_at, previous_hash, hash)
        select aggregate_type, aggregate_id, 3, 'approved', actor, facts, at, recorded_at, hash,
          repeat('1', 64) from audit_entry where
        """
            + entry("a", 2));
    rehash("a");

    assertThat(verifier.verify().findings())
        .extracting(Finding::kind, Finding::place)
        .contains(tuple(Kind.INSERTED, "piece a, entry 3"));
  }

  @Test
  void shouldLocateAnEntryAppendedAsTheServiceWouldWithoutItsKey() {
    // Everything but the seal: the hash, its place in the work list, then position and root.
    attack(
        """
        with forged as (
          insert into audit_entry (aggregate_type, aggregate_id, sequence, action, actor, facts, at,
            recorded_at, previous_hash, hash, key_id, seal)
          select aggregate_type, aggregate_id, 5, 'approved', actor, facts, at, recorded_at, hash,
            repeat('1', 64), key_id, seal from audit_entry where
        """
            + entry("a", 4)
            + " returning id) insert into audit_unpositioned (entry_id) select id from forged");
    rehash("a");

    assertThat(verifier.verify().findings())
        .extracting(Finding::kind, Finding::place)
        .containsExactly(tuple(Kind.INSERTED, "piece a, entry 5"));
    root();
    assertThat(verifier.verify().findings())
        .extracting(Finding::kind, Finding::place)
        .containsExactly(tuple(Kind.INSERTED, "piece a, entry 5"));
    // A root vouches for what the service wrote only, so nobody elsewhere is shown a proof of it.
    AuditExcerpts excerpts =
        new AuditExcerpts(database.jdbc(), sequencer, roots, new RootFolder(folder));
    assertThatIllegalStateException()
        .isThrownBy(() -> excerpts.of(List.of(new AuditExcerpts.Aggregate("piece", "a"))));
  }

  @Test
  void shouldNoticeTheNewestEntriesGoneBeforeARootCoversThem() {
    append("a", "the newest");
    assertThat(verifier.verify().findings()).isEmpty();
    attack("delete from audit_unpositioned", "delete from audit_entry where " + entry("a", 5));

    assertThat(verifier.verify().findings())
        .extracting(Finding::kind, Finding::place)
        .containsExactly(tuple(Kind.DELETED, "piece a, entry 5"));
    // Whatever comes after it: the line outside the database stays.
    append("a", "in its place");
    root();
    journal.forgetRooted();
    assertThat(verifier.verify().findings())
        .extracting(Finding::kind, Finding::place)
        .containsExactly(tuple(Kind.DELETED, "piece a, entry 5"));
  }

  @Test
  void shouldForgetWhatRootsCover() throws Exception {
    append("a", "not rooted yet");
    journal.forgetRooted();
    try (var files = Files.list(folder.resolve("journal"))) {
      assertThat(files).isNotEmpty();
    }

    root();

    try (var files = Files.list(folder.resolve("journal"))) {
      assertThat(files).isEmpty();
    }
    assertThat(verifier.verify().findings()).isEmpty();
  }

  @Test
  void shouldLocateALeafExchangedInARootsFile() throws Exception {
    Path file = folder.resolve("000000000001.json");
    String text = Files.readString(file, StandardCharsets.UTF_8);
    Files.writeString(file, text.replaceFirst("\"leaves\":\\[\"[0-9a-f]{4}", "\"leaves\":[\"0000"));

    assertThat(verifier.verify().findings())
        .extracting(Finding::kind, Finding::place)
        .containsExactly(tuple(Kind.ROOT_BROKEN, "root 1"));
  }

  @Test
  void shouldProveWholeChainsWithoutTheDatabase() {
    append("a", "not rooted yet");
    AuditExcerpts excerpts =
        new AuditExcerpts(database.jdbc(), sequencer, roots, new RootFolder(folder));

    AuditExcerpt excerpt =
        excerpts.of(
            List.of(
                new AuditExcerpts.Aggregate("piece", "a"),
                new AuditExcerpts.Aggregate("piece", "nothing")));
    byte[] bytes = excerpt.toBytes();

    assertThat(excerpt.chains()).hasSize(1);
    assertThat(excerpt.chains().getFirst().entries()).hasSize(5);
    assertThat(excerpt.roots()).hasSize(3);
    assertThat(AuditExcerpt.of(bytes).verify(keys)).isEmpty();
    String text = new String(bytes, StandardCharsets.UTF_8);
    for (String attack :
        List.of(
            "\"n\":\"step 2", "\"merkleRoot\":\"..", "\"previousHash\":\"..", "\"position\":.")) {
      String altered = text.replaceFirst(attack, attack.substring(0, attack.length() - 1) + "7");
      assertThat(altered).as(attack).isNotEqualTo(text);
      assertThat(AuditExcerpt.of(altered.getBytes(StandardCharsets.UTF_8)).verify(keys))
          .as(attack)
          .isNotEmpty();
    }
  }

  @Test
  void shouldProveAChainThatOthersGoOnAppendingTo() throws Exception {
    AuditExcerpts excerpts =
        new AuditExcerpts(database.jdbc(), sequencer, roots, new RootFolder(folder));
    try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
      Future<?> others =
          threads.submit(
              () -> {
                for (int i = 0; i < 400; i++) {
                  append("a", "meanwhile");
                }
              });

      while (!others.isDone()) {
        AuditExcerpt excerpt = excerpts.of(List.of(new AuditExcerpts.Aggregate("piece", "a")));

        assertThat(excerpt.verify(keys)).isEmpty();
        assertThat(excerpt.chains().getFirst().entries()).hasSizeGreaterThanOrEqualTo(4);
      }

      others.get();
    }
  }

  @Test
  void shouldLocateEntriesThatChangedPlaces() {
    attack(
        "update audit_entry set sequence = 102 where " + entry("a", 2),
        "update audit_entry set sequence = 2 where " + entry("a", 3),
        "update audit_entry set sequence = 3 where " + entry("a", 102));

    assertThat(verifier.verify().findings())
        .extracting(Finding::place)
        .contains("piece a, entry 2", "piece a, entry 3");
  }

  @Test
  void shouldLocatePositionsThatChangedPlaces() {
    attack(
        "update audit_position set position = 100 where position = 1",
        "update audit_position set position = 1 where position = 2",
        "update audit_position set position = 2 where position = 100");

    assertThat(verifier.verify().findings())
        .extracting(Finding::kind, Finding::place)
        .containsExactly(
            tuple(Kind.REORDERED, "piece b, entry 1"), tuple(Kind.REORDERED, "piece a, entry 1"));
  }

  @Test
  void shouldLocateAMissingRoot() throws Exception {
    Files.delete(folder.resolve("000000000002.json"));

    assertThat(verifier.verify().findings())
        .extracting(Finding::kind, Finding::place)
        .containsExactly(tuple(Kind.ROOT_MISSING, "root 2"));
  }

  @Test
  void shouldReportARootThatVanishedWithItsRow() throws Exception {
    Files.delete(folder.resolve("000000000002.json"));
    attack("delete from audit_root where number = 2");

    AuditReport report = verifier.verify();

    assertThat(report.newerThanLastRoot()).isEqualTo(4);
    Files.delete(folder.resolve("000000000001.json"));
    assertThat(verifier.verify().findings()).extracting(Finding::kind).contains(Kind.ROOT_MISSING);
  }

  @Test
  void shouldLocateAForgedRoot() throws Exception {
    Path file = folder.resolve("000000000001.json");
    String text = Files.readString(file, StandardCharsets.UTF_8);
    Files.writeString(file, text.replace("\"toPosition\":4", "\"toPosition\":5"));

    assertThat(verifier.verify().findings())
        .extracting(Finding::kind, Finding::place)
        .contains(tuple(Kind.ROOT_BROKEN, "root 1"));
  }

  @Test
  void shouldAdoptARootWhoseRowWasLostInACrash() {
    attack("delete from audit_root where number = 2");

    roots.run();

    assertThat(verifier.verify().findings()).isEmpty();
    assertThat(database.jdbc().sql("select count(*) from audit_root").query(Long.class).single())
        .isEqualTo(2);
  }

  @Test
  void shouldFindAChangeThatIsOnlyABlank() {
    attack(
        "update audit_entry set facts = cast(facts::text || ' ' as json) where " + entry("a", 2));

    assertThat(verifier.verify().findings())
        .extracting(Finding::kind, Finding::place)
        .containsExactly(tuple(Kind.EDITED, "piece a, entry 2"));
  }

  private void append(String aggregate, String action) {
    database
        .transactions()
        .executeWithoutResult(
            status ->
                trail.append(
                    new AuditEvent("piece", aggregate, action, ANNA, Map.of("n", action))));
  }

  private void root() {
    sequencer.run();
    roots.run();
    journal.forgetRooted();
  }

  private static String entry(String aggregate, int sequence) {
    return "aggregate_id = '%s' and sequence = %d".formatted(aggregate, sequence);
  }

  /** What an owner does: switch the triggers off, change, switch them on. */
  private void attack(String... statements) {
    for (String table : List.of("audit_entry", "audit_position", "audit_root")) {
      database.asOwner().sql("alter table %s disable trigger user".formatted(table)).update();
    }
    for (String statement : statements) {
      assertThat(database.asOwner().sql(statement).update()).isPositive();
    }
    for (String table : List.of("audit_entry", "audit_position", "audit_root")) {
      database.asOwner().sql("alter table %s enable trigger user".formatted(table)).update();
    }
  }

  /** A cleverer owner: makes every hash of the chain fit again. */
  private void rehash(String aggregate) {
    String previous = AuditEntry.FIRST;
    List<Long> ids =
        database
            .asOwner()
            .sql("select id from audit_entry where aggregate_id = ? order by sequence")
            .param(aggregate)
            .query(Long.class)
            .list();
    for (long id : ids) {
      AuditEntry stored =
          database
              .asOwner()
              .sql("select *, actor::text, facts::text from audit_entry where id = ?")
              .param(id)
              .query((row, number) -> AuditVerifier.entry(row))
              .single();
      AuditEntry fitting =
          AuditEntry.chained(
              stored.aggregateType(),
              stored.aggregateId(),
              stored.sequence(),
              stored.action(),
              stored.actor(),
              stored.facts(),
              stored.at(),
              stored.recordedAt(),
              previous);
      attack(
          "update audit_entry set previous_hash = '%s', hash = '%s' where id = %d"
              .formatted(previous, fitting.hash(), id));
      previous = fitting.hash();
    }
  }
}
