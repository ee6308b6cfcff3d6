package io.medley.campaign.measure.web;

import io.medley.campaign.measure.Preferences;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
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
 * The HCP's own page, reached by the signed link of a message; needs no sign-in and sets no cookie.
 */
@Controller
class PreferencePages {

  private static final String EMAIL = "EMAIL";

  private final Preferences preferences;

  PreferencePages(Preferences preferences) {
    this.preferences = preferences;
  }

  @GetMapping("/preferences/{token}")
  String page(
      @PathVariable String token,
      @RequestParam(required = false) @Nullable String saved,
      Model model) {
    model.addAttribute("token", token);
    model.addAttribute("choices", preferences.choices(token));
    model.addAttribute("saved", saved != null);
    return "preferences";
  }

  /** What the page's form sends: the channels the HCP keeps. */
  @PostMapping(path = "/preferences/{token}", params = "!List-Unsubscribe")
  String save(
      @PathVariable String token, @RequestParam(required = false) @Nullable Set<String> keep) {
    Set<String> kept = keep == null ? Set.of() : keep;
    List<Preferences.ChannelChoice> choices = preferences.choices(token);
    preferences.withdraw(
        token,
        choices.stream()
            .filter(Preferences.ChannelChoice::allowed)
            .map(Preferences.ChannelChoice::channel)
            .filter(channel -> !kept.contains(channel))
            .collect(Collectors.toUnmodifiableSet()));
    return "redirect:/preferences/" + token + "?saved";
  }

  /** One-click unsubscription by the mail program (RFC 8058): no page, no question. */
  @PostMapping(
      path = "/preferences/{token}",
      params = "List-Unsubscribe",
      consumes = {MediaType.APPLICATION_FORM_URLENCODED_VALUE, MediaType.MULTIPART_FORM_DATA_VALUE})
  ResponseEntity<Void> oneClick(@PathVariable String token) {
    preferences.withdraw(token, Set.of(EMAIL));
    return ResponseEntity.noContent().build();
  }
}
