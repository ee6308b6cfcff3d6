package io.medley.campaign.touch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Collects why a touch comes out as it does, while it is being decided. Holds no personal values.
 */
final class Explanation {

  record Step(String check, boolean passed, String detail) {}

  /**
   * @param score null for a candidate that may not be used at all
   * @param parts the score's parts with weight, value and why
   */
  record Candidate(
      String versionId,
      String title,
      String jobCode,
      boolean chosen,
      @Nullable Integer score,
      List<Score.Part> parts,
      String reason) {}

  private record Written(
      Map<String, Object> facts,
      List<Step> steps,
      List<Candidate> candidates,
      List<String> wouldChange) {}

  private final Map<String, Object> facts = new LinkedHashMap<>();
  private final List<Step> steps = new ArrayList<>();
  private final List<Candidate> candidates = new ArrayList<>();
  private final List<String> wouldChange = new ArrayList<>();
  private @Nullable String inputs;

  Explanation fact(String name, Object value) {
    facts.put(name, value);
    return this;
  }

  /** A fact that was noted; empty if it was not. */
  Optional<Object> fact(String name) {
    return Optional.ofNullable(facts.get(name));
  }

  Explanation passed(String check, String detail) {
    steps.add(new Step(check, true, detail));
    return this;
  }

  Explanation failed(String check, String detail, String wouldChangeIt) {
    steps.add(new Step(check, false, detail));
    wouldChange.add(wouldChangeIt);
    return this;
  }

  Explanation candidates(List<Candidate> considered) {
    candidates.clear();
    candidates.addAll(considered);
    return this;
  }

  /** Keeps what the decision was made from. */
  void decidedFrom(String written) {
    inputs = written;
  }

  /** What the decision was made from; null if the rules were not asked. */
  @Nullable String inputs() {
    return inputs;
  }

  JsonNode toJson(JsonMapper json) {
    return json.valueToTree(new Written(facts, steps, candidates, wouldChange));
  }
}
