package io.medley.workflows.mlrreview;

import static org.assertj.core.api.Assertions.assertThat;

import io.medley.workflows.engine.Models;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.camunda.dmn.DmnEngine;
import org.camunda.dmn.parser.ParsedDmn;
import org.junit.jupiter.api.Test;
import scala.jdk.javaapi.CollectionConverters;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Every combination of facts, against the rules as written down in prose. */
class ReviewDecisionTablesTest {

  private static final List<Boolean> EITHER = List.of(false, true);

  private final DmnEngine dmn = new DmnEngine.Builder().build();
  private final ParsedDmn tiers = parsed("decisions/review-tier.dmn");
  private final ParsedDmn lanes = parsed("decisions/review-lanes.dmn");

  @Test
  void shouldAskForAFullReviewForEveryConcernAndNameAllOfThem() {
    for (boolean cleared : EITHER) {
      for (int claims : List.of(0, 1, 4)) {
        for (String audience : List.of("HCP", "OTHER_HCP", "PATIENT", "PUBLIC")) {
          for (boolean competitor : EITHER) {
            for (boolean boxed : EITHER) {
              for (boolean override : EITHER) {
                boolean indication = competitor != boxed;
                TierFacts facts =
                    new TierFacts(
                        "GB",
                        List.of("HCP", audience),
                        List.of("EMAIL"),
                        0.5,
                        claims,
                        competitor,
                        boxed,
                        override,
                        CheckVerdict.CLEARED,
                        false,
                        true,
                        false,
                        false,
                        indication,
                        cleared,
                        true,
                        false,
                        Map.of(),
                        Map.of(),
                        Map.of(),
                        "");
                boolean toPublic = Set.of("PATIENT", "PUBLIC").contains(audience);
                List<String> reasons = new ArrayList<>();
                if (claims == 1) {
                  reasons.add("One claim is not covered by an approved claim");
                } else if (claims > 1) {
                  reasons.add(claims + " claims are not covered by approved claims");
                }
                add(reasons, toPublic, "Addresses patients or the public");
                add(reasons, competitor, "Names a competitor's product");
                add(reasons, boxed, "The product carries a boxed warning in this market");
                add(reasons, override, "A blocking finding was overridden");
                add(reasons, cleared, "The authority of this market clears material before use");
                add(reasons, indication, "First piece for one of its indications in this market");

                ReviewDecisions.Tier tier = tier(facts);

                if (reasons.isEmpty()) {
                  assertThat(tier.tier()).as("%s", facts).isEqualTo("T2");
                } else {
                  assertThat(tier.tier()).as("%s", facts).isEqualTo("T1");
                  assertThat(tier.reasons())
                      .as("%s", facts)
                      .containsExactlyInAnyOrderElementsOf(reasons);
                }
              }
            }
          }
        }
      }
    }
  }

  @Test
  void shouldDecideAmongTheLighterTiersByWhatIsNew() {
    for (boolean administrative : EITHER) {
      for (double share : List.of(0.0, 0.1, 0.11, 0.426, 1.0)) {
        for (CheckVerdict checks : List.of(CheckVerdict.CLEARED, CheckVerdict.REVIEW)) {
          for (boolean unchanged : EITHER) {
            for (boolean firstInMarket : EITHER) {
              for (boolean firstInChannel : EITHER) {
                for (boolean firstForAudience : EITHER) {
                  TierFacts facts =
                      new TierFacts(
                          "GB",
                          List.of("HCP"),
                          List.of("EMAIL"),
                          share,
                          0,
                          false,
                          false,
                          false,
                          checks,
                          unchanged,
                          firstInMarket,
                          firstInChannel,
                          firstForAudience,
                          false,
                          false,
                          administrative,
                          false,
                          Map.of(),
                          Map.of(),
                          Map.of(),
                          "");
                  List<String> reasons = new ArrayList<>();
                  add(reasons, firstInMarket, "First use in this market");
                  add(reasons, firstInChannel, "First use in one of its channels");
                  add(reasons, firstForAudience, "First use for one of its audiences");
                  add(
                      reasons,
                      share > 0.1,
                      Math.round(share * 100) + " % of its text is not approved wording");
                  add(
                      reasons,
                      checks == CheckVerdict.REVIEW,
                      "The checks found something to look at");

                  ReviewDecisions.Tier tier = tier(facts);

                  if (!reasons.isEmpty()) {
                    assertThat(tier.tier()).as("%s", facts).isEqualTo("T2");
                    assertThat(tier.reasons())
                        .as("%s", facts)
                        .containsExactlyInAnyOrderElementsOf(reasons);
                  } else if (unchanged && administrative) {
                    assertThat(tier.tier()).as("%s", facts).isEqualTo("T0");
                    assertThat(tier.reasons()).hasSize(1);
                  } else {
                    assertThat(tier.tier()).as("%s", facts).isEqualTo("T3");
                    assertThat(tier.reasons()).hasSize(1);
                  }
                }
              }
            }
          }
        }
      }
    }
  }

  @Test
  void shouldOpenTheLanesThePacksWantAndThoseFactsCallFor() {
    List<String> all =
        List.of(
            "MEDICAL",
            "LEGAL",
            "REGULATORY",
            "PHARMACOVIGILANCE",
            "PRIVACY",
            "FINAL",
            "COORDINATOR");
    for (String tier : TierDecision.DEEPEST_LAST) {
      for (int chosen = 1; chosen < 1 << all.size(); chosen++) {
        int mask = chosen;
        List<String> wanted =
            all.stream().filter(lane -> (mask >> all.indexOf(lane) & 1) == 1).toList();
        for (double share : List.of(0.0, 0.5, 0.51, 1.0)) {
          for (boolean sampled : EITHER) {
            Set<String> expected = new TreeSet<>(wanted);
            if (tier.equals("T2") && share > 0.5) {
              expected.add("LEGAL");
            }
            if (tier.equals("T0") && sampled) {
              expected.add("REGULATORY");
            }
            List<ReviewDecisions.Lane> opened =
                lanes(
                    tier, Map.of(tier, wanted, "T9", all), share, sampled, Map.of(), heeding(tier));
            assertThat(opened)
                .as("%s with %s, %s new, sampled %s", tier, wanted, share, sampled)
                .extracting(ReviewDecisions.Lane::lane)
                .hasSameElementsAs(expected);
          }
        }
      }
    }
  }

  @Test
  void shouldOpenEachLaneWhosePackHeedsATriggerThatWasPulledAndSayWhy() {
    Map<String, String> words =
        Map.of(
            "A", "speaks of a patient programme (page 2)",
            "B", "asks its reader for personal data",
            "C", "watches what its reader does");
    List<String> names = List.of("A", "B", "C");
    List<String> called = List.of("MEDICAL", "LEGAL", "REGULATORY", "PHARMACOVIGILANCE", "PRIVACY");
    for (String tier : TierDecision.DEEPEST_LAST) {
      for (String lane : called) {
        for (int pulled = 0; pulled < 8; pulled++) {
          for (int heeded = 0; heeded < 8; heeded++) {
            Map<String, String> triggers = new TreeMap<>();
            List<String> heeds = new ArrayList<>();
            List<String> both = new ArrayList<>();
            for (String name : names) {
              boolean found = (pulled >> names.indexOf(name) & 1) == 1;
              boolean minded = (heeded >> names.indexOf(name) & 1) == 1;
              if (found) {
                triggers.put(name, words.getOrDefault(name, ""));
              }
              add(heeds, minded, name);
              add(both, found && minded, words.getOrDefault(name, ""));
            }
            Map<String, Map<String, List<String>>> heeding = heeding(tier);
            Objects.requireNonNull(heeding.get(tier)).put(lane, heeds);
            List<ReviewDecisions.Lane> opened =
                lanes(tier, Map.of(tier, List.of("FINAL")), 0.2, false, triggers, heeding);

            assertThat(opened)
                .as("%s %s pulled %s heeded %s", tier, lane, triggers.keySet(), heeds)
                .containsExactlyInAnyOrderElementsOf(
                    both.isEmpty()
                        ? List.of(new ReviewDecisions.Lane("FINAL", ""))
                        : List.of(
                            new ReviewDecisions.Lane("FINAL", ""),
                            new ReviewDecisions.Lane(
                                lane,
                                lane.charAt(0)
                                    + lane.substring(1).toLowerCase(Locale.ROOT)
                                    + " looks too: the piece "
                                    + String.join(" and ", both))));
          }
        }
      }
    }
  }

  @Test
  void shouldNotHeedInOneTierWhatIsHeededInAnother() {
    Map<String, Map<String, List<String>>> heeding = heeding("T1");
    Objects.requireNonNull(heeding.get("T1")).put("PRIVACY", List.of("A"));

    for (String tier : TierDecision.DEEPEST_LAST) {
      assertThat(
              lanes(
                  tier,
                  Map.of(tier, List.of("FINAL")),
                  0.2,
                  false,
                  Map.of("A", "asks its reader for personal data"),
                  heeding))
          .as(tier)
          .extracting(ReviewDecisions.Lane::lane)
          .isEqualTo(tier.equals("T1") ? List.of("FINAL", "PRIVACY") : List.of("FINAL"));
    }
  }

  @Test
  void shouldSayOnlyWhyLanesLookThatNoPackAsksFor() {
    ReviewDecisions.Tier tier = new ReviewDecisions.Tier("T2", List.of("First use"));

    assertThat(
            ReviewDecisions.reasons(
                tier,
                List.of(
                    new ReviewDecisions.Lane("LEGAL", ""),
                    new ReviewDecisions.Lane("LEGAL", "Legal looks too: most of the text is new"),
                    new ReviewDecisions.Lane("PRIVACY", "Privacy looks too: it asks"))))
        .containsExactly("First use", "Privacy looks too: it asks");
  }

  /** Packs that heed nothing, in any tier. */
  private static Map<String, Map<String, List<String>>> heeding(String besides) {
    Map<String, Map<String, List<String>>> tiers = new TreeMap<>();
    for (String tier : TierDecision.DEEPEST_LAST) {
      Map<String, List<String>> lanes = new TreeMap<>();
      for (String lane :
          List.of("MEDICAL", "LEGAL", "REGULATORY", "PHARMACOVIGILANCE", "PRIVACY")) {
        lanes.put(lane, tier.equals(besides) ? List.of() : List.of("Z"));
      }
      tiers.put(tier, lanes);
    }
    return tiers;
  }

  private List<ReviewDecisions.Lane> lanes(
      String tier,
      Map<String, List<String>> wanted,
      double share,
      boolean sampled,
      Map<String, String> triggers,
      Map<String, Map<String, List<String>>> laneTriggers) {
    return json(
        evaluate(
            lanes,
            "review-lanes",
            Map.of(
                "tier", tier,
                "marketLanes", wanted,
                "newTextShare", share,
                "sampled", sampled,
                "triggers", triggers,
                "laneTriggers", laneTriggers)),
        new TypeReference<List<ReviewDecisions.Lane>>() {});
  }

  @Test
  void shouldOnlyEverRaiseATier() {
    List<String> tiers = TierDecision.DEEPEST_LAST;
    for (String decided : tiers) {
      assertThat(ReviewDecisions.deeper(decided, "")).isEqualTo(decided);
      for (String wish : tiers) {
        assertThat(ReviewDecisions.deeper(decided, wish))
            .isEqualTo(tiers.get(Math.max(tiers.indexOf(decided), tiers.indexOf(wish))));
      }
    }
  }

  private static <T> void add(List<T> list, boolean condition, T element) {
    if (condition) {
      list.add(element);
    }
  }

  private ReviewDecisions.Tier tier(TierFacts facts) {
    Map<String, Object> inputs =
        new TreeMap<>(
            JsonMapper.shared().convertValue(facts, new TypeReference<Map<String, Object>>() {}));
    return json(
        evaluate(tiers, "review-tier", inputs), new TypeReference<ReviewDecisions.Tier>() {});
  }

  private Object evaluate(ParsedDmn model, String decision, Map<String, Object> inputs) {
    var answer = dmn.eval(model, decision, inputs);
    assertThat(answer.isRight()).as("%s", answer).isTrue();
    return plain(answer.toOption().get().value());
  }

  /** The engine answers in the collections of its own language. */
  private static Object plain(Object value) {
    return switch (value) {
      case scala.collection.Map<?, ?> map -> {
        Map<String, Object> plain = new TreeMap<>();
        CollectionConverters.asJava(map)
            .forEach((key, entry) -> plain.put(key.toString(), plain(entry)));
        yield plain;
      }
      case scala.collection.Iterable<?> list -> {
        List<Object> plain = new ArrayList<>();
        CollectionConverters.asJava(list).forEach(entry -> plain.add(plain(entry)));
        yield plain;
      }
      default -> value;
    };
  }

  private static <T> T json(Object value, TypeReference<T> type) {
    return JsonMapper.shared().convertValue(value, type);
  }

  private ParsedDmn parsed(String name) {
    String text =
        Models.all().stream()
            .filter(model -> model.name().equals(name))
            .findFirst()
            .orElseThrow()
            .text();
    return dmn.parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))
        .toOption()
        .get();
  }
}
