package io.medley.content.precheck;

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
          new SafetyVisible(),
          new Balance(),
          PrescribedText.boxedWarning(),
          new IndicationStated(),
          new PrescribingInformation("C10", true),
          new PrescribingInformation("C11", false),
          new MadeAgainst("C12", MadeAgainst.What.LABEL),
          new BlackTriangle(),
          PrescribedText.adverseEvents(),
          new ClaimsReferenced(),
          new ReferenceList(),
          new ReferencesValid(),
          new AnchorsKept(),
          new NumbersAgree(),
          new ClaimWording(),
          new ClaimScope(),
          new ForbiddenWords("C22", "relativeOnly"),
          new ForbiddenWords("C23", "significant", "percent", "endpoint"),
          new ForbiddenWords("C24", "superlative", "proven", "praise"),
          new ForbiddenWords("C25", "safe", "tolerated", "eased"),
          new ForbiddenWords("C26", "none", "belittled"),
          new SaidToBeNew(),
          new ForbiddenWords("C28", "hanging"),
          new CompetitorNamed(),
          new OffLabelUse(),
          new OffLabelDose(),
          new AudienceGate(),
          new Registered(),
          new PictureRightsHold(),
          new Links(),
          new Leftovers(),
          new EveryForm(),
          new NearDuplicate(),
          new ChartsHonest(),
          new FinalForm(),
          new LanguageAgrees());

  private Rules() {}

  static List<Rule> all() {
    return ALL;
  }
}
