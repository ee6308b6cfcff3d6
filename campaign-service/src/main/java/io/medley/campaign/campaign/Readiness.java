package io.medley.campaign.campaign;

import java.util.List;
import java.util.Optional;

/**
 * Whether people, agreement and content suffice for a campaign, at a glance.
 *
 * @param audience HCPs by country and language
 * @param reach HCPs by country who agree to e-mail now
 * @param coverage approved content by slot, country and language
 * @param contentAnswered false if content-service could not be asked; the coverage then comes from
 *     the last approval state this service was told
 */
public record Readiness(
    List<AudiencePart> audience,
    List<Reach> reach,
    List<Coverage> coverage,
    boolean contentAnswered) {

  /**
   * HCPs who share country and language.
   *
   * @param country ISO 3166 alpha-2
   * @param language BCP 47
   * @param hcps how many
   */
  public record AudiencePart(String country, String language, long hcps) {}

  /**
   * Agreement in one country.
   *
   * @param country ISO 3166 alpha-2
   * @param hcps HCPs of the country
   * @param reachable of those, the ones who agree to e-mail
   */
  public record Reach(String country, long hcps, long reachable) {

    /** Share of reachable HCPs, 0 to 100. */
    public long percent() {
      return hcps == 0 ? 0 : Math.round(100.0 * reachable / hcps);
    }
  }

  /**
   * Content of one slot for one part of the audience.
   *
   * @param slot the slot of the template
   * @param stepName the step it belongs to
   * @param channel the channel of that step
   * @param country ISO 3166 alpha-2
   * @param language BCP 47
   * @param titles titles of the approved pieces that fit, best first
   */
  public record Coverage(
      String slot,
      String stepName,
      String channel,
      String country,
      String language,
      List<String> titles) {

    /** True if at least one piece fits. */
    public boolean covered() {
      return !titles.isEmpty();
    }
  }

  /** HCPs in all. */
  public long hcps() {
    return audience.stream().mapToLong(AudiencePart::hcps).sum();
  }

  /** HCPs who agree to e-mail. */
  public long reachable() {
    return reach.stream().mapToLong(Reach::reachable).sum();
  }

  /** Places where no approved piece fits. */
  public List<Coverage> gaps() {
    return coverage.stream().filter(part -> !part.covered()).toList();
  }

  /** True if nothing speaks against launching. */
  public boolean ready() {
    return hcps() > 0 && reachable() > 0 && gaps().isEmpty();
  }

  /** Coverage of one slot for one part of the audience. */
  public Optional<Coverage> at(String slot, String country, String language) {
    return coverage.stream()
        .filter(
            part ->
                part.slot().equals(slot)
                    && part.country().equals(country)
                    && part.language().equals(language))
        .findFirst();
  }
}
