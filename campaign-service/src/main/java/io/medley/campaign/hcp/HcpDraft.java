package io.medley.campaign.hcp;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an import says about an HCP; checked values.
 *
 * @param zone null if not given
 * @param territory code of the territory; null leaves what is known
 * @param affiliations organisations the HCP works at; those not named stay as they are
 * @param brandTiers tier by brand; brands not named stay as they are
 * @param facts what the source says beside, e.g. preferences
 * @param status whether the HCP still practises; null leaves what is known
 */
public record HcpDraft(
    String externalId,
    PersonalValues personal,
    String country,
    String language,
    @Nullable ZoneId zone,
    String specialty,
    String type,
    int tier,
    Map<String, Double> affinities,
    @Nullable String territory,
    List<Affiliation> affiliations,
    Map<String, Integer> brandTiers,
    List<FactDraft> facts,
    @Nullable HcpStatus status) {

  /** Copies the collections. */
  public HcpDraft {
    affinities = Map.copyOf(affinities);
    affiliations = List.copyOf(affiliations);
    brandTiers = Map.copyOf(brandTiers);
    facts = List.copyOf(facts);
  }
}
