package io.medley.local;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import tools.jackson.databind.json.JsonMapper;

/**
 * The clock of a broker started with a controlled clock: runs with real time plus an offset that
 * only grows.
 */
public final class BrokerClock {

  private static final JsonMapper JSON = JsonMapper.shared();

  private final URI management;

  BrokerClock(URI management) {
    this.management = management;
  }

  /** What the broker takes for now. */
  public Instant now() {
    return instant("GET", "");
  }

  /**
   * Moves the broker forward; timers that become due fire within about three seconds.
   *
   * @param offset how far, not negative
   * @return what the broker takes for now afterwards
   */
  public Instant add(Duration offset) {
    if (offset.isNegative()) {
      throw new IllegalArgumentException("the broker's clock only goes forward");
    }
    return instant("POST", "{\"offsetMilli\":" + offset.toMillis() + "}");
  }

  private Instant instant(String method, String body) {
    try {
      HttpResponse<String> response =
          method.equals("GET")
              ? Http.get(management.resolve("/actuator/clock"))
              : Http.post(management.resolve("/actuator/clock/add"), body);
      if (response.statusCode() != 200) {
        throw new IllegalStateException(
            "The broker's clock answered " + response.statusCode() + ".");
      }
      return Instant.ofEpochMilli(JSON.readTree(response.body()).get("epochMilli").asLong());
    } catch (IOException e) {
      throw new IllegalStateException("The broker's clock does not answer.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while asking the broker's clock.", e);
    }
  }
}
