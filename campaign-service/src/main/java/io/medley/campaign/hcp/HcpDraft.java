package io.medley.campaign.hcp;

import java.time.ZoneId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an import says about an HCP; checked values.
 *
 * @param zone null if not given
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
    Map<String, Double> affinities) {

  /** Copies the map. */
  public HcpDraft {
    affinities = Map.copyOf(affinities);
  }
}
