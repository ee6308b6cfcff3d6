package io.medley.content.precheck;

import io.medley.content.asset.AssetId;
import io.medley.content.asset.AssetMetadata;
import io.medley.content.asset.AssetMetadata.ListedReference;
import io.medley.content.asset.AssetVersion;
import io.medley.content.asset.TextSection;
import io.medley.content.asset.VersionId;
import io.medley.content.asset.VersionState;
import io.medley.content.extraction.Details;
import io.medley.content.extraction.ExtractedFile;
import io.medley.content.extraction.ExtractedFile.Link;
import io.medley.content.extraction.ExtractedFile.Remark;
import io.medley.content.extraction.ExtractedFile.RemarkKind;
import io.medley.content.extraction.ExtractedFile.Section;
import io.medley.content.extraction.ExtractedFile.SectionKind;
import io.medley.content.product.ProductMasterDocument;
import io.medley.content.product.ProductMasterDocument.Label;
import io.medley.content.product.Products;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** A piece in words, faultless unless a test says otherwise. */
final class PreCheckFixtures {

  static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
  static final Products MASTER = master();
  private static final CheckEngine ENGINE = new CheckEngine(RulePacks.load());

  private String market = "GB";
  private String language = "en-GB";
  private String format = "text/html";
  private String jobCode = "GB-ZEL-0001";
  private String purpose = "PROMOTIONAL";
  private List<String> audiences = List.of("HCP");
  private List<String> channels = List.of("EMAIL");
  private final List<String> sentences = new ArrayList<>();
  private final List<Link> links = new ArrayList<>();
  private final List<Remark> remarks = new ArrayList<>();
  private List<ExtractedFile.Box> boxes = List.of();
  private final List<PieceFacts.Code> codes = new ArrayList<>();
  private final List<PieceFacts.Picture> pictures = new ArrayList<>();
  private LinkChecking.@Nullable Known fetched;
  private @Nullable String wholeText;
  private String firstMention = "Zelvaro\u25bc (zelvarostat)";
  private @Nullable String events;
  private @Nullable String safety;
  private String imprint = "GB-ZEL-0001 | Date of preparation: November 2026";
  private String references =
      "1. Zelvaro Summary of Product Characteristics. Northwind Therapeutics (fictional), 2026.";
  private Map<String, String> labelVersions = new HashMap<>();
  private Map<String, String> safetyTexts = new HashMap<>();
  private boolean piLink = true;
  private boolean jobCodeTaken;
  private @Nullable LocalDate validTo;
  private Products products = MASTER;
  private List<String> indications = List.of("hypertension-adults");
  private String audienceLine = "For UK healthcare professionals only.";

  static PreCheckFixtures aPiece() {
    return new PreCheckFixtures();
  }

  PreCheckFixtures saying(String sentence) {
    sentences.add(sentence);
    return this;
  }

  PreCheckFixtures withText(String text) {
    wholeText = text;
    return this;
  }

  PreCheckFixtures firstMention(String words) {
    firstMention = words;
    return this;
  }

  PreCheckFixtures withoutEvents() {
    events = "";
    return this;
  }

  PreCheckFixtures events(String words) {
    events = words;
    return this;
  }

  PreCheckFixtures safety(String words) {
    safety = words;
    return this;
  }

  PreCheckFixtures imprint(String words) {
    imprint = words;
    return this;
  }

  PreCheckFixtures references(String words) {
    references = words;
    return this;
  }

  PreCheckFixtures jobCode(String code) {
    jobCode = code;
    return this;
  }

  PreCheckFixtures jobCodeTaken() {
    jobCodeTaken = true;
    return this;
  }

  PreCheckFixtures purpose(String code) {
    purpose = code;
    return this;
  }

  PreCheckFixtures audiences(String... codes) {
    audiences = List.of(codes);
    return this;
  }

  PreCheckFixtures audienceLine(String words) {
    audienceLine = words;
    return this;
  }

  PreCheckFixtures channels(String... codes) {
    channels = List.of(codes);
    return this;
  }

  PreCheckFixtures format(String mediaType) {
    format = mediaType;
    return this;
  }

  PreCheckFixtures withoutPrescribingInformation() {
    piLink = false;
    return this;
  }

  PreCheckFixtures link(String text, String target) {
    links.add(new Link(1, 0, text.isEmpty() ? 0 : 3, text, target));
    return this;
  }

  PreCheckFixtures boxes(ExtractedFile.Box... places) {
    boxes = List.of(places);
    return this;
  }

  PreCheckFixtures fetched(LinkChecking.Known results) {
    fetched = results;
    return this;
  }

  PreCheckFixtures code(String text, double x, double y) {
    codes.add(new PieceFacts.Code(1, text, x, y));
    return this;
  }

  /** A picture at a place of the text. */
  PreCheckFixtures picture(int position, String alternative, String sha256) {
    pictures.add(new PieceFacts.Picture(1, position, "image", alternative, sha256));
    return this;
  }

  PreCheckFixtures remark(RemarkKind kind, String text) {
    remarks.add(new Remark(kind, 1, text));
    return this;
  }

  PreCheckFixtures madeAgainst(String label, String safetyText) {
    labelVersions = new HashMap<>(Map.of(market, label));
    safetyTexts = new HashMap<>(Map.of(market, safetyText));
    return this;
  }

  PreCheckFixtures validTo(LocalDate day) {
    validTo = day;
    return this;
  }

  PreCheckFixtures indications(String... ids) {
    indications = List.of(ids);
    return this;
  }

  PreCheckFixtures master(Products other) {
    products = other;
    return this;
  }

  PreCheckFixtures german() {
    market = "DE";
    language = "de-DE";
    jobCode = "DE-ZEL-0001";
    imprint = "DE-ZEL-0001 | Stand: Mai 2026";
    audienceLine = "Nur für Angehörige der Gesundheitsberufe.";
    return this;
  }

  PreCheckFixtures american() {
    market = "US";
    language = "en-US";
    jobCode = "US-ZEL-0001";
    imprint = "US-ZEL-0001 | Date of preparation: November 2026";
    firstMention = "Zelvaro (zelvarostat)";
    audienceLine = "For US healthcare professionals only.";
    return this;
  }

  PreCheckFixtures language(String tag) {
    language = tag;
    return this;
  }

  CheckEngine.Result check() {
    return ENGINE.check(piece());
  }

  /** Findings of one rule. */
  List<Finding> findings(String rule) {
    return check().findings().stream().filter(finding -> finding.ruleId().equals(rule)).toList();
  }

  String text() {
    if (wholeText != null) {
      return wholeText;
    }
    Label label = MASTER.currentLabel("zelvaro", market, language, TODAY).orElseThrow();
    return String.join(
        "\n",
        audienceLine,
        firstMention,
        String.join("\n", sentences),
        Objects.requireNonNullElse(safety, label.isi()),
        Objects.requireNonNullElse(events, label.aeStatement()),
        "Zelvarostat is described in its label.[1]",
        "References",
        references,
        imprint);
  }

  Piece piece() {
    Label label = MASTER.currentLabel("zelvaro", market, language, TODAY).orElseThrow();
    List<Link> all = new ArrayList<>(links);
    if (piLink) {
      all.add(new Link(1, 0, 3, "Prescribing information", label.piUrl()));
    }
    if (links.isEmpty() && format.equals("text/html")) {
      all.add(
          new Link(1, 0, 3, "Privacy notice, Datenschutz", "https://www.zelvaro.example/privacy"));
      all.add(new Link(1, 0, 3, "Unsubscribe", "{{unsubscribe}}"));
    }
    String text = text();
    List<TextSection> sections = List.of(new TextSection(TextSection.Kind.SECTION, 1, "", text));
    if (labelVersions.isEmpty()) {
      labelVersions.put(market, label.version());
      safetyTexts.put(market, label.safetyText());
    }
    AssetMetadata metadata =
        new AssetMetadata(
            "A piece",
            jobCode,
            "zelvaro",
            indications,
            "EMAIL",
            purpose,
            List.of(market),
            language,
            audiences,
            channels,
            List.of(),
            labelVersions,
            safetyTexts,
            null,
            validTo,
            List.of(
                new ListedReference(1, "Zelvaro Summary of Product Characteristics.", "zel-spc")));
    AssetVersion version =
        new AssetVersion(
            VersionId.random(),
            AssetId.random(),
            "0.1",
            VersionState.DRAFT,
            "0".repeat(64),
            format,
            "piece",
            metadata,
            null,
            "northlight",
            "anna.agency",
            Instant.EPOCH,
            1);
    ExtractedFile file =
        new ExtractedFile(
            format,
            List.of(new Section(SectionKind.SECTION, 1, "", text, boxes)),
            all,
            remarks,
            Map.of(),
            List.of(),
            "",
            new Details(
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Map.of(),
                List.of(),
                List.of(),
                codes.stream()
                    .map(code -> new Details.Code(1, code.text(), code.x(), code.y()))
                    .toList(),
                List.of(),
                List.of()));
    return new Piece(
        version,
        file,
        sections,
        new PieceFacts(List.of(), pictures, List.of(), codes),
        Surroundings.of(products, "zelvaro", TODAY, jobCodeTaken)
            .withLinks(
                Objects.requireNonNullElseGet(
                    fetched, () -> answering(FactsOfFile.targets(file)))));
  }

  /** Every link was fetched and answers, unless a test says otherwise. */
  private static LinkChecking.Known answering(List<Link> links) {
    Map<String, LinkResult> results = new HashMap<>();
    links.stream()
        .map(link -> LinkChecking.address(link.target()))
        .filter(address -> !address.isEmpty())
        .forEach(
            address ->
                results.put(
                    address,
                    new LinkResult(
                        address, Instant.EPOCH, LinkResult.Outcome.ANSWERS, 200, List.of(), "")));
    return new LinkChecking.Known(true, results);
  }

  private static Products master() {
    try (var in =
        Objects.requireNonNull(
            PreCheckFixtures.class.getResourceAsStream("/product-master.json"))) {
      return new Products(JsonMapper.builder().build().readValue(in, ProductMasterDocument.class));
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }
}
