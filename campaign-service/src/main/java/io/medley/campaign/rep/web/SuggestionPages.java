package io.medley.campaign.rep.web;

import io.medley.campaign.campaign.CampaignId;
import io.medley.campaign.campaign.CampaignReading;
import io.medley.campaign.campaign.Campaigns;
import io.medley.campaign.hcp.HcpId;
import io.medley.campaign.hcp.OwnHcps;
import io.medley.campaign.rep.Answering;
import io.medley.campaign.rep.Correction;
import io.medley.campaign.rep.DismissReason;
import io.medley.campaign.rep.Insight;
import io.medley.campaign.rep.InsightPromoting;
import io.medley.campaign.rep.Promotion;
import io.medley.campaign.rep.RepAnswer;
import io.medley.campaign.rep.RepInsights;
import io.medley.campaign.rep.RepLedger;
import io.medley.campaign.rep.RepRefusal;
import io.medley.campaign.rep.RepSettings;
import io.medley.platform.security.Actor;
import io.medley.platform.security.CurrentActor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The representative's ranked list, the answers to it, how suggestions fare, what was learned. */
@Controller
class SuggestionPages {

  private static final int SHOWN = 50;
  private static final int LATEST = 10;
  private static final int CHOICE = 500;
  private static final Duration ADOPTION = Duration.ofDays(90);
  private static final Duration DAY = Duration.ofDays(1);

  private final SuggestionViews views;
  private final RepLedger ledger;
  private final RepSettings settings;
  private final Answering answering;
  private final RepInsights insights;
  private final InsightPromoting promoting;
  private final Campaigns campaigns;
  private final CampaignReading reading;
  private final OwnHcps own;
  private final CurrentActor actor;
  private final Clock clock;

  SuggestionPages(
      SuggestionViews views,
      RepLedger ledger,
      RepSettings settings,
      Answering answering,
      RepInsights insights,
      InsightPromoting promoting,
      Campaigns campaigns,
      CampaignReading reading,
      OwnHcps own,
      CurrentActor actor,
      Clock clock) {
    this.views = views;
    this.ledger = ledger;
    this.settings = settings;
    this.answering = answering;
    this.insights = insights;
    this.promoting = promoting;
    this.campaigns = campaigns;
    this.reading = reading;
    this.own = own;
    this.actor = actor;
    this.clock = clock;
  }

  /** A correction or an insight and whom it is about. */
  record About<T>(T what, String who) {}

  /** A person and how many new suggestions they get in 24 hours. */
  record Capacity(String person, int perDay, boolean houseFigure, long today) {}

  @GetMapping("/suggestions")
  String list(@RequestParam(required = false) @Nullable String person, Model model) {
    Actor by = actor.require();
    reading.require(by);
    boolean reads = own.only(by).isEmpty();
    List<String> people = ledger.people();
    // Who looks after HCPs sees their own; who campaigns may look over anybody's shoulder.
    boolean mine = !reads || (person == null && people.contains(by.id()));
    String whose = mine ? by.id() : blankToNull(person);
    model.addAttribute("rows", views.rows(whose, mine, SHOWN));
    model.addAttribute("heldBack", ledger.heldBack(whose, clock.instant()));
    model.addAttribute("mine", mine);
    model.addAttribute("reads", reads);
    model.addAttribute("people", people);
    model.addAttribute("person", whose);
    model.addAttribute("today", ledger.suggestedSince(by.id(), clock.instant().minus(DAY)));
    model.addAttribute("perDay", ledger.capacity(by.id()).orElse(settings.perDay()));
    model.addAttribute("reasons", DismissReason.values());
    model.addAttribute("latest", LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
    model.addAttribute("answered", mine ? views.answered(by.id(), LATEST) : List.of());
    return "suggestions";
  }

  @GetMapping("/suggestions/adoption")
  String adoption(Model model) {
    Actor by = actor.require();
    reading.require(by);
    Instant now = clock.instant();
    model.addAttribute("adoption", ledger.adoption(now.minus(ADOPTION)));
    model.addAttribute("mayChange", own.only(by).isEmpty());
    model.addAttribute(
        "capacities",
        ledger.people().stream()
            .map(
                person -> {
                  Optional<Integer> set = ledger.capacity(person);
                  return new Capacity(
                      person,
                      set.orElse(settings.perDay()),
                      set.isEmpty(),
                      ledger.suggestedSince(person, now.minus(DAY)));
                })
            .toList());
    return "suggestion-adoption";
  }

  @PostMapping("/suggestions/capacity")
  String capacity(
      @RequestParam String person, @RequestParam int perDay, RedirectAttributes redirect) {
    return done(
        redirect,
        "/suggestions/adoption",
        () -> {
          insights.capacity(person, perDay, actor.require());
          return "%s gets at most %d new suggestions in 24 hours.".formatted(person, perDay);
        });
  }

  @GetMapping("/suggestions/insights")
  String insights(@RequestParam(required = false) @Nullable String topic, Model model) {
    Actor by = actor.require();
    reading.require(by);
    String about = blankToNull(topic);
    boolean all = own.only(by).isEmpty();
    model.addAttribute("topic", about);
    model.addAttribute("topics", all ? ledger.topics() : List.of());
    model.addAttribute("all", all);
    model.addAttribute(
        "insights", about(ledger.insights(about, all ? null : by.id(), SHOWN), Insight::hcp));
    model.addAttribute(
        "promotions",
        ledger.promotions().stream().collect(Collectors.groupingBy(Promotion::insightId)));
    model.addAttribute("running", all ? campaigns.launched(CHOICE) : List.of());
    model.addAttribute(
        "corrections", all ? about(ledger.corrections(SHOWN), Correction::hcp) : List.of());
    return "suggestion-insights";
  }

  private <T> List<About<T>> about(List<T> list, Function<T, HcpId> whom) {
    Map<HcpId, String> names = views.names(list.stream().map(whom).toList());
    return list.stream()
        .map(one -> new About<>(one, names.getOrDefault(whom.apply(one), "Unknown HCP")))
        .toList();
  }

  @PostMapping("/suggestions/insights/{id}/question")
  String question(
      @PathVariable UUID id,
      @RequestParam(defaultValue = "") String brand,
      RedirectAttributes redirect) {
    return done(
        redirect,
        "/suggestions/insights",
        () -> {
          int journeys = promoting.question(id, brand, actor.require()).journeys();
          return journeys == 0
              ? "Kept as a question; no journey waits for one or begins with one yet."
              : "A question now: %d journeys hear of it.".formatted(journeys);
        });
  }

  @PostMapping("/suggestions/insights/{id}/brief")
  String brief(
      @PathVariable UUID id,
      @RequestParam UUID campaign,
      @RequestParam(defaultValue = "") String slot,
      RedirectAttributes redirect) {
    return done(
        redirect,
        "/suggestions/insights",
        () -> {
          promoting.brief(id, new CampaignId(campaign), slot.strip(), actor.require());
          return "The brief is open; a coordinator chooses who makes the piece.";
        });
  }

  @PostMapping("/suggestions/corrections/{id}/mended")
  String mended(@PathVariable UUID id, RedirectAttributes redirect) {
    return done(
        redirect,
        "/suggestions/insights",
        () -> {
          insights.mended(id, actor.require());
          return "Closed: the value was mended at its source.";
        });
  }

  @PostMapping("/suggestions/{id}/accept")
  String accept(@PathVariable UUID id, RedirectAttributes redirect) {
    return answered(redirect, () -> answering.accept(id, actor.require()));
  }

  @PostMapping("/suggestions/{id}/edit")
  String edit(@PathVariable UUID id, @RequestParam String words, RedirectAttributes redirect) {
    return answered(redirect, () -> answering.edit(id, words, actor.require()));
  }

  @PostMapping("/suggestions/{id}/snooze")
  String snooze(@PathVariable UUID id, @RequestParam int days, RedirectAttributes redirect) {
    return answered(redirect, () -> answering.snooze(id, days, actor.require()));
  }

  @PostMapping("/suggestions/{id}/complete")
  String complete(
      @PathVariable UUID id,
      @RequestParam(required = false) @Nullable String channel,
      @RequestParam(required = false) @Nullable LocalDate day,
      @RequestParam(defaultValue = "") String words,
      @RequestParam(defaultValue = "false") boolean material,
      RedirectAttributes redirect) {
    return answered(
        redirect,
        () ->
            answering.complete(
                id,
                new Answering.Done(blankToNull(channel), at(day), words, material),
                actor.require()));
  }

  @PostMapping("/suggestions/{id}/dismiss")
  String dismiss(
      @PathVariable UUID id,
      @RequestParam DismissReason reason,
      @RequestParam(defaultValue = "") String words,
      @RequestParam(required = false) @Nullable Long fact,
      @RequestParam(required = false) @Nullable String right,
      @RequestParam(required = false) @Nullable String driver,
      RedirectAttributes redirect) {
    return answered(
        redirect,
        () ->
            answering.dismiss(
                id,
                new Answering.Dismissal(
                    reason,
                    words,
                    reason == DismissReason.WRONG_DATA ? fact : null,
                    blankToNull(right),
                    blankToNull(driver)),
                actor.require()));
  }

  @PostMapping("/hcps/{id}/insights")
  String insight(
      @PathVariable UUID id,
      @RequestParam String topic,
      @RequestParam String words,
      RedirectAttributes redirect) {
    return done(
        redirect,
        "/hcps/" + id,
        () ->
            insights.note(new HcpId(id), topic, words, actor.require())
                ? "Noted, and drug safety was told."
                : "Noted.");
  }

  @PostMapping("/hcps/{id}/rest/end")
  String endRest(@PathVariable UUID id, @RequestParam String why, RedirectAttributes redirect) {
    return done(
        redirect,
        "/hcps/" + id,
        () -> {
          insights.endRest(new HcpId(id), why, actor.require());
          return "The rest period is over.";
        });
  }

  private @Nullable Instant at(@Nullable LocalDate day) {
    if (day == null) {
      return null;
    }
    Instant now = clock.instant();
    Instant noon = day.atTime(LocalTime.NOON).toInstant(ZoneOffset.UTC);
    // Today means now: noon may not have come yet.
    return day.equals(LocalDate.ofInstant(now, ZoneOffset.UTC)) ? now : noon;
  }

  private static String answered(RedirectAttributes redirect, Supplier<RepAnswer> act) {
    return done(redirect, "/suggestions", () -> act.get().effect());
  }

  private static String done(RedirectAttributes redirect, String to, Supplier<String> act) {
    try {
      redirect.addFlashAttribute("notice", act.get());
    } catch (RepRefusal refused) {
      redirect.addFlashAttribute("refused", refused.getMessage());
    }
    return "redirect:" + to;
  }

  private static @Nullable String blankToNull(@Nullable String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }
}
