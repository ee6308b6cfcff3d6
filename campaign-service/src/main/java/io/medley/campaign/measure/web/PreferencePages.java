package io.medley.campaign.measure.web;

import io.medley.campaign.consent.ConsentAsking;
import io.medley.campaign.consent.ConsentLinks;
import io.medley.campaign.consent.ConsentRefusal;
import io.medley.campaign.measure.Preferences;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The HCP's own pages, reached by signed links; they need no sign-in and set no cookie. Looking at
 * a page never changes anything: programs that test links follow every one.
 */
@Controller
class PreferencePages {

  private final Preferences preferences;
  private final ConsentAsking asking;
  private final ConsentLinks links;

  PreferencePages(Preferences preferences, ConsentAsking asking, ConsentLinks links) {
    this.preferences = preferences;
    this.asking = asking;
    this.links = links;
  }

  @GetMapping("/preferences/{token}")
  String page(
      @PathVariable String token,
      @RequestParam(required = false) @Nullable Integer withdrawn,
      @RequestParam(required = false) @Nullable Integer asked,
      Model model) {
    model.addAttribute("token", token);
    model.addAttribute("choices", preferences.choices(token));
    model.addAttribute("saved", withdrawn != null);
    model.addAttribute("asked", asked == null ? 0 : asked);
    return "preferences";
  }

  /** What the page's form sends: the choices the HCP keeps. */
  @PostMapping(path = "/preferences/{token}", params = "!List-Unsubscribe")
  String save(
      @PathVariable String token, @RequestParam(required = false) @Nullable Set<String> keep) {
    Preferences.Saved saved = preferences.save(token, keep == null ? Set.of() : keep);
    return "redirect:/preferences/%s?withdrawn=%d&asked=%d"
        .formatted(token, saved.withdrawn(), saved.asked());
  }

  /** One-click unsubscription by the mail program (RFC 8058): no page, no question. */
  @PostMapping(
      path = "/preferences/{token}",
      params = "List-Unsubscribe",
      consumes = {MediaType.APPLICATION_FORM_URLENCODED_VALUE, MediaType.MULTIPART_FORM_DATA_VALUE})
  ResponseEntity<Void> oneClick(@PathVariable String token) {
    preferences.unsubscribe(token);
    return ResponseEntity.noContent().build();
  }

  @GetMapping("/preferences/confirm/{token}")
  String confirmation(@PathVariable String token, Model model) {
    model.addAttribute("token", token);
    model.addAttribute("confirmed", false);
    return shown(asking.open(request(token)), model);
  }

  @PostMapping("/preferences/confirm/{token}")
  String confirm(@PathVariable String token, Model model) {
    model.addAttribute("confirmed", true);
    return shown(asking.confirm(request(token)), model);
  }

  private String shown(ConsentAsking.Open open, Model model) {
    model.addAttribute("words", open.text().in(open.language()));
    model.addAttribute("centre", links.centre(open.request().hcp()).getPath());
    return "consent-confirm";
  }

  private UUID request(String token) {
    return links.request(token).orElseThrow(ConsentRefusal.LinkNotOurs::new);
  }
}
