package io.medley.content.claim;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rows of references. Every method runs in the caller's transaction. */
public interface ReferenceStore {

  /** Adds a reference without a file; false if the key is taken. */
  boolean add(LibraryReference reference, String by, Instant at);

  /** Changes what may change of a reference. */
  void change(LibraryReference reference, Instant at);

  Optional<LibraryReference> find(String id);

  /** Keeps other writers away from a reference until the transaction ends. */
  Optional<LibraryReference> lock(String id);

  /** Every reference, for whoever compares with all of them; people search. */
  List<LibraryReference> all();

  /** A page of the references with all of these words in title or key, by title. */
  Found search(String words, int offset, int limit);

  /**
   * A page of references.
   *
   * @param total how many there are on all pages
   */
  record Found(List<LibraryReference> references, long total) {
    public Found {
      references = List.copyOf(references);
    }
  }

  void add(Edition edition);

  /** Files of a reference, newest first. */
  List<Edition> editions(String id);

  /** The text of a page of an edition. */
  Optional<String> page(String id, int edition, int page);

  void add(ReferenceAnchor anchor, String by, Instant at);

  Optional<ReferenceAnchor> anchor(UUID id);

  /** Anchors of a reference, in page order, newest edition first. */
  List<ReferenceAnchor> anchors(String referenceId);

  /** References whose licence ended before a day and of whom nobody was told. */
  List<LibraryReference> licenceOver(LocalDate day, int limit);

  /**
   * Notes that everybody concerned was told of the end of the licence; false if they were before.
   */
  boolean licenceTold(String id);

  /** A file of a reference. */
  record Edition(
      String referenceId,
      int number,
      String contentHash,
      String format,
      String fileName,
      long fileSize,
      String by,
      @Nullable Instant at) {}
}
