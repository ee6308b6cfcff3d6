package io.medley.content.precheck;

import io.medley.content.precheck.ContentModules.Slot;
import io.medley.content.precheck.ContentModules.Variant;
import io.medley.content.precheck.Finding.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** C37: every form the piece may be sent in passes the rules on its words. */
final class EveryForm implements Rule {

  @Override
  public String id() {
    return "C37";
  }

  @Override
  public Kind kind() {
    return Kind.REQUIRED_BLOCK;
  }

  @Override
  public Set<String> cases() {
    return Set.of("form", "remark");
  }

  @Override
  public Set<String> settings() {
    return Set.of("tokens", "rules");
  }

  @Override
  public void check(Inspection inspection) {
    Piece piece = inspection.piece();
    List<Slot> slots = slots(inspection);
    if (slots.stream().noneMatch(slot -> stands(piece, slot.token()))) {
      return;
    }
    // With names open only, the rules themselves have told what is wrong in every form. With
    // modules open they were not asked: what is missing from the piece may stand in a module.
    boolean modules = hasOpenModules(piece);
    Set<String> known = new HashSet<>();
    if (!modules) {
      findings(inspection, piece).forEach(finding -> known.add(key(finding)));
    }
    List<List<Integer>> choices = choices(piece, slots);
    Map<String, Seen> seen = new LinkedHashMap<>();
    for (List<Integer> choice : choices) {
      Piece form = piece.saying(text -> fill(text, slots, choice));
      Set<String> here = new HashSet<>();
      for (Finding finding : findings(inspection, form)) {
        boolean counts = modules || finding.severity() == Severity.BLOCK;
        if (counts && !known.contains(key(finding)) && here.add(key(finding))) {
          seen.merge(
              key(finding),
              new Seen(finding, names(slots, choice), 1),
              (first, again) -> first.again());
        }
      }
    }
    for (Seen one : seen.values()) {
      inspection.missing(
          one.finding().severity() == Severity.BLOCK ? "form" : "remark",
          Map.of(
              "found",
              one.forms() == choices.size()
                  ? "every choice"
                  : one.names()
                      + (one.forms() == 1 ? "" : " and %d more".formatted(one.forms() - 1)),
              "expected",
              one.finding().ruleId() + ": " + one.finding().message()));
    }
  }

  /**
   * Every form of its modules that was rendered, and so may be sent, stands in at least one choice,
   * however many names make pairs of the rest.
   */
  private static List<List<Integer>> choices(Piece piece, List<Slot> slots) {
    List<List<Integer>> choices = new ArrayList<>(ContentModules.forms(slots).choices());
    List<Slot> modules =
        piece.around().slots().stream().filter(slot -> !slot.variants().isEmpty()).toList();
    for (List<Integer> rendered : ContentModules.forms(modules).choices()) {
      if (choices.stream().noneMatch(one -> one.subList(0, modules.size()).equals(rendered))) {
        List<Integer> choice = new ArrayList<>(rendered);
        choice.addAll(Collections.nCopies(slots.size() - modules.size(), 0));
        choices.add(List.copyOf(choice));
      }
    }
    return choices;
  }

  /** A finding, the first form it was found in, and in how many. */
  private record Seen(Finding finding, String names, int forms) {
    Seen again() {
      return new Seen(finding, names, forms + 1);
    }
  }

  private static String key(Finding finding) {
    return finding.ruleId() + finding.message();
  }

  /** Whether places of the piece are filled in with modules when it is sent. */
  static boolean hasOpenModules(Piece piece) {
    return piece.around().slots().stream().anyMatch(slot -> stands(piece, slot.token()));
  }

  /**
   * Modules of the piece, and tokens of the sender with the shortest and longest they may become.
   */
  private static List<Slot> slots(Inspection inspection) {
    Piece piece = inspection.piece();
    List<Slot> slots = new ArrayList<>(piece.around().slots());
    for (RuleSettings entry : inspection.settings().entries("tokens")) {
      String token = "{{" + entry.text("name") + "}}";
      if (stands(piece, token)) {
        slots.add(
            new Slot(
                token,
                entry.list("values").stream().map(value -> new Variant(value, value)).toList()));
      }
    }
    return slots.stream().filter(slot -> !slot.variants().isEmpty()).toList();
  }

  private static boolean stands(Piece piece, String token) {
    return piece.sections().stream().anyMatch(section -> section.text().contains(token));
  }

  private static String fill(String text, List<Slot> slots, List<Integer> choice) {
    String filled = text;
    for (int i = 0; i < slots.size(); i++) {
      Variant variant = slots.get(i).variants().get(choice.get(i));
      filled = filled.replace(slots.get(i).token(), variant.text());
    }
    return filled;
  }

  private static String names(List<Slot> slots, List<Integer> choice) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < slots.size(); i++) {
      String name = slots.get(i).variants().get(choice.get(i)).name();
      names.add(slots.get(i).token() + " = " + (name.isEmpty() ? "nothing" : name));
    }
    return String.join(", ", names);
  }

  private static List<Finding> findings(Inspection inspection, Piece form) {
    List<Finding> findings = new ArrayList<>();
    for (Rule rule : Rules.all()) {
      if (inspection.settings().list("rules").contains(rule.id())
          && !inspection.rule(rule.id()).isOff()) {
        Inspection own = inspection.of(form, rule);
        rule.check(own);
        own.findings().stream()
            .filter(finding -> finding.severity() != Severity.INFO)
            .forEach(findings::add);
      }
    }
    return findings;
  }
}
