package io.medley.content.review.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.medley.content.PageRendering;
import io.medley.content.annotation.Anchoring;
import io.medley.content.annotation.Annotation;
import io.medley.content.annotation.AnnotationTarget;
import io.medley.content.annotation.PlacedAnnotation;
import io.medley.content.asset.AssetId;
import io.medley.content.asset.AssetMetadata;
import io.medley.content.asset.AssetVersion;
import io.medley.content.asset.VersionId;
import io.medley.content.asset.VersionState;
import io.medley.content.extraction.ExtractedFile;
import io.medley.content.market.MarketPacks;
import io.medley.content.precheck.CheckRun;
import io.medley.content.precheck.Finding;
import io.medley.content.precheck.Severity;
import io.medley.content.precheck.Stage;
import io.medley.content.review.CauseCode;
import io.medley.content.review.LaneDesk;
import io.medley.content.review.ReturnedList;
import io.medley.content.review.Review;
import io.medley.content.review.ReviewHistory;
import io.medley.content.review.ReviewId;
import io.medley.content.review.ReviewLane;
import io.medley.content.review.ReviewState;
import io.medley.content.review.Reviews;
import io.medley.content.review.RoundReading;
import io.medley.content.review.ServiceLevel;
import io.medley.content.signing.Lane;
import io.medley.content.signing.LaneSignature;
import io.medley.content.signing.SignatureMeaning;
import io.medley.content.signing.SignatureSource;
import io.medley.content.signing.SignatureStatement;
import io.medley.content.signing.SignedSubject;
import io.medley.content.signing.Verdict;
import io.medley.platform.security.Actor;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PagesTest {

  private static final Actor MAX =
      new Actor("max.medical", "Max Medical", Set.of("REVIEWER"), null);
  private static final Instant NOW = Instant.parse("2026-11-05T10:00:00Z");
  private static final UUID REVIEW = UUID.randomUUID();
  private static final UUID RUN = UUID.randomUUID();
  private static final VersionId VERSION = VersionId.random();

  private static final String WORDS = "The best medicine of all.";

  @ParameterizedTest
  @ValueSource(strings = {"findings", "claims", "comments", "changes", "facts"})
  void shouldShowEveryTabOfAnOpenLane(String tab) throws Exception {
    Document page = PageRendering.page("desk/lane", MAX, desk(tab, Map.of()));

    assertThat(page.select("h1").text()).isEqualTo("Launch detail aid");
    assertThat(page.select(".bar-fixed input[name=verdict]")).hasSize(5);
    assertThat(page.select(".bar-fixed").text()).contains("Legal still open");
    assertThat(page.select("mark[data-number=1]").text()).contains("best");
    assertThat(page.select(".tabs [aria-current=page]").text().toLowerCase(java.util.Locale.ROOT))
        .startsWith(tab);
  }

  @Test
  void shouldShowFindingsWithTheirNumberWordsAndRemedy() throws Exception {
    Document page = PageRendering.page("desk/lane", MAX, desk("findings", Map.of()));

    assertThat(page.select("#finding-1").text())
        .contains("A superlative", "best", "Leave it out", "C24");
    assertThat(page.select("#finding-1").attr("data-severity")).isEqualTo("REVIEW");
  }

  @Test
  void shouldDrawAnnotationsByLaneAndLetterAndLayTheWordsOverThePicture() throws Exception {
    Document page = PageRendering.page("desk/lane", MAX, desk("comments", Map.of()));

    assertThat(page.select("#page-1 mark[data-lane=MEDICAL][data-kind=MUST_FIX]").text())
        .contains("best", "M");
    assertThat(page.select("#page-2 svg.words text[data-start=0]").text()).isEqualTo(WORDS);
    assertThat(
            page.select("#page-2 svg.notes g[data-lane=LEGAL][data-kind=SUGGESTION] text").text())
        .isEqualTo("L");
    assertThat(page.select("#page-2 svg.notes rect.on")).hasSize(1);
    assertThat(page.select("article.note").text())
        .contains("Must fix", "Suggestion", "The dose is missing", "Label", "Max Medical");
    assertThat(page.select("form#annotate[hidden] select[name=category] option")).hasSize(11);
    assertThat(page.select("[style]")).as("the content policy forbids styles").isEmpty();
  }

  @Test
  void shouldExchangeOnlyWhatThePageHas() throws Exception {
    Document page = PageRendering.page("desk/lane", MAX, desk("comments", Map.of()));
    Document live = PageRendering.page("desk/live", MAX, desk("comments", Map.of()));

    assertThat(live.select("[data-live]").eachAttr("id"))
        .contains("comments", "lanes", "note-count", "notes-2", "text-1", "verdict-bar")
        .isSubsetOf(page.select("[data-live]").eachAttr("id"));
  }

  @Test
  void shouldSayWhatAVerdictCausesWhereOthersWereCarriedOverAndAStepFollows() throws Exception {
    LaneDesk.Signed here = signed(SignatureSource.DESK);
    LaneDesk.Signed carried =
        new LaneDesk.Signed(here.signature(), true, "Carried over from version 0.1");
    LaneDesk.View open = view(Map.of(Lane.LEGAL, carried), Optional.empty());
    LaneDesk.View view =
        new LaneDesk.View(
            open.review(),
            open.version(),
            open.lanes(),
            open.signed(),
            open.run(),
            Optional.empty(),
            List.of("Submit Form FDA 2253"));
    Map<String, Object> model = desk("findings", Map.of());
    model.put("view", view);
    model.put("choices", DeskPage.choices(view, Lane.MEDICAL));

    Document page = PageRendering.page("desk/lane", MAX, model);

    assertThat(page.select("#lanes [data-lane=LEGAL]").text())
        .isEqualTo("Legal: Approve (carried over)");
    assertThat(page.select(".consequence[data-for=APPROVE]").text())
        .contains("Every lane has approved", "once this is recorded: Submit Form FDA 2253")
        .doesNotContain("still open");
  }

  @Test
  void shouldNotOfferAVerdictToWhomeverMayNotSign() throws Exception {
    Map<String, Object> model = desk("findings", Map.of());
    model.put("against", "The author of a version never approves it.");

    Document page = PageRendering.page("desk/lane", MAX, model);

    assertThat(page.select("input[name=verdict]")).isEmpty();
    assertThat(page.select(".bar-fixed").text()).contains("The author of a version");
  }

  @Test
  void shouldShowTheSignatureInsteadOfTheVerdictsOnceSigned() throws Exception {
    LaneDesk.Signed signed = signed(SignatureSource.DESK);
    Map<String, Object> model = desk("findings", Map.of(Lane.MEDICAL, signed));
    model.put("signed", signed);

    Document page = PageRendering.page("desk/lane", MAX, model);

    assertThat(page.select("input[name=verdict]")).isEmpty();
    assertThat(page.select(".bar-fixed").text()).contains("signed by", "Max Medical");
  }

  @Test
  void shouldShowExactlyWhatWillBeSigned() throws Exception {
    Document page = PageRendering.page("sign/lane", MAX, signing());

    assertThat(page.select("input[name=contentHash]").attr("value")).isEqualTo("aa");
    assertThat(page.select("input[name=metadataHash]").attr("value")).isEqualTo("bb");
    assertThat(page.select("input[name=checkRun]").attr("value")).isEqualTo(RUN.toString());
    assertThat(page.select("input[name=verdict]")).hasSize(5);
    assertThat(page.body().text())
        .contains("You sign as Max Medical", SignatureMeaning.of(Lane.MEDICAL, Verdict.APPROVE))
        .doesNotContain("This lane is not open", "You may not sign this lane");
  }

  @Test
  void shouldOfferNoFormWhenThePersonMayNotSignOrTheLaneIsClosed() throws Exception {
    Map<String, Object> model = signing();
    model.put("against", "max.medical does not hold the authority");
    Document refused = PageRendering.page("sign/lane", MAX, model);
    assertThat(refused.select("input[name=verdict]")).isEmpty();
    assertThat(refused.body().text()).contains("You may not sign this lane");

    model.put("open", false);
    Document closed = PageRendering.page("sign/lane", MAX, model);
    assertThat(closed.body().text())
        .contains("This lane is not open")
        .doesNotContain("You may not sign this lane");
  }

  @Test
  void shouldShowNameTimeAndMeaningOfASignatureAndWhatToDoNext() throws Exception {
    LaneDesk.Signed signed = signed(SignatureSource.TASKLIST);
    Map<String, Object> model = new HashMap<>();
    model.put("view", view(Map.of(Lane.MEDICAL, signed), Optional.empty()));
    model.put("lane", lane(Lane.MEDICAL));
    model.put("signed", signed);
    model.put("finishInTasklist", true);
    model.put("mine", true);
    model.put("tasklist", "http://127.0.0.1/tasklist");

    Document page = PageRendering.page("sign/signed", MAX, model);

    // 21 CFR 11.50: printed name, date and time, meaning.
    assertThat(page.select(".signature").text())
        .contains(
            "Max Medical",
            "2026-11-05 10:00:00 UTC",
            "Approval: Medical review approves this piece for use.");
    assertThat(page.body().text())
        .contains("Now press Complete in Tasklist", "Signature verifies")
        .doesNotContain("Does not verify", "The task is being completed");
  }

  @Test
  void shouldShowTheAgencyOneListAndTheCertificate() throws Exception {
    ReturnedList returned =
        new ReturnedList(
            NOW,
            List.of(new ReturnedList.LaneVerdict("Medical", "Amend and return", "Max Medical")),
            List.of(new ReturnedList.Point("Medical", true, 1, "The dose is missing")));
    Map<String, Object> model = new HashMap<>();
    model.put(
        "view", view(Map.of(Lane.MEDICAL, signed(SignatureSource.DESK)), Optional.of(returned)));
    model.put("returned", returned);
    model.put(
        "round",
        new RoundReading.Round(
            ((LaneDesk.View) Objects.requireNonNull(model.get("view"))).review(),
            List.of(
                new RoundReading.LaneLine(
                    Lane.LEGAL,
                    ReviewLane.State.CLOSED,
                    Verdict.APPROVE,
                    "Lena Legal",
                    NOW,
                    "Carried over from version 0.1",
                    "",
                    UUID.randomUUID())),
            CauseCode.BALANCE,
            List.of(),
            List.of(),
            List.of()));
    model.put("inside", true);
    model.put("asked", List.of());
    model.put("steps", List.of());
    model.put("decided", false);
    model.put("coordinates", false);
    model.put("deeper", List.of("T1"));
    model.put("mayStop", true);
    model.put("mine", List.of());

    Document page = PageRendering.page("reviews/review", MAX, model);

    assertThat(page.body().text())
        .contains(
            "What has to change",
            "The dose is missing",
            "Must fix",
            "Certificate",
            "Carried over from version 0.1");
    assertThat(page.select("form[action$=/tier] option, form[action$=/stop] textarea")).hasSize(2);
    assertThat(page.select(".signature")).hasSize(1);
  }

  @Test
  void shouldListWhatWaitsAndTeachTheNextStepWhenNothingDoes() throws Exception {
    Map<String, Object> model = inbox();
    Document full = PageRendering.page("desk/inbox", MAX, model);
    assertThat(full.select("tbody tr")).hasSize(2);
    assertThat(full.select("tbody tr").get(0).text()).contains("Overdue");
    assertThat(full.select("tbody tr").get(1).text()).contains("Signed, finish in Tasklist");
    assertThat(full.select(".empty")).isEmpty();

    model.put("rows", List.of());
    Document empty = PageRendering.page("desk/inbox", MAX, model);
    assertThat(empty.select(".empty")).hasSize(1);
    assertThat(empty.select(".empty").text()).contains("Nothing waits for you");
  }

  private static Map<String, Object> inbox() {
    Map<String, Object> model = new HashMap<>();
    model.put("rows", List.of(row("", ""), row("max.medical", "TASKLIST")));
    model.put("mayReview", true);
    model.put("lanes", List.of(Lane.MEDICAL));
    model.put("filtered", false);
    model.put("q", "");
    model.put("laneWish", "");
    model.put("dueWish", "");
    model.put("urgency", new DeskPage.Urgency(NOW));
    model.put("marketWish", "");
    model.put("tierWish", "");
    model.put("now", NOW);
    return model;
  }

  private static Reviews.InboxLane row(String signer, String source) {
    return new Reviews.InboxLane(
        new ReviewId(REVIEW),
        VERSION,
        Lane.MEDICAL,
        "Launch detail aid",
        "GB-ZEL-001",
        "0.1",
        List.of("GB"),
        "en-GB",
        "T1",
        NOW.minusSeconds(3600),
        NOW.minusSeconds(7200),
        "",
        signer,
        source,
        "northlight");
  }

  private static Map<String, Object> desk(String tab, Map<Lane, LaneDesk.Signed> signed) {
    LaneDesk.View view = view(signed, Optional.empty());
    List<DeskPage.Numbered> findings = DeskPage.numbered(view.run());
    Map<String, Object> model = new HashMap<>();
    model.put("view", view);
    model.put("lane", lane(Lane.MEDICAL));
    model.put("tab", tab);
    model.put("findings", findings);
    model.put("framed", false);
    List<PlacedAnnotation> annotations = List.of(annotation(view, 1), annotation(view, 2));
    model.put("sheets", DeskSheets.of(rendition(), findings, annotations));
    model.put("annotations", annotations);
    model.put("openAnnotations", 2);
    model.put("categories", Annotation.Category.values());
    model.put("mayAnnotate", signed.isEmpty());
    model.put("claims", List.of());
    model.put("note", new UUID(0, 1).toString());
    model.put("owners", Map.of("anna", "Anna Agency"));
    model.put("changes", DeskTabs.Changes.none());
    model.put(
        "history",
        List.of(
            new ReviewHistory.Event(
                NOW, "verdict-recorded", "review", Map.of("lane", "LEGAL", "verdict", "APPROVE"))));
    model.put("choices", DeskPage.choices(view, Lane.MEDICAL));
    model.put("frozen", Map.of("title", "Launch detail aid"));
    model.put("open", true);
    model.put("person", MAX);
    model.put("now", NOW);
    return model;
  }

  /** A slide without and a page with a picture. */
  private static ExtractedFile rendition() {
    return new ExtractedFile(
        "application/pdf",
        List.of(
            new ExtractedFile.Section(ExtractedFile.SectionKind.SLIDE, 1, "Why", WORDS, List.of()),
            new ExtractedFile.Section(
                ExtractedFile.SectionKind.PAGE,
                2,
                "",
                WORDS,
                List.of(new ExtractedFile.Box(0, WORDS.length(), 0.1, 0.1, 0.8, 0.02)))),
        List.of(),
        List.of(),
        Map.of(),
        List.of(new ExtractedFile.PageImage(2, "aa", 1000, 1400)),
        "");
  }

  private static PlacedAnnotation annotation(LaneDesk.View view, int section) {
    return PlacedAnnotation.original(
        new Annotation(
            new UUID(0, section),
            view.version().id(),
            view.version().asset(),
            section == 1 ? Lane.MEDICAL : Lane.LEGAL,
            section == 1 ? Annotation.Kind.MUST_FIX : Annotation.Kind.SUGGESTION,
            Annotation.Category.LABEL,
            Annotation.State.OPEN,
            "The dose is missing",
            "anna.agency",
            "max.medical",
            "Max Medical",
            new AnnotationTarget(section, Anchoring.span(WORDS, 4, 8), null, null),
            NOW,
            NOW,
            1,
            List.of()));
  }

  private static Map<String, Object> signing() {
    LaneDesk.View view = view(Map.of(), Optional.empty());
    Map<String, Object> model = new HashMap<>();
    model.put("view", view);
    model.put("lane", lane(Lane.MEDICAL));
    model.put("open", true);
    model.put("subject", subject());
    model.put("person", MAX);
    model.put("from", "tasklist");
    model.put("choices", DeskPage.choices(view, Lane.MEDICAL));
    Map<String, String> meanings = new HashMap<>();
    Verdict.offered()
        .forEach(
            verdict -> meanings.put(verdict.name(), SignatureMeaning.of(Lane.MEDICAL, verdict)));
    model.put("meanings", meanings);
    model.put("chosen", "");
    model.put("findings", DeskPage.numbered(view.run()));
    model.put("comments", List.of());
    model.put("frozen", Map.of("title", "Launch detail aid"));
    return model;
  }

  private static LaneDesk.View view(
      Map<Lane, LaneDesk.Signed> signed, Optional<ReturnedList> returned) {
    AssetMetadata metadata =
        new AssetMetadata(
            "Launch detail aid",
            "GB-ZEL-001",
            "zelvaro",
            List.of(),
            "detail-aid",
            "promotional",
            List.of("GB"),
            "en-GB",
            List.of("HCP"),
            List.of("CLM"),
            List.of(),
            Map.of(),
            Map.of(),
            LocalDate.of(2026, 11, 1),
            LocalDate.of(2027, 11, 1),
            List.of());
    AssetId asset = AssetId.random();
    return new LaneDesk.View(
        new Review(
            new ReviewId(REVIEW),
            new Review.Subject(
                VERSION,
                asset,
                "Launch detail aid",
                "GB-ZEL-001",
                "0.1",
                "en-GB",
                "zelvaro",
                "GB",
                List.of("GB"),
                "aa",
                "bb",
                "anna.agency",
                "anna.agency",
                "northlight"),
            ReviewState.IN_REVIEW,
            1,
            1L,
            NOW,
            NOW,
            null,
            RUN,
            "T1",
            List.of("First use in this market"),
            NOW,
            null,
            1,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null),
        new AssetVersion(
            VERSION,
            asset,
            "0.1",
            VersionState.IN_REVIEW,
            "aa",
            "application/vnd.openxmlformats-officedocument.presentationml.presentation",
            "deck.pptx",
            metadata,
            "bb",
            "northlight",
            "anna.agency",
            NOW,
            1),
        List.of(lane(Lane.MEDICAL), lane(Lane.LEGAL)),
        signed,
        new CheckRun(
            RUN,
            VERSION,
            Stage.REVIEW,
            "aa",
            "bb",
            "GB 1",
            io.medley.content.precheck.Verdict.REVIEW,
            List.of(
                new Finding(
                    "C24",
                    Severity.REVIEW,
                    Finding.Kind.TEXT_PATTERN,
                    "GB",
                    1,
                    4,
                    8,
                    "best",
                    "A superlative",
                    "Leave it out",
                    "ABPI")),
            List.of(),
            NOW),
        returned,
        List.of());
  }

  private static ReviewLane lane(Lane lane) {
    return new ReviewLane(
        new ReviewId(REVIEW),
        lane,
        1,
        "medical-gb",
        ReviewLane.State.OPEN,
        1,
        ServiceLevel.dates(MarketPacks.load().of("GB"), "T1", NOW),
        NOW,
        null,
        null,
        null,
        null,
        null,
        0,
        null);
  }

  private static SignedSubject subject() {
    return new SignedSubject(
        REVIEW, 1, Lane.MEDICAL, VERSION.value(), "aa", "bb", RUN, "cc".repeat(32));
  }

  private static LaneDesk.Signed signed(SignatureSource source) {
    return new LaneDesk.Signed(
        new LaneSignature(
            UUID.randomUUID(),
            new SignatureStatement(
                subject(),
                Verdict.APPROVE,
                "max.medical",
                "Max Medical",
                SignatureMeaning.of(Lane.MEDICAL, Verdict.APPROVE),
                NOW),
            source,
            NOW,
            new byte[0],
            "key-1",
            new byte[0]),
        true);
  }
}
