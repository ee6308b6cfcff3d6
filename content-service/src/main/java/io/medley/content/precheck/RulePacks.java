package io.medley.content.precheck;

import io.medley.platform.signing.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The rule packs as they were shipped: one for all markets, one per market with what differs. */
final class RulePacks {

  private static final String COMMON = "common";

  private final Map<String, RulePack> byMarket = new TreeMap<>();
  private final RulePack common;

  private RulePacks(Map<String, Source> sources) {
    Source base = Objects.requireNonNull(sources.get(COMMON), "There is no common pack");
    this.common = pack("*", "Every market", base, base.rules());
    sources.forEach(
        (name, source) -> {
          if (!name.equals(COMMON)) {
            byMarket.put(
                name,
                new RulePack(
                    name,
                    source.title(),
                    base.version() + " + " + source.version(),
                    settings(RuleSettings.merge(base.rules(), source.rules()))));
          }
        });
  }

  /**
   * Reads and checks the packs on the class path.
   *
   * @throws IllegalStateException if a pack lacks something a rule needs or says something no rule
   *     knows; the message lists every such place
   */
  static RulePacks load() {
    Map<String, Source> sources = new LinkedHashMap<>();
    try {
      for (Resource resource :
          new PathMatchingResourcePatternResolver()
              .getResources("classpath*:precheck/packs/*.yaml")) {
        Source source = read(resource);
        sources.put(source.name(), source);
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return of(sources);
  }

  /** Packs from texts: what an editor of packs tries before shipping. */
  static RulePacks parse(List<String> texts) {
    Map<String, Source> sources = new LinkedHashMap<>();
    for (String text : texts) {
      Source source = read("a text", text.getBytes(StandardCharsets.UTF_8));
      sources.put(source.name(), source);
    }
    return of(sources);
  }

  private static RulePacks of(Map<String, Source> sources) {
    List<String> problems = new ArrayList<>();
    Source base = sources.get(COMMON);
    if (base == null) {
      problems.add("There is no common pack.");
    } else {
      sources.replaceAll((name, source) -> source.withSets(base.sets()));
    }
    sources.values().stream()
        .flatMap(source -> PackProblems.ofFile(source.name(), source.rules(), Rules.all()).stream())
        .forEach(problems::add);
    if (problems.isEmpty()) {
      RulePacks packs = new RulePacks(sources);
      packs.all().stream()
          .flatMap(pack -> PackProblems.ofMarket(pack.market(), pack.rules(), Rules.all()).stream())
          .forEach(problems::add);
      if (problems.isEmpty()) {
        return packs;
      }
    }
    throw new IllegalStateException(String.join("\n", problems));
  }

  /** The market's pack, or what every market checks if it has none of its own. */
  RulePack of(String market) {
    return byMarket.getOrDefault(market, common);
  }

  /** Every market's pack, in the order of their codes. */
  List<RulePack> all() {
    List<RulePack> all = new ArrayList<>(byMarket.values());
    all.addFirst(common);
    return all;
  }

  private static RulePack pack(
      String market, String title, Source source, Map<String, Object> rules) {
    return new RulePack(market, title, source.version(), settings(rules));
  }

  private static Map<String, RuleSettings> settings(Map<String, Object> rules) {
    Map<String, RuleSettings> settings = new TreeMap<>();
    rules.forEach((id, values) -> settings.put(id, new RuleSettings(id, RuleSettings.map(values))));
    return settings;
  }

  private static Source read(Resource resource) throws IOException {
    try (InputStream in = resource.getInputStream()) {
      return read(String.valueOf(resource.getFilename()), in.readAllBytes());
    }
  }

  private static Source read(String where, byte[] bytes) {
    LoaderOptions options = new LoaderOptions();
    // The second of two keys would silently take the place of the first.
    options.setAllowDuplicateKeys(false);
    Map<String, Object> yaml =
        RuleSettings.map(
            new Yaml(new SafeConstructor(options)).load(new String(bytes, StandardCharsets.UTF_8)));
    String name =
        Objects.requireNonNull(yaml.get("pack"), () -> where + " names no pack").toString();
    return new Source(
        name,
        yaml.getOrDefault("title", name).toString(),
        name + " " + yaml.get("version") + " (" + Sha256.hex(bytes).substring(0, 8) + ")",
        RuleSettings.map(yaml.get("sets")),
        RuleSettings.map(yaml.get("rules")));
  }

  /**
   * A pack as its file has it.
   *
   * @param sets words that every rule may name
   */
  private record Source(
      String name,
      String title,
      String version,
      Map<String, Object> sets,
      Map<String, Object> rules) {

    /** With sets of words for every rule that knows sets; a rule's own of the same name win. */
    Source withSets(Map<String, Object> shared) {
      Map<String, Object> all = new LinkedHashMap<>(rules);
      for (Rule rule : Rules.all()) {
        if (rule.settings().contains("sets")) {
          all.computeIfPresent(
              rule.id(),
              (id, values) ->
                  values instanceof Map
                      ? RuleSettings.merge(Map.of("sets", shared), RuleSettings.map(values))
                      : values);
        }
      }
      return new Source(name, title, version, sets, all);
    }
  }

  /**
   * A market's rules.
   *
   * @param version names, versions and fingerprints of the files it came from
   */
  record RulePack(String market, String title, String version, Map<String, RuleSettings> rules) {
    RulePack {
      rules = java.util.Collections.unmodifiableMap(new TreeMap<>(rules));
    }

    RuleSettings rule(String id) {
      RuleSettings settings = rules.get(id);
      if (settings == null) {
        throw new IllegalStateException("The pack of %s has no rule %s".formatted(market, id));
      }
      return settings;
    }
  }
}
