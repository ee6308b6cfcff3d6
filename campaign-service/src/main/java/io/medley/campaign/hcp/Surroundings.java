package io.medley.campaign.hcp;

import java.util.List;
import java.util.Map;

/**
 * Where an HCP works and what each brand makes of them.
 *
 * @param affiliations organisations by name
 * @param brandTiers tier by brand, 1 (most important) to 4
 */
public record Surroundings(List<Affiliation> affiliations, Map<String, Integer> brandTiers) {

  /** Copies the collections. */
  public Surroundings {
    affiliations = List.copyOf(affiliations);
    brandTiers = Map.copyOf(brandTiers);
  }
}
