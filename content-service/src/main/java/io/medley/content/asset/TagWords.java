package io.medley.content.asset;

import io.medley.content.asset.MetadataDetails.ImageRight;
import io.medley.content.vocabulary.Term;
import io.medley.content.vocabulary.Vocabularies;
import io.medley.content.vocabulary.Vocabulary;
import io.medley.platform.problem.Lack;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tags against the vocabularies: synonyms become their term, other words are refused. */
final class TagWords {

  private static final int LONGEST_TEXT = 200;
  private static final int MOST_LISTED = 8;

  private final Vocabularies vocabularies;

  TagWords(Vocabularies vocabularies) {
    this.vocabularies = vocabularies;
  }

  /** The tags with every synonym replaced by its term; unknown words stay for the check to name. */
  Tags resolved(Tags tags) {
    TagDetails details = tags.details();
    return new Tags(
        tags.title(),
        tags.jobCode(),
        tags.brandId(),
        tags.indicationIds(),
        code(Vocabulary.MATERIAL_TYPE, tags.materialType()),
        code(Vocabulary.PURPOSE, tags.purpose()),
        codes(Vocabulary.MARKET, tags.countries()),
        tags.language(),
        codes(Vocabulary.AUDIENCE, tags.audiences()),
        codes(Vocabulary.CHANNEL, tags.channels()),
        tags.keyMessages(),
        tags.validFrom(),
        tags.validTo(),
        details == null ? null : resolved(details));
  }

  TagDetails resolved(TagDetails details) {
    return new TagDetails(
        orCode(Vocabulary.MATERIAL_SUBTYPE, details.subtype()),
        orCode(Vocabulary.ADAPTATION, details.adaptation()),
        details.basedOn(),
        details.masterId(),
        details.variantOf(),
        details.moduleIds(),
        orCodes(Vocabulary.KEY_MESSAGE, details.keyMessageIds()),
        orCode(Vocabulary.TONE, details.tone()),
        orCode(Vocabulary.CALL_TO_ACTION, details.callToAction()),
        orCode(Vocabulary.INTENT, details.intent()),
        orCodes(Vocabulary.SPECIALTY, details.specialties()),
        orCodes(Vocabulary.SEGMENT, details.segments()),
        orCode(Vocabulary.JOURNEY_STAGE, details.journeyStage()),
        orCode(Vocabulary.IMAGE_USE, details.imageUse()),
        details.imageRights(),
        details.owner(),
        orCode(Vocabulary.COST_BAND, details.costBand()));
  }

  /**
   * The details with a subtype that belongs to the material type: the one given, or the usual one
   * if none or another type's was.
   */
  MetadataDetails withSubtypeOf(String materialType, MetadataDetails details) {
    List<Term> kinds =
        vocabularies.terms(Vocabulary.MATERIAL_SUBTYPE).stream()
            .filter(term -> term.parent().equals(materialType))
            .toList();
    boolean known =
        vocabularies.find(Vocabulary.MATERIAL_SUBTYPE, details.subtype()).isPresent()
            || details.subtype().isEmpty();
    boolean fits = kinds.stream().anyMatch(term -> term.code().equals(details.subtype()));
    if (fits || !known) {
      return details;
    }
    String usual =
        kinds.stream()
            .findFirst()
            .map(Term::code)
            .orElse(materialType.isEmpty() ? "" : materialType);
    return new MetadataDetails(
        usual,
        details.productId(),
        details.adaptation(),
        details.basedOn(),
        details.masterId(),
        details.variantOf(),
        details.moduleIds(),
        details.keyMessageIds(),
        details.tone(),
        details.callToAction(),
        details.intent(),
        details.specialties(),
        details.segments(),
        details.journeyStage(),
        details.imageUse(),
        details.imageRights(),
        details.owner(),
        details.costBand());
  }

  void check(Tags tags, List<Lack> wrong) {
    term(wrong, "materialType", Vocabulary.MATERIAL_TYPE, List.of(tags.materialType()));
    term(wrong, "purpose", Vocabulary.PURPOSE, List.of(tags.purpose()));
    term(wrong, "countries", Vocabulary.MARKET, tags.countries());
    term(wrong, "audiences", Vocabulary.AUDIENCE, tags.audiences());
    term(wrong, "channels", Vocabulary.CHANNEL, tags.channels());
  }

  void check(MetadataDetails details, String materialType, List<Lack> wrong) {
    if (!details.subtype().equals(materialType)) {
      // A type without subtypes of its own is its own subtype.
      term(wrong, "details.subtype", Vocabulary.MATERIAL_SUBTYPE, List.of(details.subtype()));
    }
    term(wrong, "details.adaptation", Vocabulary.ADAPTATION, List.of(details.adaptation()));
    term(wrong, "details.keyMessageIds", Vocabulary.KEY_MESSAGE, details.keyMessageIds());
    term(wrong, "details.tone", Vocabulary.TONE, List.of(details.tone()));
    term(wrong, "details.callToAction", Vocabulary.CALL_TO_ACTION, List.of(details.callToAction()));
    term(wrong, "details.intent", Vocabulary.INTENT, List.of(details.intent()));
    term(wrong, "details.specialties", Vocabulary.SPECIALTY, details.specialties());
    term(wrong, "details.segments", Vocabulary.SEGMENT, details.segments());
    term(wrong, "details.journeyStage", Vocabulary.JOURNEY_STAGE, List.of(details.journeyStage()));
    term(wrong, "details.imageUse", Vocabulary.IMAGE_USE, List.of(details.imageUse()));
    term(wrong, "details.costBand", Vocabulary.COST_BAND, List.of(details.costBand()));
    for (ImageRight right : details.imageRights()) {
      check(right, wrong);
    }
  }

  private static void check(ImageRight right, List<Lack> wrong) {
    String name = right.image().isEmpty() ? "a picture" : "“" + right.image() + "”";
    if (right.licensor().isEmpty()) {
      wrong.add(new Lack("details.imageRights", "Say who licensed " + name + "."));
    }
    if (right.showsPeople() && right.consentId().isEmpty()) {
      wrong.add(
          new Lack(
              "details.imageRights",
              "Say where the consent of the person in " + name + " is kept."));
    }
    for (String territory : right.territories()) {
      if (!territory.matches("[A-Z]{2}")) {
        wrong.add(
            new Lack(
                "details.imageRights",
                "“%s” is no market: write two letters, for example GB.".formatted(territory)));
      }
    }
    if (right.image().length() > LONGEST_TEXT || right.licensor().length() > LONGEST_TEXT) {
      wrong.add(
          new Lack(
              "details.imageRights",
              "Keep picture and licensor within %d characters.".formatted(LONGEST_TEXT)));
    }
  }

  private void term(List<Lack> wrong, String field, Vocabulary vocabulary, List<String> codes) {
    for (String code : codes) {
      if (!code.isEmpty()
          && vocabularies.find(vocabulary, code).filter(term -> !term.retired()).isEmpty()) {
        wrong.add(
            new Lack(
                field,
                "“%s” is not among the words for this field: choose %s."
                    .formatted(code, offered(vocabulary))));
      }
    }
  }

  /** The first words of a vocabulary; a long one is named, not listed. */
  private String offered(Vocabulary vocabulary) {
    List<String> codes = vocabularies.terms(vocabulary).stream().map(Term::code).toList();
    return codes.size() <= MOST_LISTED
        ? String.join(", ", codes)
        : String.join(", ", codes.subList(0, MOST_LISTED))
            + " or another word of “"
            + vocabulary.title()
            + "”";
  }

  private String code(Vocabulary vocabulary, String words) {
    return words.isEmpty()
        ? words
        : vocabularies.resolve(vocabulary, words).map(Term::code).orElse(words);
  }

  private List<String> codes(Vocabulary vocabulary, List<String> words) {
    return words.stream().map(word -> code(vocabulary, word)).distinct().sorted().toList();
  }

  private @Nullable String orCode(Vocabulary vocabulary, @Nullable String words) {
    return words == null ? null : code(vocabulary, words.strip());
  }

  private @Nullable List<String> orCodes(Vocabulary vocabulary, @Nullable List<String> words) {
    return words == null ? null : codes(vocabulary, words.stream().map(String::strip).toList());
  }
}
