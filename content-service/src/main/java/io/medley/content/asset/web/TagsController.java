package io.medley.content.asset.web;

import io.medley.content.asset.AssetMetadata;
import io.medley.content.asset.AssetRefusal;
import io.medley.content.asset.Library;
import io.medley.content.asset.StoredVersion;
import io.medley.content.asset.Suggestion;
import io.medley.content.asset.Tagging;
import io.medley.content.asset.Tags;
import io.medley.content.asset.VersionId;
import io.medley.content.asset.VersionState;
import io.medley.content.precheck.PreChecks;
import io.medley.content.precheck.Stage;
import io.medley.content.product.ProductMaster;
import io.medley.content.product.ProductMasterDocument.Label;
import io.medley.content.product.Products;
import io.medley.content.vocabulary.Vocabularies;
import io.medley.content.vocabulary.Vocabulary;
import io.medley.platform.problem.Lack;
import io.medley.platform.security.CurrentActor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Confirming tags: every suggestion with its evidence, every word from its list. */
@Controller
@RequestMapping("/assets/versions/{id}/tags")
class TagsController {

  private static final List<Vocabulary> DETAILS =
      List.of(
          Vocabulary.MATERIAL_SUBTYPE,
          Vocabulary.ADAPTATION,
          Vocabulary.KEY_MESSAGE,
          Vocabulary.TONE,
          Vocabulary.CALL_TO_ACTION,
          Vocabulary.INTENT,
          Vocabulary.SPECIALTY,
          Vocabulary.SEGMENT,
          Vocabulary.JOURNEY_STAGE,
          Vocabulary.IMAGE_USE,
          Vocabulary.COST_BAND);

  private final Library library;
  private final Tagging tagging;
  private final PreChecks preChecks;
  private final ProductMaster master;
  private final Vocabularies vocabularies;
  private final CurrentActor actor;

  TagsController(
      Library library,
      Tagging tagging,
      PreChecks preChecks,
      ProductMaster master,
      Vocabularies vocabularies,
      CurrentActor actor) {
    this.library = library;
    this.tagging = tagging;
    this.preChecks = preChecks;
    this.master = master;
    this.vocabularies = vocabularies;
    this.actor = actor;
  }

  @GetMapping
  String form(@PathVariable UUID id, Model model) {
    StoredVersion stored = library.open(new VersionId(id), actor.require());
    if (stored.version().state() != VersionState.DRAFT) {
      return "redirect:/assets/versions/" + id + "?tab=tags";
    }
    return form(
        stored,
        stored.version().metadata(),
        DetailsForm.lines(stored.version().metadata().details().imageRights()),
        List.of(),
        model);
  }

  @PostMapping
  String confirm(
      @PathVariable UUID id,
      @RequestParam long rowVersion,
      @ModelAttribute TagsForm form,
      @ModelAttribute DetailsForm details,
      Model model) {
    VersionId version = new VersionId(id);
    List<Lack> wrong = new ArrayList<>();
    Tags typed = form.tags(details.details(wrong), wrong);
    if (wrong.isEmpty()) {
      try {
        StoredVersion confirmed = tagging.confirm(version, rowVersion, typed, actor.require());
        preChecks.run(version, Stage.DRAFT);
        return tagging.open(confirmed).isEmpty()
            ? "redirect:/assets/versions/" + id
            : "redirect:/assets/versions/" + id + "/tags";
      } catch (AssetRefusal.MetadataIncomplete refused) {
        wrong.addAll(refused.lacks());
      } catch (AssetRefusal.EditConflict overtaken) {
        wrong.add(
            new Lack(
                "conflict",
                "Somebody else changed these tags since you opened the page. What you typed is"
                    + " still here: look it over and confirm again, or open the page anew to see"
                    + " theirs."));
      }
    }
    StoredVersion stored = library.open(version, actor.require());
    return form(
        stored,
        typed.over(stored.version().metadata()),
        String.valueOf(Objects.requireNonNullElse(details.imageRights(), "")),
        wrong,
        model);
  }

  private String form(
      StoredVersion stored,
      AssetMetadata shown,
      String imageRights,
      List<Lack> wrong,
      Model model) {
    Products products = master.current();
    model.addAttribute("stored", stored);
    model.addAttribute("version", stored.version());
    model.addAttribute("tags", shown);
    Map<String, String> errors = new HashMap<>();
    if (stored.confirmedBy() != null && wrong.isEmpty()) {
      tagging.open(stored).forEach(lack -> errors.put(lack.field(), lack.message()));
    }
    wrong.forEach(lack -> errors.put(lack.field(), lack.message()));
    model.addAttribute("errors", errors);
    Map<String, List<Suggestion>> suggestions =
        stored.suggestions().stream()
            .collect(
                Collectors.groupingBy(Suggestion::field, LinkedHashMap::new, Collectors.toList()));
    model.addAttribute("suggestions", suggestions);
    model.addAttribute("brands", products.brands());
    model.addAttribute("indications", products.content().indications());
    model.addAttribute("materialTypes", vocabularies.terms(Vocabulary.MATERIAL_TYPE));
    model.addAttribute("purposes", vocabularies.terms(Vocabulary.PURPOSE));
    model.addAttribute("markets", vocabularies.terms(Vocabulary.MARKET));
    model.addAttribute("audienceTerms", vocabularies.terms(Vocabulary.AUDIENCE));
    model.addAttribute("details", shown.details());
    model.addAttribute("imageRights", imageRights);
    for (Vocabulary vocabulary : DETAILS) {
      model.addAttribute(
          vocabulary.name().toLowerCase(Locale.ROOT), vocabularies.terms(vocabulary));
    }
    model.addAttribute("channelTerms", vocabularies.terms(Vocabulary.CHANNEL));
    TreeSet<String> languages =
        products.content().labels().stream()
            .map(Label::language)
            .collect(Collectors.toCollection(TreeSet::new));
    if (!shown.language().isEmpty()) {
      languages.add(shown.language());
    }
    model.addAttribute("languages", languages);
    model.addAttribute("labelVersions", new TreeMap<>(stored.version().metadata().labelVersions()));
    return "asset/tags";
  }
}
