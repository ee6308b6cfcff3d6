package io.medley.campaign.touch;

import java.util.UUID;

/** Asks content-service to check a version as of today. */
public interface Checker {

  /**
   * Asks. Over unchanged inputs content-service answers from what is stored there.
   *
   * @throws CheckUnavailable if it does not answer
   */
  SendCheck check(UUID versionId);

  /** It does not answer, or not with a verdict. */
  final class CheckUnavailable extends RuntimeException {
    /** With the failure. */
    public CheckUnavailable(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
