package io.medley.campaign.hcp;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an HCP beside the profile, with where it comes from.
 *
 * @param territory null if none was named
 * @param beliefs by name; each shows the facts behind it and whether they contradict each other
 */
public record HcpPortrait(
    Surroundings surroundings, @Nullable Territory territory, List<Belief> beliefs) {

  /** Copies the list. */
  public HcpPortrait {
    beliefs = List.copyOf(beliefs);
  }

  /** How many beliefs rest on facts that contradict each other. */
  public long conflicts() {
    return beliefs.stream().filter(Belief::conflict).count();
  }
}
