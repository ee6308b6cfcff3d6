package io.medley.content.catalog;

import io.medley.content.asset.VersionId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the catalog needs of a piece beside its approval. */
public interface PieceFacts {

  /** Facts for the index, text included. */
  Map<VersionId, Facts> of(Collection<VersionId> versions);

  /** The safety texts versions were made against, by market; frozen with the version. */
  Map<VersionId, Map<String, String>> safetyTexts(Collection<VersionId> versions);

  /** The next instant at which a live piece begins to be valid, or a label to be in force. */
  Optional<Instant> nextBeginning(Instant after);

  /**
   * Facts of one piece.
   *
   * @param text its words, cut after 20,000 characters
   */
  record Facts(
      Map<String, String> safetyTexts,
      List<String> specialties,
      String journeyStage,
      List<String> keyMessageIds,
      String text) {}
}
