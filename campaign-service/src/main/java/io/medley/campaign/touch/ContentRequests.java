package io.medley.campaign.touch;

import java.time.LocalDate;
import java.util.UUID;

/** Asks content-service to have missing content made. */
public interface ContentRequests {

  /**
   * What is missing.
   *
   * @param title as people will call the piece
   * @param market ISO 3166 alpha-2
   * @param language BCP 47
   * @param background what an agency should know
   * @param dueOn the last day
   */
  record Gap(
      String title,
      String brandId,
      String market,
      String language,
      String channel,
      String slot,
      UUID campaignId,
      String background,
      LocalDate dueOn) {}

  /**
   * Opens a brief, or finds the one that is worked on for the same gap. A network call: never
   * inside a transaction.
   *
   * @return the brief's id
   * @throws NotTaken if content-service refuses it or does not answer
   */
  UUID open(Gap gap);

  /** The brief was not opened; the message says why, for people. */
  final class NotTaken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With the failure. */
    public NotTaken(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
