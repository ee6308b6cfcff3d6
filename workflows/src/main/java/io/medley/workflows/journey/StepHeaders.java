package io.medley.workflows.journey;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads what a model says about a step from the headers of its task, for workers and for the
 * interpreter alike.
 */
public final class StepHeaders {

  private StepHeaders() {}

  /** The touch a task asks for. */
  public static TouchRequest touch(UUID enrolmentId, int occurrence, Map<String, String> headers) {
    return new TouchRequest(
        enrolmentId,
        step(headers),
        occurrence,
        required(headers, Names.CHANNEL),
        required(headers, Names.SLOT),
        headers.get(Names.UNTIL));
  }

  /** The place where journeys part. */
  public static SplitRequest split(UUID enrolmentId, Map<String, String> headers) {
    String fact = required(headers, Names.FACT);
    String paths = required(headers, Names.PATHS);
    return new SplitRequest(
        enrolmentId,
        step(headers),
        SplitRequest.Fact.named(fact)
            .orElseThrow(() -> new IllegalStateException("There is no fact " + fact)),
        SplitRequest.paths(paths)
            .orElseThrow(() -> new IllegalStateException("These are no paths: " + paths)));
  }

  /** What a wait goes by beside its length. */
  public static JourneyTemplate.WaitRule waitRule(Map<String, String> headers) {
    return new JourneyTemplate.WaitRule(
        Names.ACTIVE.equals(headers.get(Names.CLOCK)),
        headers.get(Names.EVENT),
        Duration.parse(headers.getOrDefault(Names.OFFSET, "PT0S")));
  }

  /** The suggestion a task asks for. */
  public static SuggestionRequest suggestion(
      UUID enrolmentId, int occurrence, Map<String, String> headers) {
    return new SuggestionRequest(
        enrolmentId,
        step(headers),
        occurrence,
        required(headers, Names.ACTION),
        headers.get(Names.CHANNEL),
        headers.get(Names.SLOT),
        list(headers, Names.TIERS).map(Integer::valueOf).collect(Collectors.toSet()),
        Duration.parse(required(headers, Names.DEFAULT_WAIT)),
        needs(headers));
  }

  /** The id of the step. */
  public static String step(Map<String, String> headers) {
    return required(headers, Names.STEP);
  }

  /** What the step needs of the handover; names that are no field are left out. */
  public static Set<HandoverField> needs(Map<String, String> headers) {
    return list(headers, Names.NEEDS)
        .flatMap(name -> HandoverField.named(name).stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The entries of a list; empty if the header is absent. */
  public static Stream<String> list(Map<String, String> headers, String name) {
    return Arrays.stream(headers.getOrDefault(name, "").split(",", -1))
        .map(String::strip)
        .filter(entry -> !entry.isEmpty());
  }

  private static String required(Map<String, String> headers, String name) {
    String value = headers.get(name);
    if (value == null) {
      throw new IllegalStateException("The model gives this task no header " + name);
    }
    return value;
  }
}
