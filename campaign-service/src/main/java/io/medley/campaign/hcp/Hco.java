package io.medley.campaign.hcp;

import java.util.Locale;
import java.util.Optional;

/**
 * A healthcare organisation.
 *
 * @param externalId id in the system it was imported from
 */
public record Hco(String externalId, String name, Kind kind, String country) {

  /** What it is. */
  public enum Kind {
    /** Hospital or hospital department. */
    HOSPITAL,
    /** Outpatient clinic. */
    CLINIC,
    /** Office-based practice. */
    PRACTICE,
    /** Pharmacy. */
    PHARMACY,
    /** Integrated delivery network, accountable care organisation, chain. */
    NETWORK,
    /** Something else, or not told. */
    OTHER;

    /** The kind a word stands for. */
    public static Optional<Kind> parse(String text) {
      String word = text.strip().toUpperCase(Locale.ROOT);
      for (Kind kind : values()) {
        if (kind.name().equals(word)) {
          return Optional.of(kind);
        }
      }
      return Optional.empty();
    }
  }
}
