package io.medley.campaign.campaign.web;

import io.medley.campaign.campaign.Campaign;
import io.medley.campaign.campaign.CampaignId;
import io.medley.campaign.campaign.CampaignReading;
import io.medley.campaign.campaign.Campaigns;
import io.medley.campaign.campaign.EnrollerPace;
import io.medley.campaign.campaign.NeedsMe;
import io.medley.campaign.campaign.NeedsMe.Need;
import io.medley.campaign.hcp.Hcps;
import io.medley.campaign.journey.JourneyVisits;
import io.medley.campaign.journey.JourneyVisits.Stuck;
import io.medley.campaign.journey.VisitState;
import io.medley.campaign.measure.SafetyReports;
import io.medley.campaign.measure.SafetyScreening;
import io.medley.campaign.rep.RepLedger;
import io.medley.platform.security.CurrentActor;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.util.UriComponentsBuilder;

/** Home: what needs the marketer or the representative, most pressing first. */
@Controller
class HomePage {

  /** More than anybody reads at once; the campaigns' own pages tell everything. */
  private static final int MOST = 20;

  private static final int RUNNING = 5;

  private final Campaigns campaigns;
  private final JourneyVisits visits;
  private final CampaignViews views;
  private final CampaignReading reading;
  private final EnrollerPace pace;
  private final SafetyReports safety;
  private final SafetyScreening screening;
  private final RepLedger reps;
  private final Hcps hcps;
  private final List<NeedsMe> rooms;
  private final CurrentActor actor;
  private final Clock clock;

  HomePage(
      Campaigns campaigns,
      JourneyVisits visits,
      CampaignViews views,
      CampaignReading reading,
      EnrollerPace pace,
      SafetyReports safety,
      SafetyScreening screening,
      RepLedger reps,
      Hcps hcps,
      List<NeedsMe> rooms,
      CurrentActor actor,
      Clock clock) {
    this.campaigns = campaigns;
    this.visits = visits;
    this.views = views;
    this.reading = reading;
    this.pace = pace;
    this.safety = safety;
    this.screening = screening;
    this.reps = reps;
    this.hcps = hcps;
    this.rooms = List.copyOf(rooms);
    this.actor = actor;
    this.clock = clock;
  }

  @GetMapping("/")
  String home(Model model) {
    reading.requireOverview(actor.require());
    List<Need> needs = new ArrayList<>();
    rooms.forEach(room -> needs.addAll(room.of(actor.require())));
    if (screening.handles(actor.require())) {
      addSafety(needs);
    }
    boolean oversees = reading.mayOversee(actor.require());
    boolean representative = reading.mayRead(actor.require()) && !oversees;
    if (oversees || representative) {
      needs.addAll(ofReps());
    }
    if (oversees) {
      addWhatRuns(needs);
    }
    needs.sort(Comparator.comparingInt(Need::rank));
    model.addAttribute("needs", needs);
    model.addAttribute("representative", representative);
    model.addAttribute("mayCampaign", reading.mayCampaignAnywhere(actor.require()));
    model.addAttribute("running", representative ? List.of() : campaigns.launched(RUNNING));
    return "home";
  }

  private void addSafety(List<Need> needs) {
    long reports = safety.open();
    if (reports > 0) {
      needs.add(
          new Need(
              0,
              "blocked",
              "Drug safety",
              reports == 1
                  ? "One possible adverse event or complaint"
                  : reports + " possible adverse events or complaints",
              "Drug safety must have each within 24 hours of its arrival.",
              "/safety",
              "Read"));
    }
  }

  private void addWhatRuns(List<Need> needs) {
    if (hcps.count(List.of()) == 0) {
      needs.add(
          new Need(
              0,
              "needs",
              "No HCPs",
              "Import the HCPs you may write to",
              "A campaign needs an audience; a CSV file is enough.",
              "/hcps/import",
              "Import"));
    }
    pace.pausedReason()
        .ifPresent(
            reason ->
                needs.add(
                    new Need(
                        1,
                        "blocked",
                        "Paused",
                        "No journey is being started",
                        "The workflow engine does not keep up; starting goes on by itself as soon"
                            + " as it does.",
                        "/campaigns",
                        "Look")));
    needs.addAll(stuck());
  }

  /** What waits for the person as a representative, and what representatives want mended. */
  private List<Need> ofReps() {
    List<Need> needs = new ArrayList<>();
    long suggestions = reps.waitingCount(actor.require().id(), clock.instant());
    if (suggestions > 0) {
      needs.add(
          new Need(
              1,
              "needs",
              "Suggestions",
              suggestions == 1
                  ? "One suggestion waits for you"
                  : suggestions + " suggestions wait for you",
              "If you do not answer, each journey goes on by itself.",
              "/suggestions",
              "See them"));
    }
    int wrong = reading.mayCampaignAnywhere(actor.require()) ? reps.corrections(100).size() : 0;
    if (wrong > 0) {
      needs.add(
          new Need(
              2,
              "needs",
              "Wrong data",
              wrong == 1
                  ? "One value is wrong at its source"
                  : wrong + " values are wrong at their source",
              "Representatives set them aside; the source still says so.",
              "/suggestions/insights",
              "Read"));
    }
    return needs;
  }

  private List<Need> stuck() {
    List<Stuck> stuck = visits.stuck(MOST);
    Map<CampaignId, Campaign> concerned =
        campaigns.all(stuck.stream().map(Stuck::campaign).distinct().toList()).stream()
            .collect(Collectors.toMap(Campaign::id, Function.identity()));
    return stuck.stream()
        .map(one -> need(one, Objects.requireNonNull(concerned.get(one.campaign()))))
        .toList();
  }

  private Need need(Stuck stuck, Campaign campaign) {
    boolean gone = stuck.state() == VisitState.SUPPRESSED;
    return new Need(
        JourneyVisits.WANTS_CONTENT.contains(stuck.reason()) ? 1 : 2,
        gone ? "blocked" : "needs",
        gone ? "Not made" : "Held",
        "%d %s %s at “%s”"
            .formatted(
                stuck.hcps(),
                stuck.hcps() == 1 ? "HCP" : "HCPs",
                gone ? "not contacted" : "held",
                views.step(campaign, stuck.stepId())),
        campaign.plan().name() + " · " + views.sentence(stuck.reason()),
        UriComponentsBuilder.fromPath("/campaigns/{id}/steps/{step}")
            .queryParam("state", stuck.state())
            .queryParam("reason", stuck.reason())
            .buildAndExpand(campaign.id(), stuck.stepId())
            .toUriString(),
        "See who");
  }
}
