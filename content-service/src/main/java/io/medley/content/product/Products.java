package io.medley.content.product;

import io.medley.content.product.ProductMasterDocument.ApprovedClaim;
import io.medley.content.product.ProductMasterDocument.ApprovedGlyph;
import io.medley.content.product.ProductMasterDocument.Brand;
import io.medley.content.product.ProductMasterDocument.Indication;
import io.medley.content.product.ProductMasterDocument.Label;
import io.medley.content.product.ProductMasterDocument.Reference;
import io.medley.content.product.ProductMasterDocument.Registration;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The product master as it stands at one moment. */
public record Products(ProductMasterDocument content) {

  /** Every brand. */
  public List<Brand> brands() {
    return content.brands();
  }

  /** The brand with this id. */
  public Optional<Brand> brand(String id) {
    return content.brands().stream().filter(brand -> brand.id().equals(id)).findFirst();
  }

  /** What a brand is for, in all markets together. */
  public List<Indication> indications(String brandId) {
    return content.indications().stream()
        .filter(indication -> indication.brandId().equals(brandId))
        .toList();
  }

  /** Every label version of a brand, newest first. */
  public List<Label> labels(String brandId) {
    return content.labels().stream()
        .filter(label -> label.brandId().equals(brandId))
        .sorted(Comparator.comparing(Label::effectiveFrom).reversed())
        .toList();
  }

  /** The label in force in a market on a day, in the language asked for or the nearest there is. */
  public Optional<Label> currentLabel(
      String brandId, String market, String language, LocalDate day) {
    List<Label> inForce =
        labels(brandId).stream()
            .filter(label -> label.market().equals(market) && !label.effectiveFrom().isAfter(day))
            .toList();
    return inForce.stream()
        .filter(label -> sameLanguage(label.language(), language))
        .findFirst()
        .or(() -> inForce.stream().findFirst());
  }

  /**
   * What is known of a brand for some markets on a day.
   *
   * @param language of the piece the facts are for
   * @param indicationIds indications whose registration is asked about; empty = all of the brand
   */
  public Optional<ProductFacts> facts(
      String brandId,
      List<String> markets,
      String language,
      List<String> indicationIds,
      LocalDate day) {
    List<String> asked =
        indicationIds.isEmpty()
            ? indications(brandId).stream().map(Indication::id).toList()
            : indicationIds;
    return brand(brandId)
        .map(
            brand ->
                new ProductFacts(
                    brandId,
                    List.of(brand.inn()),
                    brand.therapyArea(),
                    markets.stream()
                        .map(market -> facts(brandId, market, language, asked, day))
                        .toList()));
  }

  private ProductFacts.InMarket facts(
      String brandId, String market, String language, List<String> indicationIds, LocalDate day) {
    Optional<Label> label = currentLabel(brandId, market, language, day);
    List<String> unregistered =
        indicationIds.stream()
            .filter(
                indication ->
                    registrations(brandId).stream()
                        .noneMatch(
                            registration ->
                                registration.market().equals(market)
                                    && registration.indicationId().equals(indication)
                                    && registration.holdsOn(day)))
            .toList();
    return new ProductFacts.InMarket(
        market,
        label.map(Label::version).orElse(""),
        label.map(Label::safetyText).orElse(""),
        label.map(found -> found.piId() + "@" + found.piVersion()).orElse(""),
        label.map(Label::piUrl).orElse(""),
        label.map(Label::additionalMonitoring).orElse(false),
        label.flatMap(found -> Optional.ofNullable(found.boxedWarning())).orElse(""),
        unregistered);
  }

  /** Where a brand is registered. */
  public List<Registration> registrations(String brandId) {
    return content.registrations().stream()
        .filter(registration -> registration.brandId().equals(brandId))
        .toList();
  }

  /** Every source that may be cited. */
  public List<Reference> references() {
    return content.references();
  }

  /** The pictures that may stand for a sign. */
  public List<ApprovedGlyph> glyphs(String sign) {
    return content.glyphs().stream().filter(glyph -> glyph.sign().equals(sign)).toList();
  }

  /** The words approved for a brand. */
  public List<ApprovedClaim> claims(String brandId) {
    return content.claims().stream().filter(claim -> claim.brandId().equals(brandId)).toList();
  }

  /** Whether two BCP 47 tags name the same language, region aside. */
  public static boolean sameLanguage(String one, String other) {
    return primary(one).equals(primary(other));
  }

  private static String primary(String language) {
    return language.split("-", 2)[0].toLowerCase(Locale.ROOT);
  }
}
