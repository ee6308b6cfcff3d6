package io.medley.campaign.hcp;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What follows from all facts of one name. What the HCP did outweighs what was said as long as it
 * is fresh, and fades; a declared opt-out always wins.
 *
 * @param name the facts' name
 * @param value what counts; null if no fact may be used
 * @param conflict whether usable facts say different things
 * @param why one sentence
 * @param facts the facts with what each weighs, heaviest first
 */
public record Belief(
    String name, @Nullable String value, boolean conflict, String why, List<Weighed> facts) {

  private static final Set<String> OPT_OUTS = Set.of("NEVER", "OPT_OUT", "NO");

  /** Copies the list. */
  public Belief {
    facts = List.copyOf(facts);
  }

  /**
   * A fact and what it weighs.
   *
   * @param weight 0 to 1; 0 if it is not used
   * @param unused why it is not used; null if it is
   */
  public record Weighed(Fact fact, double weight, @Nullable String unused) {}

  /**
   * Weighs facts, name by name in alphabetical order.
   *
   * @param scopes purposes the HCP agreed to have data used for
   * @param now business time
   */
  public static List<Belief> of(List<Fact> facts, Set<String> scopes, Instant now) {
    Map<String, List<Fact>> byName = new TreeMap<>();
    facts.forEach(fact -> byName.computeIfAbsent(fact.name(), name -> new ArrayList<>()).add(fact));
    return byName.entrySet().stream()
        .map(named -> weigh(named.getKey(), named.getValue(), scopes, now))
        .toList();
  }

  private static Belief weigh(String name, List<Fact> facts, Set<String> scopes, Instant now) {
    List<Weighed> weighed =
        facts.stream()
            .map(fact -> weigh(fact, scopes, now))
            .sorted(
                Comparator.comparingDouble(Weighed::weight)
                    .reversed()
                    .thenComparing(entry -> entry.fact().value())
                    .thenComparing(entry -> entry.fact().source()))
            .toList();
    List<Weighed> used = weighed.stream().filter(entry -> entry.unused() == null).toList();
    if (used.isEmpty()) {
      return new Belief(name, null, false, "No fact may be used.", weighed);
    }
    // Independent witnesses of one value add up without ever passing certainty.
    Map<String, Double> byValue = new LinkedHashMap<>();
    used.forEach(
        entry ->
            byValue.merge(entry.fact().value(), entry.weight(), (a, b) -> 1 - (1 - a) * (1 - b)));
    boolean conflict = byValue.size() > 1;
    for (Weighed entry : used) {
      if (optOut(entry.fact())) {
        return new Belief(
            name,
            entry.fact().value(),
            conflict,
            "The HCP declared it (%s): a declared opt-out always wins."
                .formatted(entry.fact().source()),
            weighed);
      }
    }
    Map.Entry<String, Double> best =
        byValue.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow();
    return new Belief(name, best.getKey(), conflict, why(used, byValue, best, now), weighed);
  }

  private static Weighed weigh(Fact fact, Set<String> scopes, Instant now) {
    String scope = fact.consentScope();
    if (fact.muted()) {
      return new Weighed(fact, 0, "set aside: " + fact.mutedWhy());
    }
    if (scope != null && !scopes.contains(scope)) {
      return new Weighed(fact, 0, "no consent for " + scope.toLowerCase(Locale.ROOT));
    }
    double age = Math.max(0, Duration.between(fact.observedAt(), now).toSeconds());
    double faded = Math.pow(0.5, age / fact.basis().halfLife().toSeconds());
    return new Weighed(fact, fact.basis().weight() * fact.confidence() * faded, null);
  }

  private static boolean optOut(Fact fact) {
    return fact.basis() == Basis.DECLARED
        && OPT_OUTS.contains(fact.value().toUpperCase(Locale.ROOT));
  }

  private static String why(
      List<Weighed> used,
      Map<String, Double> byValue,
      Map.Entry<String, Double> best,
      Instant now) {
    Weighed witness =
        used.stream()
            .filter(entry -> entry.fact().value().equals(best.getKey()))
            .findFirst()
            .orElseThrow();
    long days = Math.max(0, Duration.between(witness.fact().observedAt(), now).toDays());
    String because =
        "%s by %s %s (weight %.2f)"
            .formatted(
                switch (witness.fact().basis()) {
                  case DECLARED -> "Declared";
                  case OBSERVED -> "Observed";
                  case INFERRED -> "Inferred";
                  case REP -> "Reported";
                },
                witness.fact().source(),
                days == 0 ? "today" : days == 1 ? "yesterday" : days + " days ago",
                best.getValue());
    return byValue.entrySet().stream()
        .filter(entry -> !entry.getKey().equals(best.getKey()))
        .max(Map.Entry.comparingByValue())
        .map(
            second ->
                "%s outweighs %s (%.2f).".formatted(because, second.getKey(), second.getValue()))
        .orElse(because + ".");
  }
}
