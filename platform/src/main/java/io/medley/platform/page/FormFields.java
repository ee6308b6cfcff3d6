package io.medley.platform.page;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/** Reads what a browser sent of a form. */
public final class FormFields {

  private FormFields() {}

  /** The field as it was typed; empty if it was not sent. */
  public static String text(MultiValueMap<String, String> fields, String name) {
    return Objects.requireNonNullElse(fields.getFirst(name), "");
  }

  /** Every value of the field that is not blank. */
  public static List<String> all(MultiValueMap<String, String> fields, String name) {
    return fields.getOrDefault(name, List.of()).stream().filter(value -> !value.isBlank()).toList();
  }

  /** The day that was typed; null if none was, or it is no day. */
  public static @Nullable LocalDate day(MultiValueMap<String, String> fields, String name) {
    String typed = text(fields, name).strip();
    try {
      return typed.isEmpty() ? null : LocalDate.parse(typed);
    } catch (DateTimeParseException noDate) {
      return null;
    }
  }
}
