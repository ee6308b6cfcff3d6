package io.medley.content.precheck;

import java.time.Instant;
import java.util.List;

/**
 * What fetching a link came to.
 *
 * @param url as it stands in the piece, without its fragment
 * @param at when it was fetched
 * @param status of the last answer, 0 without one
 * @param hops addresses it was sent on to, in order; the last one is where readers end
 * @param problem in words, empty if it answers
 */
public record LinkResult(
    String url, Instant at, Outcome outcome, int status, List<String> hops, String problem) {

  public LinkResult {
    hops = List.copyOf(hops);
  }

  /** Kinds of results. */
  public enum Outcome {
    /** It answered with 200, perhaps after having been sent on. */
    ANSWERS,
    /** It answered with something else than 200. */
    REFUSES,
    /** It did not answer in time, or there is nothing at that address. */
    SILENT,
    /** It leads to an address of the inner network, which is never fetched. */
    FORBIDDEN
  }

  /** Where readers end. */
  public String end() {
    return hops.isEmpty() ? url : hops.getLast();
  }
}
