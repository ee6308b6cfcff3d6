package io.medley.content.precheck;

import io.medley.content.precheck.Finding.Kind;
import java.util.List;

/** Every rule there is, in the order of their ids. */
final class Rules {

  private static final List<Rule> ALL =
      List.of(
          new ReadableText(),
          new JobCode(),
          new DateOfPreparation(),
          new GenericName(),
          PrescribedText.safetyInformation(),
          new MadeAgainst("C05", MadeAgainst.What.SAFETY_TEXT),
          PrescribedText.boxedWarning(),
          new PrescribingInformation("C10", true),
          new PrescribingInformation("C11", false),
          new MadeAgainst("C12", MadeAgainst.What.LABEL),
          new BlackTriangle(),
          PrescribedText.adverseEvents(),
          new ClaimsReferenced(),
          new ReferenceList(),
          new ReferencesValid(),
          new ForbiddenWords("C24", "superlative", "proven"),
          new ForbiddenWords("C25", "safe", "tolerated"),
          new ForbiddenWords("C26", "none"),
          new ForbiddenWords("C28", "hanging"),
          new AudienceGate(),
          new Registered(),
          new Links(),
          new Leftovers(),
          new LanguageAgrees());

  private Rules() {}

  static List<Rule> all() {
    return ALL;
  }

  /** Rules of one kind, for the page that explains them. */
  static Kind kindOf(String id) {
    return ALL.stream().filter(rule -> rule.id().equals(id)).findFirst().orElseThrow().kind();
  }
}
