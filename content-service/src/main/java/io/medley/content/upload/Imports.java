package io.medley.content.upload;

import io.medley.content.asset.VersionId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Rows of imports. Every method runs in the caller's transaction, or in one of its own. */
public interface Imports {

  /** Adds an import with its rows; {@code false} if this person has it already. */
  boolean add(BulkImport bulk, List<BulkImport.Planned> rows);

  /** The import with this id. */
  Optional<BulkImport> find(ImportId id);

  /** The import a person made of this table. */
  Optional<BulkImport> find(String owner, String csvHash);

  /** Imports of a person, newest first. */
  List<BulkImport> of(String owner);

  /** All rows with what became of them, in order. */
  List<BulkImport.Row> rows(ImportId id);

  /** Gives a row its file; {@code false} if it has one that is not refused or given up. */
  boolean link(ImportId id, int row, UploadId upload);

  /** A row whose file became a version and whose tags have not been looked at. */
  record Untagged(ImportId bulk, int row, VersionId version, Map<String, Object> tags) {}

  /** The untagged row of this upload. */
  Optional<Untagged> untagged(UploadId upload);

  /** Uploads whose rows wait for their tags. */
  List<UploadId> untagged(int limit);

  /** Notes what became of a row's tags; {@code open} says what they lack. */
  void tagged(ImportId bulk, int row, boolean confirmed, List<String> open);
}
