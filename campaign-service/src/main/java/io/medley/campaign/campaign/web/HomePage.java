package io.medley.campaign.campaign.web;

import io.medley.campaign.campaign.Campaign;
import io.medley.campaign.campaign.CampaignReading;
import io.medley.campaign.campaign.CampaignState;
import io.medley.campaign.campaign.Campaigns;
import io.medley.campaign.campaign.EnrollerPace;
import io.medley.campaign.campaign.NeedsMe;
import io.medley.campaign.campaign.NeedsMe.Need;
import io.medley.campaign.hcp.Hcps;
import io.medley.campaign.journey.JourneyVisits.ReasonCount;
import io.medley.campaign.journey.VisitState;
import io.medley.campaign.measure.SafetyReports;
import io.medley.campaign.measure.SafetyScreening;
import io.medley.campaign.rep.RepLedger;
import io.medley.platform.security.CurrentActor;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.util.UriComponentsBuilder;

/** Home: what needs the marketer, most pressing first. */
@Controller
class HomePage {

  /** Held for these reasons a touch never goes out unless somebody acts. */
  private static final Set<String> NEED_CONTENT =
      Set.of("NO_APPROVED_CONTENT", "CONTENT_WITHDRAWN", "CONTENT_UNAVAILABLE");

  private static final Set<String> NEED_OPERATOR =
      Set.of("APPROVAL_STATE_UNKNOWN", "CATALOG_UNAVAILABLE", "PROVIDER_UNAVAILABLE");

  private final Campaigns campaigns;
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
    if (reading.mayRead(actor.require())) {
      addWhatRuns(needs);
    }
    needs.sort(Comparator.comparingInt(Need::rank));
    model.addAttribute("needs", needs);
    model.addAttribute(
        "running",
        campaigns.all().stream()
            .filter(campaign -> campaign.state() == CampaignState.LAUNCHED)
            .limit(5)
            .toList());
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
    needs.addAll(ofReps());
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
    for (Campaign campaign : campaigns.all()) {
      if (campaign.state() == CampaignState.LAUNCHED) {
        needs.addAll(held(campaign));
      }
    }
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

  private List<Need> held(Campaign campaign) {
    List<Need> needs = new ArrayList<>();
    for (StepView step : views.steps(campaign)) {
      for (ReasonCount count : step.reasons()) {
        boolean content = NEED_CONTENT.contains(count.reason());
        boolean gone = content && count.state() == VisitState.SUPPRESSED;
        boolean stuck =
            count.state() == VisitState.HELD && (content || NEED_OPERATOR.contains(count.reason()));
        if (stuck || gone) {
          needs.add(
              new Need(
                  content ? 1 : 2,
                  gone ? "blocked" : "needs",
                  gone ? "Not made" : "Held",
                  "%d %s %s at “%s”"
                      .formatted(
                          count.hcps(),
                          count.hcps() == 1 ? "HCP" : "HCPs",
                          gone ? "not contacted" : "held",
                          step.name()),
                  campaign.plan().name() + " · " + views.sentence(count.reason()),
                  UriComponentsBuilder.fromPath("/campaigns/{id}/steps/{step}")
                      .queryParam("state", count.state())
                      .queryParam("reason", count.reason())
                      .buildAndExpand(campaign.id(), step.stepId())
                      .toUriString(),
                  "See who"));
        }
      }
    }
    return needs;
  }
}
