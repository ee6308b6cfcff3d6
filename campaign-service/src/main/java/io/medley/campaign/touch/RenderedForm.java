package io.medley.campaign.touch;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One form of a piece made of modules, rendered and checked before the piece was approved.
 *
 * @param ordinal from 1, in the order its author chose the modules
 * @param name the modules that are chosen in it, for people
 * @param modules key of the module by place
 * @param contentHash SHA-256 of its bytes
 * @param until the last day (UTC) on which all of its modules may be used; null = without end
 */
public record RenderedForm(
    int ordinal,
    String name,
    Map<String, String> modules,
    String contentHash,
    @Nullable LocalDate until) {

  /** Copies the map. */
  public RenderedForm {
    modules = Map.copyOf(modules);
  }

  /** Whether these modules stand in these places of it. */
  boolean has(Map<String, String> wanted) {
    return modules.entrySet().containsAll(wanted.entrySet());
  }

  /** Whether all of its modules are in date at the instant. */
  boolean inDateAt(Instant now) {
    return until == null || !LocalDate.ofInstant(now, ZoneOffset.UTC).isAfter(until);
  }
}
