package io.medley.content.precheck;

import static io.medley.content.precheck.PreCheckFixtures.TODAY;
import static io.medley.content.precheck.PreCheckFixtures.aPiece;
import static org.assertj.core.api.Assertions.assertThat;

import io.medley.content.extraction.ExtractedFile.RemarkKind;
import io.medley.content.product.ProductMasterDocument;
import io.medley.content.product.ProductMasterDocument.Label;
import io.medley.content.product.ProductMasterDocument.Reference;
import io.medley.content.product.ProductMasterDocument.Registration;
import io.medley.content.product.Products;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RulesTest {

  @Test
  void shouldFindNothingInAFaultlessPieceOfAnyMarket() {
    assertThat(aPiece().check().findings()).isEmpty();
    assertThat(aPiece().german().check().findings()).isEmpty();
    assertThat(aPiece().american().check().findings()).isEmpty();
    assertThat(aPiece().check().verdict()).isEqualTo(Verdict.CLEARED);
  }

  @Test
  void shouldGiveTheSameFindingsForTheSamePiece() {
    PreCheckFixtures piece = aPiece().saying("The best and safe treatment.").withoutEvents();

    assertThat(piece.check().findings()).isEqualTo(piece.check().findings()).isNotEmpty();
  }

  @Test
  void shouldNameThePacksThatSpoke() {
    assertThat(aPiece().check().packVersion())
        .matches("common \\S+ \\([0-9a-f]{8}\\) \\+ GB \\S+ \\([0-9a-f]{8}\\)");
  }

  @Nested
  class C01JobCode {

    @Test
    void shouldBlockAnotherMarketsForm() {
      assertThat(aPiece().jobCode("DE-ZEL-0001").findings("C01"))
          .extracting(Finding::message)
          .anyMatch(m -> m.contains("form"));
    }

    @Test
    void shouldBlockACodeThatIsTaken() {
      assertThat(aPiece().jobCodeTaken().findings("C01"))
          .singleElement()
          .extracting(Finding::severity)
          .isEqualTo(Severity.BLOCK);
    }

    @Test
    void shouldBlockACodeThatIsNotPrinted() {
      assertThat(aPiece().jobCode("GB-ZEL-0002").findings("C01"))
          .singleElement()
          .extracting(Finding::message)
          .asString()
          .contains("not printed");
    }

    @Test
    void shouldFindACodeThatALineEndBroke() {
      assertThat(
              aPiece()
                  .imprint("GB-ZEL-\n0001 | Date of preparation: November 2026")
                  .findings("C01"))
          .isEmpty();
    }
  }

  @Nested
  class C02DateOfPreparation {

    @ParameterizedTest
    @ValueSource(
        strings = {
          "Date of preparation: %1$tB %1$tY",
          "Prepared %1$tm/%1$tY",
          "date of preparation %1$tY-%1$tm",
          "Date of preparation:\n%1$tb %1$tY"
        })
    void shouldReadTheUsualForms(String form) {
      String imprint = "GB-ZEL-0001 " + String.format(java.util.Locale.UK, form, TODAY);

      assertThat(aPiece().imprint(imprint).findings("C02")).isEmpty();
    }

    @Test
    void shouldBlockWhenMissingInBritainAndOnlyRemarkItInGermany() {
      assertThat(aPiece().imprint("GB-ZEL-0001").findings("C02"))
          .singleElement()
          .extracting(Finding::severity)
          .isEqualTo(Severity.BLOCK);
      assertThat(aPiece().german().imprint("DE-ZEL-0001").findings("C02"))
          .singleElement()
          .extracting(Finding::severity)
          .isEqualTo(Severity.REVIEW);
    }

    @Test
    void shouldBlockTheFutureAndTheTooOldWithTheirPlace() {
      PreCheckFixtures future =
          aPiece().imprint("GB-ZEL-0001 Date of preparation: June " + (TODAY.getYear() + 2));

      assertThat(future.findings("C02"))
          .singleElement()
          .satisfies(
              finding -> {
                assertThat(finding.message()).contains("future");
                assertThat(words(future, finding)).startsWith("Date of preparation");
              });
      assertThat(
              aPiece()
                  .imprint("GB-ZEL-0001 Date of preparation: June " + (TODAY.getYear() - 3))
                  .findings("C02"))
          .singleElement()
          .extracting(Finding::message)
          .asString()
          .contains("24 months");
    }
  }

  @Nested
  class C03GenericName {

    @Test
    void shouldBlockABrandAlone() {
      assertThat(
              aPiece()
                  .withText("Zelvaro is here. " + "Words. ".repeat(20) + "zelvarostat")
                  .findings("C03"))
          .singleElement()
          .satisfies(
              finding -> {
                assertThat(finding.start()).isZero();
                assertThat(finding.end()).isEqualTo(7);
                assertThat(finding.fix()).contains("(zelvarostat)");
              });
    }

    @Test
    void shouldNotTakeAnAddressForAMention() {
      assertThat(
              aPiece().withText("See www.zelvaro.example or zelvaro.example/gb.").findings("C03"))
          .isEmpty();
    }

    @Test
    void shouldAcceptTheNameOnEitherSide() {
      assertThat(aPiece().withText("zelvarostat (Zelvaro)").findings("C03")).isEmpty();
    }
  }

  @Nested
  class C04SafetyInformation {

    @Test
    void shouldBlockInAmericaAndRemarkItInBritain() {
      assertThat(aPiece().american().safety("See label.").findings("C04"))
          .singleElement()
          .extracting(Finding::severity)
          .isEqualTo(Severity.BLOCK);
      assertThat(aPiece().safety("See label.").findings("C04"))
          .singleElement()
          .extracting(Finding::severity)
          .isEqualTo(Severity.REVIEW);
    }

    @Test
    void shouldNameTheSentenceThatIsMissing() {
      String isi = label("US").isi();
      String cut = isi.substring(0, isi.indexOf("Serious adverse"));

      assertThat(aPiece().american().safety(cut).findings("C04"))
          .singleElement()
          .extracting(Finding::message)
          .asString()
          .contains("Serious adverse reactions");
    }

    @Test
    void shouldNotMindLineEndsHyphensAndCase() {
      String isi =
          label("US")
              .isi()
              .replace("contraindicated", "contra-\nindicated")
              .replace(" patients", "\npatients")
              .replace("Warnings", "WARNINGS");

      assertThat(aPiece().american().safety(isi).findings("C04")).isEmpty();
    }
  }

  @Nested
  class C05AndC12Currency {

    @Test
    void shouldBlockOutdatedTexts() {
      PreCheckFixtures piece = aPiece().madeAgainst("GB-2025.9", "zelvaro-isi-gb@2");

      assertThat(piece.findings("C05"))
          .singleElement()
          .extracting(Finding::message)
          .asString()
          .contains("zelvaro-isi-gb@2", "zelvaro-isi-gb@3");
      assertThat(piece.findings("C12"))
          .singleElement()
          .extracting(Finding::message)
          .asString()
          .contains("GB-2025.9", "GB-2026.1");
    }
  }

  @Nested
  class C08BoxedWarning {

    @Test
    void shouldBlockWhereTheProductHasOne() {
      Products boxed =
          withLabel(
              l ->
                  new Label(
                      l.brandId(),
                      l.market(),
                      l.language(),
                      l.version(),
                      l.effectiveFrom(),
                      l.isiId(),
                      l.isiVersion(),
                      l.isi(),
                      l.piId(),
                      l.piVersion(),
                      l.piUrl(),
                      l.pi(),
                      l.additionalMonitoring(),
                      "Warning: fetal toxicity. Stop as soon as pregnancy is detected.",
                      l.aeStatement(),
                      l.dose()));

      assertThat(aPiece().american().master(boxed).findings("C08"))
          .singleElement()
          .extracting(Finding::severity)
          .isEqualTo(Severity.BLOCK);
      assertThat(
              aPiece()
                  .american()
                  .master(boxed)
                  .saying("WARNING: FETAL TOXICITY. Stop as soon as pregnancy is detected.")
                  .findings("C08"))
          .isEmpty();
    }
  }

  @Nested
  class C10AndC11PrescribingInformation {

    @Test
    void shouldBlockWithoutTextAndLink() {
      assertThat(aPiece().withoutPrescribingInformation().findings("C10"))
          .singleElement()
          .extracting(Finding::kind)
          .isEqualTo(Finding.Kind.LINK);
    }

    @Test
    void shouldAcceptTheTextItself() {
      assertThat(aPiece().withoutPrescribingInformation().saying(label("GB").pi()).findings("C10"))
          .isEmpty();
    }

    @Test
    void shouldBlockAVagueName() {
      assertThat(
              aPiece()
                  .withoutPrescribingInformation()
                  .link("click here", label("GB").piUrl())
                  .findings("C10"))
          .singleElement()
          .extracting(Finding::message)
          .asString()
          .contains("click here");
    }

    @Test
    void shouldWantTheAddressPrinted() {
      assertThat(aPiece().channels("PRINT").findings("C10")).isEmpty();
      assertThat(aPiece().channels("PRINT").findings("C11")).hasSize(1);
      assertThat(
              aPiece()
                  .channels("PRINT")
                  .saying("Full information: www.zelvaro.example/gb/prescribing-information")
                  .findings("C11"))
          .isEmpty();
    }
  }

  @Nested
  class C13BlackTriangle {

    @Test
    void shouldBlockWhenItIsMissingOrFarAway() {
      assertThat(aPiece().firstMention("Zelvaro (zelvarostat)").findings("C13"))
          .singleElement()
          .extracting(Finding::severity)
          .isEqualTo(Severity.BLOCK);
      assertThat(
              aPiece()
                  .firstMention(
                      "Zelvaro (zelvarostat) film-coated tablets for once daily use \u25bc")
                  .findings("C13"))
          .hasSize(1);
    }

    @Test
    void shouldTakeTheApprovedPictureForTheSign() {
      assertThat(withPicture("", APPROVED).findings("C13")).isEmpty();
      assertThat(withPicture("Marke der zusätzlichen Überwachung", "").findings("C13")).isEmpty();
      assertThat(withPicture("", OTHER).findings("C13"))
          .extracting(Finding::severity)
          .containsExactly(Severity.BLOCK);
      // The words say so, the bytes do not.
      assertThat(withPicture("Marke der zusätzlichen Überwachung", OTHER).findings("C13"))
          .extracting(Finding::severity)
          .containsExactly(Severity.BLOCK);
      assertThat(
              aPiece()
                  .master(knowing(APPROVED))
                  .firstMention("Zelvaro (zelvarostat)")
                  .picture(5_000, "", APPROVED)
                  .findings("C13"))
          .extracting(Finding::severity)
          .containsExactly(Severity.BLOCK);
    }

    @Test
    void shouldRemarkAPictureThatOnlySaysItIsTheTriangle() {
      PreCheckFixtures piece =
          aPiece().master(knowing(APPROVED)).firstMention("Zelvaro▼ (zelvarostat)");

      assertThat(piece.picture(60, "Black triangle", OTHER).findings("C13"))
          .singleElement()
          .satisfies(
              finding -> {
                assertThat(finding.severity()).isEqualTo(Severity.REVIEW);
                assertThat(finding.message()).contains("Black triangle");
              });
    }

    private static final String APPROVED = "a".repeat(64);
    private static final String OTHER = "b".repeat(64);

    private static PreCheckFixtures withPicture(String alternative, String sha256) {
      return aPiece()
          .master(knowing(APPROVED))
          .firstMention("Zelvaro (zelvarostat)")
          .picture(60, alternative, sha256);
    }

    private static Products knowing(String sha256) {
      ProductMasterDocument master = PreCheckFixtures.MASTER.content();
      return new Products(
          new ProductMasterDocument(
              master.brands(),
              master.indications(),
              master.labels(),
              master.registrations(),
              master.references(),
              master.claims(),
              List.of(
                  new ProductMasterDocument.ApprovedGlyph(
                      "triangle",
                      ProductMasterDocument.ApprovedGlyph.BLACK_TRIANGLE,
                      sha256,
                      List.of("Marke der zusätzlichen Überwachung")))));
    }

    @Test
    void shouldRemarkItWhereItDoesNotBelong() {
      assertThat(aPiece().american().firstMention("Zelvaro\u25bc (zelvarostat)").findings("C13"))
          .singleElement()
          .extracting(Finding::severity)
          .isEqualTo(Severity.REVIEW);
    }
  }

  @Nested
  class C14AdverseEvents {

    @Test
    void shouldBlockWithTheWordsToAdd() {
      assertThat(aPiece().withoutEvents().findings("C14"))
          .singleElement()
          .satisfies(
              finding -> {
                assertThat(finding.severity()).isEqualTo(Severity.BLOCK);
                assertThat(finding.kind()).isEqualTo(Finding.Kind.REQUIRED_BLOCK);
                assertThat(finding.fix()).contains("yellowcard.mhra.gov.uk");
              });
    }

    @Test
    void shouldBlockAnotherMarketsStatement() {
      assertThat(aPiece().events(label("US").aeStatement()).findings("C14")).hasSize(1);
    }

    @Test
    void shouldBlockAStatementWithoutTheCompany() {
      String whole = label("GB").aeStatement();

      assertThat(
              aPiece()
                  .events(whole.substring(0, whole.indexOf("Adverse events should also")))
                  .findings("C14"))
          .singleElement()
          .extracting(Finding::message)
          .asString()
          .contains("drugsafety@northwind.example");
    }
  }

  @Nested
  class C15ClaimsReferenced {

    @ParameterizedTest
    @ValueSource(
        strings = {
          "Pressure fell by 12.4 mmHg at week 12.",
          "A third of patients (34%) responded.",
          "The difference was significant (p<0.001).",
          "The study was large (n=812).",
          "The hazard ratio was 0.7.",
          "Zelvarostat reduces blood pressure.",
          "Zelvaro lowered morning values.",
          "In the trial zelvarostat was superior to placebo."
        })
    void shouldBlockAClaimWithoutAMark(String claim) {
      PreCheckFixtures piece = aPiece().saying(claim);

      assertThat(piece.findings("C15"))
          .singleElement()
          .satisfies(
              finding -> {
                assertThat(finding.severity()).isEqualTo(Severity.BLOCK);
                assertThat(words(piece, finding)).isEqualTo(claim);
              });
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "Pressure fell by 12.4 mmHg at week 12.[1]",
          "Pressure fell by 12.4 mmHg at week 12.¹",
          "Pressure fell by 12.4 mmHg at week 12 [1].",
          "Start with 5 mg once daily.",
          "Ask us for the 24 hour helpline.",
          "The area was 1.7 m² in size.",
          "Come to stand 12 on day 3."
        })
    void shouldAcceptWhatIsReferencedOrNoClaim(String sentence) {
      assertThat(aPiece().saying(sentence).findings("C15")).isEmpty();
    }

    @Test
    void shouldLeaveAnEffectWithoutTheProductToReviewers() {
      assertThat(aPiece().saying("Exercise improves wellbeing.").findings("C15"))
          .singleElement()
          .extracting(Finding::severity)
          .isEqualTo(Severity.REVIEW);
    }

    @Test
    void shouldKnowGermanEffects() {
      assertThat(aPiece().german().saying("Zelvarostat senkt den Blutdruck.").findings("C15"))
          .hasSize(1);
    }

    @Test
    void shouldListClaimsAndRecogniseApprovedOnes() {
      List<ClaimSentence> claims =
          aPiece()
              .saying(
                  "In ZEAL-1 (n=812), zelvarostat 10 mg once daily lowered mean seated systolic"
                      + " blood pressure by 12.4 mmHg at week 12 versus 5.1 mmHg with placebo"
                      + " (difference 7.3 mmHg; 95% CI 5.9 to 8.7; p<0.001).[1]")
              .check()
              .claims();

      assertThat(claims)
          .singleElement()
          .satisfies(
              claim -> {
                assertThat(claim.claimId()).isEqualTo("zel-c-001");
                assertThat(claim.markers()).containsExactly(1);
              });
    }

    @Test
    void shouldNotRecogniseAClaimWithAnotherNumber() {
      assertThat(
              aPiece()
                  .saying(
                      "In ZEAL-1 (n=812), zelvarostat 10 mg once daily lowered mean seated systolic"
                          + " blood pressure by 12.5 mmHg at week 12 versus 5.1 mmHg with placebo"
                          + " (difference 7.3 mmHg; 95% CI 5.9 to 8.7; p<0.001).[1]")
                  .check()
                  .claims())
          .singleElement()
          .extracting(ClaimSentence::claimId)
          .isEqualTo("");
    }
  }

  @Nested
  class C16ReferenceList {

    @Test
    void shouldBlockWhatIsCitedAndNotListed() {
      assertThat(aPiece().saying("Two say so.[1-3]").findings("C16"))
          .extracting(Finding::message)
          .anyMatch(m -> m.startsWith("Reference 2"))
          .anyMatch(m -> m.startsWith("Reference 3"));
    }

    @Test
    void shouldBlockCitationsWithoutAList() {
      assertThat(aPiece().withText("A sentence.[1]").findings("C16"))
          .singleElement()
          .extracting(Finding::message)
          .asString()
          .contains("no reference list");
    }

    @Test
    void shouldBlockAGap() {
      assertThat(
              aPiece()
                  .references("1. Zelvaro Summary of Product Characteristics.\n3. Another source.")
                  .saying("Both.[1,3]")
                  .findings("C16"))
          .extracting(Finding::message)
          .anyMatch(m -> m.contains("jumps from 1 to 3"));
    }

    @Test
    void shouldTellWhatNothingCitesAndWhatNobodyKnows() {
      assertThat(
              aPiece()
                  .references("1. Zelvaro Summary of Product Characteristics.\n2. A private note.")
                  .findings("C16"))
          .extracting(Finding::severity)
          .containsExactly(Severity.REVIEW, Severity.INFO);
    }
  }

  @Nested
  class C17ReferencesValid {

    @Test
    void shouldBlockARetractedSource() {
      assertThat(
              aPiece()
                  .master(withReference(new Reference("zel-spc", "SPC", null, true)))
                  .findings("C17"))
          .singleElement()
          .extracting(Finding::severity)
          .isEqualTo(Severity.BLOCK);
    }

    @Test
    void shouldBlockALicenceThatEndsBeforeThePiece() {
      Products master = withReference(new Reference("zel-spc", "SPC", TODAY.plusMonths(2), false));

      assertThat(aPiece().master(master).validTo(TODAY.plusMonths(6)).findings("C17"))
          .singleElement()
          .extracting(Finding::severity)
          .isEqualTo(Severity.BLOCK);
      assertThat(aPiece().master(master).validTo(TODAY.plusMonths(1)).findings("C17")).isEmpty();
    }
  }

  @Nested
  class Words {

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        textBlock =
            """
            C24 | The best choice.                               | BLOCK
            C24 | The most effective option.                     | BLOCK
            C24 | A unique molecule.                             | BLOCK
            C24 | An unrivaled profile.                          | BLOCK
            C24 | The no. 1 choice.                              | BLOCK
            C24 | The gold standard.                             | BLOCK
            C24 | A breakthrough for patients.                   | BLOCK
            C24 | Results are guaranteed.                        | BLOCK
            C24 | Its proven effect.                             | REVIEW
            C25 | It is safe.                                    | BLOCK
            C25 | Use it safely.                                 | BLOCK
            C25 | It was well tolerated.                         | REVIEW
            C26 | It has no side effects.                        | BLOCK
            C26 | Relief without any adverse reactions.          | BLOCK
            C26 | Free from side-effects.                        | BLOCK
            C26 | Free of risk of dependence: without risk of dependence. | BLOCK
            C28 | It works better.                               | REVIEW
            C28 | Fewer events were seen.                        | REVIEW
            C36 | Lorem ipsum dolor.                             | BLOCK
            C36 | The result was XX%.                            | BLOCK
            C36 | Reference TBC.                                 | BLOCK
            C36 | Dear {{doctor}},                               | BLOCK
            C36 | See [[figure]].                                | BLOCK
            """)
    void shouldFindThem(String rule, String sentence, Severity severity) {
      PreCheckFixtures piece = aPiece().saying(sentence);

      assertThat(piece.findings(rule))
          .isNotEmpty()
          .allSatisfy(
              finding -> {
                assertThat(finding.severity()).isEqualTo(severity);
                assertThat(sentence).contains(words(piece, finding));
              });
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        textBlock =
            """
            C24 | Follow best practice.
            C24 | It was asbestos.
            C25 | Read the safety information.
            C25 | Patient safety comes first.
            C25 | It was well tolerated.[1]
            C26 | There were no changes in weight.
            C26 | Side effects were recorded.
            C28 | It worked better than placebo.
            C28 | Fewer events were seen versus placebo.
            C28 | It was superior to placebo.
            C36 | Dear Dr {{hcp.lastName}},
            C36 | The tbcell line was used.
            C36 | See reference [1].
            """)
    void shouldLeaveTheseAlone(String rule, String sentence) {
      assertThat(aPiece().saying(sentence).findings(rule)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        textBlock =
            """
            C24 | Die beste Wahl.
            C24 | Ein einzigartiger Wirkstoff.
            C25 | Ein sicheres Arzneimittel.
            C26 | Wirkt ohne Nebenwirkungen.
            C28 | Es wirkt besser.
            """)
    void shouldKnowGerman(String rule, String sentence) {
      assertThat(aPiece().german().saying(sentence).findings(rule)).hasSize(1);
    }

    @Test
    void shouldExcusePrescribedTextsAndCitations() {
      assertThat(
              aPiece()
                  .saying(label("GB").pi())
                  .references(
                      "1. Zelvaro Summary of Product Characteristics.\n"
                          + "2. Best M. The best of all safe trials. 2025.")
                  .saying("Cited.[2]")
                  .check()
                  .findings())
          .extracting(Finding::ruleId)
          .doesNotContain("C24", "C25");
    }

    @Test
    void shouldFindWordsThatALineEndParts() {
      assertThat(
              aPiece()
                  .format("application/pdf")
                  .saying("It has no side\neffects at all.")
                  .findings("C26"))
          .hasSize(1);
    }
  }

  @Nested
  class C32Audience {

    @Test
    void shouldForbidPromotionToThePublicInEuropeOnly() {
      assertThat(aPiece().audiences("PUBLIC").findings("C32"))
          .singleElement()
          .extracting(Finding::severity)
          .isEqualTo(Severity.BLOCK);
      assertThat(aPiece().audiences("PATIENT").german().findings("C32")).hasSize(1);
      assertThat(aPiece().audiences("PUBLIC").american().findings("C32")).isEmpty();
      assertThat(aPiece().audiences("PUBLIC").purpose("DISEASE_AWARENESS").findings("C32"))
          .isEmpty();
    }

    @Test
    void shouldWantTheLineForProfessionals() {
      assertThat(aPiece().audienceLine("Hello.").findings("C32"))
          .singleElement()
          .extracting(Finding::severity)
          .isEqualTo(Severity.BLOCK);
      assertThat(aPiece().american().audienceLine("Hello.").findings("C32"))
          .singleElement()
          .extracting(Finding::severity)
          .isEqualTo(Severity.REVIEW);
    }
  }

  @Nested
  class C33Registration {

    @Test
    void shouldBlockAnIndicationThatIsNotRegistered() {
      assertThat(aPiece().indications("heart-failure").findings("C33"))
          .singleElement()
          .extracting(Finding::severity)
          .isEqualTo(Severity.BLOCK);
    }

    @Test
    void shouldBlockUseBeyondTheRegistration() {
      ProductMasterDocument content = PreCheckFixtures.MASTER.content();
      Products ending =
          new Products(
              new ProductMasterDocument(
                  content.brands(),
                  content.indications(),
                  content.labels(),
                  content.registrations().stream()
                      .map(
                          r ->
                              new Registration(
                                  r.brandId(),
                                  r.indicationId(),
                                  r.market(),
                                  r.number(),
                                  r.from(),
                                  TODAY.plusMonths(3)))
                      .toList(),
                  content.references(),
                  content.claims()));

      assertThat(aPiece().master(ending).validTo(TODAY.plusMonths(6)).findings("C33")).hasSize(1);
      assertThat(aPiece().master(ending).validTo(TODAY.plusMonths(2)).findings("C33")).isEmpty();
    }
  }

  @Nested
  class C35Links {

    @Test
    void shouldBlockForeignInsecureAndBrokenTargets() {
      assertThat(aPiece().link("x", "https://evil.example/").findings("C35"))
          .extracting(Finding::message)
          .anyMatch(m -> m.contains("evil.example"));
      assertThat(aPiece().link("x", "https://zelvaro.example.evil.example/").findings("C35"))
          .extracting(Finding::message)
          .anyMatch(m -> m.contains("zelvaro.example.evil.example"));
      assertThat(aPiece().link("x", "http://www.zelvaro.example/").findings("C35"))
          .extracting(Finding::message)
          .anyMatch(m -> m.contains("not encrypted"));
      assertThat(aPiece().link("x", "#").findings("C35"))
          .extracting(Finding::message)
          .anyMatch(m -> m.contains("nowhere"));
      assertThat(aPiece().link("x", "ftp://zelvaro.example").findings("C35"))
          .extracting(Finding::message)
          .anyMatch(m -> m.contains("nowhere"));
    }

    @Test
    void shouldWantUnsubscribeAndPrivacyInEmails() {
      assertThat(aPiece().link("Home", "https://www.zelvaro.example/").findings("C35"))
          .extracting(Finding::severity)
          .containsExactly(Severity.BLOCK, Severity.REVIEW);
      assertThat(
              aPiece().link("Home", "https://www.zelvaro.example/").channels("WEB").findings("C35"))
          .isEmpty();
    }

    @Test
    void shouldAcceptAllowedOnes() {
      assertThat(
              aPiece()
                  .link("Unsubscribe here", "https://www.zelvaro.example/u")
                  .link("Privacy", "https://www.zelvaro.example/p")
                  .link("Call", "tel:+4400")
                  .link("Up", "#top")
                  .link("Report", "https://yellowcard.mhra.gov.uk/")
                  .findings("C35"))
          .isEmpty();
    }
  }

  @Nested
  class C36Remarks {

    @ParameterizedTest
    @CsvSource({
      "TRACKED_CHANGE,BLOCK",
      "COMMENT,BLOCK",
      "HIDDEN_TEXT,BLOCK",
      "SPEAKER_NOTES,REVIEW",
      "EMBEDDED_FILE,REVIEW"
    })
    void shouldReportWhatTheFileCarries(RemarkKind kind, Severity severity) {
      String docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

      assertThat(aPiece().format(docx).remark(kind, "words").findings("C36"))
          .singleElement()
          .satisfies(
              finding -> {
                assertThat(finding.severity()).isEqualTo(severity);
                assertThat(finding.page()).isEqualTo(1);
              });
    }

    @Test
    void shouldOnlyMentionThePreviewOfAnEmail() {
      assertThat(aPiece().remark(RemarkKind.HIDDEN_TEXT, "preview").findings("C36"))
          .singleElement()
          .extracting(Finding::severity)
          .isEqualTo(Severity.INFO);
    }

    @Test
    void shouldFindAnUnknownTokenInALink() {
      assertThat(aPiece().link("x", "{{landing}}").findings("C36")).hasSize(1);
    }
  }

  @Nested
  class C41Language {

    @Test
    void shouldRemarkAnotherLanguage() {
      assertThat(
              aPiece()
                  .withText(
                      "Der Blutdruck ist vor und während der Behandlung mit dem Arzneimittel zu"
                          + " überwachen und die Nierenfunktion ist bei einer Behandlung zu"
                          + " prüfen.")
                  .findings("C41"))
          .singleElement()
          .extracting(Finding::quote)
          .isEqualTo("en-GB");
    }

    @Test
    void shouldRemarkTheBrandWrittenSmall() {
      assertThat(aPiece().saying("Ask for zelvaro tablets.").findings("C41"))
          .singleElement()
          .extracting(Finding::quote)
          .isEqualTo("zelvaro");
      assertThat(aPiece().saying("Ask for ZELVARO tablets.").findings("C41")).isEmpty();
    }
  }

  @Nested
  class C00Text {

    @Test
    void shouldBlockAScanAndLeaveAPictureToReviewers() {
      assertThat(aPiece().format("application/pdf").withText(" ").check())
          .satisfies(
              result -> {
                assertThat(result.findings()).extracting(Finding::ruleId).contains("C00");
                assertThat(result.verdict()).isEqualTo(Verdict.BLOCKED);
              });
      assertThat(aPiece().format("image/png").channels("WEB").withText("").check().verdict())
          .isEqualTo(Verdict.REVIEW);
    }
  }

  private static String words(PreCheckFixtures piece, Finding finding) {
    return piece
        .text()
        .substring(
            java.util.Objects.requireNonNull(finding.start()),
            java.util.Objects.requireNonNull(finding.end()));
  }

  private static Label label(String market) {
    return PreCheckFixtures.MASTER.currentLabel("zelvaro", market, "en", TODAY).orElseThrow();
  }

  private static Products withLabel(UnaryOperator<Label> change) {
    ProductMasterDocument content = PreCheckFixtures.MASTER.content();
    return new Products(
        new ProductMasterDocument(
            content.brands(),
            content.indications(),
            content.labels().stream().map(change).toList(),
            content.registrations(),
            content.references(),
            content.claims()));
  }

  private static Products withReference(Reference reference) {
    ProductMasterDocument content = PreCheckFixtures.MASTER.content();
    return new Products(
        new ProductMasterDocument(
            content.brands(),
            content.indications(),
            content.labels(),
            content.registrations(),
            List.of(reference),
            content.claims()));
  }
}
