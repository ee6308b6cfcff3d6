package io.medley.campaign.consent.web;

import io.medley.campaign.consent.ConsentEntry;
import io.medley.campaign.consent.ConsentKeeping;
import io.medley.campaign.consent.ConsentRequest;
import io.medley.campaign.consent.ConsentRequests;
import io.medley.campaign.consent.ConsentText;
import io.medley.campaign.consent.ConsentTexts;
import io.medley.campaign.consent.Consents;
import io.medley.campaign.hcp.Hcp;
import io.medley.campaign.hcp.HcpId;
import io.medley.campaign.hcp.HcpProfile;
import io.medley.campaign.hcp.HcpUnknown;
import io.medley.campaign.hcp.Hcps;
import io.medley.campaign.hcp.OwnHcps;
import io.medley.platform.problem.Refusal;
import io.medley.platform.security.CurrentActor;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One HCP's consents: what counts, what counted on a day, and every entry with its evidence. */
@Controller
class ConsentPages {

  private final Consents consents;
  private final ConsentTexts texts;
  private final ConsentRequests requests;
  private final ConsentKeeping keeping;
  private final Hcps hcps;
  private final OwnHcps own;
  private final CurrentActor actor;
  private final Clock clock;

  ConsentPages(
      Consents consents,
      ConsentTexts texts,
      ConsentRequests requests,
      ConsentKeeping keeping,
      Hcps hcps,
      OwnHcps own,
      CurrentActor actor,
      Clock clock) {
    this.consents = consents;
    this.texts = texts;
    this.requests = requests;
    this.keeping = keeping;
    this.hcps = hcps;
    this.own = own;
    this.actor = actor;
    this.clock = clock;
  }

  /** A channel and purpose as it stands; the entry is null if nothing was ever said. */
  record Row(ConsentText text, String words, @Nullable ConsentEntry entry) {}

  /** A request and where it stands. */
  record AskedRow(ConsentRequest request, ConsentRequest.State state) {}

  @GetMapping("/hcps/{id}/consent")
  String consent(
      @PathVariable UUID id,
      @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
          @Nullable LocalDate day,
      Model model) {
    HcpId hcp = new HcpId(id);
    own.require(actor.require(), hcp);
    HcpProfile profile = hcps.profile(hcp).orElseThrow(() -> new HcpUnknown(hcp));
    Instant now = clock.instant();
    // A day is asked for as it ended in UTC.
    Instant at =
        day == null ? now : day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().minusNanos(1);
    Map<String, ConsentEntry> said = new LinkedHashMap<>();
    consents
        .allAsOf(hcp, at)
        .forEach(entry -> said.put(entry.channel() + ":" + entry.purpose(), entry));
    model.addAttribute("profile", profile);
    model.addAttribute(
        "name",
        hcps.open(hcp)
            .map(Hcp::personal)
            .map(personal -> personal.firstName() + " " + personal.lastName())
            .orElse(profile.pseudonym()));
    model.addAttribute("day", day);
    model.addAttribute("at", at);
    model.addAttribute(
        "rows",
        texts.current().stream()
            .map(text -> new Row(text, text.in("en"), said.get(text.key())))
            .toList());
    model.addAttribute("ledger", consents.history(hcp));
    model.addAttribute(
        "asked",
        requests.of(hcp).stream()
            .map(request -> new AskedRow(request, request.state(now)))
            .toList());
    return "hcp-consent";
  }

  @PostMapping("/hcps/{id}/consent/ask")
  String ask(@PathVariable UUID id, @RequestParam String key, RedirectAttributes redirect) {
    List<String> parts = List.of(key.split(":", 2));
    return answered(
        id,
        redirect,
        "A mail with a link to confirm is on its way. Until it is confirmed nothing is allowed.",
        () -> keeping.ask(new HcpId(id), parts.getFirst(), parts.getLast(), actor.require()));
  }

  @PostMapping("/hcps/{id}/consent")
  String record(
      @PathVariable UUID id,
      @RequestParam String key,
      @RequestParam boolean granted,
      @RequestParam String evidence,
      @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
          @Nullable LocalDate expires,
      RedirectAttributes redirect) {
    List<String> parts = List.of(key.split(":", 2));
    return answered(
        id,
        redirect,
        "Recorded. It counts from now on.",
        () ->
            keeping.record(
                new HcpId(id),
                parts.getFirst(),
                parts.getLast(),
                granted,
                evidence,
                expires == null ? null : expires.atStartOfDay(ZoneOffset.UTC).toInstant(),
                actor.require()));
  }

  private static String answered(
      UUID id, RedirectAttributes redirect, String notice, Runnable act) {
    try {
      act.run();
      redirect.addFlashAttribute("notice", notice);
    } catch (Refusal refused) {
      redirect.addFlashAttribute("refused", refused.getMessage());
    }
    return "redirect:/hcps/" + id + "/consent";
  }
}
