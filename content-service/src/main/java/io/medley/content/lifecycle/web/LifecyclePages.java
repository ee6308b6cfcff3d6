package io.medley.content.lifecycle.web;

import io.medley.content.asset.AssetVersions;
import io.medley.content.claim.ClaimReading;
import io.medley.content.lifecycle.Approval;
import io.medley.content.lifecycle.Approvals;
import io.medley.content.lifecycle.Duties;
import io.medley.content.lifecycle.Duty;
import io.medley.content.lifecycle.DutyDeciding;
import io.medley.content.lifecycle.LifeBoard;
import io.medley.content.lifecycle.LifecycleRefusal;
import io.medley.content.lifecycle.Recertification;
import io.medley.content.lifecycle.Recertifications;
import io.medley.platform.problem.Refusal;
import io.medley.platform.security.Actor;
import io.medley.platform.security.CurrentActor;
import io.medley.platform.security.StepUp;
import io.medley.workflows.lifecycle.LifeTask;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The board of what approved pieces ask for, and the page of one such question. */
@Controller
@RequestMapping("/lifecycle")
class LifecyclePages {

  private final LifeBoard board;
  private final Duties duties;
  private final DutyDeciding deciding;
  private final Approvals approvals;
  private final Recertifications recertifications;
  private final AssetVersions versions;
  private final CurrentActor currentActor;

  LifecyclePages(
      LifeBoard board,
      Duties duties,
      DutyDeciding deciding,
      Approvals approvals,
      Recertifications recertifications,
      AssetVersions versions,
      CurrentActor currentActor) {
    this.board = board;
    this.duties = duties;
    this.deciding = deciding;
    this.approvals = approvals;
    this.recertifications = recertifications;
    this.versions = versions;
    this.currentActor = currentActor;
  }

  @GetMapping
  String board(
      @RequestParam(defaultValue = "all") String show,
      @RequestParam(defaultValue = "") String market,
      Model model) {
    ClaimReading.requireOfTheHouse(currentActor.require());
    List<LifeBoard.Row> inMarket =
        board.rows().stream()
            .filter(row -> market.isEmpty() || row.approval().markets().contains(market))
            .toList();
    Map<LifeBoard.Group, Long> counts = new EnumMap<>(LifeBoard.Group.class);
    for (LifeBoard.Group group : LifeBoard.Group.values()) {
      counts.put(group, inMarket.stream().filter(row -> row.group() == group).count());
    }
    model.addAttribute("counts", counts);
    model.addAttribute("all", inMarket.size());
    model.addAttribute(
        "rows",
        inMarket.stream()
            .filter(row -> show.equals("all") || row.group().slug().equals(show))
            .toList());
    model.addAttribute("show", show);
    model.addAttribute("market", market);
    return "lifecycle/board";
  }

  @GetMapping("/tasks/{id}")
  String task(@PathVariable UUID id, Model model) {
    Actor person = currentActor.require();
    Duty duty = duties.find(id).orElseThrow(() -> new LifecycleRefusal.DutyUnknown(id));
    versions.requireVisible(duty.version(), person);
    Approval approval = approvals.find(duty.version()).orElseThrow();
    model.addAttribute("duty", duty);
    model.addAttribute("approval", approval);
    model.addAttribute("person", person);
    model.addAttribute("choices", duty.open() ? deciding.offered(duty, person) : List.of());
    model.addAttribute("against", duty.open() ? deciding.against(duty, person).orElse(null) : null);
    model.addAttribute("facts", duty.signed() ? deciding.facts(duty) : Map.of());
    model.addAttribute("recertification", recertification(duty));
    model.addAttribute("meanings", deciding.meanings(duty));
    model.addAttribute(
        "channels",
        duties.of(duty.version()).stream()
            .filter(one -> one.kind() == LifeTask.Kind.ACKNOWLEDGEMENT)
            .toList());
    return "lifecycle/task";
  }

  @PostMapping("/tasks/{id}")
  String decide(
      @PathVariable UUID id,
      @RequestParam String choice,
      @RequestParam(defaultValue = "") String reason,
      @RequestParam(required = false) @Nullable Integer found,
      @RequestParam(required = false) @Nullable Integer destroyed,
      @RequestParam(required = false) @Nullable Integer out,
      RedirectAttributes flash) {
    return answered(
        id,
        flash,
        () -> {
          deciding.decide(
              id, choice, reason, copies(found, destroyed, out), currentActor.require());
          flash.addFlashAttribute("notice", "Decided. Your reason is kept with your name.");
        });
  }

  @PostMapping("/tasks/{id}/count")
  String count(
      @PathVariable UUID id,
      @RequestParam int found,
      @RequestParam int destroyed,
      @RequestParam int out,
      RedirectAttributes flash) {
    return answered(
        id,
        flash,
        () -> {
          deciding.count(id, new Duty.Copies(found, destroyed, out), currentActor.require());
          flash.addFlashAttribute("notice", "Counted again.");
        });
  }

  @PostMapping("/tasks/{id}/signature")
  String sign(
      @PathVariable UUID id,
      @RequestParam String choice,
      @RequestParam(defaultValue = "") String reason,
      RedirectAttributes flash) {
    String[] path = new String[1];
    String back =
        answered(
            id,
            flash,
            () -> path[0] = deciding.beginSigning(id, choice, reason, currentActor.require()));
    return path[0] == null ? back : "redirect:" + path[0];
  }

  /** The signer is back from the sign-in provider. */
  @GetMapping("/signed/{requestId}")
  String signed(
      @PathVariable UUID requestId,
      @RequestParam(StepUp.PARAMETER) String stepUp,
      RedirectAttributes flash) {
    Duty duty = deciding.sign(requestId, stepUp, currentActor.require());
    flash.addFlashAttribute("notice", "Signed.");
    return "redirect:/lifecycle/tasks/" + duty.id();
  }

  private @Nullable Recertification recertification(Duty duty) {
    return duty.kind() == LifeTask.Kind.RECERTIFICATION
        ? recertifications.find(UUID.fromString(duty.subject())).orElse(null)
        : null;
  }

  private static Duty.@Nullable Copies copies(
      @Nullable Integer found, @Nullable Integer destroyed, @Nullable Integer out) {
    return found == null && destroyed == null && out == null
        ? null
        : new Duty.Copies(or(found), or(destroyed), or(out));
  }

  private static int or(@Nullable Integer number) {
    return number == null ? 0 : number;
  }

  /** A refusal stands beside the form it is about; what was typed is asked for again. */
  private static String answered(UUID id, RedirectAttributes flash, Runnable act) {
    try {
      act.run();
    } catch (Refusal refused) {
      flash.addFlashAttribute("refused", refused.getMessage());
    }
    return "redirect:/lifecycle/tasks/" + id;
  }
}
