package io.medley.content.review;

import io.medley.content.signing.Lane;
import io.medley.platform.signing.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
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
 * Which changes concern which lanes, as versioned data ({@code review/concern-rules.yaml}): a lane
 * whose concern was not touched keeps its signed verdict on the next version.
 */
@Component
class ConcernRules {

  private static final String FILE = "review/concern-rules.yaml";
  private static final Set<String> OF_A_CONCERN =
      Set.of(
          "title",
          "words",
          "triggers",
          "claims",
          "findings",
          "metadata",
          "links",
          "pictures",
          "fields");

  private final String version;
  private final Map<String, Concern> concerns = new LinkedHashMap<>();
  private final Map<Lane, List<String>> lanes = new EnumMap<>(Lane.class);
  private final Set<Lane> wholePiece;
  private final Set<String> ignoredMetadata;
  private final Set<String> derivedMetadata;

  @Autowired
  ConcernRules(LaneTriggers triggers) {
    this(shipped(), triggers);
  }

  /**
   * Reads the rules from YAML.
   *
   * @param triggers whose words count for a concern that names them
   * @throws IllegalStateException naming every word in it that nobody can act on
   */
  ConcernRules(String text, LaneTriggers triggers) {
    List<String> problems = new ArrayList<>();
    Map<String, Object> yaml = map(new Yaml(new SafeConstructor(new LoaderOptions())).load(text));
    this.version =
        yaml.get("version")
            + " ("
            + Sha256.hex(text.getBytes(StandardCharsets.UTF_8)).substring(0, 8)
            + ")";
    map(yaml.get("concerns"))
        .forEach(
            (name, words) -> concerns.put(name, concern(name, map(words), triggers, problems)));
    map(yaml.get("lanes"))
        .forEach(
            (name, names) -> {
              List<String> ofLane = texts(names);
              ofLane.stream()
                  .filter(one -> !concerns.containsKey(one))
                  .forEach(
                      one ->
                          problems.add("Lane %s: there is no concern “%s”.".formatted(name, one)));
              lane(name, problems).ifPresent(lane -> lanes.put(lane, ofLane));
            });
    this.wholePiece =
        texts(yaml.get("wholePiece")).stream()
            .flatMap(name -> lane(name, problems).stream())
            .collect(Collectors.toUnmodifiableSet());
    this.ignoredMetadata = Set.copyOf(texts(yaml.get("ignoredMetadata")));
    this.derivedMetadata = Set.copyOf(texts(yaml.get("derivedMetadata")));
    for (Lane lane : Lane.values()) {
      if (!lanes.containsKey(lane) && !wholePiece.contains(lane)) {
        problems.add(
            "Lane %s has no concerns and does not look at the whole piece.".formatted(lane));
      }
    }
    if (!problems.isEmpty()) {
      throw new IllegalStateException(FILE + ":\n" + String.join("\n", problems));
    }
  }

  /** Version and fingerprint of the rules. */
  String version() {
    return version;
  }

  Set<String> ignoredMetadata() {
    return ignoredMetadata;
  }

  /** Frozen fields that follow from the text. */
  Set<String> derivedMetadata() {
    return derivedMetadata;
  }

  /**
   * What a change touches that rules need to know.
   *
   * @param claims whether it lies in a claim of either version
   * @param findings rules with a finding in it
   */
  record Touched(TextChange change, boolean claims, Set<String> findings) {}

  /** Why the changes concern the lane, in a few words; empty if they do not. */
  Optional<String> concern(Lane lane, VersionChanges changes, List<Touched> touched) {
    if (changes.none()) {
      return Optional.empty();
    }
    if (wholePiece.contains(lane)) {
      return Optional.of("the piece changed, and this lane looks at it as a whole");
    }
    return lanes.getOrDefault(lane, List.of()).stream()
        .map(name -> Objects.requireNonNull(concerns.get(name)))
        .filter(concern -> concern.touchedBy(changes, touched))
        .map(concern -> "the change touches " + concern.title())
        .findFirst();
  }

  private record Concern(
      String title,
      List<Pattern> words,
      boolean claims,
      Set<String> findings,
      Set<String> metadata,
      boolean links,
      boolean pictures,
      boolean fields) {

    boolean touchedBy(VersionChanges changes, List<Touched> touched) {
      return touched.stream().anyMatch(this::touchedBy)
          || changes.metadata().stream().anyMatch(metadata::contains)
          || (links && !changes.links().isEmpty())
          || (pictures && !changes.pictures().isEmpty())
          || (fields && !changes.fields().isEmpty());
    }

    private boolean touchedBy(Touched one) {
      Predicate<String> says = text -> words.stream().anyMatch(word -> word.matcher(text).find());
      return (claims && one.claims())
          || one.findings().stream().anyMatch(findings::contains)
          || says.test(one.change().removed())
          || says.test(one.change().added());
    }
  }

  private static Concern concern(
      String name, Map<String, Object> yaml, LaneTriggers triggers, List<String> problems) {
    yaml.keySet().stream()
        .filter(key -> !OF_A_CONCERN.contains(key))
        .forEach(key -> problems.add("Concern %s does not know “%s”.".formatted(name, key)));
    List<Pattern> words = new ArrayList<>();
    for (String expression : texts(yaml.get("words"))) {
      try {
        words.add(Pattern.compile(expression, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE));
      } catch (PatternSyntaxException broken) {
        problems.add(
            "Concern %s has a pattern that cannot be read: %s".formatted(name, expression));
      }
    }
    for (String trigger : texts(yaml.get("triggers"))) {
      if (triggers.names().contains(trigger)) {
        words.addAll(triggers.words(trigger));
      } else {
        problems.add("Concern %s: there is no trigger “%s”.".formatted(name, trigger));
      }
    }
    return new Concern(
        String.valueOf(yaml.getOrDefault("title", name)),
        words,
        Boolean.TRUE.equals(yaml.get("claims")),
        Set.copyOf(texts(yaml.get("findings"))),
        Set.copyOf(texts(yaml.get("metadata"))),
        Boolean.TRUE.equals(yaml.get("links")),
        Boolean.TRUE.equals(yaml.get("pictures")),
        Boolean.TRUE.equals(yaml.get("fields")));
  }

  private static Optional<Lane> lane(String name, List<String> problems) {
    for (Lane lane : Lane.values()) {
      if (lane.name().equals(name)) {
        return Optional.of(lane);
      }
    }
    problems.add("There is no lane “%s”.".formatted(name));
    return Optional.empty();
  }

  private static Map<String, Object> map(@Nullable Object value) {
    Map<String, Object> words = new LinkedHashMap<>();
    if (value instanceof Map<?, ?> map) {
      map.forEach((key, entry) -> words.put(String.valueOf(key), entry));
    }
    return words;
  }

  private static List<String> texts(@Nullable Object value) {
    return value instanceof List<?> list ? list.stream().map(String::valueOf).toList() : List.of();
  }

  private static String shipped() {
    try (InputStream in =
        Objects.requireNonNull(
            ConcernRules.class.getClassLoader().getResourceAsStream(FILE), FILE)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
