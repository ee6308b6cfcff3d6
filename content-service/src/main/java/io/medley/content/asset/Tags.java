package io.medley.content.asset;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tags as a person confirms them: {@link AssetMetadata} without what is derived. References
 * left out are read from the piece's own list, details left out stay as they are.
 *
 * @param details {@code null} keeps those stored or suggested
 */
public record Tags(
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
    @Nullable LocalDate validFrom,
    @Nullable LocalDate validTo,
    @Nullable TagDetails details) {

  /** Tags that leave the details as they are. */
  public Tags(
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
      @Nullable List<String> keyMessages,
      @Nullable LocalDate validFrom,
      @Nullable LocalDate validTo) {
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
        validFrom,
        validTo,
        null);
  }

  /** Lists and texts that were not given are open. */
  public Tags(
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
      @Nullable List<String> keyMessages,
      @Nullable LocalDate validFrom,
      @Nullable LocalDate validTo,
      @Nullable TagDetails details) {
    this.title = text(title);
    this.jobCode = text(jobCode);
    this.brandId = text(brandId);
    this.indicationIds = list(indicationIds);
    this.materialType = text(materialType);
    this.purpose = text(purpose);
    this.countries = list(countries);
    this.language = text(language);
    this.audiences = list(audiences);
    this.channels = list(channels);
    this.keyMessages = list(keyMessages);
    this.validFrom = validFrom;
    this.validTo = validTo;
    this.details = details;
  }

  /** What is stored with these tags laid over it, as a form shows them again. */
  public AssetMetadata over(AssetMetadata stored) {
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
        stored.labelVersions(),
        stored.safetyTexts(),
        validFrom,
        validTo,
        stored.references(),
        details == null
            ? stored.details()
            : details.over(stored.details(), stored.details().productId()));
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
