package io.medley.content.market;

import io.medley.content.signing.Lane;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Date;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * One pack file as it was read: the pack, or everything that is wrong with it in words its editor
 * can act on.
 */
final class MarketPackFile {

  private static final Set<String> TOP =
      Set.of(
          "market",
          "version",
          "title",
          "basis",
          "zone",
          "language",
          "lanes",
          "onTrigger",
          "mayShare",
          "noAdministrativeTier",
          "finalSignatory",
          "workingDays",
          "holidays",
          "clearedBeforeUse",
          "recertificationMonths",
          "objectionWorkingDays",
          "conditionsWorkingDays",
          "roundsBeforeMeeting",
          "steps");
  private static final Set<String> ON_TRIGGER = Set.of("lane", "tiers", "triggers");
  private static final Set<String> SIGNATORY = Set.of("title", "who", "signsFinalForm", "basis");
  private static final Set<String> STEP =
      Set.of(
          "key",
          "title",
          "asks",
          "state",
          "lane",
          "onlyForChannels",
          "onlyForPurposes",
          "workingDays",
          "record",
          "mayBeRefused",
          "tacitAfterDays",
          "tacitAfterStep",
          "authority",
          "submissionType",
          "basis");

  private final String file;
  private final List<String> problems = new ArrayList<>();
  private @Nullable MarketPack pack;

  private MarketPackFile(String file) {
    this.file = file;
  }

  static MarketPackFile read(String file, String text) {
    MarketPackFile read = new MarketPackFile(file);
    try {
      Object yaml = new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
      if (yaml instanceof Map<?, ?> map) {
        MarketPack pack = read.pack(words(map));
        read.pack = read.problems.isEmpty() ? pack : null;
      } else {
        read.add("", "is empty; copy another pack and change it");
      }
    } catch (YAMLException unreadable) {
      read.add(
          "",
          "cannot be read: "
              + String.valueOf(unreadable.getMessage()).lines().findFirst().orElse(""));
    }
    return read;
  }

  Optional<MarketPack> pack() {
    return Optional.ofNullable(pack);
  }

  List<String> problems() {
    return problems;
  }

  private MarketPack pack(Map<String, Object> yaml) {
    known("", yaml, TOP);
    String market = text("", yaml, "market");
    if (!market.matches("[A-Z]{2}|\\*")) {
      add("market", "must be a country code of two capitals, e.g. GB, not “%s”".formatted(market));
    }
    Map<String, List<Lane>> lanes = new LinkedHashMap<>();
    Map<String, Integer> workingDays = new LinkedHashMap<>();
    Map<String, Object> laneWords = map("", yaml, "lanes");
    Map<String, Object> dayWords = map("", yaml, "workingDays");
    known("lanes", laneWords, Set.copyOf(MarketPack.TIERS));
    known("workingDays", dayWords, Set.copyOf(MarketPack.TIERS));
    for (String tier : MarketPack.TIERS) {
      List<Lane> ofTier = lanes("lanes", laneWords, tier);
      if (ofTier.isEmpty()) {
        add("lanes", tier + " names no lane; every tier is looked at by somebody");
      }
      lanes.put(tier, ofTier);
      workingDays.put(tier, number("workingDays", dayWords, tier, 1, 250));
    }
    List<MarketPack.Step> steps = new ArrayList<>();
    int position = 0;
    for (Object step : list("", yaml, "steps")) {
      position++;
      if (step instanceof Map<?, ?> map) {
        steps.add(step("steps[" + position + "]", words(map)));
      } else {
        add("steps[" + position + "]", "has no settings under it");
      }
    }
    Set<String> before = new HashSet<>();
    for (MarketPack.Step step : steps) {
      String after = step.tacitAfterStep();
      if (after != null && !before.contains(after)) {
        add(
            "step " + step.key(),
            "tacitAfterStep names “%s”, which is no step before it".formatted(after));
      }
      before.add(step.key());
    }
    return new MarketPack(
        market,
        text("", yaml, "version"),
        text("", yaml, "title"),
        text("", yaml, "basis"),
        zone(text("", yaml, "zone")),
        text("", yaml, "language"),
        lanes,
        onTrigger(list("", yaml, "onTrigger")),
        pairs(list("", yaml, "mayShare")),
        texts("", yaml, "noAdministrativeTier"),
        signatory(map("", yaml, "finalSignatory")),
        workingDays,
        holidays(map("", yaml, "holidays")),
        flag("", yaml, "clearedBeforeUse"),
        number("", yaml, "recertificationMonths", 1, 60),
        number("", yaml, "objectionWorkingDays", 0, 20),
        number("", yaml, "conditionsWorkingDays", 1, 60),
        number("", yaml, "roundsBeforeMeeting", 1, 20),
        steps);
  }

  private List<MarketPack.OnTrigger> onTrigger(List<?> entries) {
    List<MarketPack.OnTrigger> all = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      String at = "onTrigger[" + (i + 1) + "]";
      if (!(entries.get(i) instanceof Map<?, ?> map)) {
        add(at, "has no settings under it");
        continue;
      }
      Map<String, Object> yaml = words(map);
      known(at, yaml, ON_TRIGGER);
      Lane lane = lane(at, text(at, yaml, "lane"));
      if (!MarketPack.CALLED.contains(lane)) {
        add(at, "%s is not called by a trigger; name it under lanes".formatted(lane));
      }
      Set<String> tiers = texts(at, yaml, "tiers");
      tiers.stream()
          .filter(tier -> !MarketPack.TIERS.contains(tier))
          .forEach(tier -> add(at, "knows no tier “%s”".formatted(tier)));
      all.add(new MarketPack.OnTrigger(lane, tiers, texts(at, yaml, "triggers")));
    }
    return all;
  }

  private MarketPack.FinalSignatory signatory(Map<String, Object> yaml) {
    String at = "finalSignatory";
    known(at, yaml, SIGNATORY);
    return new MarketPack.FinalSignatory(
        text(at, yaml, "title"),
        text(at, yaml, "who"),
        flag(at, yaml, "signsFinalForm"),
        text(at, yaml, "basis"));
  }

  private MarketPack.Step step(String at, Map<String, Object> yaml) {
    known(at, yaml, STEP);
    String key = text(at, yaml, "key");
    if (!key.matches("[a-z0-9-]+")) {
      add(at, "key must be small letters, digits and hyphens, not “%s”".formatted(key));
    }
    String stateName = text(at, yaml, "state");
    MarketPack.Step.State state = MarketPack.Step.State.SUBMISSION_PENDING;
    try {
      state = MarketPack.Step.State.valueOf(stateName);
    } catch (IllegalArgumentException unknown) {
      add(at, "state must be FINAL_FORM or SUBMISSION_PENDING, not “%s”".formatted(stateName));
    }
    Integer tacit =
        yaml.containsKey("tacitAfterDays") ? number(at, yaml, "tacitAfterDays", 1, 730) : null;
    Object tacitStep = yaml.get("tacitAfterStep");
    return new MarketPack.Step(
        key,
        text(at, yaml, "title"),
        text(at, yaml, "asks"),
        state,
        lane(at, text(at, yaml, "lane")),
        yaml.containsKey("onlyForChannels") ? texts(at, yaml, "onlyForChannels") : Set.of(),
        yaml.containsKey("onlyForPurposes") ? texts(at, yaml, "onlyForPurposes") : Set.of(),
        number(at, yaml, "workingDays", 1, 250),
        text(at, yaml, "record"),
        yaml.containsKey("mayBeRefused") && flag(at, yaml, "mayBeRefused"),
        tacit,
        tacitStep == null ? null : tacitStep.toString(),
        yaml.containsKey("authority") ? text(at, yaml, "authority") : null,
        yaml.containsKey("authority") ? text(at, yaml, "submissionType") : null,
        text(at, yaml, "basis"));
  }

  private Map<LocalDate, String> holidays(Map<String, Object> yaml) {
    Map<LocalDate, String> days = new LinkedHashMap<>();
    yaml.forEach(
        (day, name) -> {
          try {
            days.put(LocalDate.parse(day), String.valueOf(name));
          } catch (DateTimeException noDate) {
            add("holidays", "“%s” is no date like 2026-12-25".formatted(day));
          }
        });
    return days;
  }

  private Set<Set<Lane>> pairs(List<?> pairs) {
    return pairs.stream()
        .flatMap(
            pair -> {
              List<Lane> lanes =
                  pair instanceof List<?> names
                      ? names.stream().map(name -> lane("mayShare", String.valueOf(name))).toList()
                      : List.of();
              if (lanes.size() != 2 || lanes.getFirst() == lanes.getLast()) {
                add("mayShare", "each entry names two different lanes, not “%s”".formatted(pair));
                return java.util.stream.Stream.<Set<Lane>>of();
              }
              return java.util.stream.Stream.of(
                  Set.copyOf(EnumSet.of(lanes.getFirst(), lanes.getLast())));
            })
        .collect(Collectors.toSet());
  }

  private List<Lane> lanes(String at, Map<String, Object> yaml, String key) {
    return list(at, yaml, key).stream()
        .map(name -> lane(at + "." + key, String.valueOf(name)))
        .toList();
  }

  private Lane lane(String at, String name) {
    for (Lane lane : Lane.values()) {
      if (lane.name().equals(name)) {
        return lane;
      }
    }
    add(
        at,
        "names no lane with “%s”; there are %s"
            .formatted(
                name,
                EnumSet.allOf(Lane.class).stream()
                    .map(Lane::name)
                    .collect(Collectors.joining(", "))));
    return Lane.FINAL;
  }

  private ZoneId zone(String name) {
    try {
      return ZoneId.of(name);
    } catch (DateTimeException unknown) {
      add("zone", "must be a time zone like Europe/London, not “%s”".formatted(name));
      return ZoneOffset.UTC;
    }
  }

  private void known(String at, Map<String, Object> yaml, Set<String> allowed) {
    yaml.keySet().stream()
        .filter(key -> !allowed.contains(key))
        .forEach(
            key ->
                add(
                    at,
                    "does not know “%s”; it knows %s"
                        .formatted(key, String.join(", ", new TreeSet<>(allowed)))));
  }

  private String text(String at, Map<String, Object> yaml, String key) {
    Object value = yaml.get(key);
    if (value == null || value.toString().isBlank() || value instanceof Map<?, ?>) {
      add(at, "lacks " + key);
      return "";
    }
    return value.toString().strip();
  }

  private Set<String> texts(String at, Map<String, Object> yaml, String key) {
    return list(at, yaml, key).stream().map(String::valueOf).collect(Collectors.toSet());
  }

  private List<?> list(String at, Map<String, Object> yaml, String key) {
    if (yaml.get(key) instanceof List<?> list) {
      return list;
    }
    add(at, key + " must be a list; write [] for none");
    return List.of();
  }

  private Map<String, Object> map(String at, Map<String, Object> yaml, String key) {
    if (yaml.get(key) instanceof Map<?, ?> map) {
      return words(map);
    }
    add(at, "lacks %s, or it has nothing under it".formatted(key));
    return Map.of();
  }

  private boolean flag(String at, Map<String, Object> yaml, String key) {
    if (yaml.get(key) instanceof Boolean flag) {
      return flag;
    }
    add(at, "%s must be true or false".formatted(key));
    return false;
  }

  private int number(String at, Map<String, Object> yaml, String key, int least, int most) {
    if (yaml.get(key) instanceof Integer number && number >= least && number <= most) {
      return number;
    }
    add(at, "%s must be a number from %d to %d".formatted(key, least, most));
    return least;
  }

  private void add(String at, String problem) {
    problems.add("Pack %s%s %s.".formatted(file, at.isEmpty() ? "" : ", " + at + ":", problem));
  }

  /** YAML reads a date as a moment; as a key it is still a day. */
  private static Map<String, Object> words(Map<?, ?> map) {
    Map<String, Object> words = new LinkedHashMap<>();
    map.forEach(
        (key, value) ->
            words.put(
                key instanceof Date date
                    ? LocalDate.ofInstant(date.toInstant(), ZoneOffset.UTC).toString()
                    : String.valueOf(key),
                value));
    return words;
  }
}
