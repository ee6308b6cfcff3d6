package io.medley.campaign.overlap.web;

import io.medley.campaign.hcp.Hcp;
import io.medley.campaign.hcp.HcpId;
import io.medley.campaign.hcp.Hcps;
import io.medley.campaign.overlap.OverlapReading;
import io.medley.platform.security.Authorities;
import io.medley.platform.security.Authority;
import io.medley.platform.security.CurrentActor;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/** Journeys that overlap, for people and programs. */
@Controller
class OverlapPages {

  private static final int PAGE = 25;
  private static final int MOST = 200;

  private final OverlapReading reading;
  private final Hcps hcps;
  private final Authorities authorities;
  private final CurrentActor actor;

  OverlapPages(OverlapReading reading, Hcps hcps, Authorities authorities, CurrentActor actor) {
    this.reading = reading;
    this.hcps = hcps;
    this.authorities = authorities;
    this.actor = actor;
  }

  @GetMapping("/overlaps")
  String page(
      @RequestParam(required = false) @Nullable UUID first,
      @RequestParam(required = false) @Nullable UUID second,
      @RequestParam(defaultValue = "0") int offset,
      Model model) {
    authorities.requireAnywhere(actor.require(), Authority.CAMPAIGN);
    int from = Math.max(0, offset);
    OverlapReading.View view = reading.of(first, second, from, PAGE);
    model.addAttribute("view", view);
    model.addAttribute("names", names(view));
    model.addAttribute("first", first);
    model.addAttribute("second", second);
    model.addAttribute("previous", from == 0 ? null : Math.max(0, from - PAGE));
    model.addAttribute("next", view.people().size() == PAGE ? from + PAGE : null);
    return "overlaps";
  }

  @GetMapping("/api/overlaps")
  @ResponseBody
  OverlapReading.View overlaps(
      @RequestParam(required = false) @Nullable UUID first,
      @RequestParam(required = false) @Nullable UUID second,
      @RequestParam(defaultValue = "0") int offset,
      @RequestParam(defaultValue = "50") int limit) {
    authorities.requireAnywhere(actor.require(), Authority.CAMPAIGN);
    return reading.of(first, second, Math.max(0, offset), Math.clamp(limit, 1, MOST));
  }

  private Map<HcpId, String> names(OverlapReading.View view) {
    return view.people().stream()
        .collect(
            Collectors.toMap(
                OverlapReading.Person::hcp,
                person ->
                    hcps.open(person.hcp())
                        .map(Hcp::personal)
                        .map(personal -> personal.firstName() + " " + personal.lastName())
                        .orElse(person.pseudonym())));
  }
}
