package io.medley.content.claim;

import io.medley.content.claim.ClaimAuthoring.Taken;
import io.medley.content.claim.LibraryReference.Kind;
import io.medley.content.product.CitedWords;
import io.medley.content.product.ProductMaster.ImportReport;
import io.medley.content.product.ProductMasterDocument.ApprovedClaim;
import io.medley.content.product.ProductMasterDocument.Reference;
import io.medley.platform.audit.AuditEvent;
import io.medley.platform.audit.AuditTrail;
import io.medley.platform.security.Actor;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Claims and references that come with an import of the product master. */
@Component
class LibraryImport implements CitedWords {

  private final ClaimStore claims;
  private final ReferenceStore references;
  // Both ask the product master, which asks this.
  private final ObjectProvider<ClaimAuthoring> authoring;
  private final ObjectProvider<ReferenceKeeping> keeping;
  private final AuditTrail audit;
  private final Clock clock;

  LibraryImport(
      ClaimStore claims,
      ReferenceStore references,
      ObjectProvider<ClaimAuthoring> authoring,
      ObjectProvider<ReferenceKeeping> keeping,
      AuditTrail audit,
      Clock clock) {
    this.claims = claims;
    this.references = references;
    this.authoring = authoring;
    this.keeping = keeping;
    this.audit = audit;
    this.clock = clock;
  }

  @Override
  public List<Reference> references() {
    return references.all().stream()
        .map(
            reference ->
                new Reference(
                    reference.id(),
                    reference.title(),
                    reference.licenceEnd(),
                    reference.retracted()))
        .toList();
  }

  @Override
  public List<ApprovedClaim> claims() {
    LocalDate today = LocalDate.now(clock);
    return claims.inForce().stream()
        .filter(claim -> claim.stateOn(today) == ClaimState.APPROVED)
        .filter(claim -> !claim.validFrom().isAfter(today))
        .map(
            claim -> {
              Map<String, String> text = new LinkedHashMap<>();
              claim
                  .wordings()
                  .forEach(wording -> text.putIfAbsent(wording.language(), wording.text()));
              return new ApprovedClaim(
                  claim.claimId(),
                  claim.brandId(),
                  text,
                  claim.supports().stream().map(ClaimSupport::referenceId).distinct().toList());
            })
        .toList();
  }

  @Override
  public ImportReport take(
      List<Reference> wantedReferences, List<ApprovedClaim> wantedClaims, Actor by) {
    int created = 0;
    int changed = 0;
    int unchanged = 0;
    for (Reference wanted : wantedReferences) {
      Optional<LibraryReference> known = references.lock(wanted.id());
      LibraryReference after =
          new LibraryReference(
              wanted.id(),
              wanted.title(),
              known.map(LibraryReference::kind).orElse(Kind.PUBLICATION),
              known.map(LibraryReference::edition).orElse(0),
              wanted.licenceEnd(),
              known.map(LibraryReference::retractionReason).orElse(null));
      boolean retract = wanted.retracted() && !after.retracted();
      if (known.isEmpty()) {
        references.add(after, by.id(), clock.instant());
        created++;
      } else if (!known.get().equals(after)) {
        references.change(after, clock.instant());
        changed++;
      } else if (retract) {
        changed++;
      } else {
        unchanged++;
        continue;
      }
      audit.append(
          new AuditEvent(
              "reference",
              wanted.id(),
              known.isEmpty() ? "registered" : "changed",
              by,
              Map.of("title", after.title(), "licenceEnd", String.valueOf(after.licenceEnd()))));
      if (retract) {
        keeping.getObject().retracted(after, "Retracted by import of the product master", by);
      }
    }
    for (ApprovedClaim wanted : wantedClaims) {
      switch (take(wanted, by)) {
        case CREATED -> created++;
        case CHANGED -> changed++;
        case UNCHANGED -> unchanged++;
      }
    }
    return new ImportReport(created, changed, unchanged);
  }

  /** What the product master does not say of a claim stays as the library has it. */
  private Taken take(ApprovedClaim wanted, Actor by) {
    Optional<ClaimVersion> known =
        claims.versions(wanted.id()).stream()
            .filter(version -> version.state() != ClaimState.DRAFT)
            .filter(version -> version.state() != ClaimState.ABANDONED)
            .findFirst();
    boolean sameWords =
        known
            .filter(
                version ->
                    wanted.text().entrySet().stream()
                        .allMatch(
                            text ->
                                version.wordings().stream()
                                    .anyMatch(
                                        wording ->
                                            wording.language().equals(text.getKey())
                                                && wording.text().equals(text.getValue()))))
            .filter(
                version ->
                    version.supports().stream()
                        .map(ClaimSupport::referenceId)
                        .toList()
                        .containsAll(wanted.references()))
            .isPresent();
    if (sameWords) {
      return Taken.UNCHANGED;
    }
    return authoring
        .getObject()
        .take(
            wanted.id(),
            wanted.brandId(),
            new ClaimDraft(
                known.map(ClaimVersion::indications).orElse(List.of()),
                known.map(ClaimVersion::countries).orElse(List.of()),
                known.map(ClaimVersion::validFrom).orElse(LocalDate.of(2000, 1, 1)),
                known.map(ClaimVersion::validTo).orElse(null),
                known.map(ClaimVersion::safetyRelevant).orElse(false),
                wanted.text().entrySet().stream()
                    .map(
                        text ->
                            new ClaimWording(
                                text.getKey(), text.getValue(), List.of(), List.of(), List.of()))
                    .toList(),
                wanted.references().stream()
                    .map(reference -> new ClaimDraft.Support(reference, null))
                    .toList()),
            by);
  }
}
