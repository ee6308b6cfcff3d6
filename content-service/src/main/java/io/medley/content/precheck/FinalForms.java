package io.medley.content.precheck;

import io.medley.content.asset.VersionId;
import java.util.Optional;

/** What was signed; implemented by whoever keeps approvals. */
public interface FinalForms {

  /** SHA-256 of the bytes that the approval's signatures are over, once there is an approval. */
  Optional<String> signedContentHash(VersionId id);
}
