package io.medley.campaign.measure.web;

import io.medley.campaign.hcp.HcpId;
import io.medley.campaign.hcp.Hcps;
import io.medley.campaign.measure.SafetyRefusal;
import io.medley.campaign.measure.SafetyReport;
import io.medley.campaign.measure.SafetyReports;
import io.medley.campaign.measure.SafetyScreening;
import io.medley.platform.security.CurrentActor;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Possible adverse events and product complaints, most urgent first. */
@Controller
class SafetyPages {

  private static final int SHOWN = 100;

  private final SafetyReports reports;
  private final SafetyScreening screening;
  private final Hcps hcps;
  private final CurrentActor actor;
  private final Clock clock;

  SafetyPages(
      SafetyReports reports,
      SafetyScreening screening,
      Hcps hcps,
      CurrentActor actor,
      Clock clock) {
    this.reports = reports;
    this.screening = screening;
    this.hcps = hcps;
    this.actor = actor;
    this.clock = clock;
  }

  /**
   * A report as the page shows it.
   *
   * @param said what was said; a note if the HCP was erased
   */
  record Row(SafetyReport report, String who, String said, boolean overdue) {}

  @GetMapping("/safety")
  String page(Model model) {
    screening.requireHandler(actor.require());
    fill(model);
    return "safety";
  }

  @PostMapping("/safety/{id}/forward")
  ModelAndView forward(
      @PathVariable UUID id,
      @RequestParam(defaultValue = "") String outcome,
      RedirectAttributes redirect,
      Model model) {
    return acted(
        () -> screening.forward(id, outcome, actor.require()),
        "Drug safety has it; the clock has stopped.",
        redirect,
        model);
  }

  @PostMapping("/safety/{id}/no-event")
  ModelAndView noEvent(
      @PathVariable UUID id,
      @RequestParam(defaultValue = "") String outcome,
      RedirectAttributes redirect,
      Model model) {
    return acted(
        () -> screening.noEvent(id, outcome, actor.require()),
        "Noted as no event, with your reason.",
        redirect,
        model);
  }

  private ModelAndView acted(
      Runnable act, String notice, RedirectAttributes redirect, Model model) {
    try {
      act.run();
      redirect.addFlashAttribute("notice", notice);
      return new ModelAndView("redirect:/safety");
    } catch (SafetyRefusal refused) {
      fill(model);
      model.addAttribute("refused", refused.getMessage());
      ModelAndView again = new ModelAndView("safety", model.asMap());
      again.setStatus(HttpStatus.valueOf(refused.type().status()));
      return again;
    }
  }

  private void fill(Model model) {
    Instant now = clock.instant();
    List<Row> rows =
        reports.all(SHOWN).stream()
            .map(
                report ->
                    new Row(
                        report,
                        hcps.profile(new HcpId(report.hcpId()))
                            .map(profile -> profile.pseudonym())
                            .orElse("Erased HCP"),
                        screening
                            .said(report)
                            .orElse("The HCP was erased; what was said cannot be read any more."),
                        report.overdue(now)))
            .toList();
    model.addAttribute(
        "open",
        rows.stream().filter(row -> row.report().state() == SafetyReport.State.OPEN).toList());
    model.addAttribute(
        "closed",
        rows.stream().filter(row -> row.report().state() != SafetyReport.State.OPEN).toList());
  }
}
