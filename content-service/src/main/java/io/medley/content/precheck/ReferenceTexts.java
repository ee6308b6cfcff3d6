package io.medley.content.precheck;

import java.util.Optional;

/** What references say; implemented by whoever keeps the reference documents. */
public interface ReferenceTexts {

  /** The reference's whole text, if the document is kept. */
  Optional<String> text(String referenceId);
}
