package io.medley.content.claim;

import java.util.List;
import java.util.Optional;

/** References and the places in them that support something. */
public interface ReferenceAnchors {

  /** The reference, as it stands now. */
  Optional<LibraryReference> reference(String id);

  /** Its anchors, in page order. */
  List<ReferenceAnchor> anchors(String referenceId);

  /**
   * Whether a quote stands in the text of the edition an anchor names, spacing, case and
   * hyphenation aside.
   */
  boolean holds(ReferenceAnchor anchor);
}
