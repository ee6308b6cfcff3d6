package io.medley.campaign.change;

import io.medley.campaign.campaign.Campaign;
import io.medley.campaign.campaign.CampaignPlan;
import io.medley.campaign.campaign.CampaignPlanning;
import io.medley.campaign.campaign.Campaigns;
import io.medley.campaign.change.ChangePreview.AtStep;
import io.medley.campaign.change.ChangePreview.Difference;
import io.medley.campaign.touch.ContactHours;
import io.medley.campaign.touch.FrequencyCap;
import io.medley.campaign.touch.ServableVersion;
import io.medley.campaign.touch.ServableVersions;
import io.medley.workflows.journey.JourneyChange;
import io.medley.workflows.journey.JourneyTemplate;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Says what a change would do to whom. */
@Component
class ChangePreviewing {

  private static final String NEXT_TOUCH =
      "Counts from the next touch of everybody, also of those under way; what is held is decided by it.";

  private final CampaignPlanning planning;
  private final Campaigns campaigns;
  private final PlanChanges changes;
  private final ServableVersions pieces;
  private final Clock clock;

  ChangePreviewing(
      CampaignPlanning planning,
      Campaigns campaigns,
      PlanChanges changes,
      ServableVersions pieces,
      Clock clock) {
    this.planning = planning;
    this.campaigns = campaigns;
    this.changes = changes;
    this.pieces = pieces;
    this.clock = clock;
  }

  /** HCPs under way by another model than this. */
  long behind(Campaign campaign, JourneyTemplate model) {
    Map<Integer, JourneyTemplate> templates = templates(campaign);
    return changes.underWay(campaign.id()).entrySet().stream()
        .filter(entry -> !sameModel(templates.get(entry.getKey()), model))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  private static boolean sameModel(@Nullable JourneyTemplate one, JourneyTemplate other) {
    return one != null && one.bpmnXml().equals(other.bpmnXml());
  }

  private Map<Integer, JourneyTemplate> templates(Campaign campaign) {
    Map<Integer, JourneyTemplate> templates = new HashMap<>();
    templates.put(campaign.version(), planning.template(campaign.plan().templateId()));
    campaigns
        .superseded(campaign.id())
        .forEach(one -> templates.put(one.version(), planning.template(one.plan().templateId())));
    return templates;
  }

  ChangePreview of(
      Campaign campaign, CampaignPlan next, Map<String, PlanChange.Gone> gone, boolean catchUp) {
    CampaignPlan old = campaign.plan();
    JourneyTemplate before = planning.template(old.templateId());
    JourneyTemplate after = planning.template(next.templateId());
    List<PlanChanges.Standing> standing = changes.standing(campaign.id());
    boolean another = !old.templateId().equals(next.templateId());
    List<Difference> differences = new ArrayList<>();
    if (another) {
      differences.add(
          new Difference(
              "Journey",
              name(before, after),
              name(after, before),
              "HCPs under way go on by the new journey where they stand, as the table says; who begins later begins with it."));
    }
    long behind = catchUp && !another ? behind(campaign, after) : 0;
    if (behind > 0) {
      differences.add(
          new Difference(
              "HCPs in an older journey",
              "go on by it to its end",
              "go on by the journey of today",
              "%,d go on where they stand, as the table says.".formatted(behind)));
    }
    boolean moves = another || behind > 0;
    waits(old, next, before, after, standing, differences);
    if (!old.cap().equals(next.cap())) {
      differences.add(cap(campaign, next.cap()));
    }
    hours(old, next, differences);
    contents(old, next, before, standing, differences);
    return new ChangePreview(
        changes.underWay(campaign.id()).values().stream().mapToLong(Long::longValue).sum(),
        changes.notBegun(campaign.id()),
        differences,
        moves ? steps(campaign, after, standing, gone) : List.of(),
        another
            ? JourneyChange.between(before, after).added().stream()
                .map(JourneyTemplate.Step::name)
                .toList()
            : List.of());
  }

  /** Its title, with its id where that alone tells it from the other. */
  private static String name(JourneyTemplate template, JourneyTemplate other) {
    return template.title().equals(other.title())
        ? template.title() + " (" + template.id() + ")"
        : template.title();
  }

  private List<AtStep> steps(
      Campaign campaign,
      JourneyTemplate after,
      List<PlanChanges.Standing> standing,
      Map<String, PlanChange.Gone> gone) {
    Map<Integer, JourneyTemplate> templates = templates(campaign);
    Set<Integer> versions = new TreeSet<>(Comparator.reverseOrder());
    versions.add(campaign.version());
    standing.forEach(one -> versions.add(one.version()));
    versions.removeIf(version -> sameModel(templates.get(version), after));
    List<AtStep> steps = new ArrayList<>();
    for (Integer version : versions) {
      JourneyChange change =
          JourneyChange.between(Objects.requireNonNull(templates.get(version)), after);
      for (JourneyChange.StepFate fate : change.steps()) {
        PlanChanges.Standing here =
            at(standing, version, fate.step().stepId())
                .orElse(new PlanChanges.Standing(version, fate.step().stepId(), 0, 0));
        if (version.equals(versions.iterator().next()) || here.waiting() + here.held() > 0) {
          steps.add(
              new AtStep(
                  version,
                  fate.step().stepId(),
                  fate.step().name(),
                  here.waiting(),
                  here.held(),
                  fate.goesOn(),
                  fate.why(),
                  gone.getOrDefault(fate.step().stepId(), PlanChange.Gone.KEEP)));
        }
      }
    }
    return steps;
  }

  private static void waits(
      CampaignPlan old,
      CampaignPlan next,
      JourneyTemplate before,
      JourneyTemplate after,
      List<PlanChanges.Standing> standing,
      List<Difference> differences) {
    for (JourneyTemplate.Step step : after.steps()) {
      Duration was = wait(old, before, step.stepId());
      Duration is = wait(next, after, step.stepId());
      if (was != null && is != null && !was.equals(is)) {
        long here =
            standing.stream()
                .filter(one -> one.stepId().equals(step.stepId()))
                .mapToLong(one -> one.waiting() + one.held())
                .sum();
        differences.add(
            new Difference(
                step.name(),
                words(was),
                words(is),
                here == 0
                    ? "Nobody waits there now; it counts for who comes there."
                    : "%,d who wait there now keep the date they were given; it counts for who comes there from now on."
                        .formatted(here)));
      }
    }
  }

  private static @Nullable Duration wait(CampaignPlan plan, JourneyTemplate template, String step) {
    Duration set = plan.waits().get(step);
    return set == null ? template.defaultWaits().get(step) : set;
  }

  private Difference cap(Campaign campaign, FrequencyCap next) {
    FrequencyCap old = campaign.plan().cap();
    long above =
        changes.contacted(
            campaign.id(), next.max(), clock.instant().minus(Duration.ofDays(next.days())));
    return new Difference(
        "At most",
        words(old),
        words(next),
        NEXT_TOUCH
            + (above == 0
                ? " None of those under way has reached it."
                : " %,d of those under way have reached it: their next touch is held until they have not."
                    .formatted(above)));
  }

  private static void hours(CampaignPlan old, CampaignPlan next, List<Difference> differences) {
    for (String country : next.countries()) {
      ContactHours was = old.contactHours().get(country);
      ContactHours is = next.contactHours().get(country);
      if (!Objects.equals(was, is)) {
        differences.add(
            new Difference(
                "Contact hours " + country,
                was == null ? "as usual" : was.written(),
                is == null ? "as usual" : is.written(),
                NEXT_TOUCH));
      }
    }
  }

  private void contents(
      CampaignPlan old,
      CampaignPlan next,
      JourneyTemplate before,
      List<PlanChanges.Standing> standing,
      List<Difference> differences) {
    Set<String> slots = new TreeSet<>(old.content().keySet());
    slots.addAll(next.content().keySet());
    slots.addAll(old.experiments().keySet());
    for (String slot : slots) {
      String was = contents(old, slot);
      String is = contents(next, slot);
      if (!was.equals(is)) {
        long held =
            before.steps().stream()
                .filter(step -> slot.equals(step.slot()))
                .flatMap(step -> standing.stream().filter(at -> at.stepId().equals(step.stepId())))
                .mapToLong(PlanChanges.Standing::held)
                .sum();
        differences.add(
            new Difference(
                "Pieces in slot “" + slot + "”",
                was,
                is,
                "Counts from the next touch in this slot; %,d are held there now and get it. Who was contacted keeps what they got."
                    .formatted(held)));
      }
    }
  }

  private String contents(CampaignPlan plan, String slot) {
    return plan.experiments().containsKey(slot)
        ? plan.experiments().get(slot).arms().stream()
            .map(arm -> arm.label() + ": " + titles(arm.versions()))
            .collect(Collectors.joining(" against "))
        : plan.content().containsKey(slot)
            ? titles(plan.content().get(slot))
            : "the best approved one";
  }

  private String titles(List<UUID> versions) {
    return versions.stream()
        .map(id -> pieces.find(id).map(ServableVersion::title).orElse(id.toString()))
        .collect(Collectors.joining(", "));
  }

  private static java.util.Optional<PlanChanges.Standing> at(
      List<PlanChanges.Standing> standing, int version, String step) {
    return standing.stream()
        .filter(one -> one.version() == version && one.stepId().equals(step))
        .findFirst();
  }

  private static String words(FrequencyCap cap) {
    return "%d contacts in any %d days".formatted(cap.max(), cap.days());
  }

  private static String words(Duration wait) {
    long seconds = wait.toSeconds();
    return seconds > 0 && seconds % 86_400 == 0
        ? amount(seconds / 86_400, "day")
        : seconds > 0 && seconds % 3_600 == 0
            ? amount(seconds / 3_600, "hour")
            : seconds > 0 && seconds % 60 == 0
                ? amount(seconds / 60, "minute")
                : amount(seconds, "second");
  }

  private static String amount(long number, String unit) {
    return number + " " + unit + (number == 1 ? "" : "s");
  }
}
