package io.medley.content.asset.web;

import io.medley.content.asset.MetadataDetails.ImageRight;
import io.medley.content.asset.TagDetails;
import io.medley.platform.problem.Lack;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
    @Nullable String basedOn,
    @Nullable String masterId,
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

  /** The details; what cannot be read is left open and named in {@code wrong}. */
  @Nullable TagDetails details(List<Lack> wrong) {
    if (!detailed) {
      return null;
    }
    return new TagDetails(
        orEmpty(subtype),
        orEmpty(adaptation),
        TagsForm.id("details.basedOn", basedOn, wrong),
        TagsForm.id("details.masterId", masterId, wrong),
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
        rights(orEmpty(imageRights), wrong),
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

  private static List<ImageRight> rights(String lines, List<Lack> wrong) {
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
                TagsForm.day("details.imageRights", parts[3], wrong),
                !consent.isEmpty(),
                consent));
      }
    }
    return rights;
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static List<String> orEmpty(@Nullable List<String> list) {
    return list == null ? List.of() : list;
  }
}
