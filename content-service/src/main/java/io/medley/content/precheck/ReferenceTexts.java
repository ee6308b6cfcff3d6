package io.medley.content.precheck;

import java.util.Optional;

/** What references say; implemented by whoever keeps the reference documents. */
public interface ReferenceTexts {

  /** The text of one page of one edition of a reference, if there is such a page. */
  Optional<String> page(String referenceId, int edition, int page);
}
