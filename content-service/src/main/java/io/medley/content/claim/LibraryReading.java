package io.medley.content.claim;

import io.medley.content.asset.AssetVersion;
import io.medley.content.asset.TextSection;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

@Component
class LibraryReading implements ApprovedClaims {

  private final ClaimStore claims;
  private final ReferenceStore references;

  LibraryReading(ClaimStore claims, ReferenceStore references) {
    this.claims = claims;
    this.references = references;
  }

  @Override
  @Transactional(readOnly = true)
  public ClaimLibrary ofBrand(String brandId) {
    return new ClaimLibrary(claims.everApproved(brandId), references.all());
  }

  @Override
  @Transactional(readOnly = true)
  public List<ClaimMatch> matches(AssetVersion version, List<TextSection> sections) {
    return matches(claims.everApproved(version.metadata().brandId()), version, sections);
  }

  static List<ClaimMatch> matches(
      List<ClaimVersion> claims, AssetVersion version, List<TextSection> sections) {
    ClaimMatching matching = new ClaimMatching(claims, version.metadata().language());
    boolean linesWrap =
        version.format().equals("application/pdf") || version.format().equals("text/plain");
    return sections.stream().flatMap(section -> matching.in(section, linesWrap).stream()).toList();
  }
}
