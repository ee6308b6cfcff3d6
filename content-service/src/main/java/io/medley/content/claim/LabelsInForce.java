package io.medley.content.claim;

import io.medley.content.asset.VersionId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** Which label versions have come into force, each told of once. */
public interface LabelsInForce {

  /**
   * A version of a label.
   *
   * @param from first day on which it is the current one
   */
  record Dated(String brandId, String market, String language, String version, LocalDate from) {}

  /** Versions whose first day is this one or an earlier one, and that nobody was told of. */
  List<Dated> due(LocalDate day);

  /** Notes that a version came into force; false if that was noted before. */
  boolean came(Dated label, Instant at);

  /**
   * Versions of pieces a brand's new label in a market concerns: all that are in use or in the
   * making, but those made against that very label.
   */
  List<VersionId> madeAgainstOthers(String brandId, String market, String labelVersion);
}
