package io.medley.content.brief;

import io.medley.content.claim.ApprovedClaims;
import io.medley.content.claim.ClaimState;
import io.medley.content.claim.ClaimVersion;
import io.medley.content.product.ProductMaster;
import io.medley.content.vocabulary.Vocabularies;
import io.medley.content.vocabulary.Vocabulary;
import io.medley.platform.problem.Lack;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** What a brief must say before an agency can work on it, and which words it may use. */
@Component
class BriefRules {

  private static final String LANGUAGE = "[a-z]{2,3}(-[A-Za-z0-9]{2,8})*";
  private static final String AGENCY = "[a-z0-9][a-z0-9-]{0,60}";
  private static final int LONGEST_TITLE = 200;
  private static final int LONGEST_LINE = 300;
  private static final int MOST_LINES = 30;
  private static final int LONGEST_BACKGROUND = 4000;

  private final ProductMaster master;
  private final Vocabularies vocabularies;
  private final ApprovedClaims claims;
  private final Clock clock;

  BriefRules(ProductMaster master, Vocabularies vocabularies, ApprovedClaims claims, Clock clock) {
    this.master = master;
    this.vocabularies = vocabularies;
    this.claims = claims;
    this.clock = clock;
  }

  /**
   * What is missing or wrong, field by field.
   *
   * @param gap whether a campaign reported it: then campaign and slot are required, and material
   *     type and agency may stay open for a coordinator to choose
   */
  List<Lack> lacks(BriefDraft wanted, boolean gap) {
    List<Lack> lacks = new ArrayList<>();
    if (wanted.title().isEmpty() || wanted.title().length() > LONGEST_TITLE) {
      lacks.add(new Lack("title", "Give it a title of 1 to 200 characters."));
    }
    boolean brand = master.current().brand(wanted.brandId()).isPresent();
    if (!brand) {
      lacks.add(
          new Lack(
              "brandId",
              wanted.brandId().isEmpty()
                  ? "Choose the brand."
                  : "The product master has no brand “%s”.".formatted(wanted.brandId())));
    }
    if (!(gap && wanted.materialType().isEmpty())) {
      code(
          lacks,
          "materialType",
          "the type of material",
          Vocabulary.MATERIAL_TYPE,
          wanted.materialType());
    }
    code(lacks, "purpose", "the purpose", Vocabulary.PURPOSE, wanted.purpose());
    codes(lacks, "markets", "a market", Vocabulary.MARKET, wanted.markets(), true);
    codes(lacks, "channels", "a channel", Vocabulary.CHANNEL, wanted.channels(), true);
    codes(lacks, "audiences", "an audience", Vocabulary.AUDIENCE, wanted.audiences(), true);
    codes(
        lacks, "keyMessages", "a key message", Vocabulary.KEY_MESSAGE, wanted.keyMessages(), false);
    if (wanted.languages().isEmpty()) {
      lacks.add(new Lack("languages", "Name a language, for example en-GB."));
    }
    wanted.languages().stream()
        .filter(language -> !language.matches(LANGUAGE))
        .findFirst()
        .ifPresent(
            language ->
                lacks.add(
                    new Lack(
                        "languages",
                        "“%s” is no language tag; write it like en-GB.".formatted(language))));
    if (brand) {
      claims(lacks, wanted);
    }
    if (wanted.mandatory().size() > MOST_LINES
        || wanted.mandatory().stream().anyMatch(line -> line.length() > LONGEST_LINE)) {
      lacks.add(
          new Lack("mandatory", "Name up to 30 mandatory elements of up to 300 characters each."));
    }
    if (wanted.background().length() > LONGEST_BACKGROUND) {
      lacks.add(new Lack("background", "Keep the background within 4000 characters."));
    }
    if (!(gap && wanted.agency().isEmpty()) && !wanted.agency().matches(AGENCY)) {
      lacks.add(
          new Lack(
              "agency",
              wanted.agency().isEmpty()
                  ? "Choose the agency."
                  : "“%s” is no agency's name at the sign-in provider."
                      .formatted(wanted.agency())));
    }
    LocalDate due = wanted.dueOn();
    if (due == null) {
      lacks.add(new Lack("dueOn", "Say by which day it is needed."));
    } else if (due.isBefore(LocalDate.now(clock))) {
      lacks.add(new Lack("dueOn", "%s has passed; choose a later day.".formatted(due)));
    }
    if (wanted.campaignId() == null && (gap || wanted.slot() != null)) {
      lacks.add(new Lack("campaignId", "Name the campaign whose slot it fills."));
    }
    if (wanted.slot() == null && (gap || wanted.campaignId() != null)) {
      lacks.add(new Lack("slot", "Name the slot of the campaign that it fills."));
    }
    return lacks;
  }

  private void claims(List<Lack> lacks, BriefDraft wanted) {
    Map<String, ClaimState> known =
        claims.ofBrand(wanted.brandId()).claims().stream()
            .collect(
                Collectors.toMap(
                    ClaimVersion::claimId,
                    version -> version.stateOn(LocalDate.now(clock)),
                    (newest, older) -> newest));
    for (String claim : wanted.claims()) {
      ClaimState state = known.get(claim);
      if (state != ClaimState.APPROVED) {
        lacks.add(
            new Lack(
                "claims",
                state == null
                    ? "The library has no claim “%s” of this brand.".formatted(claim)
                    : "Claim “%s” is not in force; an agency must not be asked to use it."
                        .formatted(claim)));
      }
    }
  }

  private void code(
      List<Lack> lacks, String field, String what, Vocabulary vocabulary, String code) {
    if (code.isEmpty()) {
      lacks.add(new Lack(field, "Choose %s.".formatted(what)));
    } else {
      codes(lacks, field, what, vocabulary, List.of(code), true);
    }
  }

  private void codes(
      List<Lack> lacks,
      String field,
      String what,
      Vocabulary vocabulary,
      List<String> codes,
      boolean required) {
    if (codes.isEmpty() && required) {
      lacks.add(new Lack(field, "Choose %s.".formatted(what)));
    }
    Set<String> known =
        vocabularies.terms(vocabulary).stream()
            .map(term -> term.code())
            .collect(Collectors.toSet());
    codes.stream()
        .filter(code -> !known.contains(code))
        .findFirst()
        .ifPresent(
            code ->
                lacks.add(
                    new Lack(
                        field,
                        "“%s” is not among the %s."
                            .formatted(
                                code, vocabulary.title().toLowerCase(java.util.Locale.ROOT)))));
  }
}
