package io.medley.content.asset.web;

import io.medley.content.asset.TagDetails;
import io.medley.content.asset.Tags;
import io.medley.platform.problem.Lack;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The tags as the form sends them: text, whatever it says, so that nothing typed is ever lost. */
record TagsForm(
    @Nullable String title,
    @Nullable String jobCode,
    @Nullable String brandId,
    @Nullable List<String> indicationIds,
    @Nullable String materialType,
    @Nullable String purpose,
    @Nullable List<String> countries,
    @Nullable String language,
    @Nullable List<String> audiences,
    @Nullable List<String> channels,
    @Nullable String keyMessages,
    @Nullable String validFrom,
    @Nullable String validTo) {

  /** The tags; what cannot be read is left open and named in {@code wrong}. */
  Tags tags(@Nullable TagDetails details, List<Lack> wrong) {
    return new Tags(
        title,
        jobCode,
        brandId,
        indicationIds,
        materialType,
        purpose,
        countries,
        language,
        audiences,
        channels,
        keyMessages == null ? List.of() : Arrays.stream(keyMessages.split("\\R")).toList(),
        day("validFrom", validFrom, wrong),
        day("validTo", validTo, wrong),
        details);
  }

  static @Nullable LocalDate day(String field, @Nullable String text, List<Lack> wrong) {
    if (text == null || text.isBlank()) {
      return null;
    }
    try {
      return LocalDate.parse(text.strip());
    } catch (DateTimeParseException unreadable) {
      wrong.add(
          new Lack(field, "“%s” is no day; write for example 2027-12-31.".formatted(text.strip())));
      return null;
    }
  }

  static @Nullable UUID id(String field, @Nullable String text, List<Lack> wrong) {
    if (text == null || text.isBlank()) {
      return null;
    }
    try {
      return UUID.fromString(text.strip());
    } catch (IllegalArgumentException unreadable) {
      wrong.add(
          new Lack(
              field,
              "“%s” is no id of an asset; copy it from the piece's page.".formatted(text.strip())));
      return null;
    }
  }
}
