package io.medley.campaign.hcp;

import java.time.ZoneId;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an HCP without opening personal values: enough for every decision of the gate
 * but rendering.
 *
 * @param id the HCP
 * @param externalId id in the system the HCP was imported from
 * @param pseudonym how the HCP appears in audit, traces and logs
 * @param country ISO 3166 alpha-2
 * @param language BCP 47
 * @param zone time zone of the practice; null if not known
 * @param specialty medical specialty, as imported
 * @param type profession, the name of an {@link HcpType}
 * @param tier 1 (most important) to 4
 * @param affinities liking per channel ({@code EMAIL REP WEB}), 0 to 1; absent = not known
 * @param erased true once the personal values were destroyed; such an HCP is never contacted
 * @param status whether the HCP still practises; who does not is never contacted
 */
public record HcpProfile(
    HcpId id,
    String externalId,
    String pseudonym,
    String country,
    String language,
    @Nullable ZoneId zone,
    String specialty,
    String type,
    int tier,
    Map<String, Double> affinities,
    boolean erased,
    HcpStatus status) {

  /** Copies the map. A profile stored before HCPs had a status practises. */
  public HcpProfile {
    affinities = Map.copyOf(affinities);
    status = Objects.requireNonNullElse(status, HcpStatus.ACTIVE);
  }

  /** Of somebody who practises. */
  public HcpProfile(
      HcpId id,
      String externalId,
      String pseudonym,
      String country,
      String language,
      @Nullable ZoneId zone,
      String specialty,
      String type,
      int tier,
      Map<String, Double> affinities,
      boolean erased) {
    this(
        id,
        externalId,
        pseudonym,
        country,
        language,
        zone,
        specialty,
        type,
        tier,
        affinities,
        erased,
        HcpStatus.ACTIVE);
  }
}
