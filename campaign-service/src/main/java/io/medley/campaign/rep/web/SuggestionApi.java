package io.medley.campaign.rep.web;

import io.medley.campaign.campaign.CampaignId;
import io.medley.campaign.campaign.CampaignReading;
import io.medley.campaign.hcp.HcpId;
import io.medley.campaign.hcp.OwnHcps;
import io.medley.campaign.rep.Adoption;
import io.medley.campaign.rep.Answering;
import io.medley.campaign.rep.DismissReason;
import io.medley.campaign.rep.Insight;
import io.medley.campaign.rep.InsightPromoting;
import io.medley.campaign.rep.Promotion;
import io.medley.campaign.rep.RepAnswer;
import io.medley.campaign.rep.RepInsights;
import io.medley.campaign.rep.RepLedger;
import io.medley.campaign.rep.RepRefusal;
import io.medley.platform.security.Actor;
import io.medley.platform.security.CurrentActor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The representative's list and its answers for programs, e.g. a CRM. */
@RestController
class SuggestionApi {

  private static final int MOST = 200;

  private final SuggestionViews views;
  private final RepLedger ledger;
  private final Answering answering;
  private final RepInsights insights;
  private final InsightPromoting promoting;
  private final CampaignReading reading;
  private final OwnHcps own;
  private final CurrentActor actor;
  private final Clock clock;

  SuggestionApi(
      SuggestionViews views,
      RepLedger ledger,
      Answering answering,
      RepInsights insights,
      InsightPromoting promoting,
      CampaignReading reading,
      OwnHcps own,
      CurrentActor actor,
      Clock clock) {
    this.views = views;
    this.ledger = ledger;
    this.answering = answering;
    this.insights = insights;
    this.promoting = promoting;
    this.reading = reading;
    this.own = own;
    this.actor = actor;
    this.clock = clock;
  }

  /** What the person does instead. */
  record Edit(@Nullable String words) {}

  /** By how long it is put off. */
  record Snooze(int days) {}

  /**
   * What was done.
   *
   * @param material whether the suggested piece was sent or shown; absent = it was
   */
  record Done(
      @Nullable String channel,
      @Nullable Instant at,
      @Nullable String words,
      @Nullable Boolean material) {}

  /** Why not. */
  record Dismissal(
      @Nullable DismissReason reason,
      @Nullable String words,
      @Nullable Long fact,
      @Nullable String right,
      @Nullable String driver) {}

  /** What somebody learned. */
  record Learned(@Nullable String topic, @Nullable String words) {}

  /** Whether drug safety was told. */
  record Noted(boolean safety) {}

  /**
   * Suggestions that wait, best first.
   *
   * @param person whose; only for those who campaign; absent = one's own, or everybody's for those
   *     who look after no HCPs
   */
  @GetMapping("/api/suggestions")
  List<SuggestionViews.Row> list(
      @RequestParam(required = false) @Nullable String person,
      @RequestParam(defaultValue = "50") int limit) {
    Actor by = actor.require();
    reading.require(by);
    boolean mine = mine(by, person);
    return views.rows(mine ? by.id() : person, mine, Math.clamp(limit, 1, MOST));
  }

  /**
   * What keeps suggestions out of that list.
   *
   * @param person as for the list
   */
  @GetMapping("/api/suggestions/held-back")
  List<RepLedger.HeldBack> heldBack(@RequestParam(required = false) @Nullable String person) {
    Actor by = actor.require();
    reading.require(by);
    return ledger.heldBack(mine(by, person) ? by.id() : person, clock.instant());
  }

  private boolean mine(Actor by, @Nullable String person) {
    return own.only(by).isPresent() || (person == null && ledger.people().contains(by.id()));
  }

  @PostMapping("/api/suggestions/{id}/accept")
  RepAnswer accept(@PathVariable UUID id) {
    return answering.accept(id, actor.require());
  }

  @PostMapping("/api/suggestions/{id}/edit")
  RepAnswer edit(@PathVariable UUID id, @RequestBody Edit edit) {
    return answering.edit(id, given(edit.words()), actor.require());
  }

  @PostMapping("/api/suggestions/{id}/snooze")
  RepAnswer snooze(@PathVariable UUID id, @RequestBody Snooze snooze) {
    return answering.snooze(id, snooze.days(), actor.require());
  }

  @PostMapping("/api/suggestions/{id}/complete")
  RepAnswer complete(@PathVariable UUID id, @RequestBody Done done) {
    return answering.complete(
        id,
        new Answering.Done(
            done.channel(),
            done.at(),
            given(done.words()),
            done.material() == null || done.material()),
        actor.require());
  }

  @PostMapping("/api/suggestions/{id}/dismiss")
  RepAnswer dismiss(@PathVariable UUID id, @RequestBody Dismissal dismissal) {
    DismissReason reason = dismissal.reason();
    if (reason == null) {
      throw new RepRefusal.AnswerUnusable("Say why: give one of the reasons.");
    }
    return answering.dismiss(
        id,
        new Answering.Dismissal(
            reason,
            given(dismissal.words()),
            dismissal.fact(),
            dismissal.right(),
            dismissal.driver()),
        actor.require());
  }

  /**
   * How suggestions fare.
   *
   * @param days counted back from now
   */
  @GetMapping("/api/suggestions/adoption")
  Adoption adoption(@RequestParam(defaultValue = "90") int days) {
    reading.require(actor.require());
    return ledger.adoption(clock.instant().minus(Duration.ofDays(Math.clamp(days, 1, 366))));
  }

  @GetMapping("/api/hcps/{id}/insights")
  List<Insight> insights(@PathVariable UUID id) {
    reading.require(actor.require());
    own.require(actor.require(), new HcpId(id));
    return ledger.insightsAbout(new HcpId(id));
  }

  /**
   * What to make of an insight.
   *
   * @param kind {@code QUESTION} with a brand, or {@code BRIEF} with a campaign and a slot
   */
  record Become(
      Promotion.Kind kind,
      @Nullable String brandId,
      @Nullable UUID campaignId,
      @Nullable String slot) {}

  @PostMapping("/api/insights/{id}/promotions")
  @ResponseStatus(HttpStatus.CREATED)
  Promotion promote(@PathVariable UUID id, @RequestBody Become become) {
    return switch (become.kind()) {
      case QUESTION -> promoting.question(id, given(become.brandId()), actor.require());
      case BRIEF -> {
        UUID campaign = become.campaignId();
        if (campaign == null) {
          throw new RepRefusal.AnswerUnusable("Say for which campaign the piece is missing.");
        }
        yield promoting.brief(id, new CampaignId(campaign), given(become.slot()), actor.require());
      }
    };
  }

  @PostMapping("/api/hcps/{id}/insights")
  @ResponseStatus(HttpStatus.CREATED)
  Noted note(@PathVariable UUID id, @RequestBody Learned learned) {
    return new Noted(
        insights.note(
            new HcpId(id), given(learned.topic()), given(learned.words()), actor.require()));
  }

  private static String given(@Nullable String text) {
    return text == null ? "" : text;
  }
}
