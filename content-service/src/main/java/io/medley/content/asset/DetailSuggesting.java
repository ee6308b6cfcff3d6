package io.medley.content.asset;

import io.medley.content.asset.Suggestion.Evidence;
import io.medley.content.extraction.ExtractedFile;
import io.medley.content.vocabulary.Term;
import io.medley.content.vocabulary.Vocabulary;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the finer tags from a file: by the words of the vocabularies, each with its evidence. */
final class DetailSuggesting {

  private static final int MOST_MESSAGES = 4;
  private static final int QUOTE = 120;

  private final Map<Vocabulary, List<Term>> vocabularies;

  DetailSuggesting(Map<Vocabulary, List<Term>> vocabularies) {
    this.vocabularies = Map.copyOf(vocabularies);
  }

  List<Suggestion> suggest(
      ExtractedFile file, List<TextSection> sections, String fileName, String materialType) {
    List<Suggestion> found = new ArrayList<>();
    subtype(sections, fileName, materialType).ifPresent(found::add);
    found.add(
        new Suggestion(
            "adaptation", "MASTER", 0.6, new Evidence("", null, "it is a file of its own")));
    List<Suggestion> messages = spoken("keyMessageIds", Vocabulary.KEY_MESSAGE, sections, 0.7);
    found.addAll(messages.subList(0, Math.min(MOST_MESSAGES, messages.size())));
    spoken("callToAction", Vocabulary.CALL_TO_ACTION, sections, 0.6).stream()
        .findFirst()
        .ifPresent(found::add);
    List<Suggestion> specialties = spoken("specialties", Vocabulary.SPECIALTY, sections, 0.6);
    found.addAll(
        specialties.isEmpty()
            ? List.of(
                new Suggestion(
                    "specialties", "ALL", 0.5, new Evidence("", null, "it names no specialty")))
            : specialties);
    found.add(
        new Suggestion("segments", "ALL", 0.5, new Evidence("", null, "it names no segment")));
    found.add(stage(fileName, file));
    if (!showsPictures(file)) {
      found.add(
          new Suggestion(
              "imageUse", "NONE", 0.7, new Evidence("", null, "no picture was found in the file")));
    }
    return found;
  }

  /** Whether the file is or embeds a picture whose rights somebody has to answer for. */
  private static boolean showsPictures(ExtractedFile file) {
    return file.format().startsWith("image/")
        || file.format().startsWith("video/")
        || file.html().contains("<img")
        || !file.details().pictures().isEmpty();
  }

  private Optional<Suggestion> subtype(
      List<TextSection> sections, String fileName, String materialType) {
    List<Term> kinds =
        vocabularies.getOrDefault(Vocabulary.MATERIAL_SUBTYPE, List.of()).stream()
            .filter(term -> term.parent().equals(materialType))
            .toList();
    String name = fileName.replaceAll("[_-]+", " ");
    for (Term kind : kinds) {
      for (String alias : kind.aliases()) {
        if (word(alias.replace('-', ' ')).matcher(name).find()) {
          return Optional.of(
              new Suggestion(
                  "subtype", kind.code(), 0.8, new Evidence(fileName, null, "the file's name")));
        }
      }
    }
    return spoken("subtype", kinds, sections.subList(0, Math.min(1, sections.size())), 0.6).stream()
        .findFirst()
        .or(
            () ->
                kinds.stream()
                    .findFirst()
                    .map(
                        usual ->
                            new Suggestion(
                                "subtype",
                                usual.code(),
                                0.5,
                                new Evidence("", null, "usual for this type of material"))));
  }

  private Suggestion stage(String fileName, ExtractedFile file) {
    String title =
        (fileName + " " + file.properties().getOrDefault("title", "")).replaceAll("[_]+", " ");
    for (Term stage : vocabularies.getOrDefault(Vocabulary.JOURNEY_STAGE, List.of())) {
      for (String alias : stage.aliases()) {
        Matcher matcher = word(alias).matcher(title);
        if (matcher.find()) {
          return new Suggestion(
              "journeyStage",
              stage.code(),
              0.6,
              new Evidence(matcher.group(), null, "the file's name or title"));
        }
      }
    }
    return new Suggestion(
        "journeyStage", "ANY", 0.5, new Evidence("", null, "it names no stage of a journey"));
  }

  private List<Suggestion> spoken(
      String field, Vocabulary vocabulary, List<TextSection> sections, double confidence) {
    return spoken(field, vocabularies.getOrDefault(vocabulary, List.of()), sections, confidence);
  }

  /** Terms whose words the text uses, the most used first. */
  private static List<Suggestion> spoken(
      String field, List<Term> terms, List<TextSection> sections, double confidence) {
    record Hit(Suggestion suggestion, int words) {}
    List<Hit> hits = new ArrayList<>();
    for (Term term : terms) {
      int words = 0;
      Evidence evidence = new Evidence("", null, "");
      for (String alias : term.aliases()) {
        Pattern pattern = word(alias);
        for (TextSection section : sections) {
          Matcher matcher = pattern.matcher(section.text());
          while (matcher.find()) {
            if (words++ == 0) {
              evidence =
                  new Evidence(
                      around(section.text(), matcher.start(), matcher.end()),
                      section.number(),
                      "words for “%s”".formatted(term.label()));
            }
          }
        }
      }
      if (words > 0) {
        double sure = Math.min(0.95, confidence + 0.05 * (words - 1));
        hits.add(
            new Hit(
                new Suggestion(field, term.code(), Math.round(sure * 100) / 100d, evidence),
                words));
      }
    }
    return hits.stream()
        .sorted(Comparator.comparingInt((Hit hit) -> -hit.words()))
        .map(Hit::suggestion)
        .toList();
  }

  private static Pattern word(String word) {
    return Pattern.compile("(?iu)(?<![\\p{L}\\p{N}])" + Pattern.quote(word) + "(?![\\p{L}\\p{N}])");
  }

  private static String around(String text, int start, int end) {
    String quote =
        text.substring(Math.max(0, start - 30), Math.min(text.length(), end + 40))
            .replaceAll("\\s+", " ")
            .strip();
    return quote.length() <= QUOTE ? quote : quote.substring(0, QUOTE - 1) + "…";
  }
}
