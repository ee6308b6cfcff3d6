package io.medley.content.claim;

import io.medley.content.precheck.LibraryClaim;
import io.medley.content.precheck.LibraryClaim.Anchor;
import io.medley.content.precheck.LibraryClaim.Scope;
import io.medley.content.precheck.LibraryClaim.Wording;
import io.medley.content.precheck.ReferenceTexts;
import io.medley.content.precheck.Source;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The library as the pre-checks read it: claims, sources and the pages that anchors point to. */
@Component
class LibraryForRules implements io.medley.content.precheck.ClaimLibrary, ReferenceTexts {

  private final ClaimStore claims;
  private final ReferenceStore references;
  private final Clock clock;

  LibraryForRules(ClaimStore claims, ReferenceStore references, Clock clock) {
    this.claims = claims;
    this.references = references;
    this.clock = clock;
  }

  @Override
  @Transactional(readOnly = true)
  public List<LibraryClaim> claims(String brandId) {
    LocalDate today = LocalDate.now(clock);
    return claims.everApproved(brandId).stream().map(version -> claim(version, today)).toList();
  }

  private static LibraryClaim claim(ClaimVersion version, LocalDate today) {
    return new LibraryClaim(
        version.claimId(),
        String.valueOf(version.number()),
        version.brandId(),
        version.wordings().stream().map(LibraryForRules::wording).toList(),
        version.against(today),
        new Scope(
            Set.copyOf(version.indications()),
            Set.copyOf(version.countries()),
            Set.of(),
            Set.of(),
            Set.of()),
        version.validFrom(),
        version.validTo(),
        version.supports().stream().map(LibraryForRules::anchor).toList(),
        true);
  }

  private static Wording wording(ClaimWording wording) {
    return new Wording(
        wording.language(),
        wording.text(),
        new Scope(
            Set.of(),
            Set.copyOf(wording.markets()),
            Set.of(),
            Set.copyOf(wording.audiences()),
            Set.copyOf(wording.channels())));
  }

  private static Anchor anchor(ClaimSupport support) {
    ReferenceAnchor anchor = support.anchor();
    return anchor == null
        ? new Anchor(support.referenceId(), 0, 0, "")
        : new Anchor(support.referenceId(), anchor.edition(), anchor.page(), anchor.quote());
  }

  @Override
  @Transactional(readOnly = true)
  public List<Source> sources() {
    return references.all().stream()
        .map(
            reference ->
                new Source(
                    reference.id(),
                    reference.title(),
                    reference.kind() == LibraryReference.Kind.DATA_ON_FILE,
                    reference.retracted(),
                    reference.licenceEnd()))
        .toList();
  }

  @Override
  @Transactional(readOnly = true)
  public Optional<String> page(String referenceId, int edition, int page) {
    return references.page(referenceId, edition, page);
  }
}
