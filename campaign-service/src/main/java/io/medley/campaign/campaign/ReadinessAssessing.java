package io.medley.campaign.campaign;

import io.medley.campaign.audience.Audience;
import io.medley.campaign.audience.Audiences;
import io.medley.campaign.audience.Makeup;
import io.medley.campaign.campaign.Readiness.AudiencePart;
import io.medley.campaign.campaign.Readiness.Coverage;
import io.medley.campaign.campaign.Readiness.Finding;
import io.medley.campaign.campaign.Readiness.Reach;
import io.medley.campaign.touch.ApprovalState;
import io.medley.campaign.touch.CatalogSelection;
import io.medley.campaign.touch.GateSettings;
import io.medley.campaign.touch.ServableVersion;
import io.medley.campaign.touch.ServableVersions;
import io.medley.workflows.journey.JourneyTemplate;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;

/**
 * Looks at people, agreement and content before a launch. Asks content-service: never in a
 * transaction.
 */
@Service
public class ReadinessAssessing {

  private static final String HCP = "HCP";

  private final PlanningFacts facts;
  private final CampaignMembers members;
  private final Audiences audiences;
  private final GateSettings settings;
  private final CatalogSelection catalog;
  private final ServableVersions versions;
  private final ApprovalState approval;
  private final Campaigns campaigns;
  private final Clock clock;

  ReadinessAssessing(
      PlanningFacts facts,
      CampaignMembers members,
      Audiences audiences,
      GateSettings settings,
      CatalogSelection catalog,
      ServableVersions versions,
      ApprovalState approval,
      Campaigns campaigns,
      Clock clock) {
    this.facts = facts;
    this.members = members;
    this.audiences = audiences;
    this.settings = settings;
    this.catalog = catalog;
    this.versions = versions;
    this.approval = approval;
    this.campaigns = campaigns;
    this.clock = clock;
  }

  /** Brands to propose in the form: those with approved pieces, and those campaigned for before. */
  public List<String> brands() {
    List<String> brands = new ArrayList<>(facts.brands());
    campaigns.all().stream()
        .map(campaign -> campaign.plan().brandId())
        .filter(brand -> !brands.contains(brand))
        .forEach(brands::add);
    return brands.stream().distinct().sorted().toList();
  }

  /**
   * Looks at a plan nobody chose an audience for yet.
   *
   * @param brandId may be empty while the form is being filled in: then nothing is covered
   */
  public Readiness assess(JourneyTemplate template, String brandId, List<String> countries) {
    return assess(template, brandId, countries, Audience.everybody(), List.of());
  }

  /** Looks at a campaign with the audience chosen for it. */
  public Readiness assess(JourneyTemplate template, Campaign campaign) {
    return assess(
        template,
        campaign.plan().brandId(),
        campaign.plan().countries(),
        members.audience(campaign.id()),
        campaign.plan().modules());
  }

  private Readiness assess(
      JourneyTemplate template,
      String brandId,
      List<String> countries,
      Audience audience,
      List<ModuleRule> rules) {
    if (countries.isEmpty()) {
      return new Readiness(List.of(), List.of(), List.of(), true, List.of());
    }
    Instant now = clock.instant();
    List<Makeup> makeup = audiences.makeup(audience, countries, now);
    Map<String, Reach> reach = new LinkedHashMap<>();
    countries.forEach(country -> reach.put(country, new Reach(country, 0, 0)));
    makeup.forEach(
        part ->
            reach.merge(
                part.country(),
                new Reach(part.country(), part.hcps(), part.email()),
                (one, other) ->
                    new Reach(
                        one.country(),
                        one.hcps() + other.hcps(),
                        one.reachable() + other.reachable())));
    List<Coverage> coverage = new ArrayList<>();
    boolean answered = coverage(template, brandId, makeup, rules, now, coverage);
    return new Readiness(
        makeup.stream()
            .map(part -> new AudiencePart(part.country(), part.language(), part.hcps()))
            .toList(),
        List.copyOf(reach.values()),
        coverage,
        answered,
        Stream.concat(
                ReadinessRules.judge(
                    template, makeup, coverage, answered, settings.countryZones().keySet())
                    .stream(),
                blocked(template, brandId, countries))
            .toList());
  }

  /** Pieces that are approved and that the checks of today block: what lacks may be one of them. */
  private Stream<Finding> blocked(
      JourneyTemplate template, String brandId, List<String> countries) {
    return template.steps().stream()
        .map(JourneyTemplate.Step::channel)
        .filter(Objects::nonNull)
        .flatMap(channels -> Stream.of(channels.split(",")))
        .distinct()
        .flatMap(channel -> versions.live(brandId, channel).stream())
        .filter(version -> version.markets().stream().anyMatch(countries::contains))
        .distinct()
        .flatMap(
            version ->
                version
                    .blocked()
                    .map(
                        why ->
                            new Finding(
                                "SEND_CHECK/" + version.versionId(),
                                Readiness.Level.AMBER,
                                "%s · %s".formatted(version.title(), version.jobCode()),
                                null,
                                "It is approved, but %s; it is not sent.".formatted(why),
                                "Mend what blocks it, or plan another piece.",
                                null))
                    .stream());
  }

  /** Adds what covers each slot; false if content-service did not answer. */
  private boolean coverage(
      JourneyTemplate template,
      String brandId,
      List<Makeup> audience,
      List<ModuleRule> rules,
      Instant now,
      List<Coverage> coverage) {
    boolean answered = true;
    for (JourneyTemplate.Step step : template.steps()) {
      String slot = step.slot();
      String channel = step.channel();
      if (slot == null || channel == null) {
        continue;
      }
      for (Makeup part : audience) {
        for (Map<String, String> modules : demands(slot, part, rules)) {
          List<String> titles = List.of();
          if (!brandId.isBlank() && answered) {
            try {
              titles = each(channel, one -> ask(brandId, slot, one, part, modules));
            } catch (CatalogSelection.CatalogUnavailable away) {
              answered = false;
            }
          }
          if (!brandId.isBlank() && !answered) {
            titles = each(channel, one -> known(brandId, slot, one, part, modules, now));
          }
          coverage.add(
              new Coverage(
                  slot,
                  step.name(),
                  channel,
                  part.country(),
                  part.language(),
                  part.hcps(),
                  titles,
                  modules));
        }
      }
    }
    return answered;
  }

  /** Nothing in particular, and what each rule of the slot demands that may concern these HCPs. */
  private static Set<Map<String, String>> demands(
      String slot, Makeup part, List<ModuleRule> rules) {
    Set<Map<String, String>> demands = new LinkedHashSet<>();
    demands.add(Map.of());
    rules.stream()
        .filter(rule -> rule.slot().equals(slot))
        .filter(rule -> rule.concerns(part.country(), part.language()))
        .forEach(rule -> demands.add(Map.of(rule.place(), rule.module())));
    return demands;
  }

  /** A step that allows several channels is covered by a piece for any of them. */
  private static List<String> each(String channels, Function<String, List<String>> titles) {
    return Stream.of(channels.split(","))
        .flatMap(channel -> titles.apply(channel).stream())
        .distinct()
        .toList();
  }

  private List<String> ask(
      String brandId, String slot, String channel, Makeup part, Map<String, String> modules) {
    List<CatalogSelection.Proposed> proposed =
        catalog
            .propose(
                new CatalogSelection.Wanted(
                    brandId, part.country(), part.language(), channel, HCP, slot, modules),
                approval.lease().cursor())
            .candidates();
    Map<UUID, ServableVersion> own =
        approval.read(proposed.stream().map(CatalogSelection.Proposed::versionId).toList());
    return proposed.stream()
        .filter(
            piece ->
                Optional.ofNullable(own.get(piece.versionId()))
                    .flatMap(ServableVersion::blocked)
                    .isEmpty())
        .map(CatalogSelection.Proposed::title)
        .toList();
  }

  /** What the last approval state this service was told of would allow. */
  private List<String> known(
      String brandId,
      String slot,
      String channel,
      Makeup part,
      Map<String, String> modules,
      Instant now) {
    String language = primary(part.language());
    return versions.live(brandId, channel).stream()
        .filter(version -> version.sendableAt(now, modules))
        .filter(version -> version.markets().contains(part.country()))
        .filter(version -> version.audiences().contains(HCP))
        .filter(version -> primary(version.language()).equals(language))
        .filter(version -> version.slotHints().isEmpty() || version.slotHints().contains(slot))
        .map(ServableVersion::title)
        .toList();
  }

  private static String primary(String language) {
    return Locale.forLanguageTag(language).getLanguage();
  }
}
