package io.medley.content.signing.web;

import io.medley.content.signing.SignedAct;
import io.medley.content.signing.StatementRequest;
import io.medley.content.signing.StatementSigning;
import io.medley.platform.security.Actor;
import io.medley.platform.security.CurrentActor;
import io.medley.platform.security.StepUp;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Shows a statement as it will be signed, and takes the signature. */
@Controller
@RequestMapping("/sign/statements/{id}")
class StatementController {

  /** In the order people read; what is not listed follows, in its own order. */
  private static final Map<String, String> LABELS = labels();

  private final StatementSigning signing;
  private final Map<String, SignedAct> acts;
  private final CurrentActor currentActor;

  StatementController(StatementSigning signing, List<SignedAct> acts, CurrentActor currentActor) {
    this.signing = signing;
    this.acts = new LinkedHashMap<>();
    acts.forEach(act -> this.acts.put(act.kind(), act));
    this.currentActor = currentActor;
  }

  @GetMapping
  String page(@PathVariable UUID id, Model model) {
    Actor person = currentActor.require();
    StatementRequest request = signing.request(id, person);
    model.addAttribute("request", request);
    model.addAttribute("person", person);
    model.addAttribute("act", act(request));
    model.addAttribute("rows", rows(request));
    return "sign/statement";
  }

  @PostMapping
  String begin(@PathVariable UUID id) {
    return "redirect:" + signing.begin(signing.request(id, currentActor.require()));
  }

  /** The signer is back from the sign-in provider. */
  @GetMapping("/return")
  String sign(
      @PathVariable UUID id,
      @RequestParam(StepUp.PARAMETER) String stepUp,
      RedirectAttributes flash) {
    Actor person = currentActor.require();
    StatementRequest request = signing.request(id, person);
    String page = act(request).complete(request, stepUp, person);
    flash.addFlashAttribute("notice", "Signed: " + request.field("meaning"));
    return "redirect:" + page;
  }

  private SignedAct act(StatementRequest request) {
    SignedAct act = acts.get(request.kind());
    if (act == null) {
      throw new IllegalStateException("Nothing takes statements of kind " + request.kind());
    }
    return act;
  }

  private static Map<String, String> rows(StatementRequest request) {
    Map<String, String> rows = new LinkedHashMap<>();
    LABELS.forEach(
        (name, label) -> {
          if (!request.field(name).isEmpty()) {
            rows.put(label, request.field(name));
          }
        });
    request
        .fields()
        .forEach(
            (name, value) -> {
              if (!LABELS.containsKey(name) && !name.equals("meaning") && !value.isEmpty()) {
                rows.put(name, value);
              }
            });
    return rows;
  }

  private static Map<String, String> labels() {
    Map<String, String> labels = new LinkedHashMap<>();
    labels.put("rule", "Rule");
    labels.put("market", "Market");
    labels.put("message", "Finding");
    labels.put("quote", "Words");
    labels.put("reason", "Your reason");
    labels.put("claim", "Claim");
    labels.put("module", "Module");
    labels.put("number", "Version");
    labels.put("words", "Words");
    labels.put("lane", "Lane");
    labels.put("authority", "You may as");
    labels.put("version", "Version of the piece");
    labels.put("contentHash", "SHA-256 of the file");
    labels.put("sha256", "SHA-256 of what is approved");
    return labels;
  }
}
