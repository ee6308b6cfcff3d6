package io.medley.validation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * One requirement.
 *
 * @param id stable, e.g. {@code REQ-SIG-01}
 * @param text what must hold, in one sentence
 * @param source the regulation or the rule of the house it comes from
 * @param risk {@code HIGH MEDIUM LOW}: how bad it is for patients or evidence if it does not hold
 * @param harm what would happen then
 * @param tests test classes by simple name, or {@code Class#method}
 */
record Requirement(
    String id, String text, String source, String risk, String harm, List<String> tests) {

  private static final Set<String> RISKS = Set.of("HIGH", "MEDIUM", "LOW");

  Requirement {
    tests = List.copyOf(tests);
  }

  /**
   * Reads the list.
   *
   * @throws IllegalArgumentException naming every requirement that is incomplete, has no test or
   *     has another's id
   */
  static List<Requirement> read(String yaml) {
    List<Requirement> requirements = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    Object root = new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
    if (!(root instanceof List<?> list)) {
      throw new IllegalArgumentException("The requirements are no list");
    }
    for (Object one : list) {
      if (!(one instanceof Map<?, ?> map)) {
        problems.add("not a requirement: " + one);
        continue;
      }
      Requirement requirement =
          new Requirement(
              text(map, "id"),
              text(map, "text"),
              text(map, "source"),
              text(map, "risk"),
              text(map, "harm"),
              tests(map));
      requirement.check(ids, problems);
      requirements.add(requirement);
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", problems));
    }
    return requirements;
  }

  private void check(Set<String> ids, List<String> problems) {
    if (!ids.add(id)) {
      problems.add(id + " stands there twice");
    }
    if (!id.matches("REQ-[A-Z]+-[0-9]{2}")
        || text.isBlank()
        || source.isBlank()
        || harm.isBlank()) {
      problems.add(id + " lacks id, text, source or harm");
    }
    if (!RISKS.contains(risk)) {
      problems.add(id + " has no risk of HIGH, MEDIUM, LOW");
    }
    if (tests.isEmpty()) {
      problems.add(id + " has no test");
    }
  }

  private static String text(Map<?, ?> map, String key) {
    return map.get(key) instanceof String text ? text.strip() : "";
  }

  private static List<String> tests(Map<?, ?> map) {
    return map.get("tests") instanceof List<?> list
        ? list.stream().map(String::valueOf).toList()
        : List.of();
  }
}
