package io.medley.content.asset;

import io.medley.content.asset.AssetMetadata.ListedReference;
import io.medley.platform.problem.Lack;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Which tags a version must have, and from when on. Product, label, safety texts and hashes are
 * derived and never asked for.
 */
public final class MetadataRequirements {

  /** From when on a tag must be there; each moment includes those before it. */
  public enum Moment {
    SUBMISSION,
    APPROVAL,
    PUBLICATION
  }

  /**
   * One required tag.
   *
   * @param field its name in the metadata, as the API writes it
   * @param message what to do if it is open
   */
  public record Requirement(
      String field,
      Moment moment,
      Predicate<AssetMetadata> met,
      Function<AssetMetadata, String> message) {}

  private static final List<Requirement> ALL =
      List.of(
          text("title", AssetMetadata::title, "Give the piece a title."),
          text("jobCode", AssetMetadata::jobCode, "Enter the job code printed on the piece."),
          text("brandId", AssetMetadata::brandId, "Choose the brand."),
          text(
              "details.productId",
              metadata -> metadata.details().productId(),
              "Choose a brand of the product master: the product follows from it."),
          list("indicationIds", AssetMetadata::indicationIds, "Choose at least one indication."),
          text("materialType", AssetMetadata::materialType, "Choose the type of material."),
          text(
              "details.subtype",
              metadata -> metadata.details().subtype(),
              "Choose the subtype of material."),
          text("purpose", AssetMetadata::purpose, "Choose the purpose."),
          list("countries", AssetMetadata::countries, "Choose at least one market."),
          text("language", AssetMetadata::language, "Choose the language."),
          text(
              "details.adaptation",
              metadata -> metadata.details().adaptation(),
              "Say whether it is a master, an adaptation or a translation."),
          requirement(
              "details.masterId",
              metadata ->
                  metadata.details().masterId() != null
                      || !List.of("LOCALISED", "TRANSLATED")
                          .contains(metadata.details().adaptation()),
              "Name the master this piece was adapted or translated from."),
          list("audiences", AssetMetadata::audiences, "Choose at least one audience."),
          list("channels", AssetMetadata::channels, "Choose at least one channel."),
          list(
              "details.keyMessageIds",
              metadata -> metadata.details().keyMessageIds(),
              "Choose at least one key message."),
          text(
              "details.imageUse",
              metadata -> metadata.details().imageUse(),
              "Say whose pictures the piece shows: none, our own, or licensed."),
          new Requirement(
              "references",
              Moment.SUBMISSION,
              metadata -> unknown(metadata).isEmpty(),
              metadata ->
                  "The library has no such source as %s. Correct the words of the entry, or have the source added to the library, then confirm the tags again."
                      .formatted(
                          unknown(metadata).stream()
                              .limit(3)
                              .map(listed -> listed.marker() + " “" + listed.citation() + "”")
                              .collect(Collectors.joining(", ")))),
          requirement(
              "details.imageRights",
              metadata ->
                  !metadata.details().imageUse().equals("LICENSED")
                      || !metadata.details().imageRights().isEmpty(),
              "List the licence of every licensed picture."),
          new Requirement(
              "validFrom",
              Moment.APPROVAL,
              metadata -> metadata.validFrom() != null,
              metadata -> "Set the first day of use."),
          new Requirement(
              "validTo",
              Moment.APPROVAL,
              metadata -> metadata.validTo() != null,
              metadata -> "Set the last day of use."),
          new Requirement(
              "details.specialties",
              Moment.PUBLICATION,
              metadata -> !metadata.details().specialties().isEmpty(),
              metadata -> "Choose the specialties it is for, or every one."),
          new Requirement(
              "details.segments",
              Moment.PUBLICATION,
              metadata -> !metadata.details().segments().isEmpty(),
              metadata -> "Choose the segments it is for, or every one."),
          new Requirement(
              "details.journeyStage",
              Moment.PUBLICATION,
              metadata -> !metadata.details().journeyStage().isEmpty(),
              metadata -> "Choose the stage of a journey it is for, or any."));

  private MetadataRequirements() {}

  /** Every requirement, in the order of the form. */
  public static List<Requirement> all() {
    return ALL;
  }

  /** What is open that must be there at this moment. */
  public static List<Lack> open(AssetMetadata metadata, Moment moment) {
    List<Lack> open = new ArrayList<>();
    for (Requirement requirement : ALL) {
      if (requirement.moment().compareTo(moment) <= 0 && !requirement.met().test(metadata)) {
        open.add(
            new Lack(
                requirement.field(),
                Objects.requireNonNull(requirement.message().apply(metadata))));
      }
    }
    return open;
  }

  /** Share of what must be there at this moment that is there, 0 to 1. */
  public static double completeness(AssetMetadata metadata, Moment moment) {
    long asked = ALL.stream().filter(need -> need.moment().compareTo(moment) <= 0).count();
    return (asked - open(metadata, moment).size()) / (double) asked;
  }

  /** Entries of the reference list that are no source of the library. */
  private static List<ListedReference> unknown(AssetMetadata metadata) {
    return metadata.references().stream().filter(listed -> listed.referenceId().isEmpty()).toList();
  }

  private static Requirement text(
      String field, Function<AssetMetadata, String> value, String message) {
    return requirement(
        field, metadata -> !Objects.requireNonNull(value.apply(metadata)).isEmpty(), message);
  }

  private static Requirement list(
      String field, Function<AssetMetadata, List<String>> value, String message) {
    return requirement(
        field, metadata -> !Objects.requireNonNull(value.apply(metadata)).isEmpty(), message);
  }

  private static Requirement requirement(
      String field, Predicate<AssetMetadata> met, String message) {
    return new Requirement(field, Moment.SUBMISSION, met, metadata -> message);
  }
}
