package io.medley.content.asset;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The tags of a version. A draft may leave fields open: an open text is empty, an open list is
 * empty, an open date is {@code null}. A submitted version has every required field filled, and its
 * validity set.
 *
 * @param title what people call the piece
 * @param jobCode the code printed on the piece, in the pattern of its market
 * @param brandId id in the product master
 * @param indicationIds ids of the brand's indications the piece speaks about
 * @param materialType code of the vocabulary {@code material-type}
 * @param purpose code of the vocabulary {@code purpose}
 * @param countries markets, ISO 3166 alpha-2
 * @param language BCP 47
 * @param audiences codes of the audience vocabulary
 * @param channels codes of the channel vocabulary
 * @param keyMessages what the piece wants remembered, in the agency's words
 * @param labelVersions market to the label version the piece was made against; taken from the
 *     product master when tags are confirmed, never typed
 * @param safetyTexts market to the id and version of the safety information the piece was made
 *     against, as {@code id@version}; taken from the product master, never typed
 * @param validFrom first day of use
 * @param validTo last day of use
 * @param references the entries of the piece's reference list, in its order
 * @param details what else a piece is tagged with; pieces of before have none
 */
public record AssetMetadata(
    String title,
    String jobCode,
    String brandId,
    List<String> indicationIds,
    String materialType,
    String purpose,
    List<String> countries,
    String language,
    List<String> audiences,
    List<String> channels,
    List<String> keyMessages,
    Map<String, String> labelVersions,
    Map<String, String> safetyTexts,
    @Nullable LocalDate validFrom,
    @Nullable LocalDate validTo,
    List<ListedReference> references,
    MetadataDetails details) {

  public AssetMetadata {
    indicationIds = List.copyOf(indicationIds);
    countries = List.copyOf(countries);
    audiences = List.copyOf(audiences);
    channels = List.copyOf(channels);
    keyMessages = List.copyOf(keyMessages);
    labelVersions = Map.copyOf(labelVersions);
    safetyTexts = Map.copyOf(safetyTexts);
    references = List.copyOf(references);
    details = MetadataDetails.orNone(details);
  }

  /** Metadata with its details open. */
  public AssetMetadata(
      String title,
      String jobCode,
      String brandId,
      List<String> indicationIds,
      String materialType,
      String purpose,
      List<String> countries,
      String language,
      List<String> audiences,
      List<String> channels,
      List<String> keyMessages,
      Map<String, String> labelVersions,
      Map<String, String> safetyTexts,
      @Nullable LocalDate validFrom,
      @Nullable LocalDate validTo,
      List<ListedReference> references) {
    this(
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
        keyMessages,
        labelVersions,
        safetyTexts,
        validFrom,
        validTo,
        references,
        MetadataDetails.none());
  }

  /** The same with other details. */
  public AssetMetadata withDetails(MetadataDetails other) {
    return new AssetMetadata(
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
        keyMessages,
        labelVersions,
        safetyTexts,
        validFrom,
        validTo,
        references,
        other);
  }

  /** Metadata with every field open. */
  public static AssetMetadata open() {
    return new AssetMetadata(
        "", "", "", List.of(), "", "", List.of(), "", List.of(), List.of(), List.of(), Map.of(),
        Map.of(), null, null, List.of());
  }

  /**
   * One entry of the reference list printed on the piece.
   *
   * @param marker the number it is cited by
   * @param citation the entry's words
   * @param referenceId the source of the library it was recognised as; empty if it was not
   * @param edition number of that source's file when the tags were confirmed; {@code null} if it
   *     had none
   */
  public record ListedReference(
      int marker,
      String citation,
      String referenceId,
      // What was signed before editions were pinned keeps its hash.
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer edition) {

    /** An entry whose source has no file. */
    public ListedReference(int marker, String citation, String referenceId) {
      this(marker, citation, referenceId, null);
    }
  }
}
