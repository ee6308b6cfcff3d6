package io.medley.campaign.touch;

import io.medley.platform.audit.AuditReading;
import io.medley.platform.signing.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Decides a touch once more from what was stored with its explanation, and compares: for an
 * inspector who asks whether the explanation is what really decided.
 */
@Service
public class TouchReplaying {

  /** Entries of one touch's chain that are looked through for the decision's hash. */
  private static final int CHAIN = 500;

  private final TouchTraces traces;
  private final AuditReading audit;
  private final JsonMapper json;

  TouchReplaying(TouchTraces traces, AuditReading audit, JsonMapper json) {
    this.traces = traces;
    this.audit = audit;
    this.json = json;
  }

  /**
   * What a replay showed.
   *
   * @param verdict what to think of it
   * @param answer what the rules answer to the stored inputs, in one sentence
   * @param differences what is not as it was; empty if all is
   * @param inputs what the decision was made from, as stored; null if nothing was
   */
  public record Replay(
      Verdict verdict, String answer, List<String> differences, @Nullable JsonNode inputs) {

    /** Copies the list. */
    public Replay {
      differences = List.copyOf(differences);
    }
  }

  /** What to think of a replay. */
  public enum Verdict {
    /** The stored inputs give the stored answer. */
    SAME,
    /** They do not, or they are not what the audit knows. */
    DIFFERENT,
    /** The rules were not asked: the touch ended before or after them. */
    NOT_DECIDED_BY_RULES
  }

  /**
   * Replays one explanation.
   *
   * @throws TraceUnknown if there is no such explanation
   */
  public Replay replay(UUID traceId) {
    TouchTrace trace = traces.find(traceId).orElseThrow(() -> new TraceUnknown(traceId));
    Optional<String> stored = traces.inputs(traceId);
    if (stored.isEmpty()) {
      return new Replay(
          Verdict.NOT_DECIDED_BY_RULES,
          "Nothing was decided from stored inputs here.",
          List.of(),
          null);
    }
    List<String> differences = new ArrayList<>();
    audited(trace, stored.get()).ifPresent(differences::add);
    String answer;
    try {
      GateInputs inputs = json.readValue(stored.get(), GateInputs.class);
      StoredReads reads = new StoredReads(inputs);
      Choosing.Choice choice =
          new Choosing(reads, reads)
              .choose(inputs.command(), inputs.hcp(), inputs.ghost(), inputs.at());
      answer = answer(choice);
      compare(trace, choice, inputs.format(), differences);
    } catch (StoredReads.NeverAsked otherWay) {
      answer = "The rules take another way now.";
      differences.add(otherWay.getMessage() + ".");
    } catch (JacksonException unreadable) {
      answer = "The stored inputs cannot be read.";
      differences.add("The stored inputs cannot be read: " + unreadable.getOriginalMessage());
    }
    return new Replay(
        differences.isEmpty() ? Verdict.SAME : Verdict.DIFFERENT,
        answer,
        differences,
        readable(stored.get()));
  }

  private @Nullable JsonNode readable(String stored) {
    try {
      return json.readTree(stored);
    } catch (JacksonException unreadable) {
      return null;
    }
  }

  private static String answer(Choosing.Choice choice) {
    ServableVersion version = choice.version();
    Stop stop = choice.stop();
    return version == null || stop != null
        ? Objects.requireNonNull(stop).why()
        : "%s (%s) through %s"
            .formatted(version.title(), version.jobCode(), choice.command().channel());
  }

  /** Whether the inputs are the ones whose hash went into the audit with the decision. */
  private Optional<String> audited(TouchTrace trace, String stored) {
    String hash = Sha256.hex(stored.getBytes(StandardCharsets.UTF_8));
    return audit
        .page(new AuditReading.Wish("touch", trace.sendKey().toString(), "", null, null, 0), CHAIN)
        .stream()
        .map(AuditReading.Row::facts)
        .filter(facts -> facts.path("trace").asString("").equals(trace.id().toString()))
        .map(facts -> facts.path("inputs").asString(""))
        .filter(known -> !known.isEmpty())
        .findFirst()
        .map(
            known ->
                known.equals(hash)
                    ? ""
                    : "The stored inputs are not the ones whose hash is in the audit.")
        .or(() -> Optional.of("The audit has no hash of the inputs of this decision."))
        .filter(difference -> !difference.isEmpty());
  }

  private void compare(
      TouchTrace trace, Choosing.Choice choice, int format, List<String> differences) {
    JsonNode now = choice.explanation().toJson(json);
    JsonNode then = trace.explanation();
    compareSteps(then.path("steps"), now.path("steps"), differences);
    // Scores of before the past of the HCP was kept had other parts: only the choice is compared.
    if (format == GateInputs.FORMAT && !then.path("candidates").equals(now.path("candidates"))) {
      differences.add("Other pieces were considered, or with other scores.");
    }
    Stop stop = choice.stop();
    ServableVersion version = choice.version();
    if (stop != null) {
      boolean stale = trace.reason() == Reason.STALE && stop.outcome() == Outcome.HELD_UNTIL;
      if (!stale && trace.reason() != stop.reason()) {
        differences.add(
            "Stored is %s, the rules answer %s.".formatted(trace.reason(), stop.reason()));
      } else if (!stale && !sameInstant(trace.heldUntil(), stop.heldUntil())) {
        differences.add(
            "Held until %s, the rules answer %s.".formatted(trace.heldUntil(), stop.heldUntil()));
      }
    } else if (version != null
        && trace.versionId() != null
        && !version.versionId().equals(trace.versionId())) {
      differences.add(
          "Version %s is stored, the rules choose %s."
              .formatted(trace.versionId(), version.versionId()));
    } else if (version != null && trace.versionId() == null && !heldAfterTheRules(trace)) {
      differences.add(
          "Stored is %s, the rules choose version %s."
              .formatted(trace.reason(), version.versionId()));
    }
    if (!trace.channel().equals(choice.command().channel())) {
      differences.add(
          "Channel %s is stored, the rules choose %s."
              .formatted(trace.channel(), choice.command().channel()));
    }
  }

  /** The database keeps microseconds. */
  private static boolean sameInstant(@Nullable Instant stored, @Nullable Instant answered) {
    return (stored == null || answered == null)
        ? Objects.equals(stored, answered)
        : Duration.between(stored, answered).abs().compareTo(Duration.ofMillis(1)) < 0;
  }

  /** Everything held, and then the channel was full or the conditions moved. */
  private static boolean heldAfterTheRules(TouchTrace trace) {
    return trace.reason() == Reason.CHANNEL_BUSY
        || trace.reason() == Reason.RATE_LIMITED
        || trace.reason() == Reason.CONTENDED
        || trace.reason() == Reason.STALE;
  }

  private static void compareSteps(JsonNode then, JsonNode now, List<String> differences) {
    for (int i = 0; i < now.size(); i++) {
      String name = now.get(i).path("check").asString("");
      if (i >= then.size()) {
        differences.add("The check %s is not stored.".formatted(name));
      } else if (!then.get(i).equals(now.get(i))) {
        differences.add(
            "%s: stored \"%s\", the rules say \"%s\"."
                .formatted(
                    name,
                    then.get(i).path("detail").asString(""),
                    now.get(i).path("detail").asString("")));
      }
    }
  }
}
