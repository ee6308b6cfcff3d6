package io.medley.content.extraction.tika;

import io.medley.content.extraction.FileRefused.Reason;

/** Ends the reading of one file. */
final class Refused extends RuntimeException {

  private final Reason reason;

  Refused(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  Reason reason() {
    return reason;
  }
}
