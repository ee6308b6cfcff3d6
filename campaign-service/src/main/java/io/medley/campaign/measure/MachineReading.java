package io.medley.campaign.measure;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells programs from people: mail servers load pictures and follow links before anybody reads.
 * What a program does is counted apart, moves no journey and proves no interest.
 */
final class MachineReading {

  /** Nobody reads a message this soon after it left. */
  private static final Duration TOO_SOON = Duration.ofSeconds(3);

  /** Nobody follows all links of a message within this time. */
  private static final Duration ALL_AT_ONCE = Duration.ofSeconds(5);

  /** Where link scanners and prefetching proxies name themselves; parts, in lower case. */
  private static final List<String> AGENTS =
      List.of(
          "barracuda",
          "bingpreview",
          "bot/",
          "crawler",
          "curl/",
          "headless",
          "mimecast",
          "proofpoint",
          "python-requests",
          "safelinks",
          "scanner",
          "symantec",
          "urlscan",
          "wget/",
          "yahoomailproxy");

  private MachineReading() {}

  /**
   * Why an open is a program's; empty if it may be a person's.
   *
   * @param left when the message left
   * @param agent what the caller calls itself; null if it says nothing
   */
  static Optional<String> open(Instant left, Instant now, @Nullable String agent) {
    return agent(agent)
        .or(
            () ->
                Duration.between(left, now).compareTo(TOO_SOON) < 0
                    ? Optional.of("TOO_SOON")
                    : Optional.empty());
  }

  /** Why whoever calls itself this is a program; empty if it may be a person's browser. */
  static Optional<String> agent(@Nullable String agent) {
    if (agent == null || agent.isBlank()) {
      return Optional.of("NO_AGENT");
    }
    String name = agent.toLowerCase(Locale.ROOT);
    return AGENTS.stream().anyMatch(name::contains) ? Optional.of("KNOWN_AGENT") : Optional.empty();
  }

  /**
   * Whether clicks are a program's because they follow all links at once.
   *
   * @param links how many links the message has
   * @param clicks when different links were followed first, this click among them
   */
  static boolean allAtOnce(int links, List<Instant> clicks) {
    if (links < 3 || clicks.size() < links) {
      return false;
    }
    Instant first = clicks.stream().min(Instant::compareTo).orElseThrow();
    Instant last = clicks.stream().max(Instant::compareTo).orElseThrow();
    return Duration.between(first, last).compareTo(ALL_AT_ONCE) <= 0;
  }
}
