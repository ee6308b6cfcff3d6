package io.medley.platform.problem;

import java.time.LocalDate;
import java.time.temporal.Temporal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.converter.HttpMessageNotReadableException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.MismatchedInputException;

/**
 * What is wrong with a body that cannot be read: where, and what belongs there.
 *
 * @param field its path, for example {@code details.masterId}; empty if the whole body is meant
 */
record UnreadableBody(String field, String sentence) {

  private static final int LONGEST_QUOTE = 60;

  static UnreadableBody of(HttpMessageNotReadableException unreadable) {
    for (Throwable cause = unreadable; cause != null; cause = cause.getCause()) {
      switch (cause) {
        case InvalidFormatException wrong -> {
          String field = field(wrong.getPath());
          return new UnreadableBody(
              field,
              "“%s” is no valid value for “%s”: %s."
                  .formatted(quoted(wrong.getValue()), field, expected(wrong.getTargetType())));
        }
        case MismatchedInputException wrong -> {
          String field = field(wrong.getPath());
          return new UnreadableBody(
              field,
              field.isEmpty()
                  ? "The body is not what is expected here: send a JSON document."
                  : "“%s” has the wrong shape: %s."
                      .formatted(field, expected(wrong.getTargetType())));
        }
        case StreamReadException broken -> {
          return new UnreadableBody(
              "",
              "The body is no JSON: look at line %d, column %d."
                  .formatted(broken.getLocation().getLineNr(), broken.getLocation().getColumnNr()));
        }
        default -> {}
      }
    }
    return new UnreadableBody("", "The body cannot be read as what is expected here.");
  }

  /** The errors of the problem document; empty if no field can be named. */
  Map<String, Object> details() {
    return field.isEmpty()
        ? Map.of()
        : Map.of("errors", List.of(Map.of("field", field, "message", sentence)));
  }

  private static String field(List<JacksonException.Reference> path) {
    return path.stream()
        .map(
            step ->
                step.getPropertyName() == null
                    ? "[" + step.getIndex() + "]"
                    : step.getPropertyName())
        .collect(Collectors.joining("."))
        .replace(".[", "[");
  }

  private static String expected(@Nullable Class<?> type) {
    if (type == null) {
      return "see the API's description";
    }
    if (type.isEnum()) {
      return "choose "
          + Arrays.stream(Objects.requireNonNull(type.getEnumConstants()))
              .map(String::valueOf)
              .collect(Collectors.joining(", "));
    }
    if (LocalDate.class == type) {
      return "write a day as 2027-12-31";
    }
    if (Temporal.class.isAssignableFrom(type)) {
      return "write an instant as 2027-12-31T12:00:00Z";
    }
    if (UUID.class == type) {
      return "write an id of 36 characters as it was given to you";
    }
    if (List.class.isAssignableFrom(type)) {
      return "write a list, [\"…\"]";
    }
    if (String.class == type) {
      return "write text";
    }
    if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
      return type == boolean.class ? "write true or false" : "write a number";
    }
    return "write an object, {\"…\": …}";
  }

  private static String quoted(@Nullable Object value) {
    String words = String.valueOf(value);
    return words.length() <= LONGEST_QUOTE ? words : words.substring(0, LONGEST_QUOTE) + "…";
  }
}
