package io.medley.content.claim;

import io.medley.content.asset.AssetVersion;
import io.medley.content.asset.TextSection;
import io.medley.content.claim.LibraryReference.Kind;
import io.medley.content.product.ProductMaster;
import io.medley.content.product.ProductMasterDocument.ApprovedClaim;
import io.medley.content.product.Products;
import java.time.LocalDate;
import java.util.List;
import org.springframework.stereotype.Component;

/** Answers from what the product master was told of claims and references. */
@Component
class LibraryReading implements ApprovedClaims {

  private final ProductMaster master;

  LibraryReading(ProductMaster master) {
    this.master = master;
  }

  @Override
  public ClaimLibrary ofBrand(String brandId) {
    Products products = master.current();
    return new ClaimLibrary(
        products.claims(brandId).stream().map(LibraryReading::claim).toList(),
        products.references().stream()
            .map(
                reference ->
                    new LibraryReference(
                        reference.id(),
                        reference.title(),
                        Kind.PUBLICATION,
                        0,
                        reference.licenceEnd(),
                        reference.retracted() ? "Retracted" : null))
            .toList());
  }

  @Override
  public List<ClaimMatch> matches(AssetVersion version, List<TextSection> sections) {
    ClaimMatching matching =
        new ClaimMatching(
            ofBrand(version.metadata().brandId()).claims(), version.metadata().language());
    boolean linesWrap =
        version.format().equals("application/pdf") || version.format().equals("text/plain");
    return sections.stream().flatMap(section -> matching.in(section, linesWrap).stream()).toList();
  }

  private static ClaimVersion claim(ApprovedClaim claim) {
    return new ClaimVersion(
        claim.id(),
        1,
        claim.brandId(),
        ClaimState.APPROVED,
        List.of(),
        List.of(),
        LocalDate.EPOCH,
        null,
        false,
        claim.text().entrySet().stream()
            .map(
                text ->
                    new ClaimWording(
                        text.getKey(), text.getValue(), List.of(), List.of(), List.of()))
            .toList(),
        claim.references().stream().map(id -> new ClaimSupport(id, null)).toList(),
        "",
        List.of());
  }
}
