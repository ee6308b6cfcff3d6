package io.medley.platform.audit;

import io.medley.platform.audit.AuditReport.Finding;
import io.medley.platform.audit.AuditReport.Kind;
import io.medley.platform.signing.Sealer;
import io.medley.platform.signing.Sha256;
import io.medley.platform.signing.SignatureVerifier;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reads the whole audit, the signed roots and the journal and compares: every entry with its own
 * hash and seal, every chain link with the one before, every position with the leaf that was signed
 * for it, and what else the service signed with what it rests on. Whoever edits an entry and
 * recomputes all hashes behind it still cannot change a signed leaf; whoever adds one cannot seal
 * it; whoever takes the newest away leaves their names in the journal.
 */
public final class AuditVerifier {

  /** Entries that are checked together. */
  private static final int BATCH = 1_000;

  /** Batches that may wait to be compared; what is read is not held in memory. */
  private static final int WAITING = 4;

  private static final int MOST_FINDINGS = 1_000;

  private final JdbcTemplate template;
  private final JdbcClient jdbc;
  private final PlatformTransactionManager transactionManager;
  private final RootFolder folder;
  private final AuditJournal journal;
  private final SignatureVerifier signatures;
  private final Sealer sealer;
  private final List<SignedRecords> records;

  AuditVerifier(
      JdbcTemplate template,
      PlatformTransactionManager transactionManager,
      RootFolder folder,
      AuditJournal journal,
      SignatureVerifier signatures,
      Sealer sealer,
      List<SignedRecords> records) {
    this.template = template;
    this.jdbc = JdbcClient.create(template);
    this.transactionManager = transactionManager;
    this.folder = folder;
    this.journal = journal;
    this.signatures = signatures;
    this.sealer = sealer;
    this.records = List.copyOf(records);
  }

  /** Verifies everything in one consistent snapshot. */
  public AuditReport verify() {
    // Before the snapshot: what the journal has was committed by now and must be seen in it.
    List<AuditJournal.Line> journaled = journal.lines();
    TransactionTemplate snapshot = new TransactionTemplate(transactionManager);
    snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    snapshot.setReadOnly(true);
    AuditReport report = snapshot.execute(status -> new Run().report(journaled));
    if (report == null) {
      throw new IllegalStateException("A verification always has a report");
    }
    return report;
  }

  /** One verification. */
  private final class Run {

    private final Set<Finding> findings = new LinkedHashSet<>();
    private final Set<String> unsealed = new LinkedHashSet<>();
    private long entries;
    private long chains;
    private @Nullable AuditEntry before;

    AuditReport report(List<AuditJournal.Line> journaled) {
      chains();
      // Signed leaves: what stood at each position when its root was written.
      long roots = 0;
      long covered = 0;
      String previous = AuditRoot.FIRST;
      Map<Long, String> recorded = recordedRoots();
      Set<Long> numbers = new LinkedHashSet<>(folder.numbers());
      Set<Long> expected = new HashSet<>(numbers);
      expected.addAll(recorded.keySet());
      for (long number : expected.stream().sorted().toList()) {
        Optional<AuditRoot> found = folder.read(number);
        if (found.isEmpty()) {
          add(
              numbers.contains(number) ? Kind.ROOT_BROKEN : Kind.ROOT_MISSING,
              "root " + number,
              numbers.contains(number)
                  ? "its file is not a root"
                  : "the database knows it, its file is gone");
          previous = recorded.getOrDefault(number, "");
          covered = Math.max(covered, recordedEnd(number));
          continue;
        }
        AuditRoot root = found.get();
        roots++;
        boolean signed = check(root, number, previous, covered, recorded.get(number));
        if (signed) {
          compare(root);
        }
        previous = root.hash();
        covered = Math.max(covered, root.body().toPosition());
      }
      for (long number = 1; number <= expected.size(); number++) {
        if (!expected.contains(number)) {
          add(Kind.ROOT_MISSING, "root " + number, "later roots exist, this one is gone");
          break;
        }
      }
      positions(covered);
      journaled(journaled);
      // A seal that does not fit means an entry put in, unless something worse is said of it.
      unsealed.stream()
          .filter(place -> findings.stream().noneMatch(found -> found.place().equals(place)))
          .toList()
          .forEach(place -> add(Kind.INSERTED, place, "no key of the service sealed it"));
      records.stream()
          .flatMap(signed -> signed.verify().stream())
          .forEach(found -> add(found.kind(), found.place(), found.explanation()));
      return new AuditReport(entries, chains, roots, newer(covered), List.copyOf(findings));
    }

    /** Entries in chain order whose hashes and seals are being checked beside the reading. */
    private record Batch(List<AuditEntry> entries, Future<Flaws> flaws) {}

    /** Which entries of a batch do not give their hash, and which no key of the service sealed. */
    private record Flaws(BitSet edited, BitSet unsealed) {}

    private void chains() {
      template.setFetchSize(BATCH);
      Deque<Batch> checking = new ArrayDeque<>();
      try (ExecutorService processors =
          Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
        List<AuditEntry> read = new ArrayList<>(BATCH);
        template.query(
            """
            select aggregate_type, aggregate_id, sequence, action, actor::text as actor,
              facts::text as facts, at, recorded_at, previous_hash, hash, key_id, seal
            from audit_entry order by aggregate_type, aggregate_id, sequence, id
            """,
            (ResultSet row) -> {
              read.add(entry(row));
              if (read.size() == BATCH) {
                checking.add(batch(read, processors));
                read.clear();
                if (checking.size() > WAITING) {
                  link(checking.remove());
                }
              }
            });
        checking.add(batch(read, processors));
        checking.forEach(this::link);
      }
    }

    private Batch batch(List<AuditEntry> read, ExecutorService processors) {
      List<AuditEntry> entries = List.copyOf(read);
      return new Batch(
          entries,
          processors.submit(
              () -> {
                BitSet edited = new BitSet();
                BitSet unsealed = new BitSet();
                for (int i = 0; i < entries.size(); i++) {
                  AuditEntry entry = entries.get(i);
                  edited.set(i, !entry.computedHash().equals(entry.hash()));
                  unsealed.set(i, !entry.isSealed(sealer));
                }
                return new Flaws(edited, unsealed);
              }));
    }

    private void link(Batch batch) {
      Flaws flaws;
      try {
        flaws = batch.flaws().get();
      } catch (InterruptedException stopping) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("Interrupted while the audit was verified", stopping);
      } catch (ExecutionException failed) {
        throw new IllegalStateException("The audit could not be verified", failed);
      }
      for (int i = 0; i < batch.entries().size(); i++) {
        link(batch.entries().get(i), flaws.edited().get(i), flaws.unsealed().get(i));
      }
    }

    private void link(AuditEntry entry, boolean edited, boolean notSealed) {
      entries++;
      AuditEntry last = before;
      boolean first =
          last == null
              || !last.aggregateType().equals(entry.aggregateType())
              || !last.aggregateId().equals(entry.aggregateId());
      if (first) {
        chains++;
      }
      long wanted = first || last == null ? 1 : last.sequence() + 1;
      String link = first || last == null ? AuditEntry.FIRST : last.hash();
      if (edited) {
        add(Kind.EDITED, entry.place(), "its content does not give its hash");
      }
      if (notSealed) {
        unsealed.add(entry.place());
      }
      if (entry.sequence() > wanted) {
        add(
            Kind.DELETED,
            AuditEntry.place(entry.aggregateType(), entry.aggregateId(), wanted),
            "%d of the chain missing before entry %d"
                .formatted(entry.sequence() - wanted, entry.sequence()));
      } else if (!entry.previousHash().equals(link)) {
        add(Kind.REORDERED, entry.place(), "it does not continue the entry before it");
      }
      before = entry;
    }

    private boolean check(
        AuditRoot root, long number, String previous, long covered, @Nullable String recorded) {
      String place = "root " + number;
      AuditRoot.Body body = root.body();
      if (!signatures.verify(
          root.keyId(), root.signedBytes(), AuditRoot.decoded(root.signature()))) {
        add(Kind.ROOT_BROKEN, place, "its signature does not fit its content");
        return false;
      }
      if (body.number() != number || !body.previous().equals(previous)) {
        add(Kind.ROOT_BROKEN, place, "it does not follow the root before it");
      }
      if (body.fromPosition() != covered + 1
          || body.toPosition() - body.fromPosition() + 1 != root.leaves().size()
          || !root.leaves().stream().allMatch(Sha256::isHex)
          || !MerkleTree.root(root.leaves()).equals(body.merkleRoot())) {
        add(Kind.ROOT_BROKEN, place, "its positions or leaves do not fit");
        return false;
      }
      if (recorded != null && !recorded.equals(root.hash())) {
        add(Kind.ROOT_BROKEN, place, "it is not the root the database recorded");
      }
      return true;
    }

    private record Positioned(String hash, String type, String id, long sequence) {}

    /** Each signed leaf must stand where it stood. */
    private void compare(AuditRoot root) {
      AuditRoot.Body body = root.body();
      Map<Long, Positioned> stored = new HashMap<>();
      template.query(
          """
          select p.position, e.hash, e.aggregate_type, e.aggregate_id, e.sequence
          from audit_position p join audit_entry e on e.id = p.entry_id
          where p.position between ? and ?
          """,
          (ResultSet row) -> {
            stored.put(
                row.getLong(1),
                new Positioned(
                    row.getString(2), row.getString(3), row.getString(4), row.getLong(5)));
          },
          body.fromPosition(),
          body.toPosition());
      Set<String> leaves = new HashSet<>();
      for (int i = 0; i < root.leaves().size(); i++) {
        long position = body.fromPosition() + i;
        Positioned found = stored.get(position);
        if (found == null) {
          add(
              Kind.DELETED,
              "position " + position,
              "root %d covers an entry that is gone".formatted(body.number()));
        } else if (root.leaves().get(i).equals(AuditRoot.UNSEALED)) {
          add(
              Kind.INSERTED,
              AuditEntry.place(found.type(), found.id(), found.sequence()),
              "no key of the service had sealed it when root %d was written"
                  .formatted(body.number()));
        } else if (!found.hash().equals(root.leaves().get(i))) {
          if (leaves.isEmpty()) {
            leaves.addAll(root.leaves());
          }
          add(
              leaves.contains(found.hash()) ? Kind.REORDERED : Kind.EDITED,
              AuditEntry.place(found.type(), found.id(), found.sequence()),
              "at position %d root %d signed another entry".formatted(position, body.number()));
        }
      }
    }

    /** What was committed and written down outside the database must still be there. */
    private void journaled(List<AuditJournal.Line> lines) {
      for (int from = 0; from < lines.size(); from += 1_000) {
        List<AuditJournal.Line> some = lines.subList(from, Math.min(lines.size(), from + 1_000));
        Set<String> present =
            new HashSet<>(
                jdbc.sql("select hash from audit_entry where hash in (:hashes)")
                    .param("hashes", some.stream().map(AuditJournal.Line::hash).toList())
                    .query(String.class)
                    .list());
        some.stream()
            .filter(line -> !present.contains(line.hash()))
            .filter(line -> findings.stream().noneMatch(f -> f.place().equals(line.place())))
            .forEach(
                line ->
                    add(Kind.DELETED, line.place(), "the journal has it, the database does not"));
      }
    }

    private void positions(long covered) {
      // An entry without a position is new; one without a place in the work list was put in.
      jdbc.sql(
              """
              select e.aggregate_type || ' ' || e.aggregate_id || ', entry ' || e.sequence
              from audit_entry e
              where not exists (select 1 from audit_position p where p.entry_id = e.id)
                and not exists (select 1 from audit_unpositioned u where u.entry_id = e.id)
              order by e.id limit 1000
              """)
          .query(String.class)
          .list()
          .forEach(place -> add(Kind.INSERTED, place, "it was never given a position"));
      jdbc.sql(
              """
              select p.position from audit_position p
              where not exists (select 1 from audit_entry e where e.id = p.entry_id)
              order by p.position limit 1000
              """)
          .query(Long.class)
          .list()
          .forEach(position -> add(Kind.DELETED, "position " + position, "its entry is gone"));
      jdbc.sql(
              """
              select coalesce(before, 0) + 1 from (
                select position, lag(position) over (order by position) as before
                from audit_position) as neighbours
              where position <> coalesce(before, 0) + 1 and position > :covered
              order by position limit 1000
              """)
          .param("covered", covered)
          .query(Long.class)
          .list()
          .forEach(position -> add(Kind.DELETED, "position " + position, "it is missing"));
      jdbc.sql(
              """
              select u.entry_id from audit_unpositioned u
              where not exists (select 1 from audit_entry e where e.id = u.entry_id)
              order by u.entry_id limit 1000
              """)
          .query(Long.class)
          .list()
          .forEach(
              id -> add(Kind.DELETED, "entry row " + id, "it waits for a position and is gone"));
    }

    private long newer(long covered) {
      return jdbc.sql(
              """
              select (select count(*) from audit_position where position > :covered)
                + (select count(*) from audit_unpositioned)
              """)
          .param("covered", covered)
          .query(Long.class)
          .single();
    }

    private Map<Long, String> recordedRoots() {
      Map<Long, String> recorded = new HashMap<>();
      template.query(
          "select number, hash from audit_root",
          (ResultSet row) -> {
            recorded.put(row.getLong(1), row.getString(2));
          });
      return recorded;
    }

    private long recordedEnd(long number) {
      return jdbc.sql("select to_position from audit_root where number = :number")
          .param("number", number)
          .query(Long.class)
          .optional()
          .orElse(0L);
    }

    private void add(Kind kind, String place, String explanation) {
      if (findings.size() < MOST_FINDINGS) {
        findings.add(new Finding(kind, place, explanation));
      }
    }
  }

  static AuditEntry entry(ResultSet row) throws SQLException {
    return new AuditEntry(
        row.getString("aggregate_type"),
        row.getString("aggregate_id"),
        row.getLong("sequence"),
        row.getString("action"),
        row.getString("actor"),
        row.getString("facts"),
        row.getObject("at", OffsetDateTime.class).toInstant(),
        row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
        row.getString("previous_hash"),
        row.getString("hash"),
        row.getString("key_id"),
        row.getString("seal"));
  }
}
