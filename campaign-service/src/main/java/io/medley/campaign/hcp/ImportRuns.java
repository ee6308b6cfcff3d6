package io.medley.campaign.hcp;

import io.medley.campaign.hcp.ImportReport.RowNote;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Imports and what they had to say of single rows. */
public interface ImportRuns {

  /** What is said of a row. */
  enum NoteKind {
    /** It was not imported. */
    REJECTED,
    /** It was imported, but not as it stood. */
    REMARK
  }

  /** What a step of an import did. */
  record Step(
      long rows,
      long readBytes,
      long created,
      long updated,
      long unchanged,
      long consents,
      List<RowNote> rejected,
      List<RowNote> remarks) {}

  /** A reason and how many rows it was given for. */
  record Reason(NoteKind kind, String reason, long rows, long firstRow) {}

  /** A note of the report. */
  record Note(NoteKind kind, RowNote note) {}

  /** The run; empty if there is none of this id. */
  Optional<ImportRun> find(UUID id);

  /** The newest runs. */
  List<ImportRun> latest(int limit);

  /** Runs whose file is here and that have not ended, oldest first. */
  List<UUID> unfinished();

  /** Notes that reading begins, or goes on after it broke off; answers the run as it is then. */
  ImportRun begin(UUID id, Instant now);

  /**
   * Keeps what a step did, in the transaction that did it.
   *
   * @param step {@code rows} and {@code readBytes} counted from the beginning of the file, all else
   *     of this step alone
   */
  void advance(UUID id, Step step, Instant now);

  /** Ends the run, in the caller's transaction; a run that has ended stays as it is. */
  void end(UUID id, ImportRun.State state, String why, Instant now);

  /** Notes that a run broke off; answers how often it did since the last row was stored. */
  int brokeOff(UUID id);

  /** The reasons of the report, the most frequent first. */
  List<Reason> reasons(UUID id, int limit);

  /** Notes in the order of the file, after a row. */
  List<Note> notes(UUID id, NoteKind kind, long afterRow, int limit);
}
