package io.medley.content.precheck;

import io.medley.content.asset.AssetMetadata;
import io.medley.content.asset.AssetVersion;
import io.medley.content.asset.NormalText;
import io.medley.content.asset.ReferenceEntries;
import io.medley.content.asset.TextSection;
import io.medley.content.extraction.ExtractedFile;
import io.medley.content.extraction.ExtractedFile.Link;
import io.medley.content.extraction.ExtractedFile.Remark;
import io.medley.content.product.ProductMasterDocument.ApprovedClaim;
import io.medley.content.product.ProductMasterDocument.Brand;
import io.medley.content.product.ProductMasterDocument.Label;
import io.medley.content.product.Products;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A version as the rules see it: text cut into sentences, tags, links, and the product master of
 * the day.
 */
final class Piece {

  private final AssetVersion version;
  private final ExtractedFile file;
  private final List<TextSection> sections;
  private final Products products;
  private final LocalDate today;
  private final boolean jobCodeTaken;
  private final List<ReferenceEntries.Entry> references;
  private final List<Sentence> sentences = new ArrayList<>();
  private final Containment words;
  private final Containment approvedWords;
  private final @Nullable Brand brand;

  Piece(
      AssetVersion version,
      ExtractedFile file,
      List<TextSection> sections,
      Products products,
      LocalDate today,
      boolean jobCodeTaken) {
    this.version = version;
    this.file = file;
    this.sections = List.copyOf(sections);
    this.products = products;
    this.today = today;
    this.jobCodeTaken = jobCodeTaken;
    this.references = ReferenceEntries.of(sections);
    boolean linesWrap =
        file.format().equals("application/pdf") || file.format().equals("text/plain");
    sections.forEach(section -> sentences.addAll(Sentences.of(section, linesWrap, references)));
    this.words = new Containment(sections.stream().map(TextSection::text).toList());
    this.brand = products.brand(version.metadata().brandId()).orElse(null);
    List<String> approved = new ArrayList<>();
    for (Label label : products.labels(version.metadata().brandId())) {
      approved.add(label.isi());
      approved.add(label.pi());
      approved.add(label.aeStatement());
      if (label.boxedWarning() != null) {
        approved.add(label.boxedWarning());
      }
    }
    this.approvedWords = new Containment(approved);
  }

  AssetVersion version() {
    return version;
  }

  AssetMetadata metadata() {
    return version.metadata();
  }

  String format() {
    return file.format();
  }

  boolean isHtml() {
    return format().equals("text/html");
  }

  boolean isPicture() {
    return format().startsWith("image/");
  }

  List<TextSection> sections() {
    return sections;
  }

  List<Sentence> sentences() {
    return sentences;
  }

  List<ReferenceEntries.Entry> references() {
    return references;
  }

  List<Link> links() {
    return file.links();
  }

  List<Remark> remarks() {
    return file.remarks();
  }

  Products products() {
    return products;
  }

  Containment words() {
    return words;
  }

  Optional<Brand> brand() {
    return Optional.ofNullable(brand);
  }

  LocalDate today() {
    return today;
  }

  /** First day the piece is to be used on. */
  LocalDate firstDay() {
    LocalDate from = metadata().validFrom();
    return from == null || from.isBefore(today) ? today : from;
  }

  boolean jobCodeTaken() {
    return jobCodeTaken;
  }

  boolean hasText() {
    return sections.stream().anyMatch(section -> !section.text().isBlank());
  }

  boolean isFor(List<String> channels) {
    return metadata().channels().stream().anyMatch(channels::contains);
  }

  /** Whether a sentence is part of a text the product master prescribes. */
  boolean isPrescribed(Sentence sentence) {
    return approvedWords.share(sentence.raw()) >= 0.8;
  }

  /** The approved claim whose words a sentence has, if it is one. */
  Optional<ApprovedClaim> approvedClaim(Sentence sentence) {
    String own = bare(sentence.raw());
    return products.claims(metadata().brandId()).stream()
        .filter(claim -> claim.text().values().stream().anyMatch(text -> bare(text).equals(own)))
        .findFirst();
  }

  /** First mention of the brand in a section's text, addresses aside. */
  Optional<Sentence.Span> firstMention(TextSection section) {
    if (brand == null) {
      return Optional.empty();
    }
    Matcher matcher = mention(brand.name()).matcher(section.text());
    return matcher.find()
        ? Optional.of(
            new Sentence.Span(section.number(), matcher.start(), matcher.end(), matcher.group()))
        : Optional.empty();
  }

  /** Whether a sentence names the brand or its substance. */
  boolean namesProduct(Sentence sentence) {
    return brand != null
        && (mention(brand.name()).matcher(sentence.raw()).find()
            || mention(brand.inn()).matcher(sentence.raw()).find());
  }

  static Pattern mention(String word) {
    return RuleSettings.pattern("(?<![\\w@./-])" + Pattern.quote(word) + "(?![\\w@-]|\\.\\w)");
  }

  private static String bare(String text) {
    return NormalText.normal(text)
        .replaceAll("\\[\\d[\\d ,;-]*]|[⁰¹²³⁴-⁻]", "")
        .replaceAll("[\\s.]+$", "")
        .strip();
  }
}
