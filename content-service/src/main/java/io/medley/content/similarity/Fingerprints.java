package io.medley.content.similarity;

import io.medley.content.asset.VersionId;
import java.util.List;

/** Stored sketches. Every method joins the caller's transaction. */
public interface Fingerprints {

  /** Keeps a sketch; the same content twice is kept once. */
  void keep(String contentHash, int shingles, MinHash sketch);

  /** Contents that share a band with the sketch, the most shared first. */
  List<String> near(MinHash sketch, int limit);

  /** Versions with any of these contents, newest first. */
  List<VersionId> versions(List<String> contentHashes);

  /** Contents that have text and no sketch yet. */
  List<String> missing(int limit);
}
