package io.medley.content.precheck;

import io.medley.content.precheck.ContentModules.Slot;
import io.medley.content.precheck.ContentModules.Variant;
import io.medley.content.precheck.Finding.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** C37: every form the piece may be sent in passes the rules on its words. */
final class EveryForm implements Rule {

  private static final int MOST_FORMS = 200;

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
    return Set.of("form");
  }

  @Override
  public Set<String> settings() {
    return Set.of("tokens", "rules");
  }

  @Override
  public void check(Inspection inspection) {
    Piece piece = inspection.piece();
    List<Slot> slots = slots(inspection);
    if (slots.isEmpty()) {
      return;
    }
    Set<String> known = new HashSet<>();
    if (piece.around().slots().isEmpty()) {
      // With names open only, the rules themselves have told what is wrong in every form.
      blocking(inspection, piece)
          .forEach(finding -> known.add(finding.ruleId() + finding.message()));
    }
    Set<String> reported = new HashSet<>();
    for (List<Integer> choice :
        Combinations.of(slots.stream().map(slot -> slot.variants().size()).toList(), MOST_FORMS)) {
      Piece form = piece.saying(text -> fill(text, slots, choice));
      String names = names(slots, choice);
      for (Finding finding : blocking(inspection, form)) {
        String what = finding.ruleId() + finding.message();
        if (!known.contains(what) && reported.add(what)) {
          inspection.missing(
              "form",
              Map.of("found", names, "expected", finding.ruleId() + ": " + finding.message()));
        }
      }
    }
  }

  /**
   * Modules of the piece, and tokens of the sender with the shortest and longest they may become.
   */
  private static List<Slot> slots(Inspection inspection) {
    Piece piece = inspection.piece();
    List<Slot> slots = new ArrayList<>(piece.around().slots());
    for (RuleSettings entry : inspection.settings().entries("tokens")) {
      String token = "{{" + entry.text("name") + "}}";
      if (piece.sections().stream().anyMatch(section -> section.text().contains(token))) {
        slots.add(
            new Slot(
                token,
                entry.list("values").stream().map(value -> new Variant(value, value)).toList()));
      }
    }
    return slots.stream().filter(slot -> !slot.variants().isEmpty()).toList();
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

  private static List<Finding> blocking(Inspection inspection, Piece form) {
    List<Finding> findings = new ArrayList<>();
    for (Rule rule : Rules.all()) {
      if (inspection.settings().list("rules").contains(rule.id())
          && !inspection.rule(rule.id()).isOff()) {
        Inspection own = inspection.of(form, rule);
        rule.check(own);
        own.findings().stream()
            .filter(finding -> finding.severity() == Severity.BLOCK)
            .forEach(findings::add);
      }
    }
    return findings;
  }
}
