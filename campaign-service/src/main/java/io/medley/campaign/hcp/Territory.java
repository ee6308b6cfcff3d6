package io.medley.campaign.hcp;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An area and the people who look after its HCPs.
 *
 * @param code short and unique, e.g. {@code GB-LON}
 * @param country ISO 3166 alpha-2
 * @param rep representative's sign-in name; null while nobody is named
 * @param msl medical science liaison's sign-in name
 * @param kam key account manager's sign-in name
 */
public record Territory(
    String code,
    String name,
    String country,
    @Nullable String rep,
    @Nullable String msl,
    @Nullable String kam) {

  /**
   * Whose task an action is: what is medical is the liaison's, all else the representative's; null
   * while nobody is named.
   */
  public @Nullable String doerOf(String action) {
    return action.equals("MEDICAL_CONTACT") ? msl : rep;
  }

  /** Whether this person looks after it in any part. */
  public boolean belongsTo(String person) {
    return Stream.of(rep, msl, kam).anyMatch(person::equals);
  }
}
