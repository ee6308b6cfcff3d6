package io.medley.content.precheck;

import io.medley.content.extraction.ExtractedFile;

/** What extraction found, in the rules' own words. */
final class FactsOfFile {

  private FactsOfFile() {}

  static PieceFacts of(ExtractedFile file) {
    return PieceFacts.none();
  }
}
