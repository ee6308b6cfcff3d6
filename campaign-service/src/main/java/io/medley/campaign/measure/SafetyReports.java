package io.medley.campaign.measure;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** All safety reports. Writes belong to the caller's transaction. */
public interface SafetyReports {

  /**
   * Adds a report.
   *
   * @param sealed what was said, sealed under the HCP's key
   * @return false if one of this source key exists
   */
  boolean add(SafetyReport report, byte[] sealed);

  /** Open reports first, by due time; then the newest closed ones. */
  List<SafetyReport> all(int limit);

  /** How many are open. */
  long open();

  /** What was said, sealed. */
  Optional<byte[]> sealed(UUID id);

  /** One report. */
  Optional<SafetyReport> find(UUID id);

  /**
   * Closes an open report.
   *
   * @return false if it was closed before
   */
  boolean close(UUID id, SafetyReport.State state, String outcome, String by, Instant at);
}
