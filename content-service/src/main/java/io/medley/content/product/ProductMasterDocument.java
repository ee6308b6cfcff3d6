package io.medley.content.product;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The product master as it is imported: records of seven kinds. An import adds and changes what it
 * names; what it does not name stays as it is.
 */
public record ProductMasterDocument(
    @Valid List<Brand> brands,
    @Valid List<Indication> indications,
    @Valid List<Label> labels,
    @Valid List<Registration> registrations,
    @Valid List<Reference> references,
    @Valid List<ApprovedClaim> claims,
    @Valid List<ApprovedGlyph> glyphs) {

  static final String MARKET = "[A-Z]{2}";
  static final String LANGUAGE = "[a-z]{2,3}(-[A-Za-z0-9]{2,8})*";
  static final String KEY = "[a-z0-9][a-z0-9-]*";

  public ProductMasterDocument {
    brands = orEmpty(brands);
    indications = orEmpty(indications);
    labels = orEmpty(labels);
    registrations = orEmpty(registrations);
    references = orEmpty(references);
    claims = orEmpty(claims);
    glyphs = orEmpty(glyphs);
  }

  /** A document that names no pictures of signs. */
  public ProductMasterDocument(
      List<Brand> brands,
      List<Indication> indications,
      List<Label> labels,
      List<Registration> registrations,
      List<Reference> references,
      List<ApprovedClaim> claims) {
    this(brands, indications, labels, registrations, references, claims, List.of());
  }

  /** A brand and the substance in it. */
  public record Brand(
      @NotBlank @Pattern(regexp = KEY) String id,
      @NotBlank String name,
      @NotBlank String inn,
      @NotBlank String company,
      @Nullable String therapyArea) {}

  /**
   * What a brand is for.
   *
   * @param statements the approved words per language
   */
  public record Indication(
      @NotBlank @Pattern(regexp = KEY) String id,
      @NotBlank String brandId,
      @NotBlank String name,
      @NotNull Map<@Pattern(regexp = LANGUAGE) String, @NotBlank String> statements,
      @Nullable String icd10) {}

  /**
   * One version of a brand's label in one market and language, with the texts every piece there
   * depends on.
   *
   * @param effectiveFrom first day on which this version is the current one
   * @param isi important safety information, the words a piece must carry
   * @param piUrl where the prescribing information is found with one click
   * @param additionalMonitoring whether the product carries the black triangle there
   * @param boxedWarning its words, where the market knows one and the product has one
   * @param aeStatement how adverse events are reported there, company contact included
   */
  public record Label(
      @NotBlank String brandId,
      @NotBlank @Pattern(regexp = MARKET) String market,
      @NotBlank @Pattern(regexp = LANGUAGE) String language,
      @NotBlank String version,
      @NotNull LocalDate effectiveFrom,
      @NotBlank String isiId,
      @NotBlank String isiVersion,
      @NotBlank String isi,
      @NotBlank String piId,
      @NotBlank String piVersion,
      @NotBlank String piUrl,
      @NotBlank String pi,
      boolean additionalMonitoring,
      @Nullable String boxedWarning,
      @NotBlank String aeStatement,
      @Nullable @Valid Dose dose) {

    /** The safety information's id and version in one word, as metadata pins it. */
    public String safetyText() {
      return isiId + "@" + isiVersion;
    }
  }

  /** The doses a label allows. */
  public record Dose(
      double minimum, double maximum, @NotBlank String unit, @NotBlank String frequency) {}

  /** Where a brand may be sold for what, and since when. */
  public record Registration(
      @NotBlank String brandId,
      @NotBlank String indicationId,
      @NotBlank @Pattern(regexp = MARKET) String market,
      @NotBlank String number,
      @NotNull LocalDate from,
      @Nullable LocalDate to) {

    /** Whether it holds on that day. */
    public boolean holdsOn(LocalDate day) {
      return !day.isBefore(from) && (to == null || !day.isAfter(to));
    }
  }

  /** A source that pieces cite. */
  public record Reference(
      @NotBlank @Pattern(regexp = KEY) String id,
      @NotBlank String title,
      @Nullable LocalDate licenceEnd,
      boolean retracted) {}

  /** Words that have been approved for a brand. */
  public record ApprovedClaim(
      @NotBlank @Pattern(regexp = KEY) String id,
      @NotBlank String brandId,
      @NotNull Map<@Pattern(regexp = LANGUAGE) String, @NotBlank String> text,
      List<String> references) {
    public ApprovedClaim {
      references = orEmpty(references);
    }
  }

  /**
   * A picture that may stand for a sign pieces must carry.
   *
   * @param sign which sign it is; {@code BLACK_TRIANGLE} is the mark of additional monitoring
   * @param sha256 of the picture's bytes
   * @param alternatives texts it may have for those who do not see it; where a format does not keep
   *     the picture's bytes apart, it is known by them
   */
  public record ApprovedGlyph(
      @NotBlank @Pattern(regexp = KEY) String id,
      @NotBlank @Pattern(regexp = "BLACK_TRIANGLE") String sign,
      @NotBlank @Pattern(regexp = "[0-9a-f]{64}") String sha256,
      List<@NotBlank String> alternatives) {

    public static final String BLACK_TRIANGLE = "BLACK_TRIANGLE";

    public ApprovedGlyph {
      alternatives = orEmpty(alternatives);
    }
  }

  private static <T> List<T> orEmpty(@Nullable List<T> list) {
    return list == null ? List.of() : List.copyOf(Objects.requireNonNull(list));
  }
}
