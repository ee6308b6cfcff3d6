package io.medley.content.brief.web;

import io.medley.content.asset.AssetId;
import io.medley.content.asset.AssetVersion;
import io.medley.content.asset.Uploading.Uploaded;
import io.medley.content.asset.VersionState;
import io.medley.content.brief.Brief;
import io.medley.content.brief.BriefDraft;
import io.medley.content.brief.BriefId;
import io.medley.content.brief.BriefQuery;
import io.medley.content.brief.BriefState;
import io.medley.content.brief.Briefing;
import io.medley.content.claim.ApprovedClaims;
import io.medley.content.claim.ClaimState;
import io.medley.content.extraction.ContentFormat;
import io.medley.content.product.ProductMaster;
import io.medley.content.vocabulary.Vocabularies;
import io.medley.content.vocabulary.Vocabulary;
import io.medley.platform.page.Answer;
import io.medley.platform.page.FormFields;
import io.medley.platform.problem.Refusal;
import io.medley.platform.security.Actor;
import io.medley.platform.security.Authority;
import io.medley.platform.security.AuthorityMissing;
import io.medley.platform.security.CurrentActor;
import io.medley.platform.security.People;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Briefs as pages: the list, the form, and the brief with what was made for it. */
@Controller
@RequestMapping("/briefs")
class BriefPages {

  private final Briefing briefing;
  private final BriefUploads uploads;
  private final ProductMaster master;
  private final Vocabularies vocabularies;
  private final ApprovedClaims claims;
  private final People people;
  private final CurrentActor actor;
  private final Clock clock;

  BriefPages(
      Briefing briefing,
      BriefUploads uploads,
      ProductMaster master,
      Vocabularies vocabularies,
      ApprovedClaims claims,
      People people,
      CurrentActor actor,
      Clock clock) {
    this.briefing = briefing;
    this.uploads = uploads;
    this.master = master;
    this.vocabularies = vocabularies;
    this.claims = claims;
    this.people = people;
    this.actor = actor;
    this.clock = clock;
  }

  /** A claim that may be asked for. */
  public record Choice(String id, String words) {}

  @GetMapping
  String list(
      @RequestParam(defaultValue = "") String q,
      @RequestParam(required = false) @Nullable BriefState state,
      @RequestParam(defaultValue = "") String market,
      @RequestParam(defaultValue = "") String brand,
      @RequestParam(defaultValue = "") String agency,
      Model model) {
    Actor person = actor.require();
    List<Brief> found =
        briefing.search(
            new BriefQuery(q, state, market, brand, agency.isEmpty() ? null : agency), person);
    model.addAttribute("briefs", found);
    model.addAttribute("pieces", briefing.pieceCounts(found));
    model.addAttribute("q", q);
    model.addAttribute("state", state);
    model.addAttribute("market", market);
    model.addAttribute("brand", brand);
    model.addAttribute("agency", agency);
    model.addAttribute("filtered", state != null || !(q + market + brand + agency).isEmpty());
    model.addAttribute("states", BriefState.values());
    model.addAttribute("markets", vocabularies.terms(Vocabulary.MARKET));
    model.addAttribute("brands", master.current().brands());
    model.addAttribute("house", person.agency() == null);
    model.addAttribute("agencies", person.agency() == null ? agencies() : List.of());
    model.addAttribute("mayWrite", briefing.mayWrite(person));
    model.addAttribute("now", clock.instant());
    model.addAttribute("words", words());
    return "brief/briefs";
  }

  @GetMapping("/new")
  String newBrief(
      @RequestParam(defaultValue = "") String brand,
      @RequestParam(required = false) @Nullable String campaignId,
      @RequestParam(required = false) @Nullable String slot,
      Model model) {
    Actor person = actor.require();
    if (!briefing.mayWrite(person)) {
      throw new AuthorityMissing(person.id(), Authority.CAMPAIGN, "any");
    }
    BriefDraft empty = BriefDraft.empty();
    form(
        model,
        null,
        0,
        new BriefDraft(
            "",
            brand.isEmpty() && !master.current().brands().isEmpty()
                ? master.current().brands().getFirst().id()
                : brand,
            "",
            empty.markets(),
            empty.languages(),
            empty.channels(),
            List.of("HCP"),
            "PROMOTIONAL",
            empty.keyMessages(),
            empty.claims(),
            empty.mandatory(),
            "",
            "",
            LocalDate.now(clock).plusWeeks(2),
            campaignId,
            slot));
    return "brief/edit";
  }

  @PostMapping
  String write(@RequestParam MultiValueMap<String, String> fields, Model model) {
    Actor person = actor.require();
    BriefDraft draft = read(fields);
    try {
      return "redirect:/briefs/" + briefing.write(draft, person).id();
    } catch (Refusal refusal) {
      form(model, null, 0, draft);
      return refused(model, refusal);
    }
  }

  @GetMapping("/{id}")
  String brief(@PathVariable UUID id, Model model) {
    Actor person = actor.require();
    Briefing.Opened opened = briefing.open(new BriefId(id), person);
    Brief brief = opened.brief();
    boolean mayWrite = briefing.mayWrite(brief, person);
    model.addAttribute("brief", brief);
    model.addAttribute("wanted", brief.wanted());
    model.addAttribute("pieces", opened.pieces());
    model.addAttribute("late", brief.overdueAt(clock.instant()));
    model.addAttribute("house", person.agency() == null);
    model.addAttribute("mayUpload", briefing.mayWork(brief, person));
    model.addAttribute(
        "mayChange",
        mayWrite
            && (brief.state() == BriefState.OPEN || brief.state() == BriefState.IN_PRODUCTION));
    model.addAttribute("mayCancel", mayWrite && brief.state().running());
    model.addAttribute("mayClose", mayWrite && brief.state() == BriefState.DELIVERED);
    model.addAttribute("needs", needs(opened));
    model.addAttribute("accepted", ContentFormat.accepted());
    model.addAttribute("words", words());
    model.addAttribute(
        "brandName",
        master.current().brand(brief.wanted().brandId()).map(b -> b.name()).orElse(""));
    model.addAttribute(
        "claims",
        claims(brief.wanted().brandId()).stream()
            .filter(choice -> brief.wanted().claims().contains(choice.id()))
            .toList());
    model.addAttribute(
        "writtenBy",
        brief.writtenBy().startsWith("system:")
            ? "a campaign, for a gap in its content"
            : people.printedName(brief.writtenBy()));
    return "brief/brief";
  }

  /** What the brief waits for, in one sentence. */
  private static String needs(Briefing.Opened opened) {
    Brief brief = opened.brief();
    String agency = "“" + brief.agency() + "”";
    return switch (brief.state()) {
      case OPEN ->
          brief.agency().isEmpty()
              ? "It needs an agency: a coordinator chooses one."
              : "%s has not uploaded anything for it yet.".formatted(agency);
      case IN_PRODUCTION ->
          opened.pieces().stream()
              .map(Briefing.Piece::newest)
              .filter(newest -> newest.state() == VersionState.REVISE)
              .findFirst()
              .map(
                  returned ->
                      "The reviewers returned version %s; %s answers with the next one."
                          .formatted(returned.number(), agency))
              .orElse(
                  "%s confirms the tags, mends what the checks find, and submits."
                      .formatted(agency));
      case DELIVERED -> "A version is with the coordinator or the reviewers.";
      case CLOSED -> "Done.";
      case CANCELLED -> "Cancelled: " + Objects.requireNonNullElse(brief.endReason(), "");
    };
  }

  @GetMapping("/{id}/edit")
  String edit(@PathVariable UUID id, Model model) {
    Actor person = actor.require();
    Brief brief = briefing.open(new BriefId(id), person).brief();
    if (!briefing.mayWrite(brief, person)) {
      throw new AuthorityMissing(
          person.id(), Authority.CAMPAIGN, brief.wanted().markets().getFirst());
    }
    form(model, brief.id(), brief.rowVersion(), brief.wanted());
    return "brief/edit";
  }

  @PostMapping("/{id}")
  String change(
      @PathVariable UUID id,
      @RequestParam MultiValueMap<String, String> fields,
      @RequestParam long rowVersion,
      Model model) {
    Actor person = actor.require();
    BriefDraft draft = read(fields);
    try {
      briefing.change(new BriefId(id), rowVersion, draft, person);
      return "redirect:/briefs/" + id;
    } catch (Refusal refusal) {
      form(model, new BriefId(id), rowVersion, draft);
      return refused(model, refusal);
    }
  }

  @PostMapping("/{id}/cancellation")
  String cancel(
      @PathVariable UUID id,
      @RequestParam(defaultValue = "") String reason,
      RedirectAttributes flash) {
    Actor person = actor.require();
    return answer(
        id,
        flash,
        "The brief is cancelled; its agency is told.",
        () -> briefing.cancel(new BriefId(id), reason, person));
  }

  @PostMapping("/{id}/closure")
  String close(@PathVariable UUID id, RedirectAttributes flash) {
    Actor person = actor.require();
    return answer(id, flash, "The brief is closed.", () -> briefing.close(new BriefId(id), person));
  }

  @PostMapping("/{id}/versions")
  String upload(
      @PathVariable UUID id,
      @RequestParam MultipartFile file,
      @RequestParam(required = false) @Nullable UUID asset,
      RedirectAttributes flash) {
    Actor person = actor.require();
    try {
      Uploaded uploaded =
          uploads.take(new BriefId(id), file, asset == null ? null : new AssetId(asset), person);
      AssetVersion version = uploaded.stored().version();
      return "redirect:/assets/versions/" + version.id() + "/tags";
    } catch (Refusal refusal) {
      flash.addFlashAttribute("refusal", refusal.getMessage());
      return "redirect:/briefs/" + id;
    }
  }

  private static String answer(UUID id, RedirectAttributes flash, String done, Runnable act) {
    Answer.to(flash, done, act);
    return "redirect:/briefs/" + id;
  }

  private static String refused(Model model, Refusal refusal) {
    Answer.refused(model, refusal);
    return "brief/edit";
  }

  private void form(Model model, @Nullable BriefId id, long rowVersion, BriefDraft draft) {
    model.addAttribute("id", id);
    model.addAttribute("rowVersion", rowVersion);
    model.addAttribute("draft", draft);
    model.addAttribute("errors", List.of());
    model.addAttribute("brands", master.current().brands());
    model.addAttribute("materialTypes", vocabularies.terms(Vocabulary.MATERIAL_TYPE));
    model.addAttribute("purposes", vocabularies.terms(Vocabulary.PURPOSE));
    model.addAttribute("markets", vocabularies.terms(Vocabulary.MARKET));
    model.addAttribute("channels", vocabularies.terms(Vocabulary.CHANNEL));
    model.addAttribute("audiences", vocabularies.terms(Vocabulary.AUDIENCE));
    model.addAttribute("keyMessages", vocabularies.terms(Vocabulary.KEY_MESSAGE));
    model.addAttribute("claims", claims(draft.brandId()));
    model.addAttribute("agencies", agencies());
  }

  private List<Choice> claims(String brand) {
    LocalDate today = LocalDate.now(clock);
    return claims.ofBrand(brand).claims().stream()
        .filter(version -> version.stateOn(today) == ClaimState.APPROVED)
        .filter(version -> !version.wordings().isEmpty())
        .map(version -> new Choice(version.claimId(), version.wordings().getFirst().text()))
        .toList();
  }

  /** Whoever worked here, signed in, or was briefed before. */
  private List<String> agencies() {
    return List.copyOf(
        Stream.concat(
                briefing.agencies().stream(),
                people.all().stream().flatMap(person -> Stream.ofNullable(person.agency())))
            .collect(Collectors.toCollection(TreeSet::new)));
  }

  private static BriefDraft read(MultiValueMap<String, String> fields) {
    return new BriefDraft(
        fields.getFirst("title"),
        fields.getFirst("brandId"),
        fields.getFirst("materialType"),
        fields.get("markets"),
        Arrays.asList(FormFields.text(fields, "languages").split("[\\s,]+")),
        fields.get("channels"),
        fields.get("audiences"),
        fields.getFirst("purpose"),
        fields.get("keyMessages"),
        fields.get("claims"),
        FormFields.text(fields, "mandatory").lines().toList(),
        FormFields.text(fields, "background").replace("\r\n", "\n"),
        fields.getFirst("agency"),
        FormFields.day(fields, "dueOn"),
        fields.getFirst("campaignId"),
        fields.getFirst("slot"));
  }

  private Map<String, String> words() {
    return vocabularies.labels(
        Vocabulary.MATERIAL_TYPE,
        Vocabulary.PURPOSE,
        Vocabulary.MARKET,
        Vocabulary.CHANNEL,
        Vocabulary.AUDIENCE,
        Vocabulary.KEY_MESSAGE);
  }
}
