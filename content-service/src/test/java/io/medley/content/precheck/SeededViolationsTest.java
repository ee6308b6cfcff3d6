package io.medley.content.precheck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.json.JsonMapper;

/**
 * Measures every rule with the seeded violations: how many it finds, how often it cries wolf, and
 * how often a clean passage is stopped by any rule at all.
 */
class SeededViolationsTest {

  private static final CheckEngine ENGINE = new CheckEngine(RulePacks.load());
  private static final Map<String, Figures> FIGURES = new TreeMap<>();
  private static final List<String> FALSE_BLOCKS = new ArrayList<>();
  private static final Map<String, Set<String>> FAULTLESS = new HashMap<>();
  private static final Map<String, Unseen> UNSEEN = new TreeMap<>();
  private static final List<String> UNSEEN_SETS =
      List.of("fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth");

  private static int cleanPassages;

  /** One thing of the corpus. */
  private record Sample(String name, String market, boolean violating, CorpusPiece piece) {}

  /** What a rule made of its samples. */
  private static final class Figures {
    private final String kind;
    private int violating;
    private int found;
    private int clean;
    private int falseAlarms;
    private final List<String> missed = new ArrayList<>();
    private final List<String> alarmed = new ArrayList<>();

    Figures(String kind) {
      this.kind = kind;
    }

    double recall() {
      return violating == 0 ? 0 : (double) found / violating;
    }

    double precision() {
      return found + falseAlarms == 0 ? 0 : (double) found / (found + falseAlarms);
    }
  }

  /** What a set of unseen passages came to. */
  private static final class Unseen {
    private final Map<String, Integer> counts = new TreeMap<>();
    private final Map<String, int[]> byRule = new TreeMap<>();
    private final List<String> wrong = new ArrayList<>();

    void count(String rule, boolean violating, boolean told, boolean blocked, String passage) {
      counts.merge(violating ? "violating" : "clean", 1, Integer::sum);
      counts.merge(violating ? "found" : "falseAlarms", told ? 1 : 0, Integer::sum);
      if (violating) {
        int[] figures = byRule.computeIfAbsent(rule, asked -> new int[2]);
        figures[0] += told ? 1 : 0;
        figures[1]++;
      } else {
        counts.merge("falseBlocks", blocked ? 1 : 0, Integer::sum);
      }
      if (violating != told) {
        wrong.add((violating ? "missed " : "alarm ") + rule + " " + passage);
      }
    }

    /** Found of violating, by rule. */
    String recall() {
      return byRule.entrySet().stream()
          .map(entry -> entry.getKey() + " " + entry.getValue()[0] + "/" + entry.getValue()[1])
          .collect(Collectors.joining("  "));
    }
  }

  @BeforeAll
  static void shouldMeasureEveryRule() throws IOException {
    for (String market : List.of("GB", "US", "DE", "FR")) {
      FAULTLESS.put(
          market, told(ENGINE.check(CorpusPiece.faultless(market).piece()).findings(), null));
    }
    for (Resource file : resources("passages/*.txt")) {
      passages(file);
    }
    for (Resource file : resources("documents/*.yaml")) {
      documents(file);
    }
    for (String set : UNSEEN_SETS) {
      for (Resource file : resources("unseen/" + set + "/*.txt")) {
        unseen(file, UNSEEN.computeIfAbsent(set, name -> new Unseen()));
      }
    }
    report();
  }

  @Test
  void shouldFindNothingInTheFaultlessPieces() {
    FAULTLESS.forEach((market, told) -> assertThat(told).as(market).isEmpty());
  }

  @Test
  void shouldHaveSeedsEnoughForEveryRule() {
    for (Rule rule : Rules.all()) {
      if (rule.id().equals("C00")) {
        continue;
      }
      Figures figures = FIGURES.get(rule.id());
      if (figures == null) {
        throw new AssertionError("There are no seeds for " + rule.id());
      }
      int least = figures.kind.equals("passage") ? 20 : 5;
      assertThat(figures.violating).as("%s violating", rule.id()).isGreaterThanOrEqualTo(least);
      assertThat(figures.clean).as("%s clean", rule.id()).isGreaterThanOrEqualTo(least);
    }
    assertThat(cleanPassages).isGreaterThanOrEqualTo(300);
  }

  @Test
  void shouldFindNineteenOfTwentyViolationsWithEveryRule() {
    Map<String, List<String>> weak =
        FIGURES.entrySet().stream()
            .filter(entry -> entry.getValue().recall() < 0.95)
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey,
                    entry -> entry.getValue().missed,
                    (a, b) -> a,
                    TreeMap::new));

    assertThat(weak).isEmpty();
  }

  @Test
  void shouldStopHardlyAnyCleanPassage() {
    assertThat((double) FALSE_BLOCKS.size() / cleanPassages)
        .as("%d of %d: %s", FALSE_BLOCKS.size(), cleanPassages, FALSE_BLOCKS)
        .isLessThanOrEqualTo(0.02);
  }

  @Test
  void shouldCheckTwentyPagesWellWithinTenSeconds() {
    String page =
        FIGURES.keySet().stream()
            .map(rule -> "Systolic pressure fell by 12.4 mmHg with zelvarostat.[2] " + rule)
            .collect(Collectors.joining(" "));
    CorpusPiece piece =
        new CorpusPiece(
            "GB",
            Map.of("pages", java.util.Collections.nCopies(20, page), "format", "application/pdf"));
    long start = System.nanoTime();

    ENGINE.check(piece.piece());

    assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(10));
  }

  private static void passages(Resource file) throws IOException {
    String rule = ruleOf(file);
    for (Sample sample : samples(file)) {
      measure(rule, "passage", sample);
    }
  }

  private static List<Sample> samples(Resource file) throws IOException {
    List<Sample> samples = new ArrayList<>();
    String place = "body";
    boolean violating = true;
    String market = "GB";
    for (String line : file.getContentAsString(StandardCharsets.UTF_8).split("\n")) {
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      if (line.startsWith("place:")) {
        place = line.substring(6).strip();
      } else if (line.startsWith("==")) {
        String[] words = line.substring(2).strip().split(" ");
        violating = words[0].equals("violating");
        market = words[1];
      } else {
        samples.add(new Sample(line, market, violating, CorpusPiece.with(market, place, line)));
      }
    }
    return samples;
  }

  /** Words the rules were never tuned to; told, not asserted. */
  private static void unseen(Resource file, Unseen set) throws IOException {
    String rule = ruleOf(file);
    for (Sample sample : samples(file)) {
      List<Finding> findings = ENGINE.check(sample.piece().piece()).findings();
      Set<String> told = new HashSet<>(told(findings, rule));
      told.removeAll(FAULTLESS.get(sample.market()));
      set.count(
          rule,
          sample.violating(),
          !told.isEmpty(),
          findings.stream().anyMatch(finding -> finding.severity() == Severity.BLOCK),
          sample.market() + ": " + sample.name());
    }
  }

  private static void documents(Resource file) throws IOException {
    String rule = ruleOf(file);
    Map<String, Object> yaml =
        new Yaml(new SafeConstructor(new LoaderOptions()))
            .load(file.getContentAsString(StandardCharsets.UTF_8));
    yaml.forEach(
        (kind, documents) -> {
          for (Object document : (List<?>) documents) {
            Map<String, Object> changes = RuleSettings.map(document);
            String market = String.valueOf(changes.getOrDefault("market", "GB"));
            measure(
                rule,
                "document",
                new Sample(
                    String.valueOf(changes.get("name")),
                    market,
                    kind.equals("violating"),
                    new CorpusPiece(market, changes)));
          }
        });
  }

  private static void measure(String rule, String kind, Sample sample) {
    Figures figures = FIGURES.computeIfAbsent(rule, id -> new Figures(kind));
    List<Finding> findings = ENGINE.check(sample.piece().piece()).findings();
    Set<String> told = new HashSet<>(told(findings, rule));
    told.removeAll(FAULTLESS.get(sample.market()));
    if (sample.violating()) {
      figures.violating++;
      if (told.isEmpty()) {
        figures.missed.add(sample.name());
      } else {
        figures.found++;
      }
      return;
    }
    figures.clean++;
    if (!told.isEmpty()) {
      figures.falseAlarms++;
      figures.alarmed.add(sample.name());
    }
    if (kind.equals("passage")) {
      cleanPassages++;
      findings.stream()
          .filter(finding -> finding.severity() == Severity.BLOCK)
          .map(finding -> finding.ruleId() + " in " + rule + ": " + sample.name())
          .findFirst()
          .ifPresent(FALSE_BLOCKS::add);
    }
  }

  /** What a rule, or any, tells beyond mere information; a duplicate is found by any word of it. */
  private static Set<String> told(
      List<Finding> findings, @org.jspecify.annotations.Nullable String rule) {
    return findings.stream()
        .filter(finding -> rule == null || finding.ruleId().equals(rule))
        .filter(finding -> finding.severity() != Severity.INFO || finding.ruleId().equals("C38"))
        .map(finding -> finding.message() + "|" + finding.quote())
        .collect(Collectors.toSet());
  }

  private static void report() {
    StringBuilder table =
        new StringBuilder(
            String.format(
                Locale.ROOT,
                "%n%-5s %-9s %9s %7s %6s %6s %10s%n",
                "rule",
                "kind",
                "violating",
                "recall",
                "clean",
                "alarms",
                "precision"));
    List<Map<String, Object>> lines = new ArrayList<>();
    RulePacks packs = RulePacks.load();
    FIGURES.forEach(
        (rule, figures) -> {
          table.append(
              String.format(
                  Locale.ROOT,
                  "%-5s %-9s %9d %6.1f%% %6d %6d %9.1f%%%n",
                  rule,
                  figures.kind,
                  figures.violating,
                  100 * figures.recall(),
                  figures.clean,
                  figures.falseAlarms,
                  100 * figures.precision()));
          figures.missed.forEach(name -> table.append("      missed: ").append(name).append('\n'));
          figures.alarmed.forEach(name -> table.append("      alarm: ").append(name).append('\n'));
          lines.add(
              new TreeMap<>(
                  Map.of(
                      "rule", rule,
                      "kind", figures.kind,
                      "violating", figures.violating,
                      "found", figures.found,
                      "recall", figures.recall(),
                      "clean", figures.clean,
                      "falseAlarms", figures.falseAlarms,
                      "precision", figures.precision(),
                      "blocking", packs.of("GB").rule(rule).severity() == Severity.BLOCK)));
        });
    table.append(
        String.format(
            Locale.ROOT,
            "pooled false blocks: %d of %d clean passages = %.2f%%%n",
            FALSE_BLOCKS.size(),
            cleanPassages,
            100.0 * FALSE_BLOCKS.size() / cleanPassages));
    FALSE_BLOCKS.forEach(name -> table.append("      ").append(name).append('\n'));
    UNSEEN.forEach(
        (set, unseen) -> {
          table.append("unseen passages, ").append(set).append(" set: ").append(unseen.counts);
          table.append("\n      ").append(unseen.recall()).append('\n');
          unseen.wrong.forEach(passage -> table.append("      ").append(passage).append('\n'));
        });
    System.out.println(table);
    try {
      Files.createDirectories(Path.of("target"));
      Files.writeString(
          Path.of("target", "precheck-figures.json"),
          JsonMapper.builder()
              .build()
              .writeValueAsString(
                  Map.of(
                      "rules",
                      lines,
                      "unseen",
                      UNSEEN.entrySet().stream()
                          .collect(
                              Collectors.toMap(Map.Entry::getKey, set -> set.getValue().counts)),
                      "pooled",
                      Map.of("cleanPassages", cleanPassages, "falseBlocks", FALSE_BLOCKS.size()))));
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  private static Resource[] resources(String pattern) throws IOException {
    return new PathMatchingResourcePatternResolver()
        .getResources("classpath*:precheck-corpus/" + pattern);
  }

  private static String ruleOf(Resource file) {
    return String.valueOf(file.getFilename()).substring(0, 3);
  }
}
