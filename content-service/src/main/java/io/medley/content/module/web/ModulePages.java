package io.medley.content.module.web;

import io.medley.content.claim.LibraryRights;
import io.medley.content.claim.WhereUsed;
import io.medley.content.claim.WhereUsed.Subject;
import io.medley.content.module.ModuleApproval;
import io.medley.content.module.ModuleApproval.Lane;
import io.medley.content.module.ModuleApproving;
import io.medley.content.module.ModuleDraft;
import io.medley.content.module.ModuleKeeping;
import io.medley.content.module.ModuleKind;
import io.medley.content.module.ModuleRules;
import io.medley.content.module.ModuleState;
import io.medley.content.module.ModuleVersion;
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
import java.util.Arrays;
import java.util.List;
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

/** Modules as pages: to coordinators who write them, to agencies who put them together. */
@Controller
@RequestMapping("/modules")
class ModulePages {

  private final ModuleKeeping keeping;
  private final ModuleApproving approving;
  private final ReceivedPicture received;
  private final StatementSigning signing;
  private final WhereUsed whereUsed;
  private final ProductMaster master;
  private final Vocabularies vocabularies;
  private final Authorities authorities;
  private final LibraryRights rights;
  private final CurrentActor actor;

  ModulePages(
      ModuleKeeping keeping,
      ModuleApproving approving,
      ReceivedPicture received,
      StatementSigning signing,
      WhereUsed whereUsed,
      ProductMaster master,
      Vocabularies vocabularies,
      Authorities authorities,
      LibraryRights rights,
      CurrentActor actor) {
    this.keeping = keeping;
    this.approving = approving;
    this.received = received;
    this.signing = signing;
    this.whereUsed = whereUsed;
    this.master = master;
    this.vocabularies = vocabularies;
    this.authorities = authorities;
    this.rights = rights;
    this.actor = actor;
  }

  /**
   * An approval.
   *
   * @param holds whether its signature verifies over the version as it stands
   */
  public record Approved(ModuleApproval given, boolean holds) {}

  @GetMapping
  String list(
      @RequestParam(defaultValue = "") String q,
      @RequestParam(defaultValue = "") String brand,
      @RequestParam(defaultValue = "") String kind,
      @RequestParam(defaultValue = "") String state,
      Model model) {
    Actor person = actor.require();
    model.addAttribute("modules", keeping.search(q, brand, kind, state, person));
    model.addAttribute("q", q);
    model.addAttribute("brand", brand);
    model.addAttribute("kind", kind);
    model.addAttribute("state", state);
    model.addAttribute("filtered", !(q + brand + kind + state).isEmpty());
    model.addAttribute("brands", master.current().brands());
    model.addAttribute("kinds", ModuleKind.values());
    model.addAttribute("states", ModuleState.values());
    model.addAttribute("house", person.agency() == null);
    model.addAttribute("mayWrite", rights.isAuthor(person));
    model.addAttribute("mayAssemble", mayAssemble(person));
    return "module/modules";
  }

  @GetMapping("/{id}")
  String module(
      @PathVariable String id,
      @RequestParam(required = false) @Nullable Integer version,
      Model model) {
    Actor person = actor.require();
    ModuleKeeping.Opened opened = keeping.open(id, person);
    ModuleVersion shown =
        opened.versions().stream()
            .filter(candidate -> version != null && candidate.number() == version)
            .findFirst()
            .orElse(opened.newest());
    boolean newest = shown.equals(opened.newest());
    boolean house = person.agency() == null;
    List<ModuleApproval> approvals = keeping.approvals(id, shown.number());
    model.addAttribute("module", shown);
    model.addAttribute(
        "words", vocabularies.labels(Vocabulary.MARKET, Vocabulary.AUDIENCE, Vocabulary.CHANNEL));
    model.addAttribute("opened", opened);
    model.addAttribute("newest", newest);
    model.addAttribute("house", house);
    model.addAttribute("mayWrite", rights.isAuthor(person));
    model.addAttribute("mayAssemble", mayAssemble(person));
    model.addAttribute(
        "approvals",
        approvals.stream()
            .map(given -> new Approved(given, approving.holds(given, shown)))
            .toList());
    model.addAttribute(
        "lanes",
        newest && shown.state() == ModuleState.DRAFT
            ? rights.offered(shown.author(), approvals, ModuleApproving.LANES, person)
            : List.of());
    model.addAttribute(
        "mayChange",
        newest
            && (shown.state() == ModuleState.APPROVED || shown.state() == ModuleState.SUSPENDED)
            && !authorities.markets(person.id(), Authority.WITHDRAW).isEmpty());
    if (house) {
      model.addAttribute("used", whereUsed.of(new Subject.OfModule(id), 0, 50, person));
    }
    return "module/module";
  }

  @GetMapping("/new")
  String newModule(
      @RequestParam(defaultValue = "") String brand,
      @RequestParam(defaultValue = "TEXT") ModuleKind kind,
      Model model) {
    actor.require();
    form(model, "", kind, null);
    model.addAttribute("brandId", brand);
    return "module/edit";
  }

  @GetMapping("/{id}/next")
  String next(@PathVariable String id, Model model) {
    ModuleVersion newest = keeping.open(id, actor.require()).newest();
    form(model, id, newest.kind(), newest);
    return "module/edit";
  }

  @PostMapping
  String draft(
      @RequestParam MultiValueMap<String, String> fields,
      @RequestParam(required = false) @Nullable MultipartFile image,
      Model model) {
    Actor person = actor.require();
    String id = FormFields.text(fields, "moduleId").strip();
    String brand = FormFields.text(fields, "brandId");
    ModuleKind kind = ModuleKind.valueOf(FormFields.text(fields, "kind"));
    ModuleDraft draft = read(fields, null);
    try {
      draft = read(fields, picture(image, person));
      keeping.draft(id, brand, kind, draft, person);
      return "redirect:/modules/" + id;
    } catch (Refusal refusal) {
      form(model, "", kind, typed(id, brand, kind, draft));
      model.addAttribute("typedId", id);
      model.addAttribute("brandId", brand);
      return refused(model, refusal);
    }
  }

  @PostMapping("/{id}/next")
  String draftNext(
      @PathVariable String id,
      @RequestParam MultiValueMap<String, String> fields,
      @RequestParam(required = false) @Nullable MultipartFile image,
      Model model) {
    Actor person = actor.require();
    ModuleVersion newest = keeping.open(id, person).newest();
    ModuleDraft draft = read(fields, null);
    try {
      draft = read(fields, picture(image, person));
      keeping.nextVersion(id, draft, person);
      return "redirect:/modules/" + id;
    } catch (Refusal refusal) {
      form(model, id, newest.kind(), typed(id, newest.brandId(), newest.kind(), draft));
      return refused(model, refusal);
    }
  }

  private static String refused(Model model, Refusal refusal) {
    Answer.refused(model, refusal);
    return "module/edit";
  }

  @PostMapping("/{id}/approval")
  String approve(
      @PathVariable String id,
      @RequestParam int number,
      @RequestParam Lane lane,
      RedirectAttributes flash) {
    try {
      return "redirect:" + signing.begin(approving.ask(id, number, lane, actor.require()));
    } catch (Refusal refusal) {
      flash.addFlashAttribute("refusal", refusal.getMessage());
      return "redirect:/modules/" + id;
    }
  }

  @PostMapping("/{id}/abandonment")
  String abandon(@PathVariable String id, @RequestParam int number, RedirectAttributes flash) {
    Actor person = actor.require();
    return answer(
        id, flash, "The draft is given up.", () -> keeping.abandon(id, number, "Given up", person));
  }

  @PostMapping("/{id}/state")
  String change(
      @PathVariable String id,
      @RequestParam ModuleState state,
      @RequestParam(defaultValue = "") String reason,
      RedirectAttributes flash) {
    Actor person = actor.require();
    return answer(
        id,
        flash,
        "Done. Every piece made of this module is named in the event.",
        () -> keeping.change(id, state, reason, person));
  }

  private static String answer(String id, RedirectAttributes flash, String done, Runnable act) {
    Answer.to(flash, done, act);
    return "redirect:/modules/" + id;
  }

  private void form(Model model, String id, ModuleKind kind, @Nullable ModuleVersion from) {
    model.addAttribute("id", id);
    model.addAttribute("typedId", "");
    model.addAttribute("kind", kind);
    model.addAttribute("kinds", ModuleKind.values());
    model.addAttribute("brands", master.current().brands());
    model.addAttribute("markets", vocabularies.terms(Vocabulary.MARKET));
    model.addAttribute("audiences", vocabularies.terms(Vocabulary.AUDIENCE));
    model.addAttribute("channels", vocabularies.terms(Vocabulary.CHANNEL));
    model.addAttribute("from", from);
    model.addAttribute("errors", List.of());
  }

  private ModuleKeeping.@Nullable Picture picture(@Nullable MultipartFile image, Actor person) {
    return image == null || image.isEmpty() ? null : received.take(image, person);
  }

  private static ModuleDraft read(
      MultiValueMap<String, String> fields, ModuleKeeping.@Nullable Picture picture) {
    String claim = FormFields.text(fields, "claimId").strip();
    String hash = FormFields.text(fields, "imageHash");
    return new ModuleDraft(
        FormFields.text(fields, "title"),
        FormFields.text(fields, "language").strip(),
        FormFields.text(fields, "content").replace("\r\n", "\n"),
        claim.isEmpty() ? null : claim,
        picture != null ? picture.sha256() : hash.isEmpty() ? null : hash,
        picture != null ? picture.mediaType() : FormFields.text(fields, "imageType"),
        new ModuleRules(
            keys(fields, "requires"),
            keys(fields, "excludes"),
            keys(fields, "after"),
            fields.getOrDefault("countries", List.of()),
            fields.getOrDefault("audiences", List.of()),
            fields.getOrDefault("channels", List.of()),
            number(FormFields.text(fields, "atMost"))),
        !FormFields.text(fields, "safetyRelevant").isEmpty(),
        FormFields.day(fields, "validTo"));
  }

  /** What was typed, so that nothing is lost when it was refused. */
  private static ModuleVersion typed(String id, String brand, ModuleKind kind, ModuleDraft draft) {
    return new ModuleVersion(
        id,
        1,
        brand,
        kind,
        ModuleState.DRAFT,
        draft.title(),
        draft.language(),
        draft.content(),
        draft.claimId(),
        draft.imageHash(),
        draft.imageType(),
        draft.rules(),
        draft.safetyRelevant(),
        draft.validTo(),
        "");
  }

  private static List<String> keys(MultiValueMap<String, String> fields, String name) {
    return Arrays.stream(FormFields.text(fields, name).split("[\\s,]+"))
        .filter(key -> !key.isBlank())
        .distinct()
        .toList();
  }

  private static int number(String typed) {
    return typed.matches("\\d{1,3}") ? Integer.parseInt(typed) : 0;
  }

  private boolean mayAssemble(Actor person) {
    return !authorities.markets(person.id(), Authority.UPLOAD).isEmpty();
  }
}
