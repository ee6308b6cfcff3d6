package io.medley.content.product;

import io.medley.content.product.ProductMaster.Change;
import java.time.Instant;
import java.util.List;

/** Stored product records, every revision of each. */
public interface ProductRecords {

  /** Newest revision of every record. */
  List<Row> current();

  /** Newest revisions first. */
  List<Change> history(int limit);

  /** Every revision of a record, oldest first. */
  List<Kept> revisions(String kind, String id);

  /** A revision and who made it. */
  record Kept(Row row, String by, Instant at) {}

  /** Adds a revision; a second writer of the same revision fails. */
  void add(Row row, String by, Instant at);

  /**
   * One revision.
   *
   * @param document the record as JSON
   */
  record Row(String kind, String id, int revision, String sha256, String document) {}
}
