package io.medley.content.vocabulary.web;

import io.medley.content.vocabulary.Term;
import io.medley.content.vocabulary.Vocabularies;
import io.medley.content.vocabulary.Vocabulary;
import io.medley.content.vocabulary.VocabularyEditing;
import io.medley.content.vocabulary.VocabularyRefusal;
import io.medley.platform.security.CurrentActor;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The page on which words are kept: a table per vocabulary, a form per term. */
@Controller
@RequestMapping("/vocabularies")
class VocabularyController {

  private final Vocabularies vocabularies;
  private final VocabularyEditing editing;
  private final CurrentActor actor;

  VocabularyController(Vocabularies vocabularies, VocabularyEditing editing, CurrentActor actor) {
    this.vocabularies = vocabularies;
    this.editing = editing;
    this.actor = actor;
  }

  @GetMapping
  String first() {
    return "redirect:/vocabularies/" + Vocabulary.MATERIAL_TYPE.key();
  }

  @GetMapping("/{key}")
  String terms(
      @PathVariable String key, @RequestParam(defaultValue = "") String edit, Model model) {
    Vocabulary vocabulary = VocabularyResource.vocabulary(key);
    List<Term> terms = vocabularies.all(vocabulary);
    model.addAttribute("vocabularies", Vocabulary.values());
    model.addAttribute("vocabulary", vocabulary);
    model.addAttribute("terms", terms);
    model.addAttribute("mayEdit", editing.mayEdit(actor.require()));
    Term edited =
        terms.stream()
            .filter(term -> term.code().equals(edit))
            .findFirst()
            .orElse(new Term("", "", List.of(), false, "", terms.size() + 1, 0));
    model.addAttribute("edited", edited);
    model.addAttribute("synonyms", String.join("\n", edited.aliases()));
    model.addAttribute("parents", vocabulary.parent().map(vocabularies::terms).orElse(List.of()));
    return "vocabulary/terms";
  }

  @PostMapping("/{key}")
  String write(
      @PathVariable String key,
      @RequestParam String code,
      @RequestParam String label,
      @RequestParam(defaultValue = "") String aliases,
      @RequestParam(defaultValue = "") String parent,
      @RequestParam(defaultValue = "1") int position,
      @RequestParam(defaultValue = "false") boolean retired,
      @RequestParam(defaultValue = "0") long rowVersion,
      RedirectAttributes flash) {
    Vocabulary vocabulary = VocabularyResource.vocabulary(key);
    String known = code.strip().toUpperCase(Locale.ROOT).replaceAll("[ -]+", "_");
    try {
      Term written =
          editing.write(
              vocabulary,
              new Term(
                  known,
                  label,
                  Arrays.asList(aliases.split("[\\r\\n,;]+")),
                  retired,
                  parent,
                  position,
                  rowVersion),
              rowVersion,
              actor.require());
      flash.addFlashAttribute(
          "notice",
          written.retired()
              ? written.label() + " is retired: old tags keep it, nobody is offered it."
              : written.label() + " is saved and in use.");
    } catch (VocabularyRefusal refusal) {
      flash.addFlashAttribute("refusal", refusal.getMessage());
      return "redirect:/vocabularies/" + key + "?edit=" + (rowVersion == 0 ? "" : known);
    }
    return "redirect:/vocabularies/" + key;
  }
}
