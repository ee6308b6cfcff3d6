package io.medley.content.brief;

import io.medley.content.asset.AssetVersion;

/** Told of what happens to a brief, inside the transaction in which it happens. */
public interface BriefWitness {

  /** It was written. */
  void written(Brief brief);

  /** What it asks for, or who makes it, changed. */
  void changed(Brief brief);

  /** A version of a piece came for it. */
  void pieceCame(Brief brief, AssetVersion version);

  /** Nobody works on it any more. */
  void over(Brief brief);
}
