package io.medley.content.precheck;

import io.medley.content.asset.Languages;
import io.medley.content.asset.NormalText;
import io.medley.content.asset.TextSection;
import io.medley.content.precheck.Finding.Kind;
import io.medley.content.precheck.Sentence.Span;
import io.medley.content.product.ProductMasterDocument.Brand;
import io.medley.content.product.Products;
import java.text.Normalizer;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * C41: the text is in the language of its tag and its region's spelling, free of common slips, and
 * the brand is written as a brand.
 */
final class LanguageAgrees implements Rule {

  private static final Pattern WORD = Pattern.compile("\\p{L}[\\p{L}\\p{M}]{3,}");
  private static final Pattern ACCENTS = Pattern.compile("\\p{M}");
  private static final Pattern DOUBLED =
      Pattern.compile("(?<![\\p{L}-])(\\p{L}{2,}) \\1(?![\\p{L}-])");

  @Override
  public String id() {
    return "C41";
  }

  @Override
  public Kind kind() {
    return Kind.METADATA;
  }

  @Override
  public Set<String> cases() {
    return Set.of("otherLanguage", "brandCase", "misspelt", "doubled", "region", "confused");
  }

  @Override
  public Set<String> settings() {
    return Set.of(
        "doubledAllowed",
        "misspelt",
        "terms",
        "nameEndings",
        "foreignSpelling",
        "confusedPhrases",
        "sets");
  }

  @Override
  public void check(Inspection inspection) {
    String tag = inspection.language();
    Optional<Languages.Guess> guess = Languages.guess(inspection.piece().sections());
    if (guess.isPresent()
        && !tag.isEmpty()
        && !Products.sameLanguage(tag, guess.get().language())) {
      inspection.missing("otherLanguage", Map.of("found", guess.get().language(), "expected", tag));
      // Another language's words are no slips.
    } else {
      spelling(inspection);
    }
    inspection.piece().brand().ifPresent(brand -> brandCase(inspection, brand));
  }

  private static void brandCase(Inspection inspection, Brand brand) {
    String name = brand.name();
    for (TextSection section : inspection.piece().sections()) {
      Matcher matcher = Piece.mention(name).matcher(section.text());
      while (matcher.find()) {
        String written = matcher.group();
        if (!written.equals(name) && !written.equals(name.toUpperCase(Locale.ROOT))) {
          inspection.found(
              "brandCase",
              new Span(section.number(), matcher.start(), matcher.end(), written),
              Map.of("found", written, "expected", name));
          return;
        }
      }
    }
  }

  private static void spelling(Inspection inspection) {
    RuleSettings settings = inspection.settings();
    String language = inspection.language();
    Words words = new Words(inspection);
    Set<String> doubles = new HashSet<>(settings.words("doubledAllowed", language));
    for (Sentence sentence : inspection.piece().sentences()) {
      if (sentence.listed() || inspection.piece().isPrescribed(sentence)) {
        continue;
      }
      Matcher doubled = DOUBLED.matcher(sentence.normal().text());
      while (doubled.find()) {
        if (!doubles.contains(doubled.group(1))) {
          Span span = sentence.span(doubled.start(), doubled.end());
          inspection.found(
              "doubled", span, Map.of("found", span.quote(), "expected", doubled.group(1)));
        }
      }
      inspection
          .piece()
          .find(sentence, settings.phrases("confusedPhrases", language))
          .forEach(span -> inspection.found("confused", span, Map.of("found", span.quote())));
      words.check(sentence);
    }
  }

  /** The words of one piece, each looked at once. */
  private static final class Words {
    private final Inspection inspection;
    private final Optional<Spelling> spelling;
    private final Map<String, String> slips = new TreeMap<>();
    private final Set<String> terms;
    private final Set<String> foreign;
    private final List<String> nameEndings;
    private final Set<String> seen = new HashSet<>();

    Words(Inspection inspection) {
      this.inspection = inspection;
      RuleSettings settings = inspection.settings();
      String language = inspection.language();
      this.spelling = Spelling.of(language, inspection.piece().morphology());
      for (String pair : settings.words("misspelt", language)) {
        String[] parts = pair.split("=", 2);
        slips.put(parts[0], parts[1]);
      }
      this.terms = new HashSet<>(settings.words("terms", language));
      this.nameEndings = settings.words("nameEndings", language);
      this.foreign = new HashSet<>(settings.wordsFor("foreignSpelling", language));
      // What product and company are called is no slip, whatever it resembles.
      seen.addAll(inspection.piece().productNames());
      inspection
          .piece()
          .brand()
          .ifPresent(
              brand ->
                  WordSequence.words(NormalText.normal(brand.company()))
                      .forEach(word -> seen.add(word.text())));
    }

    void check(Sentence sentence) {
      String text = sentence.normal().text();
      Matcher words = WORD.matcher(text);
      while (words.find()) {
        String word = words.group();
        Span span = sentence.span(words.start(), words.end());
        boolean part = isPartOfMore(text, words.start(), words.end());
        if (part || isName(span, sentence) || !seen.add(word)) {
          continue;
        }
        if (isOfOtherRegion(word)) {
          inspection.found(
              "region", span, Map.of("found", span.quote(), "expected", inspection.language()));
        } else {
          meant(word)
              .ifPresent(
                  right ->
                      inspection.found(
                          "misspelt", span, Map.of("found", span.quote(), "expected", right)));
        }
      }
    }

    private boolean isOfOtherRegion(String word) {
      return foreign.contains(word)
          || (!terms.contains(word)
              && spelling.filter(own -> !own.knows(word) && own.isOfOtherRegion(word)).isPresent());
    }

    /** The word that was probably meant; words that nothing is near to are left alone. */
    private Optional<String> meant(String word) {
      String right = slips.get(word);
      if (right != null) {
        return Optional.of(right);
      }
      if (spelling.isEmpty() || terms.contains(word) || spelling.get().knows(word)) {
        return Optional.empty();
      }
      List<String> near =
          Stream.concat(
                  terms.stream().filter(term -> Spelling.isOneSlipAway(word, term)),
                  spelling.get().meant(word).stream())
              .toList();
      // Slips seldom hit the first letter; a name or a rarer word often differs there.
      return near.stream().filter(one -> plain(one).charAt(0) == plain(word).charAt(0)).findFirst();
    }

    /** Without accents, which are slips like any other. */
    private static String plain(String word) {
      return ACCENTS.matcher(Normalizer.normalize(word, Normalizer.Form.NFD)).replaceAll("");
    }

    /** A name, an abbreviation, or the product: written large where the language writes small. */
    private boolean isName(Span span, Sentence sentence) {
      String raw = span.quote();
      boolean large = Character.isUpperCase(raw.charAt(0));
      boolean mixed = raw.chars().skip(1).anyMatch(Character::isUpperCase);
      boolean german = Products.sameLanguage("de", inspection.language());
      return mixed
          || (large && !german && span.start() > sentence.start())
          // German writes every noun large; a place is told by how it ends.
          || (large && nameEndings.stream().anyMatch(raw::endsWith));
    }

    /** Part of an address of the web, of mail, or of a file, or of a word with a hyphen. */
    private static boolean isPartOfMore(String text, int start, int end) {
      return (start > 0 && "@./_-‐".indexOf(text.charAt(start - 1)) >= 0)
          || text.startsWith("://", end)
          || (end < text.length() - 1
              && "@._/-‐".indexOf(text.charAt(end)) >= 0
              && Character.isLetterOrDigit(text.charAt(end + 1)));
    }
  }
}
