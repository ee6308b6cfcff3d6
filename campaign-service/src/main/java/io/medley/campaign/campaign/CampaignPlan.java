package io.medley.campaign.campaign;

import io.medley.campaign.hcp.HcpProfile;
import io.medley.campaign.touch.ContactHours;
import io.medley.campaign.touch.FrequencyCap;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * What a marketer decides about a campaign before it exists.
 *
 * @param name what people call it
 * @param templateId the journey template; in a version of the past also a model an earlier release
 *     had of it, see {@link #asReleased}
 * @param brandId the brand it is for
 * @param countries ISO 3166 alpha-2 codes of the markets whose HCPs are the audience
 * @param waits how long a wait lasts, by step; a step without an entry keeps the template's
 * @param contactHours when HCPs of a country may be contacted; a country without an entry has the
 *     service's default
 * @param cap how often one HCP may be contacted
 * @param content version ids per content slot, best first; a slot without an entry takes what is
 *     approved
 * @param experiments by slot: contents tried against each other, in place of {@code content}
 * @param modules which modules stand in pieces made of modules, for whom
 * @param goal events that end a journey well, by type, e.g. {@code MEETING_BOOKED}; empty = none
 *     but its own end
 * @param dates when what the journey is about takes place, by the name its template has for it,
 *     e.g. {@code webinar}
 */
public record CampaignPlan(
    String name,
    String templateId,
    String brandId,
    List<String> countries,
    Map<String, Duration> waits,
    Map<String, ContactHours> contactHours,
    FrequencyCap cap,
    Map<String, List<UUID>> content,
    Map<String, Experiment> experiments,
    List<ModuleRule> modules,
    Set<String> goal,
    Map<String, ZonedDateTime> dates) {

  /** Copies the collections. */
  public CampaignPlan {
    countries = List.copyOf(countries);
    waits = Map.copyOf(waits);
    contactHours = Map.copyOf(contactHours);
    content = Map.copyOf(content);
    experiments = Map.copyOf(experiments);
    modules = List.copyOf(modules);
    goal = Set.copyOf(goal);
    dates = Map.copyOf(dates);
  }

  /** A plan without a goal or a date. */
  public CampaignPlan(
      String name,
      String templateId,
      String brandId,
      List<String> countries,
      Map<String, Duration> waits,
      Map<String, ContactHours> contactHours,
      FrequencyCap cap,
      Map<String, List<UUID>> content,
      Map<String, Experiment> experiments,
      List<ModuleRule> modules) {
    this(
        name,
        templateId,
        brandId,
        countries,
        waits,
        contactHours,
        cap,
        content,
        experiments,
        modules,
        Set.of(),
        Map.of());
  }

  /** The same plan with this goal and these dates. */
  public CampaignPlan towards(Set<String> events, Map<String, ZonedDateTime> takesPlace) {
    return new CampaignPlan(
        name,
        templateId,
        brandId,
        countries,
        waits,
        contactHours,
        cap,
        content,
        experiments,
        modules,
        events,
        takesPlace);
  }

  private static final String RELEASED = "@";

  /** The journey, whichever model of it is meant. */
  public String processId() {
    return processId(templateId);
  }

  /** The journey of a template id, whichever model of it is meant. */
  public static String processId(String templateId) {
    int at = templateId.indexOf(RELEASED);
    return at < 0 ? templateId : templateId.substring(0, at);
  }

  /** The hash of the model that is meant; empty = the journey's model of today. */
  public static String released(String templateId) {
    int at = templateId.indexOf(RELEASED);
    return at < 0 ? "" : templateId.substring(at + 1);
  }

  /** The same plan by a model an earlier release had of its journey. */
  public CampaignPlan asReleased(String sha256) {
    return new CampaignPlan(
        name,
        processId() + RELEASED + sha256,
        brandId,
        countries,
        waits,
        contactHours,
        cap,
        content,
        experiments,
        modules,
        goal,
        dates);
  }

  /** The same plan under another name, by today's model of its journey. */
  public CampaignPlan named(String other) {
    return new CampaignPlan(
        other,
        processId(),
        brandId,
        countries,
        waits,
        contactHours,
        cap,
        content,
        experiments,
        modules,
        goal,
        dates);
  }

  /** A plan that tries nothing against each other. */
  public CampaignPlan(
      String name,
      String templateId,
      String brandId,
      List<String> countries,
      Map<String, Duration> waits,
      Map<String, ContactHours> contactHours,
      FrequencyCap cap,
      Map<String, List<UUID>> content) {
    this(
        name,
        templateId,
        brandId,
        countries,
        waits,
        contactHours,
        cap,
        content,
        Map.of(),
        List.of());
  }

  /**
   * The modules an HCP's piece is to have in a slot, by place; empty = as its author ordered.
   *
   * @param tier the HCP's for the brand; without one, the tier over all brands
   */
  public Map<String, String> modules(String slot, HcpProfile hcp, int tier) {
    Map<String, String> wanted = new TreeMap<>();
    for (ModuleRule rule : modules) {
      if (rule.slot().equals(slot) && rule.fits(hcp, tier)) {
        wanted.putIfAbsent(rule.place(), rule.module());
      }
    }
    return wanted;
  }

  /** The pieces planned for an HCP in a slot, best first; empty = what is approved. */
  public List<UUID> planned(UUID campaign, String slot, UUID hcp) {
    Experiment experiment = experiments.get(slot);
    return experiment == null
        ? content.getOrDefault(slot, List.of())
        : experiment.arms().get(experiment.armOf(campaign, slot, hcp)).versions();
  }

  /** What it says, in values that are written the same after every start: for hashes. */
  public Map<String, Object> facts() {
    Map<String, String> hours = new TreeMap<>();
    contactHours.forEach((country, open) -> hours.put(country, open.written()));
    Map<String, String> stretched = new TreeMap<>();
    waits.forEach((step, wait) -> stretched.put(step, wait.toString()));
    Map<String, List<String>> arms = new TreeMap<>();
    experiments.forEach((slot, experiment) -> arms.put(slot, experiment.facts()));
    Map<String, Object> facts = new TreeMap<>();
    facts.put("name", name);
    facts.put("template", templateId);
    facts.put("brand", brandId);
    facts.put("countries", countries);
    facts.put("waits", stretched);
    facts.put("contactHours", hours);
    facts.put("cap", cap.max() + " in " + cap.days() + " days, " + cap.scope());
    facts.put("content", content);
    if (!arms.isEmpty()) {
      facts.put("experiments", arms);
    }
    if (!modules.isEmpty()) {
      facts.put("modules", modules.stream().map(ModuleRule::written).toList());
    }
    if (!goal.isEmpty()) {
      facts.put("goal", goal.stream().sorted().toList());
    }
    if (!dates.isEmpty()) {
      Map<String, String> takesPlace = new TreeMap<>();
      dates.forEach((event, at) -> takesPlace.put(event, at.toString()));
      facts.put("dates", takesPlace);
    }
    return facts;
  }
}
