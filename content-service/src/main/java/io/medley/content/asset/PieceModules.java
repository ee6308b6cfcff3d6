package io.medley.content.asset;

import java.util.List;

/** Which modules a piece was assembled from. */
public interface PieceModules {

  /** Keys of the template and of every module that may stand in it; empty if it is a plain file. */
  List<String> of(VersionId version);
}
