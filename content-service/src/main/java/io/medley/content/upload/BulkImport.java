package io.medley.content.upload;

import io.medley.content.asset.VersionId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Many pieces brought in by one table of files and tags.
 *
 * @param owner person id; nobody else may see or continue it
 * @param csvHash SHA-256 of the table; the same table is the same import
 */
public record BulkImport(
    ImportId id,
    String agency,
    String owner,
    String ownerName,
    String name,
    String csvHash,
    Instant createdAt) {

  /** Where a row is. */
  public enum RowState {
    /** The row itself is wrong; its problem says how. */
    INVALID,
    /** Its file has not been sent. */
    WAITING,
    /** Its file is on its way, or is being read. */
    READING,
    /** A version, its tags confirmed. */
    DONE,
    /** A version whose tags need attention. */
    TAGS_OPEN,
    /** The same bytes were here before; nothing was added. */
    ALREADY_HERE,
    /** The file was refused; send a better one for the same row. */
    REFUSED
  }

  /**
   * One row.
   *
   * @param number line of the table, the first after the heading is 1
   * @param file path as the table names it
   * @param tags by the names of the metadata's fields
   * @param version what it became, or the version that was here before
   * @param message what is wrong, and how to mend it; empty if nothing is
   */
  public record Row(
      int number,
      String file,
      Map<String, Object> tags,
      RowState state,
      @Nullable UploadId upload,
      @Nullable VersionId version,
      String message) {}

  /** A row as the table has it. */
  public record Planned(int number, String file, Map<String, Object> tags, String problem) {}

  /** How many rows are where. */
  public static Map<RowState, Long> counts(List<Row> rows) {
    Map<RowState, Long> counts = new java.util.EnumMap<>(RowState.class);
    rows.forEach(row -> counts.merge(row.state(), 1L, Long::sum));
    return counts;
  }
}
