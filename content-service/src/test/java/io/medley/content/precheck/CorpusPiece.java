package io.medley.content.precheck;

import io.medley.content.asset.AssetId;
import io.medley.content.asset.AssetMetadata;
import io.medley.content.asset.AssetMetadata.ListedReference;
import io.medley.content.asset.AssetVersion;
import io.medley.content.asset.ReferenceEntries;
import io.medley.content.asset.TextSection;
import io.medley.content.asset.VersionId;
import io.medley.content.asset.VersionState;
import io.medley.content.extraction.ExtractedFile;
import io.medley.content.extraction.ExtractedFile.Link;
import io.medley.content.extraction.ExtractedFile.Remark;
import io.medley.content.extraction.ExtractedFile.RemarkKind;
import io.medley.content.extraction.ExtractedFile.Section;
import io.medley.content.extraction.ExtractedFile.SectionKind;
import io.medley.content.precheck.ContentModules.Slot;
import io.medley.content.precheck.ContentModules.Variant;
import io.medley.content.precheck.LibraryClaim.Anchor;
import io.medley.content.precheck.LibraryClaim.Scope;
import io.medley.content.precheck.NearPieces.NearPiece;
import io.medley.content.precheck.PictureRights.PictureRight;
import io.medley.content.precheck.PieceFacts.Chart;
import io.medley.content.precheck.PieceFacts.Look;
import io.medley.content.precheck.PieceFacts.Picture;
import io.medley.content.product.ProductMasterDocument;
import io.medley.content.product.ProductMasterDocument.Label;
import io.medley.content.product.ProductMasterDocument.Reference;
import io.medley.content.product.ProductMasterDocument.Registration;
import io.medley.content.product.Products;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A faultless piece of a market, and what a document of the corpus changes in it. The words of the
 * changes are explained beside the corpus.
 */
final class CorpusPiece {

  static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Products MASTER = master();
  private static final List<LibraryClaim> LIBRARY = library();
  private static final Map<String, String> LANGUAGES =
      Map.of("GB", "en-GB", "US", "en-US", "DE", "de-DE", "FR", "fr-FR");

  private final String market;
  private final Map<String, Object> changes;
  private final Label label;

  CorpusPiece(String market, Map<String, Object> changes) {
    this.market = market;
    this.changes = changes;
    this.label =
        MASTER
            .currentLabel("zelvaro", market, Objects.requireNonNull(LANGUAGES.get(market)), TODAY)
            .orElseThrow();
  }

  static CorpusPiece faultless(String market) {
    return new CorpusPiece(market, Map.of());
  }

  /** With a passage at the place its file names. */
  static CorpusPiece with(String market, String place, String passage) {
    return new CorpusPiece(market, Map.of("place", place, "passage", passage.replace("⏎", "\n")));
  }

  Piece piece() {
    List<String> pages = pages();
    List<TextSection> sections = new ArrayList<>();
    List<Section> read = new ArrayList<>();
    for (String page : pages) {
      int number = sections.size() + 1;
      sections.add(new TextSection(TextSection.Kind.SECTION, number, "", page));
      read.add(new Section(SectionKind.SECTION, number, "", page, List.of()));
    }
    String format = text("format", "text/html");
    AssetMetadata metadata = metadata(sections);
    AssetVersion version =
        new AssetVersion(
            new VersionId(new java.util.UUID(1, 1)),
            new AssetId(new java.util.UUID(1, 2)),
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
        new ExtractedFile(format, read, links(), remarks(), Map.of(), List.of(), "");
    return new Piece(version, file, sections, facts(pages), around());
  }

  private List<String> pages() {
    String imprint =
        market
            + "-ZEL-0001 | "
            + Map.of(
                    "GB", "Date of preparation: November 2026",
                    "US", "Date of preparation: November 2026",
                    "DE", "Stand: November 2026",
                    "FR", "Date de préparation : novembre 2026")
                .get(market);
    String passage = text("passage", "");
    String place = text("place", "body");
    if (place.equals("imprint")) {
      imprint = passage;
    }
    String mention = market.equals("US") ? "Zelvaro (zelvarostat)" : "Zelvaro▼ (zelvarostat)";
    String body =
        switch (market) {
          case "DE" ->
              "Zelvarostat ist in der Fachinformation beschrieben.[1] Zwei Studien sind"
                  + " veröffentlicht.[2,3]";
          case "FR" -> "Zelvarostat est décrit dans son résumé.[1] Deux études sont publiées.[2,3]";
          case "US" ->
              "Zelvaro (zelvarostat) is indicated for the treatment of hypertension in adults, to"
                  + " lower blood pressure.[1]\n"
                  + "Two studies are published.[2,3]";
          default -> "Zelvarostat is described in its label.[1] Two studies are published.[2,3]";
        };
    String audience =
        switch (market) {
          case "DE" -> "Nur für Angehörige der Gesundheitsberufe.";
          case "FR" -> "Réservé aux professionnels de santé.";
          case "US" -> "For US healthcare professionals only.";
          default -> "For UK healthcare professionals only.";
        };
    String text =
        String.join(
            "\n",
            audience,
            mention,
            place.equals("body") ? passage : "",
            body,
            label.isi(),
            label.aeStatement(),
            market.equals("DE") ? "Literatur" : "References",
            "1. Zelvaro Summary of Product Characteristics. Northwind Therapeutics (fictional),"
                + " 2026.",
            "2. Ahlqvist M, Oduya T, Brandt K. Zelvarostat in adults with essential hypertension"
                + " (ZEAL-1). Journal of Fictional Hypertension 2025;12:101-112.",
            "3. Brandt K, Salcedo R, Ahlqvist M. Home blood pressure with zelvarostat over 24 weeks"
                + " (ZEAL-2). Annals of Imaginary Medicine 2026;3:45-58.",
            "",
            imprint);
    for (Object pair : list("replace")) {
      List<?> words = (List<?>) pair;
      String from = expand(String.valueOf(words.get(0)));
      if (!text.contains(from)) {
        throw new IllegalStateException("The corpus replaces words that are not there: " + from);
      }
      text = text.replace(from, expand(String.valueOf(words.get(1))));
    }
    for (Object line : list("say")) {
      text =
          text.replaceFirst(
              "\n",
              "\n" + java.util.regex.Matcher.quoteReplacement(expand(line.toString())) + "\n");
    }
    List<String> pages = new ArrayList<>();
    if (place.equals("first")) {
      pages.add(passage);
    }
    pages.add(changes.containsKey("text") ? expand(text("text", "")) : text);
    if (place.equals("page")) {
      pages.add(passage);
    }
    list("pages").forEach(page -> pages.add(expand(page.toString())));
    return pages;
  }

  /** Texts of the label by name, so that the corpus need not repeat them. */
  private String expand(String words) {
    return words
        .replace("⏎", "\n")
        .replace("<ISI>", label.isi())
        .replace("<PI>", label.pi())
        .replace("<AE>", label.aeStatement())
        .replace("<PI-ADDRESS>", label.piUrl())
        .replace("<FILLER>", "Words about how to measure blood pressure at home. ".repeat(70));
  }

  private AssetMetadata metadata(List<TextSection> sections) {
    List<String> countries = list("countries").isEmpty() ? List.of(market) : strings("countries");
    Map<String, String> labels = new HashMap<>();
    Map<String, String> safety = new HashMap<>();
    for (String country : countries) {
      Label current =
          MASTER.currentLabel("zelvaro", country, label.language(), TODAY).orElse(label);
      labels.put(country, text("labelVersion", current.version()));
      safety.put(country, text("safetyText", current.safetyText()));
    }
    List<ListedReference> references = new ArrayList<>();
    for (ReferenceEntries.Entry entry : ReferenceEntries.of(sections)) {
      String id =
          MASTER.references().stream()
              .filter(one -> entry.citation().startsWith(one.title().substring(0, 20)))
              .map(Reference::id)
              .findFirst()
              .orElse("");
      references.add(new ListedReference(entry.marker(), entry.citation(), id));
    }
    return new AssetMetadata(
        "A piece",
        text("jobCode", market + "-ZEL-0001"),
        text("brand", "zelvaro"),
        list("indications").isEmpty() ? List.of("hypertension-adults") : strings("indications"),
        "EMAIL",
        text("purpose", "PROMOTIONAL"),
        countries,
        text("language", label.language()),
        list("audiences").isEmpty() ? List.of("HCP") : strings("audiences"),
        list("channels").isEmpty() ? List.of("EMAIL") : strings("channels"),
        List.of(),
        labels,
        safety,
        day("validFrom"),
        day("validTo"),
        references);
  }

  private List<Link> links() {
    List<Link> links = new ArrayList<>();
    if (!strings("without").contains("pi")) {
      links.add(new Link(1, 0, 3, "Prescribing information", label.piUrl()));
    }
    if (!strings("without").contains("privacy")) {
      links.add(
          new Link(
              1,
              0,
              3,
              "Privacy, Datenschutz, données personnelles",
              "https://www.zelvaro.example/privacy"));
    }
    if (!strings("without").contains("unsubscribe")) {
      links.add(new Link(1, 0, 3, "Unsubscribe", "{{unsubscribe}}"));
    }
    for (Object pair : list("links")) {
      List<?> link = (List<?>) pair;
      links.add(
          new Link(
              1,
              0,
              link.get(0).toString().isEmpty() ? 0 : 3,
              link.get(0).toString(),
              expand(link.get(1).toString())));
    }
    return links;
  }

  private List<Remark> remarks() {
    return list("remarks").stream()
        .map(CorpusPiece::pair)
        .map(
            remark ->
                new Remark(
                    RemarkKind.valueOf(remark.get(0).toString()),
                    1,
                    expand(remark.get(1).toString())))
        .toList();
  }

  private PieceFacts facts(List<String> pages) {
    List<Look> looks = new ArrayList<>();
    if (changes.containsKey("body")) {
      looks.add(new Look(1, 0, pages.getFirst().length(), number("body", 0), 12));
    }
    if (changes.containsKey("isiPoints") || changes.containsKey("isiContrast")) {
      int at = pages.getFirst().indexOf(label.isi());
      if (at >= 0) {
        looks.add(
            new Look(
                1,
                at,
                at + label.isi().length(),
                number("isiPoints", 0),
                number("isiContrast", 0)));
      }
    }
    List<Picture> pictures =
        list("pictures").stream()
            .map(name -> new Picture(1, 0, name.toString(), name.toString()))
            .toList();
    List<Chart> charts =
        list("charts").stream()
            .map(RuleSettings::map)
            .map(
                chart ->
                    new Chart(
                        1,
                        String.valueOf(chart.getOrDefault("title", "")),
                        Boolean.TRUE.equals(chart.get("bars")),
                        chart.get("from") == null
                            ? null
                            : Double.valueOf(chart.get("from").toString()),
                        !Boolean.FALSE.equals(chart.get("named"))))
            .toList();
    return new PieceFacts(
        looks,
        pictures,
        charts,
        strings("codes").stream()
            .map(code -> new PieceFacts.Code(1, expand(code), 0.5, 0.5))
            .toList());
  }

  private Surroundings around() {
    return new Surroundings(
        changedMaster(),
        TODAY,
        Boolean.TRUE.equals(changes.get("jobCodeTaken")),
        changedLibrary(),
        changedMaster().references().stream().map(Source::of).toList(),
        texts(),
        changes.containsKey("rights") ? Optional.of(rights()) : Optional.empty(),
        near(),
        slots(),
        LinkChecking.Known.nothing(),
        changes.containsKey("stored") || changes.containsKey("signed")
            ? Optional.of(
                new Surroundings.Form(
                    text("stored", "0".repeat(64)), text("signed", "0".repeat(64))))
            : Optional.empty());
  }

  private Products changedMaster() {
    ProductMasterDocument content = MASTER.content();
    String boxed = text("boxedWarning", "");
    LocalDate ends = day("registrationEnds");
    List<String> retracted = strings("retracted");
    Map<?, ?> licences = (Map<?, ?>) changes.getOrDefault("licences", Map.of());
    return new Products(
        new ProductMasterDocument(
            content.brands(),
            content.indications(),
            content.labels().stream()
                .map(one -> boxed.isEmpty() ? one : boxed(one, boxed))
                .toList(),
            content.registrations().stream()
                .filter(row -> !strings("notRegistered").contains(row.market()))
                .map(
                    row ->
                        ends == null
                            ? row
                            : new Registration(
                                row.brandId(),
                                row.indicationId(),
                                row.market(),
                                row.number(),
                                row.from(),
                                ends))
                .toList(),
            content.references().stream()
                .map(
                    one ->
                        new Reference(
                            one.id(),
                            one.title(),
                            licences.get(one.id()) == null
                                ? one.licenceEnd()
                                : LocalDate.parse(String.valueOf(licences.get(one.id()))),
                            retracted.contains(one.id())))
                .toList(),
            content.claims()));
  }

  private static Label boxed(Label l, String warning) {
    return new Label(
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
        warning,
        l.aeStatement(),
        l.dose());
  }

  private List<LibraryClaim> changedLibrary() {
    Map<?, ?> changed = (Map<?, ?>) changes.getOrDefault("claims", Map.of());
    return LIBRARY.stream()
        .map(
            claim ->
                changed.get(claim.id()) instanceof Map<?, ?> words ? changed(claim, words) : claim)
        .toList();
  }

  private static LibraryClaim changed(LibraryClaim claim, Map<?, ?> words) {
    List<Anchor> references =
        Boolean.TRUE.equals(words.get("unanchored"))
            ? claim.references().stream().map(a -> new Anchor(a.referenceId(), 0, 0, "")).toList()
            : Boolean.TRUE.equals(words.get("noReference")) ? List.of() : claim.references();
    return new LibraryClaim(
        claim.id(),
        claim.version(),
        claim.brandId(),
        claim.wordings(),
        Boolean.FALSE.equals(words.get("approved")) ? "was withdrawn" : "",
        new Scope(
            set(words.get("indications")),
            set(words.get("countries")),
            set(words.get("languages")),
            set(words.get("audiences")),
            set(words.get("channels"))),
        date(words.get("from")),
        date(words.get("to")),
        references,
        true);
  }

  private Map<String, String> texts() {
    Map<String, String> texts = new LinkedHashMap<>();
    if (changes.get("referenceTexts") instanceof Map<?, ?> given) {
      LIBRARY.stream()
          .flatMap(claim -> claim.references().stream())
          .filter(anchor -> given.containsKey(anchor.referenceId()))
          .forEach(
              anchor -> texts.put(anchor.place(), String.valueOf(given.get(anchor.referenceId()))));
    }
    return texts;
  }

  private List<PictureRight> rights() {
    return list("rights").stream()
        .map(RuleSettings::map)
        .map(
            right ->
                new PictureRight(
                    String.valueOf(right.get("picture")),
                    "Northlight (fictional)",
                    set(right.get("territories")),
                    date(right.get("end")),
                    Boolean.TRUE.equals(right.get("people")),
                    String.valueOf(right.getOrDefault("consent", ""))))
        .toList();
  }

  private List<NearPiece> near() {
    return list("near").stream()
        .map(RuleSettings::map)
        .map(
            near ->
                new NearPiece(
                    new VersionId(new java.util.UUID(2, 2)),
                    "Another piece",
                    "1.0",
                    VersionState.valueOf(String.valueOf(near.get("state"))),
                    Double.parseDouble(String.valueOf(near.get("similarity")))))
        .toList();
  }

  private List<Slot> slots() {
    return list("slots").stream()
        .map(RuleSettings::map)
        .map(
            slot ->
                new Slot(
                    String.valueOf(slot.get("token")),
                    pair(java.util.Objects.requireNonNull(slot.get("variants"))).stream()
                        .map(words -> new Variant(words.toString(), expand(words.toString())))
                        .toList()))
        .toList();
  }

  private String text(String key, String otherwise) {
    Object value = changes.get(key);
    return value == null ? otherwise : value.toString();
  }

  private static List<?> pair(Object words) {
    return (List<?>) words;
  }

  private double number(String key, double otherwise) {
    Object value = changes.get(key);
    return value == null ? otherwise : Double.parseDouble(value.toString());
  }

  private List<?> list(String key) {
    return changes.get(key) instanceof List<?> list ? list : List.of();
  }

  private List<String> strings(String key) {
    return list(key).stream().map(String::valueOf).toList();
  }

  private @Nullable LocalDate day(String key) {
    return date(changes.get(key));
  }

  private static @Nullable LocalDate date(@Nullable Object value) {
    return value == null ? null : LocalDate.parse(value.toString());
  }

  private static Set<String> set(@Nullable Object value) {
    return value instanceof List<?> list
        ? Set.copyOf(list.stream().map(String::valueOf).toList())
        : Set.of();
  }

  private static Products master() {
    try (InputStream in = resource("/precheck-corpus/master.json")) {
      return new Products(JSON.readValue(in, ProductMasterDocument.class));
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }

  private static List<LibraryClaim> library() {
    List<LibraryClaim> claims = new ArrayList<>();
    try (InputStream in = resource("/precheck-corpus/library.json")) {
      for (JsonNode claim : JSON.readTree(in)) {
        List<LibraryClaim.Wording> wordings = new ArrayList<>();
        claim
            .get("texts")
            .properties()
            .forEach(
                text ->
                    wordings.add(
                        new LibraryClaim.Wording(
                            text.getKey(), text.getValue().stringValue(), Scope.everywhere())));
        List<Anchor> anchors = new ArrayList<>();
        for (JsonNode anchor : claim.get("references")) {
          anchors.add(
              new Anchor(
                  anchor.get("referenceId").stringValue(),
                  1,
                  anchor.get("page").intValue(),
                  anchor.get("quote").stringValue()));
        }
        claims.add(
            new LibraryClaim(
                claim.get("id").stringValue(),
                claim.get("version").stringValue(),
                claim.get("brandId").stringValue(),
                wordings,
                "",
                Scope.everywhere(),
                null,
                null,
                anchors,
                true));
      }
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
    return claims;
  }

  private static InputStream resource(String name) {
    return Objects.requireNonNull(CorpusPiece.class.getResourceAsStream(name), name);
  }
}
