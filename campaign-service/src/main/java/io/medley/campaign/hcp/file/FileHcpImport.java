package io.medley.campaign.hcp.file;

import io.medley.campaign.hcp.HcpImport;
import io.medley.campaign.hcp.HcpImports;
import io.medley.campaign.hcp.ImportFiles;
import io.medley.campaign.hcp.ImportRefused;
import io.medley.campaign.hcp.ImportReport;
import io.medley.campaign.hcp.ImportReport.RowNote;
import io.medley.campaign.hcp.ImportRun;
import io.medley.campaign.hcp.ImportRuns;
import io.medley.campaign.hcp.ImportRuns.NoteKind;
import io.medley.campaign.hcp.ImportUnknown;
import io.medley.platform.audit.AuditEvent;
import io.medley.platform.audit.AuditTrail;
import io.medley.platform.jdbc.AdvisoryLocks;
import io.medley.platform.jdbc.LockTaken;
import io.medley.platform.jdbc.SessionLock;
import io.medley.platform.security.Actor;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.json.JsonMapper;

/**
 * Imports HCPs, some hundred rows to a transaction that also notes how far the file is read. Holds
 * no more than those rows, whatever the length of the file.
 */
@Service
class FileHcpImport implements HcpImport, HcpImports {

  private static final Logger LOG = LoggerFactory.getLogger(FileHcpImport.class);

  private static final int ROWS_PER_TRANSACTION = 500;

  /** Notes of rows that were refused as they were read; kept at the latest at so many. */
  private static final int NOTES_PER_TRANSACTION = 1_000;

  /** Notes an answer carries; all of them are in the report. */
  private static final int NOTES_ANSWERED = 1_000;

  private static final int NOTES_READ_TOGETHER = 5_000;

  /** After so many break-offs at one row nothing but a person helps. */
  private static final int MOST_FAILURES = 10;

  /** A client that sends nothing for so long has gone. */
  private static final Duration ABANDONED = Duration.ofMinutes(15);

  private static final int LONGEST_NAME = 200;
  private static final String LOCK = "hcp-import";

  private final ImportRuns runs;
  private final ImportFiles files;
  private final HcpRowStoring storing;
  private final AuditTrail audit;
  private final AdvisoryLocks locks;
  private final TransactionOperations transactions;
  private final JsonMapper json;
  private final Clock clock;
  private final AtomicBoolean working = new AtomicBoolean();

  FileHcpImport(
      ImportRuns runs,
      ImportFiles files,
      HcpRowStoring storing,
      AuditTrail audit,
      AdvisoryLocks locks,
      TransactionOperations transactions,
      JsonMapper json,
      Clock clock) {
    this.runs = runs;
    this.files = files;
    this.storing = storing;
    this.audit = audit;
    this.locks = locks;
    this.transactions = transactions;
    this.json = json;
    this.clock = clock;
  }

  @Override
  public ImportReport importCsv(InputStream csv, Actor actor) throws IOException {
    return importNow(ImportRun.Format.CSV, csv, actor);
  }

  @Override
  public ImportReport importJsonLines(InputStream lines, Actor actor) throws IOException {
    return importNow(ImportRun.Format.JSON_LINES, lines, actor);
  }

  @Override
  public ImportReport importJson(InputStream array, Actor actor) throws IOException {
    return importNow(ImportRun.Format.JSON, array, actor);
  }

  private ImportReport importNow(ImportRun.Format format, InputStream file, Actor actor)
      throws IOException {
    UUID id = UUID.randomUUID();
    // Held from before the file is here: nobody else begins to read it.
    try (SessionLock _ = locks.hold(LOCK, id)) {
      receive(id, "Sent by a program", format, file, actor);
      read(id);
    }
    ImportRun run = require(id);
    if (run.state() == ImportRun.State.REFUSED) {
      throw new ImportRefused(Objects.requireNonNull(run.endedWhy()));
    }
    return new ImportReport(
        id,
        run.rows(),
        run.created(),
        run.updated(),
        run.unchanged(),
        run.consents(),
        notes(id, NoteKind.REJECTED),
        run.rejected(),
        notes(id, NoteKind.REMARK));
  }

  private List<RowNote> notes(UUID id, NoteKind kind) {
    return runs.notes(id, kind, 0, NOTES_ANSWERED).stream().map(ImportRuns.Note::note).toList();
  }

  @Override
  public ImportRun receive(String fileName, ImportRun.Format format, InputStream file, Actor actor)
      throws IOException {
    UUID id = UUID.randomUUID();
    receive(id, fileName, format, file, actor);
    resume();
    return require(id);
  }

  private void receive(
      UUID id, String fileName, ImportRun.Format format, InputStream file, Actor actor)
      throws IOException {
    String name = fileName.strip();
    ImportRun run =
        new ImportRun(
            id,
            name.isEmpty() ? "a file" : name.substring(0, Math.min(name.length(), LONGEST_NAME)),
            format,
            ImportRun.State.RECEIVING,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            null,
            actor,
            clock.instant(),
            null,
            clock.instant(),
            null);
    try {
      files.receive(run, file);
    } catch (IOException brokeOff) {
      brokeOffOnItsWay(id);
      throw brokeOff;
    }
  }

  private void brokeOffOnItsWay(UUID id) {
    end(
        id,
        ImportRun.State.REFUSED,
        "The file broke off on its way here; nothing of it was imported. Send it again.");
  }

  @Override
  public ImportRun require(UUID id) {
    return runs.find(id).orElseThrow(() -> new ImportUnknown(id));
  }

  @Override
  public void writeNotes(UUID id, Writer out) throws IOException {
    require(id);
    out.write("row,kind,reason\n");
    for (NoteKind kind : NoteKind.values()) {
      long after = 0;
      List<ImportRuns.Note> some = runs.notes(id, kind, after, NOTES_READ_TOGETHER);
      while (!some.isEmpty()) {
        for (ImportRuns.Note note : some) {
          out.write(
              "%d,%s,\"%s\"\n"
                  .formatted(note.note().row(), kind, note.note().reason().replace("\"", "\"\"")));
          after = note.note().row();
        }
        some = runs.notes(id, kind, after, NOTES_READ_TOGETHER);
      }
    }
  }

  @Override
  public void resume() {
    if (working.compareAndSet(false, true)) {
      Thread.ofVirtual().name("hcp-import").start(this::work);
    }
  }

  private void work() {
    try {
      files.abandoned(clock.instant().minus(ABANDONED)).forEach(this::brokeOffOnItsWay);
      for (List<UUID> free = free(); !free.isEmpty(); free = free()) {
        if (!free.stream().allMatch(this::goOn)) {
          // The schedule comes back to it.
          return;
        }
      }
    } catch (RuntimeException outage) {
      LOG.warn("Imports of HCPs are looked for again later: {}", outage.toString());
    } finally {
      working.set(false);
    }
  }

  private List<UUID> free() {
    return runs.unfinished().stream().filter(id -> locks.isFree(LOCK, id)).toList();
  }

  /** Goes on with a run; false if it broke off. */
  private boolean goOn(UUID id) {
    try (SessionLock _ = locks.hold(LOCK, id)) {
      read(id);
      return true;
    } catch (LockTaken another) {
      return true;
    } catch (IOException | RuntimeException failure) {
      LOG.warn("Import {} of HCPs broke off", id, failure);
      if (runs.brokeOff(id) >= MOST_FAILURES) {
        end(
            id,
            ImportRun.State.FAILED,
            "It broke off %d times behind row %d; see the service's log for import %s."
                .formatted(MOST_FAILURES, require(id).rows(), id));
      }
      return false;
    }
  }

  /** Reads a file that is here from where it stands to its end. The caller holds its lock. */
  private void read(UUID id) throws IOException {
    ImportRun run = runs.begin(id, clock.instant());
    if (run.ended()) {
      return;
    }
    try (CountedBytes bytes = new CountedBytes(files.read(id))) {
      Reading reading = new Reading(run, bytes);
      try {
        new HcpFile(json, reading).read(run.format(), bytes, run.rows());
      } catch (ImportRefused refused) {
        reading.flush();
        end(id, ImportRun.State.REFUSED, Objects.requireNonNull(refused.getMessage()));
        return;
      }
      reading.flush();
    }
    end(id, ImportRun.State.DONE, "");
  }

  private void end(UUID id, ImportRun.State state, String why) {
    transactions.executeWithoutResult(
        status -> {
          runs.end(id, state, why, clock.instant());
          files.forget(id);
          ImportRun run = require(id);
          audit.append(
              new AuditEvent(
                  "hcp-import",
                  id.toString(),
                  state == ImportRun.State.DONE ? "imported" : "refused",
                  run.by(),
                  Map.of(
                      "rows", run.rows(),
                      "created", run.created(),
                      "updated", run.updated(),
                      "unchanged", run.unchanged(),
                      "consents", run.consents(),
                      "rejected", run.rejected())));
        });
  }

  /** One reading of a file. */
  private final class Reading implements HcpFile.Rows {

    private final ImportRun run;
    private final CountedBytes bytes;
    private final List<HcpRow> batch = new ArrayList<>(ROWS_PER_TRANSACTION);
    private final Set<String> batchIds = new HashSet<>();
    private Tally refused = new Tally();
    private long rows;

    Reading(ImportRun run, CountedBytes bytes) {
      this.run = run;
      this.bytes = bytes;
      this.rows = run.rows();
    }

    @Override
    public void refuse(long row, String reason) {
      rows++;
      refused.reject(row, reason);
      if (refused.notes() >= NOTES_PER_TRANSACTION) {
        flush();
      }
    }

    @Override
    public void take(HcpRow row) {
      if (!batchIds.add(row.draft().externalId())) {
        // The last of two rows with one id counts: each gets its own transaction.
        flush();
        batchIds.add(row.draft().externalId());
      }
      rows++;
      batch.add(row);
      if (batch.size() >= ROWS_PER_TRANSACTION) {
        flush();
      }
    }

    /** Stores what was read since the last time, and that it was read. */
    void flush() {
      if (batch.isEmpty() && refused.notes() == 0) {
        return;
      }
      try {
        store(batch);
      } catch (DataIntegrityViolationException somewhere) {
        store(withoutUnstorable());
      }
      batch.clear();
      batchIds.clear();
      refused = new Tally();
    }

    private void store(List<HcpRow> some) {
      transactions.executeWithoutResult(
          status -> {
            Tally stored = some.isEmpty() ? new Tally() : storing.store(some, run.id(), run.by());
            runs.advance(run.id(), stored.and(refused, rows, bytes.count()), clock.instant());
          });
    }

    /** One row must not keep back the others: each is tried by itself and taken back. */
    private List<HcpRow> withoutUnstorable() {
      List<HcpRow> storable = new ArrayList<>();
      for (HcpRow row : batch) {
        try {
          transactions.executeWithoutResult(
              status -> {
                storing.store(List.of(row), run.id(), run.by());
                status.setRollbackOnly();
              });
          storable.add(row);
        } catch (DataIntegrityViolationException unstorable) {
          LOG.warn("Row {} of import {} cannot be stored", row.line(), run.id(), unstorable);
          refused.reject(row.line(), "The row cannot be stored; the service's log says why.");
        }
      }
      return storable;
    }
  }
}
