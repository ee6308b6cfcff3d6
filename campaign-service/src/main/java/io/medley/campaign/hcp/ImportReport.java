package io.medley.campaign.hcp;

import java.util.List;
import java.util.UUID;

/**
 * What an import did.
 *
 * @param id the run, under which all its notes can be read
 * @param rows data rows read
 * @param created HCPs that are new
 * @param updated HCPs with at least one changed value
 * @param unchanged HCPs that were the same already
 * @param consents consent entries written
 * @param rejected rows that were not imported, with the reason; at most the first 1,000
 * @param rejectedRows how many rows were not imported
 * @param remarks rows that were imported but not in every column; at most the first 1,000
 */
public record ImportReport(
    UUID id,
    long rows,
    long created,
    long updated,
    long unchanged,
    long consents,
    List<RowNote> rejected,
    long rejectedRows,
    List<RowNote> remarks) {

  /** Copies the lists. */
  public ImportReport {
    rejected = List.copyOf(rejected);
    remarks = List.copyOf(remarks);
  }

  /**
   * One row's message.
   *
   * @param row line of the data row in the file: the first row after the header is 2
   * @param reason one sentence; never repeats a personal value
   */
  public record RowNote(long row, String reason) {}
}
