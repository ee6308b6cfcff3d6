package io.medley.content.asset;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The finer tags of a version, beside what {@link AssetMetadata} has always held. Open texts are
 * empty, open lists too.
 *
 * @param subtype code of the vocabulary {@code material-subtype}, one of its material type's
 * @param productId the product within the brand; from the product master, never typed
 * @param adaptation code of the vocabulary {@code adaptation}
 * @param basedOn asset this one was made from; {@code null} if from none
 * @param masterId master whose market or language form this is; {@code null} if it is none
 * @param variantOf asset of which this is a variant, for example another format; {@code null} if it
 *     is none
 * @param moduleIds modules it is assembled from
 * @param keyMessageIds codes of the vocabulary {@code key-message}
 * @param tone code of the vocabulary {@code tone}
 * @param callToAction code of the vocabulary {@code call-to-action}
 * @param intent code of the vocabulary {@code intent}
 * @param specialties codes of the vocabulary {@code specialty}; who among the audience
 * @param segments codes of the segment vocabulary
 * @param journeyStage code of the vocabulary {@code journey-stage}
 * @param imageUse code of the vocabulary {@code image-use}: whose its pictures are
 * @param imageRights the licences of its pictures, one by one
 * @param owner who answers for it in the house; empty for its author
 * @param costBand code of the vocabulary {@code cost-band}
 */
public record MetadataDetails(
    String subtype,
    String productId,
    String adaptation,
    @Nullable UUID basedOn,
    @Nullable UUID masterId,
    @Nullable UUID variantOf,
    List<String> moduleIds,
    List<String> keyMessageIds,
    String tone,
    String callToAction,
    String intent,
    List<String> specialties,
    List<String> segments,
    String journeyStage,
    String imageUse,
    List<ImageRight> imageRights,
    String owner,
    String costBand) {

  public MetadataDetails(
      @Nullable String subtype,
      @Nullable String productId,
      @Nullable String adaptation,
      @Nullable UUID basedOn,
      @Nullable UUID masterId,
      @Nullable UUID variantOf,
      @Nullable List<String> moduleIds,
      @Nullable List<String> keyMessageIds,
      @Nullable String tone,
      @Nullable String callToAction,
      @Nullable String intent,
      @Nullable List<String> specialties,
      @Nullable List<String> segments,
      @Nullable String journeyStage,
      @Nullable String imageUse,
      @Nullable List<ImageRight> imageRights,
      @Nullable String owner,
      @Nullable String costBand) {
    this.subtype = text(subtype);
    this.productId = text(productId);
    this.adaptation = text(adaptation);
    this.basedOn = basedOn;
    this.masterId = masterId;
    this.variantOf = variantOf;
    this.moduleIds = list(moduleIds);
    this.keyMessageIds = list(keyMessageIds);
    this.tone = text(tone);
    this.callToAction = text(callToAction);
    this.intent = text(intent);
    this.specialties = list(specialties);
    this.segments = list(segments);
    this.journeyStage = text(journeyStage);
    this.imageUse = text(imageUse);
    this.imageRights = imageRights == null ? List.of() : List.copyOf(imageRights);
    this.owner = text(owner);
    this.costBand = text(costBand);
  }

  /** Every detail open. */
  public static MetadataDetails none() {
    return new MetadataDetails(
        null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
        null, null, null);
  }

  static MetadataDetails orNone(@Nullable MetadataDetails details) {
    return details == null ? none() : details;
  }

  /**
   * The right to show a picture.
   *
   * @param image what it shows, or its file
   * @param licensor who gave the right
   * @param territories markets it holds in, ISO 3166 alpha-2; empty for everywhere
   * @param end last day of the right; {@code null} if it never ends
   * @param showsPeople whether a person can be recognised
   * @param consentId where that person's consent is kept; empty if none is needed
   */
  public record ImageRight(
      String image,
      String licensor,
      List<String> territories,
      @Nullable LocalDate end,
      boolean showsPeople,
      String consentId) {

    public ImageRight(
        @Nullable String image,
        @Nullable String licensor,
        @Nullable List<String> territories,
        @Nullable LocalDate end,
        boolean showsPeople,
        @Nullable String consentId) {
      this.image = text(image);
      this.licensor = text(licensor);
      this.territories = list(territories);
      this.end = end;
      this.showsPeople = showsPeople;
      this.consentId = text(consentId);
    }

    Map<String, Object> frozen() {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("image", image);
      fields.put("licensor", licensor);
      fields.put("territories", territories);
      fields.put("end", String.valueOf(end));
      fields.put("showsPeople", showsPeople);
      fields.put("consentId", consentId);
      return fields;
    }
  }

  /**
   * The details a signature binds, those that are set. Tone, call to action, intent, targeting,
   * owner and cost describe; they may change afterwards, audited.
   */
  Map<String, Object> frozen() {
    Map<String, Object> fields = new LinkedHashMap<>();
    put(fields, "subtype", subtype);
    put(fields, "productId", productId);
    put(fields, "adaptation", adaptation);
    put(fields, "basedOn", basedOn == null ? "" : basedOn.toString());
    put(fields, "masterId", masterId == null ? "" : masterId.toString());
    put(fields, "variantOf", variantOf == null ? "" : variantOf.toString());
    put(fields, "moduleIds", moduleIds);
    put(fields, "keyMessageIds", keyMessageIds);
    put(fields, "imageUse", imageUse);
    put(fields, "imageRights", imageRights.stream().map(ImageRight::frozen).toList());
    return fields;
  }

  /** The same, assembled from other modules. */
  MetadataDetails withModules(List<String> others) {
    return new MetadataDetails(
        subtype,
        productId,
        adaptation,
        basedOn,
        masterId,
        variantOf,
        others,
        keyMessageIds,
        tone,
        callToAction,
        intent,
        specialties,
        segments,
        journeyStage,
        imageUse,
        imageRights,
        owner,
        costBand);
  }

  /** The same with other descriptive details, which no signature binds. */
  public MetadataDetails described(
      String otherTone,
      String otherCallToAction,
      String otherIntent,
      List<String> otherSpecialties,
      List<String> otherSegments,
      String otherStage,
      String otherOwner,
      String otherCostBand) {
    return new MetadataDetails(
        subtype,
        productId,
        adaptation,
        basedOn,
        masterId,
        variantOf,
        moduleIds,
        keyMessageIds,
        otherTone,
        otherCallToAction,
        otherIntent,
        otherSpecialties,
        otherSegments,
        otherStage,
        imageUse,
        imageRights,
        otherOwner,
        otherCostBand);
  }

  private static void put(Map<String, Object> fields, String name, String value) {
    if (!value.isEmpty()) {
      fields.put(name, value);
    }
  }

  private static void put(Map<String, Object> fields, String name, List<?> value) {
    if (!value.isEmpty()) {
      fields.put(name, value);
    }
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value.strip();
  }

  private static List<String> list(@Nullable List<String> values) {
    return values == null
        ? List.of()
        : values.stream()
            .map(String::strip)
            .filter(value -> !value.isEmpty())
            .distinct()
            .sorted()
            .toList();
  }
}
