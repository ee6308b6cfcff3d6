package io.medley.content.asset.web;

import io.medley.content.asset.MetadataDetails.ImageRight;
import io.medley.content.asset.TagDetails;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The finer tags as the form sends them. Rights come one per line: picture; licensor; markets; last
 * day; consent.
 *
 * @param detailed whether the form showed them at all; otherwise they stay as they are
 */
record DetailsForm(
    @Nullable String subtype,
    @Nullable String adaptation,
    @Nullable UUID basedOn,
    @Nullable UUID masterId,
    @Nullable List<String> keyMessageIds,
    @Nullable String tone,
    @Nullable String callToAction,
    @Nullable String intent,
    @Nullable List<String> specialties,
    @Nullable List<String> segments,
    @Nullable String journeyStage,
    @Nullable String imageUse,
    @Nullable String imageRights,
    @Nullable String owner,
    @Nullable String costBand,
    boolean detailed) {

  @Nullable TagDetails details() {
    if (!detailed) {
      return null;
    }
    return new TagDetails(
        orEmpty(subtype),
        orEmpty(adaptation),
        basedOn,
        masterId,
        null,
        null,
        orEmpty(keyMessageIds),
        orEmpty(tone),
        orEmpty(callToAction),
        orEmpty(intent),
        orEmpty(specialties),
        orEmpty(segments),
        orEmpty(journeyStage),
        orEmpty(imageUse),
        rights(orEmpty(imageRights)),
        orEmpty(owner),
        orEmpty(costBand));
  }

  /** The rights as the form shows them. */
  static String lines(List<ImageRight> rights) {
    return rights.stream()
        .map(
            right ->
                String.join(
                    "; ",
                    right.image(),
                    right.licensor(),
                    String.join(", ", right.territories()),
                    right.end() == null ? "" : right.end().toString(),
                    right.consentId()))
        .collect(Collectors.joining("\n"));
  }

  private static List<ImageRight> rights(String lines) {
    List<ImageRight> rights = new ArrayList<>();
    for (String line : lines.split("\\R")) {
      if (!line.isBlank()) {
        String[] parts = (line + ";;;;;").split(";", -1);
        String consent = parts[4].strip();
        rights.add(
            new ImageRight(
                parts[0],
                parts[1],
                Arrays.asList(parts[2].split(",")),
                day(parts[3].strip()),
                !consent.isEmpty(),
                consent));
      }
    }
    return rights;
  }

  private static @Nullable LocalDate day(String text) {
    if (text.isEmpty()) {
      return null;
    }
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException unreadable) {
      throw new DayUnreadable(text);
    }
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static List<String> orEmpty(@Nullable List<String> list) {
    return list == null ? List.of() : list;
  }

  /** A day that is none. */
  static final class DayUnreadable extends RuntimeException {
    private final String text;

    DayUnreadable(String text) {
      super(text);
      this.text = text;
    }

    String sentence() {
      return "“%s” is no day; write for example 2027-12-31.".formatted(text);
    }
  }
}
