package io.medley.bench;

import java.util.List;
import java.util.Map;

/**
 * The figures somebody asked for.
 *
 * @param names beginnings of figures' names; an empty text is the beginning of all
 */
public record Wanted(List<String> names) {

  /** Copies the names. */
  public Wanted {
    names = List.copyOf(names);
  }

  /** One figure, or some that are measured together. */
  @FunctionalInterface
  public interface Part {

    /** Measures it. */
    void measure() throws Exception;
  }

  /** Measures those of these parts that were asked for, in their order. */
  public void measure(Map<String, Part> parts) throws Exception {
    for (Map.Entry<String, Part> part : parts.entrySet()) {
      if (covers(part.getKey())) {
        part.getValue().measure();
      }
    }
  }

  /** Whether one of these parts was asked for. */
  boolean anyOf(List<String> parts) {
    return parts.stream().anyMatch(this::covers);
  }

  /** By its name, or by the beginning of it that P6 is of P6a; P1 is none of P13. */
  private boolean covers(String part) {
    return names.stream()
        .anyMatch(
            name ->
                name.isEmpty()
                    || part.equals(name)
                    || (part.startsWith(name) && !Character.isDigit(part.charAt(name.length()))));
  }
}
