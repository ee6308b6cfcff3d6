package io.medley.workflows.lifecycle;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * Something a person has to do in the life of an approved version, as its human task needs it.
 *
 * @param taskId the domain's row; also a group of its own on the human task, so that the task can
 *     be found by it
 * @param candidateGroup who sees the task, e.g. {@code coordinate-gb}
 * @param dueAt when it is due, on the business clock
 * @param escalateAt when coordinators hear that nobody answered
 * @param piece what the form shows; nothing is decided from it
 */
public record LifeTask(
    UUID taskId, String candidateGroup, Instant dueAt, Instant escalateAt, Display piece) {

  /** What is asked. */
  public enum Kind {
    /** The version expires: retire, renew or revise. */
    EXPIRY,
    /** Something it rests on changed: keep, revise, reinstate or withdraw. */
    RECONSIDERATION,
    /** Certify it for a further term. */
    RECERTIFICATION,
    /** A channel says that it took its copies back. */
    ACKNOWLEDGEMENT,
    /** A signature closes the recall. */
    CLOSE_OUT
  }

  /**
   * What the form shows, at most 4 KB as JSON.
   *
   * @param markets as people read them
   * @param validUntil last day of validity, ISO 8601
   * @param what the question in one sentence
   * @param why what led to it, at most ten sentences
   * @param taskUrl where it is decided
   * @param pieceUrl where the piece can be read
   */
  public record Display(
      String title,
      String jobCode,
      String version,
      String markets,
      String validUntil,
      String what,
      List<String> why,
      String taskUrl,
      String pieceUrl) {

    /** Copies the list. */
    public Display {
      why = List.copyOf(why);
    }
  }

  /** The candidate group of a part in a market, e.g. {@code coordinate-gb}. */
  public static String candidateGroup(String part, String market) {
    return (part + "-" + market).toLowerCase(Locale.ROOT);
  }
}
