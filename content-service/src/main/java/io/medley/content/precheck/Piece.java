package io.medley.content.precheck;

import io.medley.content.asset.AssetMetadata;
import io.medley.content.asset.AssetVersion;
import io.medley.content.asset.NormalText;
import io.medley.content.asset.ReferenceEntries;
import io.medley.content.asset.TextSection;
import io.medley.content.extraction.ContentFormat;
import io.medley.content.extraction.ExtractedFile;
import io.medley.content.extraction.ExtractedFile.Link;
import io.medley.content.extraction.ExtractedFile.Remark;
import io.medley.content.product.ProductMasterDocument.Brand;
import io.medley.content.product.ProductMasterDocument.Label;
import io.medley.content.product.Products;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
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
  private final Surroundings around;
  private final PieceFacts facts;
  private final boolean linesWrap;
  private final List<ReferenceEntries.Entry> references;
  private final List<Sentence> sentences;
  private final Containment words;
  private final Containment approvedWords;
  private final List<ClaimMatch.Wording> wordings;
  // Sentences are asked about by many rules; the answer is the same each time.
  private final IdentityHashMap<Sentence, List<ClaimMatch>> matches;
  private final IdentityHashMap<Sentence, Boolean> prescribed;
  private final @Nullable Brand brand;
  private final Set<String> productNames;
  private final Morphology morphology;
  private final IdentityHashMap<Sentence, List<WordSequence.Word>> tokens;

  Piece(
      AssetVersion version,
      ExtractedFile file,
      List<TextSection> sections,
      PieceFacts facts,
      Surroundings around) {
    this.version = version;
    this.file = file;
    this.sections = List.copyOf(sections);
    this.facts = facts;
    this.around = around;
    Products products = around.products();
    this.references = ReferenceEntries.of(sections);
    this.sentences = new ArrayList<>();
    this.wordings = new ArrayList<>();
    this.matches = new IdentityHashMap<>();
    this.prescribed = new IdentityHashMap<>();
    this.linesWrap = file.format().equals("application/pdf") || file.format().equals("text/plain");
    sections.forEach(section -> sentences.addAll(Sentences.of(section, linesWrap, references)));
    this.words = new Containment(sections.stream().map(TextSection::text).toList());
    this.brand = products.brand(version.metadata().brandId()).orElse(null);
    this.productNames = brand == null ? Set.of() : names(brand);
    this.morphology = Morphology.of(version.metadata().language());
    this.tokens = new IdentityHashMap<>();
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
    for (LibraryClaim claim : around.library()) {
      // In every language: words approved in another language are found, and told to be.
      for (LibraryClaim.Wording wording : claim.wordings()) {
        wordings.add(new ClaimMatch.Wording(claim, wording, ClaimWords.of(wording.text())));
      }
    }
  }

  /** The same piece, of whose surroundings more is known. */
  private Piece(Piece same, Surroundings around) {
    this.version = same.version;
    this.file = same.file;
    this.sections = same.sections;
    this.around = around;
    this.facts = same.facts;
    this.linesWrap = same.linesWrap;
    this.references = same.references;
    this.sentences = same.sentences;
    this.words = same.words;
    this.approvedWords = same.approvedWords;
    this.wordings = same.wordings;
    this.matches = same.matches;
    this.prescribed = same.prescribed;
    this.brand = same.brand;
    this.productNames = same.productNames;
    this.morphology = same.morphology;
    this.tokens = same.tokens;
  }

  /** The same piece with the pages that its claims are anchored in. */
  Piece withReferenceTexts(Map<String, String> texts) {
    return new Piece(this, around.withReferenceTexts(texts));
  }

  /** The places in references that the claims of this piece rest on. */
  List<LibraryClaim.Anchor> anchors() {
    return sentences.stream()
        .flatMap(sentence -> claimMatches(sentence).stream())
        .flatMap(match -> match.claim().references().stream())
        .filter(LibraryClaim.Anchor::named)
        .distinct()
        .toList();
  }

  /** The same piece with other words in it: one of the forms it may be sent in. */
  Piece saying(UnaryOperator<String> change) {
    return new Piece(
        version,
        file,
        sections.stream()
            .map(
                section ->
                    new TextSection(
                        section.kind(),
                        section.number(),
                        section.title(),
                        change.apply(section.text())))
            .toList(),
        facts,
        around);
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
    return ContentFormat.ofMediaType(format())
        .map(
            format ->
                switch (format) {
                  case HTML, EMAIL_ZIP, CLM -> true;
                  case PDF, DOCX, PPTX, XLSX, SVG, PNG, JPEG, MP4, WEBVTT, TEXT -> false;
                })
        .orElse(false);
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

  /** Its links, and where its QR codes lead. */
  List<Link> targets() {
    return FactsOfFile.targets(file);
  }

  List<Remark> remarks() {
    return file.remarks();
  }

  Products products() {
    return around.products();
  }

  Surroundings around() {
    return around;
  }

  PieceFacts facts() {
    return facts;
  }

  Containment words() {
    return words;
  }

  Optional<Brand> brand() {
    return Optional.ofNullable(brand);
  }

  LocalDate today() {
    return around.today();
  }

  /** First day the piece is to be used on. */
  LocalDate firstDay() {
    LocalDate from = metadata().validFrom();
    return from == null || from.isBefore(today()) ? today() : from;
  }

  /** Last day the piece is to be used on; a year is the default until it is submitted. */
  LocalDate lastDay() {
    LocalDate to = metadata().validTo();
    return to == null ? firstDay().plusMonths(12) : to;
  }

  boolean jobCodeTaken() {
    return around.jobCodeTaken();
  }

  boolean hasText() {
    return sections.stream().anyMatch(section -> !section.text().isBlank());
  }

  boolean isFor(List<String> channels) {
    return metadata().channels().stream().anyMatch(channels::contains);
  }

  /** Whether a sentence is part of a text the product master prescribes. */
  boolean isPrescribed(Sentence sentence) {
    return prescribed.computeIfAbsent(sentence, asked -> approvedWords.share(asked.raw()) >= 0.8);
  }

  /**
   * Whether a sentence is part of a text the product master prescribes and nothing in it is
   * changed: a label says in its own words what claims say in theirs.
   */
  boolean isPrescribedWordForWord(Sentence sentence) {
    return approvedWords.times(sentence.raw()) > 0;
  }

  /** The claim whose words a sentence has, if that claim may be used today. */
  Optional<LibraryClaim> approvedClaim(Sentence sentence) {
    return claimMatch(sentence)
        .filter(ClaimMatch::isExact)
        .map(ClaimMatch::claim)
        .filter(LibraryClaim::approved);
  }

  /** The library's claim that a sentence repeats, exactly or nearly. */
  Optional<ClaimMatch> claimMatch(Sentence sentence) {
    return claimMatches(sentence).stream().findFirst();
  }

  /** Every claim of the library with the very words of a sentence, or else the nearest. */
  List<ClaimMatch> claimMatches(Sentence sentence) {
    return matches.computeIfAbsent(
        sentence,
        asked -> asked.listed() ? List.of() : ClaimMatch.of(ClaimWords.of(asked.raw()), wordings));
  }

  /** The paragraph a sentence stands in, in its normal form. */
  NormalText block(Sentence sentence) {
    String text = text(sentence.section());
    String end = linesWrap ? "\n\n" : "\n";
    int from = text.lastIndexOf(end, Math.max(0, sentence.start() - 1));
    int to = text.indexOf(end, sentence.end());
    return NormalText.of(
        text.substring(from < 0 ? 0 : from, to < 0 ? text.length() : Math.max(to, from)));
  }

  /** Whether brand or substance are named in the sentence's paragraph. */
  boolean namesProductAround(Sentence sentence) {
    if (brand == null) {
      return false;
    }
    String block = block(sentence).text();
    return mention(brand.name()).matcher(block).find()
        || mention(brand.inn()).matcher(block).find();
  }

  /** The text of a section. */
  String text(int section) {
    return sections.stream()
        .filter(one -> one.number() == section)
        .map(TextSection::text)
        .findFirst()
        .orElse("");
  }

  /** Where stretches of a section's text stand on its image. */
  List<ExtractedFile.Box> boxes(int section) {
    return file.sections().stream()
        .filter(one -> one.number() == section)
        .findFirst()
        .map(ExtractedFile.Section::boxes)
        .orElse(List.of());
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

  /**
   * Whether a sentence is about leaflets, meetings or the way there and says nothing of a medicine:
   * it has a word of the set “everyday”, none of the set “medicine”, and does not name the product.
   */
  boolean isAboutEverydayMatters(Sentence sentence, RuleSettings settings) {
    if (!settings.sparesEverydayMatters() || namesProduct(sentence)) {
      return false;
    }
    Set<String> everyday = settings.set("everyday", metadata().language());
    Set<String> medicine = settings.set("medicine", metadata().language());
    List<WordSequence.Word> said = words(sentence);
    return said.stream().anyMatch(word -> morphology.isFormOf(word.text(), everyday))
        && said.stream().noneMatch(word -> morphology.isFormOf(word.text(), medicine));
  }

  /** Where a sentence says what a group of words is about, each place once. */
  List<Sentence.Span> find(Sentence sentence, RuleSettings.WordGroup group) {
    List<Sentence.Span> spans = new ArrayList<>();
    group.patterns().forEach(pattern -> spans.addAll(sentence.find(pattern)));
    find(sentence, group.phrases()).stream()
        .filter(span -> spans.stream().noneMatch(span::overlaps))
        .forEach(spans::add);
    return spans;
  }

  /** Where sequences of words stand in a sentence. */
  List<Sentence.Span> find(Sentence sentence, List<WordSequence> sequences) {
    if (sequences.isEmpty()) {
      return List.of();
    }
    List<WordSequence.Word> said = words(sentence);
    return sequences.stream()
        .flatMap(sequence -> sequence.find(said, morphology, productNames).stream())
        .map(match -> sentence.span(match.start(), match.end()))
        .toList();
  }

  private List<WordSequence.Word> words(Sentence sentence) {
    return tokens.computeIfAbsent(sentence, asked -> WordSequence.words(asked.normal().text()));
  }

  /** First words of brand and substance, in lower case. */
  Set<String> productNames() {
    return productNames;
  }

  /** What is known of the words of its language. */
  Morphology morphology() {
    return morphology;
  }

  /** First words of brand and substance. */
  private static Set<String> names(Brand brand) {
    Set<String> names = new HashSet<>();
    for (String name : List.of(brand.name(), brand.inn())) {
      WordSequence.words(NormalText.normal(name)).stream()
          .limit(1)
          .forEach(word -> names.add(word.text()));
    }
    return names;
  }

  static Pattern mention(String word) {
    return RuleSettings.pattern("(?<![\\w@./-])" + Pattern.quote(word) + "(?![\\w@-]|\\.\\w)");
  }
}
