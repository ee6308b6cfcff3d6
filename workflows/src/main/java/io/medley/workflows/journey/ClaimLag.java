package io.medley.workflows.journey;

import io.medley.platform.time.RealTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * How far claiming lags behind starting, as this instance of the service sees it: every start
 * carries when it was requested, and every claim shows how long that was ago. A start this instance
 * sent counts until somebody's claims have passed it.
 */
final class ClaimLag {

  private static final Duration FORGET = Duration.ofMinutes(10);

  private final RealTime time;
  private final Map<String, Instant> sent = new ConcurrentHashMap<>();

  ClaimLag(RealTime time) {
    this.time = time;
  }

  void sending(UUID enrolmentId, int attempt, Instant requestedAt) {
    // One that the busy engine refused is sent again; it lags since the first time.
    sent.putIfAbsent(key(enrolmentId, attempt), requestedAt);
  }

  void claiming(UUID enrolmentId, int attempt, @Nullable Instant requestedAt) {
    sent.remove(key(enrolmentId, attempt));
    if (requestedAt != null) {
      // Claims come in the order of their starts: whatever was sent a good while before this one
      // was claimed by another instance of the service, or started nothing.
      Instant passed = requestedAt.minusSeconds(30);
      sent.values().removeIf(passed::isAfter);
    }
  }

  Optional<Duration> oldest() {
    Instant now = time.now();
    sent.values().removeIf(now.minus(FORGET)::isAfter);
    return sent.values().stream().min(Instant::compareTo).map(at -> Duration.between(at, now));
  }

  private static String key(UUID enrolmentId, int attempt) {
    return enrolmentId + "/" + attempt;
  }
}
