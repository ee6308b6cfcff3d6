package io.medley.content.claim.web;

import io.medley.content.claim.ClaimApproval;
import io.medley.content.claim.ClaimApproval.Lane;
import io.medley.content.claim.ClaimApproving;
import io.medley.content.claim.ClaimAuthoring;
import io.medley.content.claim.ClaimDraft;
import io.medley.content.claim.ClaimReading;
import io.medley.content.claim.ClaimState;
import io.medley.content.claim.ClaimStore;
import io.medley.content.claim.ClaimStore.ClaimQuery;
import io.medley.content.claim.ClaimSupport;
import io.medley.content.claim.ClaimVersion;
import io.medley.content.claim.ClaimWording;
import io.medley.content.claim.LibraryReference;
import io.medley.content.claim.LibraryRights;
import io.medley.content.claim.ReferenceAnchor;
import io.medley.content.claim.ReferenceKeeping;
import io.medley.content.claim.SharedFigures;
import io.medley.content.claim.WhereUsed;
import io.medley.content.claim.WhereUsed.Subject;
import io.medley.content.product.ProductMaster;
import io.medley.content.signing.StatementSigning;
import io.medley.content.vocabulary.Vocabularies;
import io.medley.content.vocabulary.Vocabulary;
import io.medley.platform.page.Answer;
import io.medley.platform.page.FormFields;
import io.medley.platform.problem.Refusal;
import io.medley.platform.security.Actor;
import io.medley.platform.security.Authorities;
import io.medley.platform.security.Authority;
import io.medley.platform.security.CurrentActor;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.util.UriComponentsBuilder;

/** The claims library as pages. */
@Controller
@RequestMapping("/claims")
class ClaimPages {

  private static final int WORDINGS = 4;

  private final ClaimReading reading;
  private final ClaimAuthoring authoring;
  private final ClaimApproving approving;
  private final StatementSigning signing;
  private final ReferenceKeeping references;
  private final WhereUsed whereUsed;
  private final ProductMaster master;
  private final Vocabularies vocabularies;
  private final Authorities authorities;
  private final LibraryRights rights;
  private final CurrentActor actor;
  private final Clock clock;

  ClaimPages(
      ClaimReading reading,
      ClaimAuthoring authoring,
      ClaimApproving approving,
      StatementSigning signing,
      ReferenceKeeping references,
      WhereUsed whereUsed,
      ProductMaster master,
      Vocabularies vocabularies,
      Authorities authorities,
      LibraryRights rights,
      CurrentActor actor,
      Clock clock) {
    this.reading = reading;
    this.authoring = authoring;
    this.approving = approving;
    this.signing = signing;
    this.references = references;
    this.whereUsed = whereUsed;
    this.master = master;
    this.vocabularies = vocabularies;
    this.authorities = authorities;
    this.rights = rights;
    this.actor = actor;
    this.clock = clock;
  }

  /**
   * What a claim rests on, beside the claim.
   *
   * @param quote the quote, equal figures marked; empty without an anchor
   * @param holds whether the quote still stands in the newest edition
   */
  public record Resting(
      LibraryReference reference,
      @Nullable ReferenceAnchor anchor,
      List<SharedFigures.Run> quote,
      boolean holds) {}

  /**
   * An approval.
   *
   * @param holds whether its signature verifies over the version as it stands
   */
  public record Approved(ClaimApproval given, boolean holds) {}

  /** A wording, figures that its quotes bear out marked. */
  public record Worded(ClaimWording wording, List<SharedFigures.Run> runs) {}

  @GetMapping
  String list(
      @RequestParam(defaultValue = "") String q,
      @RequestParam(defaultValue = "") String brand,
      @RequestParam(defaultValue = "") String state,
      @RequestParam(defaultValue = "") String language,
      @RequestParam(defaultValue = "") String market,
      @RequestParam(defaultValue = "") String reference,
      @RequestParam(defaultValue = "0") int offset,
      Model model) {
    Actor person = actor.require();
    int from = Math.max(0, offset);
    ClaimQuery query = new ClaimQuery(q, brand, state, language, market, reference);
    ClaimStore.Found found = reading.search(query, from, person);
    model.addAttribute("claims", found.claims());
    model.addAttribute("total", found.total());
    model.addAttribute(
        "previous", from > 0 ? address(query, Math.max(0, from - ClaimReading.PAGE)) : null);
    model.addAttribute(
        "next",
        from + ClaimReading.PAGE < found.total() ? address(query, from + ClaimReading.PAGE) : null);
    model.addAttribute(
        "used", whereUsed.versions(found.claims().stream().map(ClaimVersion::claimId).toList()));
    model.addAttribute("today", LocalDate.now(clock));
    model.addAttribute("q", q);
    model.addAttribute("brand", brand);
    model.addAttribute("state", state);
    model.addAttribute("language", language);
    model.addAttribute("market", market);
    model.addAttribute("reference", reference);
    model.addAttribute("filtered", !(q + brand + state + language + market + reference).isEmpty());
    model.addAttribute("brands", master.current().brands());
    model.addAttribute("states", ClaimState.values());
    model.addAttribute("markets", vocabularies.terms(Vocabulary.MARKET));
    model.addAttribute("languages", List.of("de", "en", "fr"));
    model.addAttribute("mayWrite", rights.isAuthor(person));
    return "claim/claims";
  }

  private static String address(ClaimQuery query, int offset) {
    UriComponentsBuilder address = UriComponentsBuilder.fromPath("/claims");
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("q", query.words());
    values.put("brand", query.brandId());
    values.put("state", query.state());
    values.put("language", query.language());
    values.put("market", query.market());
    values.put("reference", query.reference());
    values.values().removeIf(""::equals);
    values.keySet().forEach(name -> address.queryParam(name, "{" + name + "}"));
    return address.queryParam("offset", offset).encode().buildAndExpand(values).toUriString();
  }

  @GetMapping("/events")
  String events(Model model) {
    model.addAttribute("events", reading.newest(100, actor.require()));
    return "claim/events";
  }

  @GetMapping("/{id}")
  String claim(
      @PathVariable String id,
      @RequestParam(required = false) @Nullable Integer version,
      @RequestParam(defaultValue = "") String passages,
      Model model) {
    Actor person = actor.require();
    ClaimReading.Opened opened = reading.open(id, person);
    ClaimVersion shown =
        opened.versions().stream()
            .filter(candidate -> version != null && candidate.number() == version)
            .findFirst()
            .orElse(opened.newest());
    boolean newest = shown.equals(opened.newest());
    List<String> wordings = shown.wordings().stream().map(ClaimWording::text).toList();
    String language = shown.wordings().isEmpty() ? "en" : shown.wordings().getFirst().language();
    List<String> quotes =
        shown.supports().stream()
            .map(ClaimSupport::anchor)
            .filter(Objects::nonNull)
            .map(ReferenceAnchor::quote)
            .toList();
    List<Resting> resting = new ArrayList<>();
    for (ClaimSupport support : shown.supports()) {
      ReferenceAnchor anchor = support.anchor();
      references
          .reference(support.referenceId())
          .ifPresent(
              reference ->
                  resting.add(
                      new Resting(
                          reference,
                          anchor,
                          anchor == null
                              ? List.of()
                              : SharedFigures.of(anchor.quote(), wordings, language),
                          anchor == null || references.holds(anchor))));
    }
    model.addAttribute("claim", shown);
    model.addAttribute("opened", opened);
    model.addAttribute(
        "approvals",
        reading.approvals(id, shown.number(), person).stream()
            .map(given -> new Approved(given, approving.holds(given, shown)))
            .toList());
    model.addAttribute("newest", newest);
    model.addAttribute("state", shown.stateOn(LocalDate.now(clock)));
    model.addAttribute(
        "worded",
        shown.wordings().stream()
            .map(
                wording ->
                    new Worded(
                        wording, SharedFigures.of(wording.text(), quotes, wording.language())))
            .toList());
    model.addAttribute("resting", resting);
    model.addAttribute("used", whereUsed.of(new Subject.OfClaim(id), 0, 50, person));
    model.addAttribute("names", names(shown.brandId()));
    boolean draft = newest && shown.state() == ClaimState.DRAFT;
    boolean writer = rights.isAuthor(person);
    model.addAttribute("maySupport", draft && writer && opened.approvals().isEmpty());
    model.addAttribute("mayWrite", writer);
    model.addAttribute(
        "lanes",
        draft
            ? rights.offered(shown.author(), opened.approvals(), ClaimApproving.LANES, person)
            : List.of());
    model.addAttribute(
        "mayChange",
        newest
            && (shown.state() == ClaimState.APPROVED || shown.state() == ClaimState.SUSPENDED)
            && !authorities.markets(person.id(), Authority.WITHDRAW).isEmpty());
    model.addAttribute("allReferences", draft && writer ? references.toPickFrom() : List.of());
    model.addAttribute("passagesOf", passages);
    model.addAttribute(
        "passages",
        draft && writer && !wordings.isEmpty() && references.reference(passages).isPresent()
            ? references.proposals(passages, wordings.getFirst(), language)
            : List.of());
    return "claim/claim";
  }

  @GetMapping("/new")
  String newClaim(@RequestParam(defaultValue = "") String brand, Model model) {
    ClaimReading.requireOfTheHouse(actor.require());
    form(model, "", brand.isEmpty() ? firstBrand() : brand, null);
    return "claim/edit";
  }

  @GetMapping("/{id}/next")
  String next(@PathVariable String id, Model model) {
    ClaimVersion newest = reading.open(id, actor.require()).newest();
    form(model, id, newest.brandId(), newest);
    return "claim/edit";
  }

  @PostMapping
  String draft(@RequestParam MultiValueMap<String, String> fields, Model model) {
    Actor person = actor.require();
    String id = FormFields.text(fields, "claimId");
    String brand = FormFields.text(fields, "brandId");
    try {
      ClaimVersion draft = authoring.draft(id.strip(), brand, read(fields), person);
      return "redirect:/claims/" + draft.claimId();
    } catch (Refusal refusal) {
      form(model, "", brand, typed(id, brand, fields));
      model.addAttribute("typedId", id);
      Answer.refused(model, refusal);
      return "claim/edit";
    }
  }

  @PostMapping("/{id}/next")
  String draftNext(
      @PathVariable String id, @RequestParam MultiValueMap<String, String> fields, Model model) {
    Actor person = actor.require();
    ClaimVersion newest = reading.open(id, person).newest();
    try {
      authoring.nextVersion(id, read(fields), person);
      return "redirect:/claims/" + id;
    } catch (Refusal refusal) {
      form(model, id, newest.brandId(), typed(id, newest.brandId(), fields));
      Answer.refused(model, refusal);
      return "claim/edit";
    }
  }

  @PostMapping("/{id}/support")
  String support(
      @PathVariable String id,
      @RequestParam int number,
      @RequestParam String referenceId,
      @RequestParam(defaultValue = "0") int page,
      @RequestParam(defaultValue = "") String quote,
      RedirectAttributes flash) {
    Actor person = actor.require();
    return answer(
        id,
        flash,
        "Added to what the claim rests on.",
        () -> {
          ReferenceAnchor anchor = references.anchor(referenceId, page, quote, person);
          authoring.support(id, number, new ClaimDraft.Support(referenceId, anchor.id()), person);
        });
  }

  @PostMapping("/{id}/approval")
  String approve(
      @PathVariable String id,
      @RequestParam int number,
      @RequestParam Lane lane,
      RedirectAttributes flash) {
    Actor person = actor.require();
    try {
      return "redirect:" + signing.begin(approving.ask(id, number, lane, person));
    } catch (Refusal refusal) {
      flash.addFlashAttribute("refusal", refusal.getMessage());
      return "redirect:/claims/" + id;
    }
  }

  @PostMapping("/{id}/abandonment")
  String abandon(
      @PathVariable String id,
      @RequestParam int number,
      @RequestParam(defaultValue = "Given up") String reason,
      RedirectAttributes flash) {
    Actor person = actor.require();
    return answer(
        id, flash, "The draft is given up.", () -> authoring.abandon(id, number, reason, person));
  }

  @PostMapping("/{id}/state")
  String change(
      @PathVariable String id,
      @RequestParam ClaimState state,
      @RequestParam(defaultValue = "") String reason,
      RedirectAttributes flash) {
    Actor person = actor.require();
    return answer(
        id,
        flash,
        "Done. Everything that uses the claim is named in the event below.",
        () -> authoring.change(id, state, reason, person));
  }

  private static String answer(String id, RedirectAttributes flash, String done, Runnable act) {
    Answer.to(flash, done, act);
    return "redirect:/claims/" + id;
  }

  private void form(Model model, String id, String brand, @Nullable ClaimVersion from) {
    model.addAttribute("id", id);
    model.addAttribute("typedId", "");
    model.addAttribute("brandId", brand);
    model.addAttribute("brands", master.current().brands());
    model.addAttribute("indications", master.current().indications(brand));
    model.addAttribute("markets", vocabularies.terms(Vocabulary.MARKET));
    model.addAttribute("audiences", vocabularies.terms(Vocabulary.AUDIENCE));
    model.addAttribute("channels", vocabularies.terms(Vocabulary.CHANNEL));
    model.addAttribute("from", from);
    model.addAttribute("today", LocalDate.now(clock));
    List<ClaimWording> rows = new ArrayList<>(from == null ? List.of() : from.wordings());
    while (rows.size() < WORDINGS) {
      rows.add(new ClaimWording("", "", List.of(), List.of(), List.of()));
    }
    model.addAttribute("rows", rows);
    model.addAttribute("errors", List.of());
  }

  private String firstBrand() {
    return master.current().brands().stream().findFirst().map(brand -> brand.id()).orElse("");
  }

  private ClaimDraft read(MultiValueMap<String, String> fields) {
    LocalDate from = FormFields.day(fields, "validFrom");
    return new ClaimDraft(
        FormFields.all(fields, "indications"),
        FormFields.all(fields, "countries"),
        from == null ? LocalDate.now(clock) : from,
        FormFields.day(fields, "validTo"),
        !FormFields.text(fields, "safetyRelevant").isEmpty(),
        wordings(fields),
        List.of());
  }

  private static List<ClaimWording> wordings(MultiValueMap<String, String> fields) {
    List<ClaimWording> wordings = new ArrayList<>();
    for (int i = 0; fields.containsKey("text" + i); i++) {
      String words = FormFields.text(fields, "text" + i).strip();
      if (!words.isEmpty()) {
        wordings.add(
            new ClaimWording(
                FormFields.text(fields, "language" + i).strip(),
                words,
                FormFields.all(fields, "markets" + i),
                FormFields.all(fields, "audiences" + i),
                FormFields.all(fields, "channels" + i)));
      }
    }
    return wordings;
  }

  /** What was typed, so that nothing is lost when it was refused. */
  private ClaimVersion typed(String id, String brand, MultiValueMap<String, String> fields) {
    ClaimDraft draft = read(fields);
    return new ClaimVersion(
        id,
        1,
        brand,
        ClaimState.DRAFT,
        draft.indications(),
        draft.countries(),
        draft.validFrom(),
        draft.validTo(),
        draft.safetyRelevant(),
        draft.wordings(),
        List.of(),
        "",
        List.of());
  }

  private Map<String, String> names(String brandId) {
    Map<String, String> names = new TreeMap<>();
    master
        .current()
        .indications(brandId)
        .forEach(indication -> names.put(indication.id(), indication.name()));
    vocabularies
        .labels(Vocabulary.MARKET, Vocabulary.AUDIENCE, Vocabulary.CHANNEL)
        .forEach(names::putIfAbsent);
    return names;
  }
}
