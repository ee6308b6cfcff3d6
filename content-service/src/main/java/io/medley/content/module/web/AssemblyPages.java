package io.medley.content.module.web;

import io.medley.content.asset.VersionId;
import io.medley.content.module.Assemblies.Assembly;
import io.medley.content.module.Assembling;
import io.medley.content.module.AssemblyPlan;
import io.medley.content.module.ModuleKeeping;
import io.medley.content.module.ModuleKind;
import io.medley.content.module.ModuleRefusal;
import io.medley.content.module.ModuleState;
import io.medley.content.module.ModuleVersion;
import io.medley.content.product.ProductMaster;
import io.medley.content.vocabulary.Vocabularies;
import io.medley.content.vocabulary.Vocabulary;
import io.medley.platform.page.FormFields;
import io.medley.platform.problem.Refusal;
import io.medley.platform.security.Actor;
import io.medley.platform.security.CurrentActor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Putting a piece together: the choice lives in the address, so that it can be kept and shared, and
 * every change of it is answered at once with what stands against it.
 */
@Controller
class AssemblyPages {

  private final Assembling assembling;
  private final ModuleKeeping keeping;
  private final ProductMaster master;
  private final Vocabularies vocabularies;
  private final CurrentActor actor;

  AssemblyPages(
      Assembling assembling,
      ModuleKeeping keeping,
      ProductMaster master,
      Vocabularies vocabularies,
      CurrentActor actor) {
    this.assembling = assembling;
    this.keeping = keeping;
    this.master = master;
    this.vocabularies = vocabularies;
    this.actor = actor;
  }

  @GetMapping("/modules/assembly")
  String plan(@RequestParam MultiValueMap<String, String> fields, Model model) {
    show(fields, model);
    return "module/assembly";
  }

  @PostMapping("/modules/assembly")
  String assemble(@RequestParam MultiValueMap<String, String> fields, Model model) {
    try {
      VersionId made = assembling.assemble(read(fields), null, actor.require());
      return "redirect:/assets/versions/" + made + "/forms";
    } catch (Refusal refusal) {
      show(fields, model);
      model.addAttribute("refusal", refusal.getMessage());
      return "module/assembly";
    }
  }

  @GetMapping("/assets/versions/{id}/forms")
  String forms(@PathVariable UUID id, @RequestParam(defaultValue = "1") int form, Model model) {
    VersionId version = new VersionId(id);
    Assembly assembly =
        assembling
            .assembly(version, actor.require())
            .orElseThrow(
                () -> new ModuleRefusal.ModuleUnknown("assembly of this version; it is one file"));
    model.addAttribute("version", id);
    model.addAttribute("assembly", assembly);
    model.addAttribute("modules", assembling.modules(assembly));
    model.addAttribute("shown", Math.clamp(form, 1, Math.max(1, assembly.forms().size())));
    return "module/forms";
  }

  private void show(MultiValueMap<String, String> fields, Model model) {
    Actor person = actor.require();
    AssemblyPlan plan = read(fields);
    List<ModuleVersion> approved =
        keeping.search("", plan.brandId(), "", ModuleState.APPROVED.name(), person);
    List<ModuleVersion> templates =
        approved.stream().filter(module -> module.kind() == ModuleKind.TEMPLATE).toList();
    ModuleVersion template =
        templates.stream()
            .filter(candidate -> candidate.moduleId().equals(plan.template()))
            .findFirst()
            .orElse(null);
    model.addAttribute("plan", plan);
    model.addAttribute("brands", master.current().brands());
    model.addAttribute("markets", vocabularies.terms(Vocabulary.MARKET));
    model.addAttribute("audiences", vocabularies.terms(Vocabulary.AUDIENCE));
    model.addAttribute("channels", vocabularies.terms(Vocabulary.CHANNEL));
    model.addAttribute("templates", templates);
    model.addAttribute("template", template);
    model.addAttribute("places", template == null ? List.of() : template.places());
    model.addAttribute(
        "choices",
        approved.stream().filter(module -> module.kind() != ModuleKind.TEMPLATE).toList());
    boolean chosen = plan.slots().values().stream().anyMatch(here -> !here.isEmpty());
    model.addAttribute(
        "outlook", template != null && chosen ? assembling.look(plan, person) : null);
  }

  private static AssemblyPlan read(MultiValueMap<String, String> fields) {
    Map<String, List<String>> slots = new LinkedHashMap<>();
    fields.forEach(
        (name, values) -> {
          if (name.startsWith("slot.")) {
            slots.put(
                name.substring("slot.".length()),
                values.stream().filter(value -> !value.isBlank()).distinct().toList());
          }
        });
    return new AssemblyPlan(
        FormFields.text(fields, "title").strip(),
        FormFields.text(fields, "brandId").strip(),
        FormFields.text(fields, "language").strip(),
        FormFields.all(fields, "countries"),
        FormFields.all(fields, "audiences"),
        FormFields.all(fields, "channels"),
        FormFields.text(fields, "template").strip(),
        slots);
  }
}
