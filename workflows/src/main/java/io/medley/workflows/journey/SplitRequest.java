package io.medley.workflows.journey;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * A place where journeys part by what is known of the person.
 *
 * @param stepId id of the step in the template
 * @param fact what decides
 * @param paths values by path, in the model's order
 */
public record SplitRequest(
    UUID enrolmentId, String stepId, Fact fact, Map<String, List<String>> paths) {

  private static final Pattern PATHS =
      Pattern.compile("[a-z][a-z0-9-]*:[^:;]+(;\\s*[a-z][a-z0-9-]*:[^:;]+)*");

  /** What a journey can part by. */
  public enum Fact {
    /** The person's tier for the campaign's brand, 1 to 4. */
    TIER("tier"),
    /** The medical specialty, as imported. */
    SPECIALTY("specialty"),
    /** The profession, e.g. {@code MD NURSE}. */
    TYPE("type"),
    /** The country, ISO 3166 alpha-2. */
    COUNTRY("country"),
    /** The primary language, e.g. {@code de}. */
    LANGUAGE("language"),
    /**
     * The channel the person prefers, by what was declared and what was seen: {@code EMAIL REP
     * WEB}; {@code UNKNOWN} if nothing is known.
     */
    PREFERRED_CHANNEL("preferred-channel"),
    /** The strongest answer to this journey's messages so far: {@code CLICKED OPENED NONE}. */
    LAST_RESPONSE("last-response");

    private final String modelName;

    Fact(String modelName) {
      this.modelName = modelName;
    }

    /** Its name in a model. */
    public String modelName() {
      return modelName;
    }

    /** The fact of this name; empty if there is none. */
    public static Optional<Fact> named(String modelName) {
      return Arrays.stream(values()).filter(fact -> fact.modelName.equals(modelName)).findFirst();
    }
  }

  /** The path of a value: the first that names it, otherwise {@link Names#OTHER_PATH}. */
  public String path(String value) {
    return paths.entrySet().stream()
        .filter(path -> path.getValue().stream().anyMatch(value::equalsIgnoreCase))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(Names.OTHER_PATH);
  }

  /** Reads paths as a model writes them; empty if they cannot be read. */
  public static Optional<Map<String, List<String>>> paths(String written) {
    if (!PATHS.matcher(written.strip()).matches()) {
      return Optional.empty();
    }
    Map<String, List<String>> paths = new LinkedHashMap<>();
    for (String path : written.strip().split(";", -1)) {
      String[] parts = path.strip().split(":", 2);
      paths.put(
          parts[0].strip(), Arrays.stream(parts[1].split(",", -1)).map(String::strip).toList());
    }
    return Optional.of(paths);
  }
}
