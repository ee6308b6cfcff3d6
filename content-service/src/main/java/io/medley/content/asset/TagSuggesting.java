package io.medley.content.asset;

import io.medley.content.asset.Suggestion.Evidence;
import io.medley.content.extraction.ContentFormat;
import io.medley.content.extraction.ExtractedFile;
import io.medley.content.product.ProductMasterDocument.Brand;
import io.medley.content.product.ProductMasterDocument.Indication;
import io.medley.content.product.ProductMasterDocument.Label;
import io.medley.content.product.Products;
import io.medley.content.vocabulary.Term;
import io.medley.content.vocabulary.Vocabulary;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads tags from a file's text and properties, the product master and the vocabularies; each with
 * its evidence.
 */
final class TagSuggesting {

  private static final Pattern JOB_CODE =
      Pattern.compile("\\b[A-Z]{2,4}[-/][A-Z0-9]{2,6}[-/][A-Z0-9]*\\d[A-Z0-9]*(?:[-/]\\d+)?\\b");
  private static final Pattern PREPARED =
      Pattern.compile(
          "(?i)\\b(?:date of preparation|prepared|date of revision|stand|erstellt)[: ]+\\s*((?:\\p{L}{3,9}|\\d{1,2}[./])\\s?\\d{4})");
  private static final Pattern PROFESSIONALS =
      Pattern.compile(
          "(?i)health ?care professionals?|angehörige der gesundheitsberufe|fachkreise|for (?:hcps|doctors)");
  private static final Pattern PATIENTS =
      Pattern.compile(
          "(?i)(?:for|information for) patients(?: and carers)?|patienteninformation|ihr arzt hat ihnen");
  private static final Pattern PROMOTIONAL =
      Pattern.compile("(?i)promotional (?:material|piece|information)|\\bwerbung von\\b");
  private static final String FILM = "FILM";
  private static final int QUOTE = 120;

  private final Products products;
  private final Map<Vocabulary, List<Term>> vocabularies;

  TagSuggesting(Products products, Map<Vocabulary, List<Term>> vocabularies) {
    this.products = products;
    this.vocabularies = Map.copyOf(vocabularies);
  }

  /** Every tag that something speaks for, the likeliest first within a field. */
  List<Suggestion> suggest(ExtractedFile file, String fileName) {
    List<TextSection> sections = VersionText.sections(file);
    List<Suggestion> found = new ArrayList<>();
    found.add(title(file, sections, fileName));
    pattern("jobCode", JOB_CODE, 0, sections, 0.9, "looks like a job code").ifPresent(found::add);
    pattern("dateOfPreparation", PREPARED, 1, sections, 0.9, "stands after its usual words")
        .ifPresent(found::add);
    Optional<Suggestion> brand = brand(sections);
    brand.ifPresent(found::add);
    String brandId = brand.map(Suggestion::value).orElse("");
    Optional<Languages.Guess> language = Languages.guess(sections);
    List<Suggestion> markets =
        markets(sections, brandId, language.map(Languages.Guess::language).orElse(""));
    found.addAll(markets);
    String market = markets.stream().findFirst().map(Suggestion::value).orElse("");
    language.ifPresent(guess -> found.add(language(guess, brandId, market)));
    found.addAll(indications(sections, brandId));
    Suggestion materialType = materialType(file, sections, fileName);
    found.add(materialType);
    found.addAll(channels(file, materialType));
    found.addAll(audiences(sections));
    found.add(purpose(sections, !brandId.isEmpty()));
    found.addAll(
        new DetailSuggesting(vocabularies).suggest(file, sections, fileName, materialType.value()));
    return found.stream()
        .sorted(Comparator.comparing(Suggestion::field).thenComparingDouble(s -> -s.confidence()))
        .toList();
  }

  private static Suggestion title(ExtractedFile file, List<TextSection> sections, String fileName) {
    String property = file.properties().getOrDefault("title", "").strip();
    if (property.length() > 3) {
      return new Suggestion(
          "title",
          shorten(property),
          0.8,
          new Evidence(shorten(property), null, "the file's own title"));
    }
    for (TextSection section : sections) {
      String line =
          section
              .text()
              .lines()
              .map(String::strip)
              .filter(l -> l.length() > 8)
              .findFirst()
              .orElse("");
      if (!line.isEmpty()) {
        return new Suggestion(
            "title",
            shorten(line),
            0.6,
            new Evidence(shorten(line), section.number(), "the first line"));
      }
    }
    String name = fileName.replaceFirst("\\.[^.]+$", "").replaceAll("[_-]+", " ");
    return new Suggestion("title", name, 0.5, new Evidence(fileName, null, "the file's name"));
  }

  private Optional<Suggestion> brand(List<TextSection> sections) {
    return products.brands().stream()
        .flatMap(brand -> mention(brand, sections).stream())
        .max(Comparator.comparingDouble(Suggestion::confidence));
  }

  private static Optional<Suggestion> mention(Brand brand, List<TextSection> sections) {
    Optional<Suggestion> byName =
        pattern("brandId", word(brand.name()), 0, sections, 0.97, "the brand's name")
            .map(s -> withValue(s, brand.id()));
    return byName.or(
        () ->
            pattern("brandId", word(brand.inn()), 0, sections, 0.75, "the generic name")
                .map(s -> withValue(s, brand.id())));
  }

  /** A market's own words count, its label's texts count more: nobody else prints them. */
  private List<Suggestion> markets(List<TextSection> sections, String brandId, String language) {
    List<Suggestion> found = new ArrayList<>();
    for (Term market : vocabularies.getOrDefault(Vocabulary.MARKET, List.of())) {
      double confidence = 0;
      Evidence evidence = new Evidence("", null, "");
      for (Label label : products.labels(brandId)) {
        if (label.market().equals(market.code())) {
          Optional<Suggestion> link =
              pattern(
                  "countries",
                  Pattern.compile(Pattern.quote(label.piUrl())),
                  0,
                  sections,
                  0.9,
                  "this market's prescribing information");
          Optional<Suggestion> safety =
              containsText(sections, label.isi(), "this market's safety information");
          Optional<Suggestion> best = safety.or(() -> link);
          if (best.isPresent()) {
            confidence = 0.95;
            evidence = best.get().evidence();
          }
        }
      }
      for (String alias : market.aliases()) {
        Optional<Suggestion> hit =
            pattern("countries", word(alias), 0, sections, 0.7, "words of this market");
        if (hit.isPresent()) {
          if (confidence == 0) {
            evidence = hit.get().evidence();
          }
          confidence = confidence == 0 ? 0.7 : Math.min(0.98, confidence + 0.05);
        }
      }
      boolean spoken =
          products.labels(brandId).stream()
              .anyMatch(
                  label ->
                      label.market().equals(market.code())
                          && Products.sameLanguage(label.language(), language));
      if (confidence > 0 && !language.isEmpty() && !brandId.isEmpty() && !spoken) {
        confidence -= 0.3;
      }
      if (confidence > 0) {
        found.add(new Suggestion("countries", market.code(), round(confidence), evidence));
      }
    }
    found.sort(Comparator.comparingDouble(s -> -s.confidence()));
    return found;
  }

  private Suggestion language(Languages.Guess guess, String brandId, String market) {
    String value =
        products.labels(brandId).stream()
            .filter(
                label ->
                    label.market().equals(market)
                        && Products.sameLanguage(label.language(), guess.language()))
            .map(Label::language)
            .findFirst()
            .orElse(guess.language());
    return new Suggestion(
        "language",
        value,
        round(0.5 + guess.share() / 2.1),
        new Evidence("", null, "its commonest words"));
  }

  private List<Suggestion> indications(List<TextSection> sections, String brandId) {
    List<Indication> known = products.indications(brandId);
    List<Suggestion> found = new ArrayList<>();
    for (Indication indication : known) {
      indication.statements().values().stream()
          .flatMap(
              statement ->
                  containsText(sections, statement, "the approved words of the indication")
                      .stream())
          .findFirst()
          .ifPresent(
              hit ->
                  found.add(
                      new Suggestion("indicationIds", indication.id(), 0.95, hit.evidence())));
    }
    if (found.isEmpty() && known.size() == 1) {
      found.add(
          new Suggestion(
              "indicationIds",
              known.getFirst().id(),
              0.6,
              new Evidence("", null, "the brand's only indication")));
    }
    return found;
  }

  private Suggestion materialType(ExtractedFile file, List<TextSection> sections, String fileName) {
    if (file.format().equals(ContentFormat.HTML.mediaType())
        || file.format().equals(ContentFormat.EMAIL_ZIP.mediaType())) {
      return new Suggestion(
          "materialType", "EMAIL", 0.95, new Evidence("", null, "the file is an HTML e-mail"));
    }
    if (file.format().equals(ContentFormat.MP4.mediaType())) {
      return new Suggestion(
          "materialType", FILM, 0.95, new Evidence("", null, "the file is a film"));
    }
    if (file.format().equals(ContentFormat.WEBVTT.mediaType())) {
      return new Suggestion(
          "materialType", FILM, 0.9, new Evidence("", null, "the file is a film's subtitles"));
    }
    String name =
        (fileName + " " + file.properties().getOrDefault("title", "")).replaceAll("[_-]+", " ");
    for (Term type : vocabularies.getOrDefault(Vocabulary.MATERIAL_TYPE, List.of())) {
      for (String alias : type.aliases()) {
        Matcher matcher = word(alias.replace('-', ' ')).matcher(name);
        if (matcher.find()) {
          return new Suggestion(
              "materialType",
              type.code(),
              0.85,
              new Evidence(matcher.group(), null, "the file's name or title"));
        }
      }
    }
    if (file.format().endsWith("presentationml.presentation")) {
      return new Suggestion(
          "materialType", "PRESENTATION", 0.8, new Evidence("", null, "the file is a slide deck"));
    }
    for (Term type : vocabularies.getOrDefault(Vocabulary.MATERIAL_TYPE, List.of())) {
      for (String alias : type.aliases()) {
        Optional<Suggestion> hit =
            pattern(
                "materialType",
                word(alias),
                0,
                sections.subList(0, Math.min(1, sections.size())),
                0.6,
                "words on the first page");
        if (hit.isPresent()) {
          return withValue(hit.get(), type.code());
        }
      }
    }
    boolean picture = file.format().startsWith("image/");
    return new Suggestion(
        "materialType",
        picture ? "BANNER" : "LEAVE_PIECE",
        picture ? 0.6 : 0.4,
        new Evidence("", null, picture ? "the file is a picture" : "nothing says otherwise"));
  }

  private static List<Suggestion> channels(ExtractedFile file, Suggestion materialType) {
    String channel =
        switch (materialType.value()) {
          case "EMAIL" -> "EMAIL";
          case "DETAIL_AID", "PRESENTATION" -> "CLM";
          case "BANNER", "WEB_PAGE", FILM -> "WEB";
          default -> file.format().startsWith("image/") ? "WEB" : "PRINT";
        };
    return List.of(
        new Suggestion(
            "channels",
            channel,
            round(materialType.confidence() - 0.1),
            new Evidence("", null, "usual for this type of material")));
  }

  private static List<Suggestion> audiences(List<TextSection> sections) {
    List<Suggestion> found = new ArrayList<>();
    pattern("audiences", PROFESSIONALS, 0, sections, 0.95, "says whom it is for")
        .map(s -> withValue(s, "HCP"))
        .ifPresent(found::add);
    pattern("audiences", PATIENTS, 0, sections, 0.8, "says whom it is for")
        .map(s -> withValue(s, "PATIENT"))
        .ifPresent(found::add);
    return found;
  }

  private static Suggestion purpose(List<TextSection> sections, boolean branded) {
    return pattern("purpose", PROMOTIONAL, 0, sections, 0.95, "says so itself")
        .map(s -> withValue(s, "PROMOTIONAL"))
        .orElseGet(
            () ->
                new Suggestion(
                    "purpose",
                    branded ? "PROMOTIONAL" : "CORPORATE",
                    branded ? 0.8 : 0.4,
                    new Evidence("", null, branded ? "it names a brand" : "it names no brand")));
  }

  private static Optional<Suggestion> pattern(
      String field,
      Pattern pattern,
      int group,
      List<TextSection> sections,
      double confidence,
      String source) {
    for (TextSection section : sections) {
      Matcher matcher = pattern.matcher(section.text());
      if (matcher.find()) {
        return Optional.of(
            new Suggestion(
                field,
                matcher.group(group).strip(),
                confidence,
                new Evidence(
                    around(section.text(), matcher.start(), matcher.end()),
                    section.number(),
                    source)));
      }
    }
    return Optional.empty();
  }

  /**
   * Whether a section holds the first 60 normal characters of a text: enough to know it, short
   * enough to survive edits.
   */
  private static Optional<Suggestion> containsText(
      List<TextSection> sections, String wanted, String source) {
    String normal = NormalText.normal(wanted);
    String start = normal.substring(0, Math.min(60, normal.length()));
    for (TextSection section : sections) {
      NormalText text = NormalText.of(section.text());
      int at = text.text().indexOf(start);
      if (at >= 0) {
        int from = text.origin(at);
        return Optional.of(
            new Suggestion(
                "",
                "",
                0.95,
                new Evidence(
                    shorten(
                        section
                            .text()
                            .substring(from, Math.min(section.text().length(), from + QUOTE))),
                    section.number(),
                    source)));
      }
    }
    return Optional.empty();
  }

  private static Pattern word(String word) {
    return Pattern.compile("(?iu)(?<![\\p{L}\\p{N}])" + Pattern.quote(word) + "(?![\\p{L}\\p{N}])");
  }

  private static Suggestion withValue(Suggestion suggestion, String value) {
    return new Suggestion(
        suggestion.field(), value, suggestion.confidence(), suggestion.evidence());
  }

  private static String around(String text, int start, int end) {
    int from = Math.max(0, start - 30);
    int to = Math.min(text.length(), end + 40);
    return shorten(text.substring(from, to));
  }

  private static String shorten(@Nullable String text) {
    String line = text == null ? "" : text.replaceAll("\\s+", " ").strip();
    return line.length() <= QUOTE ? line : line.substring(0, QUOTE - 1) + "…";
  }

  private static double round(double confidence) {
    return Math.round(Math.clamp(confidence, 0.05, 0.99) * 100) / 100d;
  }
}
