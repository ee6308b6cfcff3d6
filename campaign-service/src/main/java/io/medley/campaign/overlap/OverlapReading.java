package io.medley.campaign.overlap;

import io.medley.campaign.campaign.Campaign;
import io.medley.campaign.campaign.CampaignId;
import io.medley.campaign.campaign.CampaignPlanning;
import io.medley.campaign.campaign.CampaignRefusal;
import io.medley.campaign.campaign.Campaigns;
import io.medley.campaign.hcp.HcpId;
import io.medley.campaign.hcp.HcpProfile;
import io.medley.campaign.hcp.Hcps;
import io.medley.campaign.journey.TouchCommands;
import io.medley.campaign.touch.CapForecast;
import io.medley.campaign.touch.FrequencyCap;
import io.medley.campaign.touch.SendKey;
import io.medley.campaign.touch.TouchCommand;
import io.medley.workflows.journey.JourneyTemplate;
import io.medley.workflows.journey.TouchRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Journeys that overlap, and which of their next touches will find a cap full. Nobody's waits are
 * foreseen beyond the touch that comes next.
 */
@Service
public class OverlapReading {

  private static final int PAIRS = 20;
  private static final Duration WEEK = Duration.ofDays(7);

  /** No version has this number, so the newest is found. */
  private static final int NEWEST = 0;

  private final Overlaps overlaps;
  private final Campaigns campaigns;
  private final CampaignPlanning planning;
  private final TouchCommands commands;
  private final CapForecast forecast;
  private final Hcps hcps;
  private final Clock clock;

  OverlapReading(
      Overlaps overlaps,
      Campaigns campaigns,
      CampaignPlanning planning,
      TouchCommands commands,
      CapForecast forecast,
      Hcps hcps,
      Clock clock) {
    this.overlaps = overlaps;
    this.campaigns = campaigns;
    this.planning = planning;
    this.commands = commands;
    this.forecast = forecast;
    this.hcps = hcps;
    this.clock = clock;
  }

  /**
   * The view.
   *
   * @param hcps how many HCPs are in more than one campaign's journey
   * @param people some of them
   */
  public record View(long hcps, List<NamedPair> pairs, List<Person> people) {

    /** Copies the lists. */
    public View {
      pairs = List.copyOf(pairs);
      people = List.copyOf(people);
    }
  }

  /** Two campaigns that share HCPs. */
  public record NamedPair(
      UUID first, String firstName, UUID second, String secondName, long hcps) {}

  /**
   * An HCP in several journeys.
   *
   * @param lately contacts of the last seven days, calls included
   * @param soon touches that come next within seven days
   */
  public record Person(
      HcpId hcp,
      String pseudonym,
      List<Running> journeys,
      List<Collides> collisions,
      int lately,
      int soon) {

    /** Copies the lists. */
    public Person {
      journeys = List.copyOf(journeys);
      collisions = List.copyOf(collisions);
    }
  }

  /**
   * A journey under way.
   *
   * @param stepName where it is, as the model names it; null before its first step
   * @param nextName the touch that comes next, as the model names it; null if none does
   * @param next step of the touch that comes next; null if none does
   * @param due when it goes on; null if that is not known
   */
  public record Running(
      UUID campaignId,
      String campaign,
      String brandId,
      @Nullable String stepId,
      @Nullable String stepName,
      boolean held,
      @Nullable String reason,
      @Nullable String next,
      @Nullable String nextName,
      @Nullable Instant due) {}

  /**
   * A touch that will find a cap full.
   *
   * @param at the day it is due
   * @param before campaigns whose touches take the room first; empty = what was sent fills it
   * @param frees when it would fit; null if it never does
   */
  public record Collides(
      String campaign,
      String stepId,
      String stepName,
      Instant at,
      FrequencyCap cap,
      int used,
      List<String> before,
      @Nullable Instant frees) {

    /** Copies the list. */
    public Collides {
      before = List.copyOf(before);
    }
  }

  /**
   * Reads the view.
   *
   * @param first only HCPs in this campaign, too; null = all
   * @param second and in this one; null = all
   */
  @Transactional(readOnly = true)
  public View of(@Nullable UUID first, @Nullable UUID second, int offset, int limit) {
    Map<Version, Campaign> known = new HashMap<>();
    Map<HcpId, List<Overlaps.Journey>> journeys = new LinkedHashMap<>();
    List<HcpId> people = overlaps.most(first, second, offset, limit);
    people.forEach(hcp -> journeys.put(hcp, new ArrayList<>()));
    overlaps
        .journeys(people)
        .forEach(journey -> journeys.getOrDefault(journey.hcp(), new ArrayList<>()).add(journey));
    Map<HcpId, Integer> lately = overlaps.contacted(people, clock.instant().minus(WEEK));
    return new View(
        overlaps.hcps(),
        overlaps.pairs(PAIRS).stream()
            .map(
                pair ->
                    new NamedPair(
                        pair.first(),
                        campaign(pair.first(), NEWEST, known).plan().name(),
                        pair.second(),
                        campaign(pair.second(), NEWEST, known).plan().name(),
                        pair.hcps()))
            .toList(),
        journeys.entrySet().stream()
            .flatMap(
                entry ->
                    hcps.profile(entry.getKey()).stream()
                        .map(
                            hcp ->
                                person(
                                    hcp,
                                    entry.getValue(),
                                    known,
                                    lately.getOrDefault(hcp.id(), 0))))
            .toList());
  }

  private Person person(
      HcpProfile hcp, List<Overlaps.Journey> journeys, Map<Version, Campaign> known, int lately) {
    Instant now = clock.instant();
    List<Running> running = new ArrayList<>();
    List<CapForecast.Due> due = new ArrayList<>();
    Map<UUID, String> names = new HashMap<>();
    Map<SendKey, String> steps = new HashMap<>();
    for (Overlaps.Journey journey : journeys) {
      Campaign campaign = campaign(journey.campaignId(), journey.version(), known);
      names.put(journey.enrolmentId(), campaign.plan().name());
      JourneyTemplate template = planning.template(campaign.plan().templateId());
      Optional<JourneyTemplate.Step> next = template.nextTouch(journey.stepId());
      running.add(
          new Running(
              journey.campaignId(),
              campaign.plan().name(),
              campaign.plan().brandId(),
              journey.stepId(),
              Optional.ofNullable(journey.stepId())
                  .flatMap(template::step)
                  .map(JourneyTemplate.Step::name)
                  .orElse(journey.stepId()),
              journey.held(),
              journey.reason(),
              next.map(JourneyTemplate.Step::stepId).orElse(null),
              next.map(JourneyTemplate.Step::name).orElse(null),
              journey.due()));
      next.ifPresent(
          step -> {
            TouchCommand touch =
                commands.of(
                    new TouchRequest(
                        journey.enrolmentId(),
                        step.stepId(),
                        1,
                        String.valueOf(step.channel()),
                        String.valueOf(step.slot())),
                    hcp,
                    campaign);
            steps.put(touch.sendKey(), step.name());
            due.add(
                new CapForecast.Due(
                    touch,
                    journey.due() == null || journey.due().isBefore(now) ? now : journey.due()));
          });
    }
    return new Person(
        hcp.id(),
        hcp.pseudonym(),
        running,
        forecast.of(due, hcp.country(), now).stream()
            .map(collision -> collides(collision, names, steps))
            .toList(),
        lately,
        (int) due.stream().filter(one -> !one.at().isAfter(now.plus(WEEK))).count());
  }

  private static Collides collides(
      CapForecast.Collision collision, Map<UUID, String> names, Map<SendKey, String> steps) {
    return new Collides(
        names.getOrDefault(collision.touch().enrolmentId(), "Unknown campaign"),
        collision.touch().sendKey().stepId(),
        steps.getOrDefault(collision.touch().sendKey(), collision.touch().sendKey().stepId()),
        collision.at(),
        collision.cap(),
        collision.used(),
        collision.before().stream()
            .map(key -> names.getOrDefault(key.enrolmentId(), "Unknown campaign"))
            .distinct()
            .toList(),
        collision.frees());
  }

  private Campaign campaign(UUID id, int version, Map<Version, Campaign> known) {
    CampaignId campaign = new CampaignId(id);
    return known.computeIfAbsent(
        new Version(id, version),
        key ->
            campaigns
                .find(campaign, version)
                .orElseThrow(() -> new CampaignRefusal.CampaignUnknown(campaign)));
  }

  private record Version(UUID campaign, int number) {}
}
