package io.medley.campaign.touch;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Live pieces of which is not known what they are about. */
public interface MissingFacets {

  /**
   * Some of them.
   *
   * @param notAskedSince those asked for later are left out
   */
  List<UUID> missing(Instant notAskedSince, int limit);

  /**
   * Keeps what was answered, and of all that they were asked for. What the feed told meanwhile
   * stays.
   */
  void answered(List<UUID> asked, Map<UUID, PieceFacets> facets, Instant at);

  /** Asks content-service. */
  interface Source {

    /**
     * What these pieces are about; what is not known there is absent.
     *
     * @throws SourceUnavailable if nobody answers
     */
    Map<UUID, PieceFacets> ask(List<UUID> versions);
  }

  /** Nobody answers now. */
  final class SourceUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** With why. */
    public SourceUnavailable(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
