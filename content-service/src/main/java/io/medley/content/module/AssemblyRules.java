package io.medley.content.module;

import io.medley.content.precheck.ContentModules;
import io.medley.content.precheck.ContentModules.Constraint;
import io.medley.content.precheck.ContentModules.Forms;
import io.medley.content.precheck.ContentModules.Slot;
import io.medley.content.precheck.ContentModules.Variant;
import io.medley.content.product.Products;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Whether modules may be put together as planned, told in words. */
final class AssemblyRules {

  /** More alternatives than this in one place are no choice any more. */
  private static final int MOST_ALTERNATIVES = 20;

  private AssemblyRules() {}

  /**
   * What a plan comes to.
   *
   * @param against why it must not be made, as sentences; empty if it may
   * @param slots the places in the template's order with the modules in force
   * @param forms the forms it may be sent in
   */
  record Looked(List<String> against, Map<String, List<ModuleVersion>> slots, Forms forms) {
    Looked {
      against = List.copyOf(against);
    }
  }

  /**
   * Looks at a plan.
   *
   * @param template in force; {@code null} if it is not
   * @param inForce modules by key, those that are in force
   * @param text what a module says
   */
  static Looked look(
      AssemblyPlan plan,
      @Nullable ModuleVersion template,
      Map<String, ModuleVersion> inForce,
      LocalDate today,
      Function<ModuleVersion, String> text) {
    Set<String> against = new LinkedHashSet<>();
    Map<String, List<ModuleVersion>> slots = new LinkedHashMap<>();
    if (template == null || template.kind() != ModuleKind.TEMPLATE) {
      against.add("There is no template “%s” in force.".formatted(plan.template()));
      return new Looked(List.copyOf(against), slots, new Forms(List.of(), true));
    }
    fits(plan, template, today, against);
    for (String place : plan.slots().keySet()) {
      if (!template.places().contains(place)) {
        against.add("The template has no place “%s”.".formatted(place));
      }
    }
    for (String place : template.places()) {
      List<ModuleVersion> here = new ArrayList<>();
      List<String> wanted = plan.slots().getOrDefault(place, List.of());
      if (wanted.isEmpty()) {
        against.add("Nothing is chosen for the place “%s”.".formatted(place));
      }
      if (wanted.size() > MOST_ALTERNATIVES) {
        against.add(
            "The place “%s” has %d alternatives; up to %d are taken."
                .formatted(place, wanted.size(), MOST_ALTERNATIVES));
      }
      for (String id : wanted) {
        ModuleVersion module = inForce.get(id);
        if (module == null) {
          against.add("Module “%s” is not in force.".formatted(id));
        } else if (module.kind() == ModuleKind.TEMPLATE) {
          against.add("“%s” is a template; it cannot stand in a place.".formatted(module.title()));
        } else {
          fits(plan, module, today, against);
          here.add(module);
        }
      }
      slots.put(place, here);
    }
    if (!against.isEmpty()) {
      return new Looked(List.copyOf(against), slots, new Forms(List.of(), true));
    }
    List<Slot> rules = slots(template, slots, text);
    Forms forms = ContentModules.forms(rules);
    if (forms.choices().isEmpty()) {
      against.addAll(why(rules));
    } else {
      // An alternative that no form may have is a mistake, not a choice.
      for (int i = 0; i < rules.size(); i++) {
        for (int variant = 0; variant < rules.get(i).variants().size(); variant++) {
          int place = i;
          int one = variant;
          if (forms.choices().stream().noneMatch(choice -> choice.get(place) == one)) {
            against.add(
                "“%s” cannot stand in “%s” together with anything chosen elsewhere: %s"
                    .formatted(
                        rules.get(i).variants().get(variant).name(),
                        rules.get(i).token().replaceAll("[{}]|module\\.", ""),
                        String.join(" ", why(only(rules, i, variant)))));
          }
        }
      }
    }
    return new Looked(List.copyOf(against), slots, forms);
  }

  /** The places as the rules see them; the template is one with a single variant. */
  static List<Slot> slots(
      ModuleVersion template,
      Map<String, List<ModuleVersion>> slots,
      Function<ModuleVersion, String> text) {
    List<Slot> rules = new ArrayList<>();
    rules.add(new Slot("{{template}}", List.of(variant(template, ""))));
    slots.forEach(
        (place, modules) ->
            rules.add(
                new Slot(
                    ModuleVersion.token(place),
                    modules.stream().map(module -> variant(module, text.apply(module))).toList())));
    return rules;
  }

  private static Variant variant(ModuleVersion module, String text) {
    ModuleRules rules = module.rules();
    return new Variant(
        module.title(),
        text,
        new Constraint(
            module.moduleId(),
            Set.copyOf(rules.requires()),
            Set.copyOf(rules.excludes()),
            Set.copyOf(rules.after()),
            rules.atMost()));
  }

  /** Whether a module may be used in such a piece at all. */
  private static void fits(
      AssemblyPlan plan, ModuleVersion module, LocalDate today, Set<String> against) {
    String name = "“" + module.title() + "”";
    LocalDate to = module.validTo();
    if (!module.brandId().equals(plan.brandId())) {
      against.add("%s belongs to another brand.".formatted(name));
    }
    if (to != null && to.isBefore(today)) {
      against.add("%s could be used until %s.".formatted(name, to));
    }
    if (!Products.sameLanguage(module.language(), plan.language())) {
      against.add(
          "%s is in %s, the piece in %s.".formatted(name, module.language(), plan.language()));
    }
    limit(name, "in", module.rules().countries(), plan.countries(), against);
    limit(name, "for", module.rules().audiences(), plan.audiences(), against);
    limit(name, "through", module.rules().channels(), plan.channels(), against);
  }

  private static void limit(
      String name, String how, List<String> allowed, List<String> wanted, Set<String> against) {
    List<String> beyond = wanted.stream().filter(value -> !allowed.contains(value)).toList();
    if (!allowed.isEmpty() && !beyond.isEmpty()) {
      against.add(
          "%s must not be used %s %s (allowed: %s)."
              .formatted(name, how, String.join(", ", beyond), String.join(", ", allowed)));
    }
  }

  private static List<Slot> only(List<Slot> slots, int place, int variant) {
    List<Slot> narrowed = new ArrayList<>(slots);
    narrowed.set(
        place,
        new Slot(slots.get(place).token(), List.of(slots.get(place).variants().get(variant))));
    return narrowed;
  }

  /** Why there is no form at all: what stands against the first of each. */
  private static List<String> why(List<Slot> slots) {
    return ContentModules.against(slots.stream().map(slot -> slot.variants().getFirst()).toList());
  }
}
