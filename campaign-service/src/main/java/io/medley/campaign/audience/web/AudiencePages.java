package io.medley.campaign.audience.web;

import io.medley.campaign.audience.Audience;
import io.medley.campaign.audience.AudienceKeeping;
import io.medley.campaign.audience.AudienceRefusal.AudienceChanged;
import io.medley.campaign.audience.AudienceRefusal.AudienceUnusable;
import io.medley.campaign.audience.Audiences;
import io.medley.campaign.audience.Condition;
import io.medley.campaign.audience.Condition.Field;
import io.medley.campaign.hcp.Hcp;
import io.medley.campaign.hcp.HcpId;
import io.medley.campaign.hcp.HcpProfile;
import io.medley.campaign.hcp.Hcps;
import io.medley.campaign.touch.ApprovalState;
import io.medley.campaign.touch.ServableVersion;
import io.medley.platform.page.Page;
import io.medley.platform.security.Authorities;
import io.medley.platform.security.Authority;
import io.medley.platform.security.CurrentActor;
import java.time.Clock;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Audiences: the list, the filter builder, and why one HCP belongs or not. */
@Controller
class AudiencePages {

  private static final int SHOWN = 25;

  /** Fields whose values are few enough to be ticked. */
  private static final List<Field> CHOSEN_FROM =
      List.of(
          Field.COUNTRY,
          Field.LANGUAGE,
          Field.SPECIALTY,
          Field.TYPE,
          Field.TIER,
          Field.TERRITORY,
          Field.BRAND_TIER,
          Field.CONSENT);

  private static final List<String> LIKINGS =
      List.of("EMAIL>=0.5", "EMAIL>=0.75", "REP>=0.5", "REP>=0.75", "WEB>=0.5", "WEB>=0.75");

  private final AudienceKeeping keeping;
  private final Audiences audiences;
  private final Hcps hcps;
  private final Authorities authorities;
  private final ApprovalState versions;
  private final Page page;
  private final CurrentActor actor;
  private final Clock clock;

  AudiencePages(
      AudienceKeeping keeping,
      Audiences audiences,
      Hcps hcps,
      Authorities authorities,
      ApprovalState versions,
      Page page,
      CurrentActor actor,
      Clock clock) {
    this.keeping = keeping;
    this.audiences = audiences;
    this.hcps = hcps;
    this.authorities = authorities;
    this.versions = versions;
    this.page = page;
    this.actor = actor;
    this.clock = clock;
  }

  /** An audience with its size. */
  record Row(Audience audience, long hcps, long campaigns) {}

  /** A member as people see them. */
  record Member(UUID id, String name, HcpProfile profile) {}

  @GetMapping("/audiences")
  String list(Model model) {
    authorised();
    model.addAttribute(
        "rows",
        audiences.all().stream()
            .map(
                audience ->
                    new Row(audience, keeping.count(audience), audiences.campaigns(audience.id())))
            .toList());
    return "audiences";
  }

  @GetMapping("/audiences/new")
  String form(Model model) {
    authorised();
    builder(List.of(), null, model);
    return "audience-form";
  }

  @GetMapping("/audiences/{id}/edit")
  String edit(@PathVariable UUID id, Model model) {
    authorised();
    Audience audience = keeping.require(id);
    builder(audience.conditions(), audience, model);
    return "audience-form";
  }

  /** The size while the filter is being built. */
  @PostMapping("/audiences/count")
  String count(@RequestParam MultiValueMap<String, String> sent, Model model) {
    authorised();
    counted(AudienceForm.of(sent), model);
    return "fragments/audience-count :: count";
  }

  @PostMapping("/audiences")
  ModelAndView save(
      @RequestParam(defaultValue = "") String name,
      @RequestParam Audience.Kind kind,
      @RequestParam(required = false) @Nullable UUID audience,
      @RequestParam(defaultValue = "0") int seen,
      @RequestParam MultiValueMap<String, String> sent,
      Model model) {
    authorised();
    AudienceForm form = AudienceForm.of(sent);
    String flaw = form.flaw();
    if (flaw == null) {
      try {
        Audience saved =
            audience == null
                ? keeping.create(name, kind, form.conditions(), actor.require())
                : keeping.revise(audience, seen, kind, form.conditions(), actor.require());
        return new ModelAndView("redirect:/audiences/" + saved.id());
      } catch (AudienceUnusable | AudienceChanged refused) {
        flaw = refused.getMessage();
      }
    }
    builder(form.conditions(), audience == null ? null : keeping.require(audience), model);
    ModelAndView again = new ModelAndView("audience-form", model.asMap());
    again.addObject("flaw", flaw);
    again.addObject("name", name);
    again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
    return again;
  }

  @GetMapping("/audiences/{id}")
  String audience(
      @PathVariable UUID id, @RequestParam(required = false) @Nullable String who, Model model) {
    authorised();
    Audience audience = keeping.require(id);
    model.addAttribute("audience", audience);
    model.addAttribute("count", audiences.count(audience, clock.instant()));
    model.addAttribute("total", keeping.count(audience));
    model.addAttribute("reach", keeping.count(audience.conditions()).reach());
    model.addAttribute("versions", audiences.versions(id));
    model.addAttribute("campaigns", audiences.campaigns(id));
    model.addAttribute(
        "members",
        audiences.members(audience, List.of(), null, SHOWN, clock.instant()).stream()
            .map(this::member)
            .flatMap(Optional::stream)
            .toList());
    model.addAttribute("who", who);
    Optional<HcpProfile> asked =
        Optional.ofNullable(who)
            .map(String::strip)
            .filter(text -> !text.isEmpty())
            .flatMap(text -> hcps.findByExternalId(text).or(() -> hcps.findByPseudonym(text)));
    asked.ifPresent(
        profile -> {
          model.addAttribute("asked", profile);
          model.addAttribute("membership", keeping.explain(audience, profile.id()));
        });
    return "audience";
  }

  private Optional<Member> member(HcpId id) {
    return hcps.profile(id)
        .map(
            profile ->
                new Member(
                    id.value(),
                    hcps.open(id)
                        .map(Hcp::personal)
                        .map(personal -> personal.firstName() + " " + personal.lastName())
                        .orElse(profile.pseudonym()),
                    profile));
  }

  private void builder(List<Condition> conditions, @Nullable Audience audience, Model model) {
    Map<String, List<String>> offered = new HashMap<>();
    Map<String, String> labels = new HashMap<>();
    ValueOrder order = new ValueOrder(LocaleContextHolder.getLocale(), page::words);
    for (Field field : Field.values()) {
      offered.put(field.name(), order.of(field, audiences.values(field)));
      labels.put(field.name(), field.label());
    }
    Map<String, Condition> chosen = new HashMap<>();
    conditions.forEach(condition -> chosen.put(condition.field().name(), condition));
    model.addAttribute("audience", audience);
    model.addAttribute("chosenFrom", CHOSEN_FROM.stream().map(Field::name).toList());
    model.addAttribute(
        "lookingBack",
        Stream.of(Field.values()).filter(Field::looksBack).map(Field::name).toList());
    model.addAttribute("likings", LIKINGS);
    model.addAttribute(
        "received", received(offered.getOrDefault(Field.RECEIVED.name(), List.of())));
    model.addAttribute("labels", labels);
    model.addAttribute("offered", offered);
    model.addAttribute("chosen", chosen);
    counted(new AudienceForm(conditions, null), model);
  }

  /** Pieces somebody received, with what is known of them. */
  private List<ServableVersion> received(List<String> ids) {
    Map<UUID, ServableVersion> known = versions.read(ids.stream().map(UUID::fromString).toList());
    return ids.stream()
        .map(UUID::fromString)
        .map(known::get)
        .filter(Objects::nonNull)
        .sorted(
            Comparator.comparing(ServableVersion::title).thenComparing(ServableVersion::jobCode))
        .toList();
  }

  private void counted(AudienceForm form, Model model) {
    model.addAttribute("flaw", form.flaw());
    model.addAttribute("conditions", form.conditions());
    model.addAttribute("size", form.flaw() == null ? keeping.count(form.conditions()) : null);
  }

  private void authorised() {
    authorities.requireAnywhere(actor.require(), Authority.CAMPAIGN);
  }
}
