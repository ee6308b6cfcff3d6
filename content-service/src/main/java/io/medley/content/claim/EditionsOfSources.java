package io.medley.content.claim;

import io.medley.content.asset.SourceEditions;
import org.springframework.stereotype.Component;

/** Tells the tags of a piece which file of a source it cites. */
@Component
class EditionsOfSources implements SourceEditions {

  private final ReferenceStore references;

  EditionsOfSources(ReferenceStore references) {
    this.references = references;
  }

  @Override
  public int newest(String referenceId) {
    return references.find(referenceId).map(LibraryReference::edition).orElse(0);
  }
}
