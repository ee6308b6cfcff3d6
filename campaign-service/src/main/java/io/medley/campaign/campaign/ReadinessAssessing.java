package io.medley.campaign.campaign;

import io.medley.campaign.campaign.Readiness.AudiencePart;
import io.medley.campaign.campaign.Readiness.Coverage;
import io.medley.campaign.campaign.Readiness.Reach;
import io.medley.campaign.consent.Consents;
import io.medley.campaign.touch.ApprovalState;
import io.medley.campaign.touch.CatalogSelection;
import io.medley.campaign.touch.ServableVersion;
import io.medley.campaign.touch.ServableVersions;
import io.medley.workflows.journey.JourneyTemplate;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Service;

/**
 * Looks at people, agreement and content before a launch. Asks content-service: never in a
 * transaction.
 */
@Service
public class ReadinessAssessing {

  private static final String EMAIL = "EMAIL";
  private static final String HCP = "HCP";

  private final PlanningFacts facts;
  private final Consents consents;
  private final CatalogSelection catalog;
  private final ServableVersions versions;
  private final ApprovalState approval;
  private final Campaigns campaigns;
  private final Clock clock;

  ReadinessAssessing(
      PlanningFacts facts,
      Consents consents,
      CatalogSelection catalog,
      ServableVersions versions,
      ApprovalState approval,
      Campaigns campaigns,
      Clock clock) {
    this.facts = facts;
    this.consents = consents;
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
   * Looks at a plan.
   *
   * @param brandId may be empty while the form is being filled in: then nothing is covered
   */
  public Readiness assess(JourneyTemplate template, String brandId, List<String> countries) {
    if (countries.isEmpty()) {
      return new Readiness(List.of(), List.of(), List.of(), true);
    }
    Instant now = clock.instant();
    List<AudiencePart> audience = facts.byLanguage(countries);
    Map<String, Long> hcps = new LinkedHashMap<>();
    countries.forEach(country -> hcps.put(country, 0L));
    audience.forEach(part -> hcps.merge(part.country(), part.hcps(), Long::sum));
    Map<String, Long> granted = consents.reach(EMAIL, now);
    List<Reach> reach =
        hcps.entrySet().stream()
            .map(
                entry ->
                    new Reach(
                        entry.getKey(), entry.getValue(), granted.getOrDefault(entry.getKey(), 0L)))
            .toList();
    return coverage(template, brandId, audience, reach, now);
  }

  private Readiness coverage(
      JourneyTemplate template,
      String brandId,
      List<AudiencePart> audience,
      List<Reach> reach,
      Instant now) {
    List<Coverage> coverage = new ArrayList<>();
    boolean answered = true;
    for (JourneyTemplate.Step step : template.steps()) {
      String slot = step.slot();
      String channel = step.channel();
      if (slot == null || channel == null) {
        continue;
      }
      for (AudiencePart part : audience) {
        List<String> titles = List.of();
        if (!brandId.isBlank() && answered) {
          try {
            titles = ask(brandId, slot, channel, part);
          } catch (CatalogSelection.CatalogUnavailable away) {
            answered = false;
          }
        }
        if (!brandId.isBlank() && !answered) {
          titles = known(brandId, slot, channel, part, now);
        }
        coverage.add(
            new Coverage(slot, step.name(), channel, part.country(), part.language(), titles));
      }
    }
    return new Readiness(audience, reach, coverage, answered);
  }

  private List<String> ask(String brandId, String slot, String channel, AudiencePart part) {
    return catalog
        .propose(
            new CatalogSelection.Wanted(
                brandId, part.country(), part.language(), channel, HCP, slot),
            approval.lease().cursor())
        .candidates()
        .stream()
        .map(CatalogSelection.Proposed::title)
        .toList();
  }

  /** What the last approval state this service was told of would allow. */
  private List<String> known(
      String brandId, String slot, String channel, AudiencePart part, Instant now) {
    String language = primary(part.language());
    return versions.live(brandId, channel).stream()
        .filter(version -> version.servableAt(now))
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
