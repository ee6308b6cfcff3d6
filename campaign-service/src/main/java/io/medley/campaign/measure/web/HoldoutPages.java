package io.medley.campaign.measure.web;

import io.medley.campaign.campaign.CampaignReading;
import io.medley.campaign.measure.HoldoutChanging;
import io.medley.campaign.measure.HoldoutProposal;
import io.medley.campaign.measure.HoldoutProposals;
import io.medley.campaign.measure.HoldoutReading;
import io.medley.campaign.measure.HoldoutReading.Change;
import io.medley.campaign.measure.HoldoutReading.OfBrand;
import io.medley.campaign.measure.HoldoutReading.OfCampaign;
import io.medley.campaign.touch.GateSettings;
import io.medley.campaign.touch.Holdouts;
import io.medley.platform.problem.Refusal;
import io.medley.platform.security.Actor;
import io.medley.platform.security.Authorities;
import io.medley.platform.security.Authority;
import io.medley.platform.security.CurrentActor;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Who is held out of everything, of a brand, of a campaign: counted, explained and changed. */
@Controller
class HoldoutPages {

  private static final int SHOWN = 50;

  private final HoldoutReading reading;
  private final HoldoutChanging changing;
  private final HoldoutProposals proposals;
  private final Holdouts holdouts;
  private final GateSettings settings;
  private final CampaignReading readers;
  private final Authorities authorities;
  private final CurrentActor actor;

  HoldoutPages(
      HoldoutReading reading,
      HoldoutChanging changing,
      HoldoutProposals proposals,
      Holdouts holdouts,
      GateSettings settings,
      CampaignReading readers,
      Authorities authorities,
      CurrentActor actor) {
    this.reading = reading;
    this.changing = changing;
    this.proposals = proposals;
    this.holdouts = holdouts;
    this.settings = settings;
    this.readers = readers;
    this.authorities = authorities;
    this.actor = actor;
  }

  /**
   * Every holdout.
   *
   * @param everythingPercent share of all HCPs that is held out of everything that promotes, now
   * @param proposal a share of everything that waits to be confirmed; null if none does
   * @param everythingChanges what was set of everything, the newest first; the newest may count
   *     from a day to come
   */
  record All(
      double everythingPercent,
      HoldoutReading.Counted everything,
      @Nullable HoldoutProposal proposal,
      List<Change> everythingChanges,
      List<OfBrand> brands,
      List<OfCampaign> campaigns) {}

  /** A new share of a brand, in percent, and why. */
  record Wanted(double percent, @Nullable String reason) {}

  /**
   * A new share of everything.
   *
   * @param countsFrom null = as soon as it is confirmed
   */
  record WantedOfEverything(
      double percent, @Nullable String reason, @Nullable Instant countsFrom) {}

  @GetMapping("/holdouts")
  String page(Model model) {
    Actor reader = actor.require();
    All all = all();
    Map<String, List<Change>> changes = new TreeMap<>();
    all.brands()
        .forEach(
            brand ->
                changes.put(
                    brand.brandId(),
                    reading.changes(Holdouts.Scope.BRAND, brand.brandId(), SHOWN)));
    HoldoutProposal open = all.proposal();
    model.addAttribute("all", all);
    model.addAttribute("changes", changes);
    model.addAttribute("mayLead", mayLead(reader));
    model.addAttribute("mayPropose", changing.mayPropose(reader));
    model.addAttribute("mayConfirm", open != null && changing.mayConfirm(open, reader));
    model.addAttribute("mayWithdraw", open != null && changing.mayWithdraw(open, reader));
    if (open != null) {
      model.addAttribute(
          "wouldBe", reading.everything(settings.holdoutSeed(), open.perTenThousand()));
    }
    return "holdouts";
  }

  /** The same for programs. */
  @GetMapping("/api/holdouts")
  @ResponseBody
  All all() {
    readers.requireOverview(actor.require());
    int everything = holdouts.share(Holdouts.Scope.EVERYTHING, Holdouts.EVERYTHING);
    return new All(
        everything / 100.0,
        reading.everything(settings.holdoutSeed(), everything),
        proposals.open().orElse(null),
        reading.changes(Holdouts.Scope.EVERYTHING, Holdouts.EVERYTHING, SHOWN),
        reading.brands(settings.holdoutSeed()),
        reading.campaigns(settings.holdoutSeed(), SHOWN));
  }

  @PostMapping("/holdouts/brands/{brand}")
  String change(
      @PathVariable String brand,
      @RequestParam double percent,
      @RequestParam(defaultValue = "") String reason,
      RedirectAttributes redirect) {
    return act(
        redirect,
        "Set. It holds from the next touch on.",
        () -> changing.setBrand(brand, percent, reason, actor.require()));
  }

  /** The same for programs. */
  @PutMapping("/api/holdouts/brands/{brand}")
  @ResponseBody
  All put(@PathVariable String brand, @RequestBody Wanted wanted) {
    changing.setBrand(brand, wanted.percent(), text(wanted.reason()), actor.require());
    return all();
  }

  @PostMapping("/holdouts/everything")
  String propose(
      @RequestParam double percent,
      @RequestParam(defaultValue = "") String reason,
      @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
          @Nullable LocalDate from,
      RedirectAttributes redirect) {
    return act(
        redirect,
        "Asked for. Somebody else who leads the brands confirms it.",
        () ->
            changing.propose(
                percent,
                from == null ? null : from.atStartOfDay(ZoneOffset.UTC).toInstant(),
                reason,
                actor.require()));
  }

  /** The same for programs. */
  @PostMapping("/api/holdouts/everything/proposals")
  @ResponseBody
  HoldoutProposal propose(@RequestBody WantedOfEverything wanted) {
    return changing.propose(
        wanted.percent(), wanted.countsFrom(), text(wanted.reason()), actor.require());
  }

  @PostMapping("/holdouts/everything/{id}/confirmation")
  String confirm(@PathVariable UUID id, RedirectAttributes redirect) {
    return act(redirect, "Confirmed, in your name.", () -> changing.confirm(id, actor.require()));
  }

  /** The same for programs. */
  @PostMapping("/api/holdouts/everything/proposals/{id}/confirmation")
  @ResponseBody
  All confirm(@PathVariable UUID id) {
    changing.confirm(id, actor.require());
    return all();
  }

  @PostMapping("/holdouts/everything/{id}/withdrawal")
  String withdraw(@PathVariable UUID id, RedirectAttributes redirect) {
    return act(
        redirect,
        "Not wanted any more; everything stays as it is.",
        () -> changing.withdraw(id, actor.require()));
  }

  /** The same for programs. */
  @PostMapping("/api/holdouts/everything/proposals/{id}/withdrawal")
  @ResponseBody
  All withdraw(@PathVariable UUID id) {
    changing.withdraw(id, actor.require());
    return all();
  }

  private static String act(RedirectAttributes redirect, String done, Runnable act) {
    try {
      act.run();
      redirect.addFlashAttribute("notice", done);
    } catch (Refusal refusal) {
      redirect.addFlashAttribute("refused", refusal.getMessage());
    }
    return "redirect:/holdouts";
  }

  private static String text(@Nullable String given) {
    return given == null ? "" : given;
  }

  private boolean mayLead(Actor reader) {
    return !authorities.markets(reader.id(), Authority.LEAD_BRAND).isEmpty();
  }
}
