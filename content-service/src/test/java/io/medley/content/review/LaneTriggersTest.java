package io.medley.content.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.medley.content.asset.AssetMetadata;
import io.medley.content.asset.TextSection;
import io.medley.content.extraction.Details;
import io.medley.content.extraction.Details.Field;
import io.medley.content.extraction.Details.FieldKind;
import io.medley.content.extraction.Details.Tracker;
import io.medley.content.extraction.ExtractedFile;
import io.medley.content.extraction.ExtractedFile.Link;
import io.medley.content.market.MarketPack;
import io.medley.content.market.MarketPacks;
import io.medley.content.precheck.ClaimSentence;
import io.medley.content.signing.Lane;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which facts of a piece call for pharmacovigilance and privacy, and which do not. */
class LaneTriggersTest {

  private static final LaneTriggers TRIGGERS = new LaneTriggers();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Enrol your patients in our patient support programme.|PATIENT_PROGRAMME",
        "A co-pay card for eligible patients|PATIENT_PROGRAMME",
        "Available through compassionate use|PATIENT_PROGRAMME",
        "Das Patientenbegleitprogramm hilft|PATIENT_PROGRAMME",
        "Un programme de soutien pour vos patients|PATIENT_PROGRAMME",
        "Use our live chat|ADVERSE_EVENT_INTAKE",
        "Take our two-minute survey|ADVERSE_EVENT_INTAKE",
        "Tell us how your patients do|ADVERSE_EVENT_INTAKE",
        "Share your experience with colleagues|ADVERSE_EVENT_INTAKE",
        "Nehmen Sie an unserer Umfrage teil. Umfrage ausfüllen|ADVERSE_EVENT_INTAKE",
        "This patient alert card|RISK_MINIMISATION",
        "An additional risk minimisation measure|RISK_MINIMISATION",
        "Rote-Hand-Brief vom Mai|RISK_MINIMISATION",
        "Please enter your e-mail address below|PERSONAL_DATA",
        "Register now for the webinar|PERSONAL_DATA",
        "Registrieren Sie sich kostenlos|PERSONAL_DATA",
        "Inscrivez-vous au webinaire|PERSONAL_DATA",
        "This page uses cookies|TRACKING",
      })
  void shouldBePulledByWhatThePieceSays(String text, String trigger) {
    assertThat(pulled(pages(text))).containsExactly(trigger);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Adverse events should be reported. Reporting forms and information can be found at"
            + " https://yellowcard.mhra.gov.uk/.",
        "Adverse events should also be reported to Northwind on 0800 000 000.",
        "In a survey of 312 cardiologists, 62 % named blood pressure.",
        "The register of trials holds the protocol.",
        "Unsubscribe | Privacy notice",
        "The most frequently reported adverse reactions were dizziness and headache.",
        "Start with 5 mg once daily.",
      })
  void shouldStayAtRestWhereAPieceOnlySaysWhatEveryPieceSays(String text) {
    assertThat(pulled(pages(text))).isEmpty();
  }

  @Test
  void shouldHeedALineTheLabelPrescribesNowhereAndTheSameWordsElsewhere() {
    String prescribed = "ZELVARO is available only through the ZELVARO REMS program.";

    assertThat(pulled(pages(prescribed.toUpperCase(java.util.Locale.ROOT)), List.of(prescribed)))
        .isEmpty();
    assertThat(pulled(pages("Ask us about the REMS."), List.of(prescribed)))
        .containsExactly("RISK_MINIMISATION");
    assertThat(pulled(pages(prescribed + "\nThe REMS is easy."), List.of(prescribed)))
        .containsExactly("RISK_MINIMISATION");
  }

  @Test
  void shouldCallAnUnapprovedClaimAboutSafetyAndNoOther() {
    List<TextSection> text = pages("Zelvaro was well tolerated in adults.");

    assertThat(names(text, claims("Zelvaro was well tolerated in adults.", "")))
        .containsExactly("SAFETY_CLAIM");
    assertThat(names(text, claims("Zelvaro was well tolerated in adults.", "CLM-1"))).isEmpty();
    assertThat(
            names(
                text,
                claims("Prescribing information and adverse event reporting are on page 3.", "")))
        .isEmpty();
    assertThat(names(text, claims("Zelvaro lowers blood pressure by 12 mmHg.", ""))).isEmpty();
  }

  @Test
  void shouldBePulledByFieldsToFillIn() {
    assertThat(withFields(new Field(1, FieldKind.CHOICE, "I agree")))
        .containsExactly("PERSONAL_DATA");
    assertThat(withFields(new Field(1, FieldKind.LINE, "E-mail"))).containsExactly("PERSONAL_DATA");
    assertThat(withFields(new Field(1, FieldKind.FREE_TEXT, "Your question")))
        .containsExactly("ADVERSE_EVENT_INTAKE", "PERSONAL_DATA");
    assertThat(withFields()).isEmpty();
  }

  @Test
  void shouldBePulledByPlacesThatAreToldAndLinksThatCarryPersonalData() {
    Details told = details(List.of(), List.of(new Tracker(1, "https://t.example/open.gif?id=1")));

    assertThat(names(tags("PROMOTIONAL"), pages("Words"), file(told), List.of(), List.of()))
        .containsExactly("TRACKING");
    assertThat(linked("https://x.example/?email={{hcp.email}}")).containsExactly("PERSONAL_DATA");
    assertThat(linked("https://x.example/?hcp_id=12")).containsExactly("PERSONAL_DATA");
    assertThat(linked("{{unsubscribe}}")).isEmpty();
    assertThat(linked("https://x.example/?utm_campaign=launch")).isEmpty();
  }

  @Test
  void shouldBePulledByThePurposeAPieceIsTaggedWith() {
    List<LaneTriggers.Pulled> pulled =
        TRIGGERS.in(
            tags("PATIENT_SUPPORT"), pages("Words"), file(Details.NONE), List.of(), List.of());

    assertThat(pulled)
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.trigger()).isEqualTo("PATIENT_PROGRAMME");
              assertThat(one.says()).isEqualTo("speaks of a patient programme (as tagged)");
            });
  }

  @Test
  void shouldSayWhereAndQuoteWithoutGivingWordsToTheReason() {
    LaneTriggers.Pulled pulled =
        TRIGGERS
            .in(
                tags("PROMOTIONAL"),
                pages("First page", "Ask for our Patient Support Programme today"),
                file(Details.NONE),
                List.of(),
                List.of())
            .getFirst();

    assertThat(pulled.says()).isEqualTo("speaks of a patient programme (page 2)");
    assertThat(pulled.quote()).isEqualTo("Patient Support Programme");
  }

  @Test
  void shouldBeHeededByEveryPackThatIsShipped() {
    MarketPacks packs = MarketPacks.load();

    TRIGGERS.requireMeasured(packs);
    for (MarketPack pack : packs.all()) {
      for (String tier : List.of("T1", "T2", "T3")) {
        assertThat(pack.triggers(tier, Lane.PRIVACY))
            .as("%s %s", pack.market(), tier)
            .containsExactlyInAnyOrder("PERSONAL_DATA", "TRACKING", "PATIENT_PROGRAMME");
        assertThat(pack.triggers(tier, Lane.PHARMACOVIGILANCE))
            .as("%s %s", pack.market(), tier)
            .contains("PATIENT_PROGRAMME", "ADVERSE_EVENT_INTAKE", "RISK_MINIMISATION");
      }
      assertThat(pack.triggers("T1", Lane.PHARMACOVIGILANCE)).contains("SAFETY_CLAIM");
      assertThat(pack.triggers("T3", Lane.PHARMACOVIGILANCE)).doesNotContain("SAFETY_CLAIM");
      assertThat(pack.triggers("T0", Lane.PRIVACY)).isEmpty();
    }
    Set<String> heeded = new TreeSet<>();
    packs.all().forEach(pack -> pack.onTrigger().forEach(one -> heeded.addAll(one.triggers())));
    assertThat(heeded).isEqualTo(new TreeSet<>(TRIGGERS.names()));
  }

  @Test
  void shouldNameEveryWordNobodyCanActOn() {
    assertThatThrownBy(
            () ->
                new LaneTriggers(
                    """
                    version: "1"
                    triggers:
                      ONE: { wrds: ['x'], words: ['('] }
                      TWO: { says: asks, fields: SOME }
                    """))
        .hasMessageContaining("Trigger ONE does not know “wrds”")
        .hasMessageContaining("Trigger ONE does not say what the piece does")
        .hasMessageContaining("Trigger ONE has a pattern that cannot be read: (")
        .hasMessageContaining("Trigger TWO: fields must be FREE_TEXT or ANY, not “SOME”");
    assertThatThrownBy(
            () ->
                new LaneTriggers("{version: '1', triggers: {ONE: {says: asks}}}")
                    .requireMeasured(MarketPacks.load()))
        .hasMessageContaining("Pack GB, onTrigger: nobody measures “TRACKING”; there are ONE.");
  }

  private static List<String> linked(String target) {
    ExtractedFile file =
        new ExtractedFile(
            "text/html",
            List.of(),
            List.of(new Link(1, 0, 3, "Read", target)),
            List.of(),
            Map.of(),
            List.of(),
            "");
    return names(tags("PROMOTIONAL"), pages("Words"), file, List.of(), List.of());
  }

  private static List<String> withFields(Field... fields) {
    return names(
        tags("PROMOTIONAL"),
        pages("Words"),
        file(details(Arrays.asList(fields), List.of())),
        List.of(),
        List.of());
  }

  private static List<String> names(List<TextSection> text, List<ClaimSentence> claims) {
    return names(tags("PROMOTIONAL"), text, file(Details.NONE), claims, List.of());
  }

  private static List<String> pulled(List<TextSection> text) {
    return pulled(text, List.of());
  }

  private static List<String> pulled(List<TextSection> text, List<String> prescribed) {
    return names(tags("PROMOTIONAL"), text, file(Details.NONE), List.of(), prescribed);
  }

  private static List<String> names(
      AssetMetadata tags,
      List<TextSection> text,
      ExtractedFile file,
      List<ClaimSentence> claims,
      List<String> prescribed) {
    return TRIGGERS.in(tags, text, file, claims, prescribed).stream()
        .map(LaneTriggers.Pulled::trigger)
        .toList();
  }

  private static List<ClaimSentence> claims(String text, String claim) {
    return List.of(new ClaimSentence(1, 0, text.length(), text, List.of(), claim));
  }

  private static List<TextSection> pages(String... texts) {
    return java.util.stream.IntStream.range(0, texts.length)
        .mapToObj(i -> new TextSection(TextSection.Kind.PAGE, i + 1, "", texts[i]))
        .toList();
  }

  private static ExtractedFile file(Details details) {
    return new ExtractedFile(
        "text/html", List.of(), List.of(), List.of(), Map.of(), List.of(), "", details);
  }

  private static Details details(List<Field> fields, List<Tracker> trackers) {
    return new Details(
        List.of(), List.of(), List.of(), List.of(), List.of(), Map.of(), List.of(), List.of(),
        List.of(), fields, trackers);
  }

  private static AssetMetadata tags(String purpose) {
    return new AssetMetadata(
        "A piece",
        "GB-ZEL-0001",
        "zelvaro",
        List.of(),
        "EMAIL",
        purpose,
        List.of("GB"),
        "en-GB",
        List.of("HCP"),
        List.of("EMAIL"),
        List.of(),
        Map.of(),
        Map.of(),
        null,
        null,
        List.of());
  }
}
