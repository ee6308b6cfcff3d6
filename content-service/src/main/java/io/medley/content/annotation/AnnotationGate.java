package io.medley.content.annotation;

import io.medley.content.asset.AssetVersion;
import io.medley.content.signing.Lane;
import io.medley.platform.security.Actor;
import java.util.Optional;

/**
 * What the review says to annotating; implemented where reviews are. Asked inside the transaction
 * that writes.
 */
public interface AnnotationGate {

  /** Why this person may not speak for the lane about this version, in a sentence. */
  Optional<String> against(AssetVersion version, Lane lane, Actor person);

  /**
   * Why the lane's remarks about this version are not to be added to or changed now, in a sentence:
   * its verdict is signed, or it is not open. Nobody signs the lane until the transaction ends.
   */
  Optional<String> closed(AssetVersion version, Lane lane);
}
