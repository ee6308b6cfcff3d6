package io.medley.content.precheck;

import io.medley.content.asset.AssetVersion;
import io.medley.content.asset.VersionId;
import io.medley.content.asset.VersionState;
import java.util.List;

/** Pieces that say nearly the same; implemented by whoever compares them. */
public interface NearPieces {

  /** Approved, rejected and withdrawn versions of other assets, the most similar first. */
  List<NearPiece> of(AssetVersion version, String text);

  /**
   * A similar piece.
   *
   * @param similarity of its text, 0 to 1
   */
  record NearPiece(
      VersionId id, String title, String number, VersionState state, double similarity) {}
}
