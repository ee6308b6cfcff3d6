package io.medley.campaign.campaign;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Whether people, agreement and content suffice for a campaign, at a glance.
 *
 * @param audience HCPs by country and language
 * @param reach HCPs by country who agree to e-mail now
 * @param coverage approved content by slot, country and language
 * @param contentAnswered false if content-service could not be asked; the coverage then comes from
 *     the last approval state this service was told
 * @param findings what was looked at and how it stands, the worst first
 */
public record Readiness(
    List<AudiencePart> audience,
    List<Reach> reach,
    List<Coverage> coverage,
    boolean contentAnswered,
    List<Finding> findings) {

  /** Copies the lists and sorts the findings. */
  public Readiness {
    audience = List.copyOf(audience);
    reach = List.copyOf(reach);
    coverage = List.copyOf(coverage);
    findings =
        findings.stream()
            .sorted(Comparator.comparing(Finding::level).thenComparing(Finding::key))
            .toList();
  }

  /** How a finding stands, the worst first. */
  public enum Level {
    /** Stops a launch unless a named person accepts it with a reason. */
    RED,
    /** Should be known; stops nothing. */
    AMBER,
    /** As it should be. */
    GREEN
  }

  /**
   * One thing that was looked at.
   *
   * @param key names it, e.g. {@code CONTENT/announce/US/en-US}; the same thing keeps its key
   * @param subject what was looked at, e.g. "Agree to e-mail · United States"
   * @param percent share of HCPs for whom it is as it should be, 0 to 100; null where none applies
   * @param text how it stands, one sentence
   * @param mend how to mend it, one sentence; empty if nothing has to be mended
   * @param gap the content that is missing; null if it is about something else
   */
  public record Finding(
      String key,
      Level level,
      String subject,
      @Nullable Integer percent,
      String text,
      String mend,
      @Nullable Coverage gap) {}

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
   * @param hcps HCPs it is for
   * @param titles titles of the approved pieces that fit, best first
   * @param modules what a rule of the campaign demands of them, by place; empty = nothing
   */
  public record Coverage(
      String slot,
      String stepName,
      String channel,
      String country,
      String language,
      long hcps,
      List<String> titles,
      Map<String, String> modules) {

    /** Copies the map. One stored before plans spoke of modules demands nothing. */
    public Coverage {
      modules = modules == null ? Map.of() : Map.copyOf(modules);
    }

    /** Of which nothing in particular is demanded. */
    public Coverage(
        String slot,
        String stepName,
        String channel,
        String country,
        String language,
        long hcps,
        List<String> titles) {
      this(slot, stepName, channel, country, language, hcps, titles, Map.of());
    }

    /** What is demanded, in words. */
    public String demanded() {
      return new TreeMap<>(modules)
          .entrySet().stream()
              .map(entry -> entry.getKey() + " = " + entry.getValue())
              .collect(Collectors.joining(", "));
    }

    /** True if at least one piece fits. */
    public boolean covered() {
      return !titles.isEmpty();
    }

    /** Names the place, e.g. {@code announce/US/en-US}. */
    public String place() {
      return slot + "/" + country + "/" + language + (modules.isEmpty() ? "" : "/" + demanded());
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
    return coverage.stream().filter(part -> !part.covered() && part.modules().isEmpty()).toList();
  }

  /** What stops a launch unless somebody accepts it. */
  public List<Finding> blocks() {
    return findings.stream().filter(finding -> finding.level() == Level.RED).toList();
  }

  /** What should be known and stops nothing. */
  public List<Finding> warnings() {
    return findings.stream().filter(finding -> finding.level() == Level.AMBER).toList();
  }

  /** True if nothing speaks against launching. */
  public boolean ready() {
    return hcps() > 0 && blocks().isEmpty();
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
