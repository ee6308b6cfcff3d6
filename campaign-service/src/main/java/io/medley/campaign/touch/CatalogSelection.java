package io.medley.campaign.touch;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Asks content-service's catalog what fits. Its answer is a proposal, never a permission. */
public interface CatalogSelection {

  /**
   * What is asked for.
   *
   * @param modules key of the module that is to stand in a place; only pieces with such a form
   */
  record Wanted(
      String brandId,
      String market,
      String language,
      String channel,
      String audience,
      String slot,
      Map<String, String> modules) {

    /** Copies the map. */
    public Wanted {
      modules = Map.copyOf(modules);
    }

    /** Asks for no module in particular. */
    public Wanted(
        String brandId,
        String market,
        String language,
        String channel,
        String audience,
        String slot) {
      this(brandId, market, language, channel, audience, slot, Map.of());
    }
  }

  /** A piece the catalog proposes. */
  record Proposed(UUID versionId, String title, String jobCode, String contentHash) {}

  /** A piece the catalog considered and did not propose. */
  record Declined(UUID versionId, String reason) {}

  /** The answer. */
  record Proposal(List<Proposed> candidates, List<Declined> rejected) {

    /** Copies the lists. */
    public Proposal {
      candidates = List.copyOf(candidates);
      rejected = List.copyOf(rejected);
    }
  }

  /**
   * Asks, or answers from a cache that is a few seconds old at most and of this epoch.
   *
   * @param epoch cursor of the approval state
   * @throws CatalogUnavailable if the catalog cannot be asked
   */
  Proposal propose(Wanted wanted, long epoch);

  /** The catalog cannot be asked. */
  final class CatalogUnavailable extends RuntimeException {
    /** With the failure. */
    public CatalogUnavailable(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
