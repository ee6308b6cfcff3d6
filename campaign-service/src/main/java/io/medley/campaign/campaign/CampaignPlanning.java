package io.medley.campaign.campaign;

import io.medley.campaign.campaign.CampaignRefusal.PlanIncomplete.Flaw;
import io.medley.platform.audit.AuditEvent;
import io.medley.platform.audit.AuditTrail;
import io.medley.platform.outbox.Outbox;
import io.medley.platform.security.Actor;
import io.medley.platform.security.Authorities;
import io.medley.platform.security.Authority;
import io.medley.workflows.journey.JourneyProcesses;
import io.medley.workflows.journey.JourneyTemplate;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Turning a plan into a campaign that can be launched. */
@Service
public class CampaignPlanning {

  /** Longest wait of a step. */
  private static final Duration LONGEST_WAIT = Duration.ofDays(400);

  private final Campaigns campaigns;
  private final JourneyProcesses journeys;
  private final OwnJourneys ownJourneys;
  private final ReleasedJourneys released;
  private final Map<String, JourneyTemplate> read = new ConcurrentHashMap<>();
  private final Authorities authorities;
  private final AuditTrail audit;
  private final Outbox outbox;
  private final Clock clock;

  CampaignPlanning(
      Campaigns campaigns,
      JourneyProcesses journeys,
      OwnJourneys ownJourneys,
      ReleasedJourneys released,
      Authorities authorities,
      AuditTrail audit,
      Outbox outbox,
      Clock clock) {
    this.campaigns = campaigns;
    this.journeys = journeys;
    this.ownJourneys = ownJourneys;
    this.released = released;
    this.authorities = authorities;
    this.audit = audit;
    this.outbox = outbox;
    this.clock = clock;
  }

  /** All templates, by title: those of this installation and those people drew themselves. */
  public List<JourneyTemplate> templates() {
    return Stream.concat(
            journeys.templates().stream(), ownJourneys.all().stream().map(this::template))
        .sorted(Comparator.comparing(JourneyTemplate::title))
        .toList();
  }

  /**
   * One template.
   *
   * @param templateId as a plan names it: also a model that an earlier release had
   * @throws CampaignRefusal.TemplateUnknown if there is none of this id
   */
  public JourneyTemplate template(String templateId) {
    String sha256 = CampaignPlan.released(templateId);
    if (!sha256.isEmpty()) {
      return read.computeIfAbsent(
          templateId,
          key ->
              released
                  .find(CampaignPlan.processId(templateId), sha256)
                  .map(journeys::read)
                  .orElseThrow(() -> new CampaignRefusal.TemplateUnknown(templateId)));
    }
    return journeys.templates().stream()
        .filter(template -> template.id().equals(templateId))
        .findFirst()
        .or(() -> ownJourneys.find(templateId).map(this::template))
        .orElseThrow(() -> new CampaignRefusal.TemplateUnknown(templateId));
  }

  /** Reads a model once; a version never changes. */
  private JourneyTemplate template(OwnJourney own) {
    return read.computeIfAbsent(
        own.processId() + "/" + own.version(), key -> journeys.read(own.bpmnXml()));
  }

  /**
   * Creates a campaign in state {@code DRAFT}.
   *
   * @throws CampaignRefusal.TemplateUnknown if the template does not exist
   * @throws CampaignRefusal.PlanIncomplete with everything that must be mended
   * @throws io.medley.platform.security.AuthorityMissing unless the actor may campaign in each of
   *     the countries
   */
  @Transactional
  public Campaign create(CampaignPlan plan, Actor by) {
    List<Flaw> undated =
        template(plan.templateId()).events().stream()
            .filter(event -> !plan.dates().containsKey(event))
            .map(
                event ->
                    new Flaw(
                        "dates",
                        "Say when the %s takes place: date, time and time zone."
                            .formatted(event.replace('-', ' '))))
            .toList();
    if (!undated.isEmpty()) {
      throw new CampaignRefusal.PlanIncomplete(undated);
    }
    return draft(plan, by);
  }

  /** The same for a plan whose events may get their dates later. */
  Campaign draft(CampaignPlan plan, Actor by) {
    check(plan, template(plan.templateId()));
    plan.countries().forEach(country -> authorities.require(by, Authority.CAMPAIGN, country));
    Campaign campaign =
        new Campaign(
            CampaignId.random(),
            plan,
            CampaignState.DRAFT,
            by.id(),
            clock.instant(),
            null,
            null,
            null,
            null);
    campaigns.add(campaign);
    audit.append(
        new AuditEvent(
            "campaign",
            campaign.id().toString(),
            "created",
            by,
            Map.of(
                "name", plan.name(),
                "template", plan.templateId(),
                "brand", plan.brandId(),
                "countries", plan.countries(),
                "goal", plan.goal().stream().sorted().toList())));
    outbox.append(
        CampaignTopics.CAMPAIGN_CHANGED,
        campaign.id().toString(),
        new CampaignChanged(campaign.id().value(), CampaignState.DRAFT));
    return campaign;
  }

  /**
   * Refuses a plan that cannot be carried out.
   *
   * @throws CampaignRefusal.TemplateUnknown if the template does not exist
   * @throws CampaignRefusal.PlanIncomplete with everything that must be mended
   */
  public void check(CampaignPlan plan) {
    check(plan, template(plan.templateId()));
  }

  /** Refuses a plan that cannot be carried out, with every flaw at once. */
  static void check(CampaignPlan plan, JourneyTemplate template) {
    List<Flaw> flaws = new ArrayList<>();
    if (plan.name().isBlank() || plan.name().length() > 200) {
      flaws.add(new Flaw("name", "Give the campaign a name of at most 200 characters."));
    }
    if (plan.brandId().isBlank()) {
      flaws.add(new Flaw("brandId", "Say which brand the campaign is for."));
    }
    if (plan.countries().isEmpty()) {
      flaws.add(new Flaw("countries", "Choose at least one country."));
    }
    plan.countries().stream()
        .filter(country -> !country.matches("[A-Z]{2}"))
        .forEach(
            country ->
                flaws.add(
                    new Flaw(
                        "countries", "\"" + country + "\" is not a two-letter country code.")));
    Set<String> waits = template.defaultWaits().keySet();
    plan.waits()
        .forEach(
            (step, wait) -> {
              if (!waits.contains(step)) {
                flaws.add(
                    new Flaw("waits", "\"" + step + "\" is not a waiting step of this template."));
              } else if (wait.isNegative() || wait.compareTo(LONGEST_WAIT) > 0) {
                flaws.add(new Flaw("waits", "A wait is between zero and 400 days."));
              }
            });
    Set<String> slots =
        template.steps().stream()
            .map(JourneyTemplate.Step::slot)
            .filter(slot -> slot != null)
            .collect(Collectors.toSet());
    plan.content().keySet().stream()
        .filter(slot -> !slots.contains(slot))
        .forEach(
            slot ->
                flaws.add(new Flaw("content", "\"" + slot + "\" is not a slot of this template.")));
    plan.modules().stream()
        .map(ModuleRule::slot)
        .filter(slot -> !slots.contains(slot))
        .distinct()
        .forEach(
            slot ->
                flaws.add(
                    new Flaw(
                        "modules",
                        "\"%s\" is not a slot of this template; it has %s."
                            .formatted(slot, String.join(", ", new TreeSet<>(slots))))));
    plan.dates().keySet().stream()
        .filter(event -> !template.events().contains(event))
        .forEach(
            event ->
                flaws.add(new Flaw("dates", "This template goes by no event \"" + event + "\".")));
    SortedSet<String> goals = GoalEvents.of(template);
    plan.goal().stream()
        .filter(event -> !goals.contains(event))
        .forEach(
            event ->
                flaws.add(
                    new Flaw(
                        "goal",
                        "\"%s\" is no event a campaign of this template can be for; it knows %s."
                            .formatted(event, String.join(", ", goals)))));
    plan.contactHours().keySet().stream()
        .filter(country -> !plan.countries().contains(country))
        .forEach(
            country ->
                flaws.add(
                    new Flaw(
                        "contactHours",
                        "Contact hours are set for "
                            + country
                            + ", which is not a country of the"
                            + " campaign.")));
    if (!flaws.isEmpty()) {
      throw new CampaignRefusal.PlanIncomplete(flaws);
    }
  }
}
