package io.medley.content.metadata;

import io.medley.content.asset.VersionId;
import java.util.List;

/** Knows which approved claims a version makes and where its references support them. */
public interface ClaimFacts {

  /** The claims found in the version, in reading order. */
  List<MetadataDocument.Claim> claims(VersionId version);

  /** Where the version's references are anchored. */
  List<Anchor> anchors(VersionId version);

  /** The supporting quote inside one reference, and the reference's version it is pinned to. */
  record Anchor(String referenceId, String version, int page, String quote) {}
}
