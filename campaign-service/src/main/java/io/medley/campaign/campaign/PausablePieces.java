package io.medley.campaign.campaign;

import java.util.List;
import java.util.Optional;

/** Pieces that can still leave, for people who look for one to pause; never decided from. */
public interface PausablePieces {

  /**
   * A piece over all its versions.
   *
   * @param assetId as a pause of a piece names it
   * @param title of the version that went live last
   */
  record Piece(String assetId, String title, String jobCode) {}

  /**
   * Pieces with the words in their title or job code, by title.
   *
   * @param words empty = any
   */
  List<Piece> find(String words, int most);

  /** The piece of that id; empty if it is not known, or no version of it can be sent any more. */
  Optional<Piece> find(String assetId);
}
