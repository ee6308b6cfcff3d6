package io.medley.content.review;

import io.medley.content.asset.AssetMetadata;
import io.medley.content.asset.TextSection;
import io.medley.content.extraction.Details;
import io.medley.content.extraction.ExtractedFile;
import io.medley.content.market.MarketPack;
import io.medley.content.market.MarketPacks;
import io.medley.content.precheck.ClaimSentence;
import io.medley.platform.signing.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * What in a piece calls for a lane that would not look by itself, as versioned data ({@code
 * review/lane-triggers.yaml}). Which lane answers a trigger, and in which tiers, is each market's
 * own: {@link MarketPack#onTrigger()}.
 */
@Component
class LaneTriggers {

  private static final String FILE = "review/lane-triggers.yaml";
  private static final Set<String> OF_A_TRIGGER =
      Set.of("says", "words", "claims", "purposes", "fields", "links", "trackers");
  private static final int QUOTE = 80;

  private final String version;
  private final Map<String, Trigger> triggers = new LinkedHashMap<>();

  @Autowired
  LaneTriggers() {
    this(shipped());
  }

  /**
   * Reads the triggers from YAML.
   *
   * @throws IllegalStateException naming every word in it that nobody can act on
   */
  LaneTriggers(String text) {
    List<String> problems = new ArrayList<>();
    Map<String, Object> yaml = map(new Yaml(new SafeConstructor(new LoaderOptions())).load(text));
    this.version =
        yaml.get("version")
            + " ("
            + Sha256.hex(text.getBytes(StandardCharsets.UTF_8)).substring(0, 8)
            + ")";
    map(yaml.get("triggers"))
        .forEach((name, words) -> triggers.put(name, trigger(name, map(words), problems)));
    if (!problems.isEmpty()) {
      throw new IllegalStateException(FILE + ":\n" + String.join("\n", problems));
    }
  }

  /** Version and fingerprint of the triggers. */
  String version() {
    return version;
  }

  /** The triggers there are. */
  Set<String> names() {
    return triggers.keySet();
  }

  /** The words that pull a trigger. */
  List<Pattern> words(String name) {
    return Objects.requireNonNull(triggers.get(name), name).words();
  }

  /**
   * Refuses packs that heed a trigger nobody measures: their lane would never open.
   *
   * @throws IllegalStateException naming each such place
   */
  void requireMeasured(MarketPacks packs) {
    List<String> problems =
        packs.all().stream()
            .flatMap(
                pack ->
                    pack.onTrigger().stream()
                        .flatMap(one -> one.triggers().stream())
                        .filter(trigger -> !names().contains(trigger))
                        .map(
                            trigger ->
                                "Pack %s, onTrigger: nobody measures “%s”; there are %s."
                                    .formatted(pack.market(), trigger, String.join(", ", names()))))
            .distinct()
            .toList();
    if (!problems.isEmpty()) {
      throw new IllegalStateException(String.join("\n", problems));
    }
  }

  /**
   * A trigger that was pulled.
   *
   * @param says what the piece does, in words that continue “the piece”, with the place
   * @param quote the words it was pulled by, or what stands for them; at most 80 characters
   */
  record Pulled(String trigger, String says, String quote) {}

  /**
   * Every trigger the piece pulls, each once, at its first place.
   *
   * @param prescribed the texts the labels prescribe: a line that is part of one says nothing about
   *     this piece
   */
  List<Pulled> in(
      AssetMetadata tags,
      List<TextSection> sections,
      ExtractedFile file,
      List<ClaimSentence> claims,
      Collection<String> prescribed) {
    List<String> label = prescribed.stream().map(TextLikeness::norm).toList();
    return triggers.entrySet().stream()
        .flatMap(
            entry ->
                entry
                    .getValue()
                    .place(tags, sections, file, claims, label)
                    .map(
                        place ->
                            new Pulled(
                                entry.getKey(),
                                entry.getValue().says() + where(place, sections),
                                LaneDisplays.shortened(place.quote(), QUOTE)))
                    .stream())
        .toList();
  }

  private static String where(Place place, List<TextSection> sections) {
    if (place.section() == 0) {
      return " (as tagged)";
    }
    if (sections.size() < 2) {
      return "";
    }
    String kind =
        sections.stream()
            .filter(section -> section.number() == place.section())
            .map(section -> section.kind().name().toLowerCase(Locale.ROOT))
            .findFirst()
            .orElse("page");
    return " (%s %d)".formatted(kind, place.section());
  }

  /**
   * Where a trigger was pulled.
   *
   * @param section number of the section; 0 for the tags
   */
  private record Place(int section, String quote) {}

  private record Trigger(
      String says,
      List<Pattern> words,
      List<Pattern> claims,
      Set<String> purposes,
      Optional<Details.FieldKind> leastField,
      List<Pattern> links,
      boolean trackers) {

    Optional<Place> place(
        AssetMetadata tags,
        List<TextSection> sections,
        ExtractedFile file,
        List<ClaimSentence> sentences,
        List<String> label) {
      if (purposes.contains(tags.purpose().toUpperCase(Locale.ROOT))) {
        return Optional.of(new Place(0, "purpose " + tags.purpose()));
      }
      return sections.stream()
          .flatMap(section -> said(section, label).stream())
          .findFirst()
          .or(() -> claimed(sentences))
          .or(() -> asked(file.details()))
          .or(() -> linked(file))
          .or(() -> told(file.details()));
    }

    private Optional<Place> said(TextSection section, List<String> label) {
      for (Pattern word : words) {
        Matcher found = word.matcher(section.text());
        while (found.find()) {
          String line = TextLikeness.norm(line(section.text(), found.start(), found.end()));
          if (label.stream().noneMatch(text -> text.contains(line))) {
            return Optional.of(new Place(section.number(), found.group()));
          }
        }
      }
      return Optional.empty();
    }

    private static String line(String text, int start, int end) {
      int from = text.lastIndexOf('\n', Math.max(0, start - 1)) + 1;
      int to = text.indexOf('\n', end);
      return text.substring(Math.min(from, start), to < 0 ? text.length() : to);
    }

    private Optional<Place> claimed(List<ClaimSentence> sentences) {
      return sentences.stream()
          .filter(sentence -> sentence.claimId().isEmpty())
          .filter(sentence -> any(claims, sentence.text()))
          .map(sentence -> new Place(sentence.page(), sentence.text()))
          .findFirst();
    }

    private Optional<Place> asked(Details details) {
      return leastField.flatMap(
          least ->
              details.fields().stream()
                  .filter(field -> field.kind().compareTo(least) >= 0)
                  .map(
                      field ->
                          new Place(
                              field.section(),
                              field.label().isEmpty() ? "a field to fill in" : field.label()))
                  .findFirst());
    }

    private Optional<Place> linked(ExtractedFile file) {
      return file.links().stream()
          .filter(link -> any(links, link.target()))
          .map(link -> new Place(link.section(), link.target()))
          .findFirst();
    }

    private Optional<Place> told(Details details) {
      return trackers
          ? details.trackers().stream()
              .map(tracker -> new Place(tracker.section(), tracker.target()))
              .findFirst()
          : Optional.empty();
    }

    private static boolean any(List<Pattern> patterns, String text) {
      return patterns.stream().anyMatch(pattern -> pattern.matcher(text).find());
    }
  }

  private static Trigger trigger(String name, Map<String, Object> yaml, List<String> problems) {
    yaml.keySet().stream()
        .filter(key -> !OF_A_TRIGGER.contains(key))
        .forEach(key -> problems.add("Trigger %s does not know “%s”.".formatted(name, key)));
    if (!(yaml.get("says") instanceof String says) || says.isBlank()) {
      problems.add("Trigger %s does not say what the piece does.".formatted(name));
    }
    Object fields = yaml.get("fields");
    Details.FieldKind least = null;
    if (fields != null) {
      switch (fields.toString()) {
        case "FREE_TEXT" -> least = Details.FieldKind.FREE_TEXT;
        case "ANY" -> least = Details.FieldKind.CHOICE;
        default ->
            problems.add(
                "Trigger %s: fields must be FREE_TEXT or ANY, not “%s”.".formatted(name, fields));
      }
    }
    return new Trigger(
        String.valueOf(yaml.get("says")),
        patterns(name, yaml.get("words"), problems),
        patterns(name, yaml.get("claims"), problems),
        Set.copyOf(texts(yaml.get("purposes"))),
        Optional.ofNullable(least),
        patterns(name, yaml.get("links"), problems),
        Boolean.TRUE.equals(yaml.get("trackers")));
  }

  private static List<Pattern> patterns(
      String name, @Nullable Object value, List<String> problems) {
    List<Pattern> patterns = new ArrayList<>();
    for (String expression : texts(value)) {
      try {
        patterns.add(
            Pattern.compile(
                expression, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL));
      } catch (PatternSyntaxException broken) {
        problems.add(
            "Trigger %s has a pattern that cannot be read: %s".formatted(name, expression));
      }
    }
    return List.copyOf(patterns);
  }

  private static Map<String, Object> map(@Nullable Object value) {
    return value instanceof Map<?, ?> map
        ? map.entrySet().stream()
            .filter(entry -> entry.getValue() != null)
            .collect(
                Collectors.toMap(
                    entry -> String.valueOf(entry.getKey()),
                    Map.Entry::getValue,
                    (one, other) -> one,
                    LinkedHashMap::new))
        : Map.of();
  }

  private static List<String> texts(@Nullable Object value) {
    return value instanceof List<?> list ? list.stream().map(String::valueOf).toList() : List.of();
  }

  private static String shipped() {
    try (InputStream in =
        Objects.requireNonNull(
            LaneTriggers.class.getClassLoader().getResourceAsStream(FILE), FILE)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
