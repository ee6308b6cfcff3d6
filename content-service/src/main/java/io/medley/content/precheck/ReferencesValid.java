package io.medley.content.precheck;

import io.medley.content.asset.AssetMetadata.ListedReference;
import io.medley.content.asset.NormalText;
import io.medley.content.precheck.Finding.Kind;
import io.medley.content.product.ProductMasterDocument.Reference;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;

/** C17: no reference is retracted, none loses its licence while the piece is in use. */
final class ReferencesValid implements Rule {

  @Override
  public String id() {
    return "C17";
  }

  @Override
  public Kind kind() {
    return Kind.REFERENCE;
  }

  @Override
  public Set<String> cases() {
    return Set.of("retracted", "licence", "unpublished");
  }

  @Override
  public boolean needsText() {
    return false;
  }

  @Override
  public Set<String> settings() {
    return Set.of("unpublished");
  }

  @Override
  public void check(Inspection inspection) {
    Piece piece = inspection.piece();
    LocalDate lastDay = piece.metadata().validTo();
    for (ListedReference listed : piece.metadata().references()) {
      String citation = NormalText.normal(listed.citation());
      if (inspection.settings().words("unpublished", inspection.language()).stream()
          .anyMatch(citation::contains)) {
        inspection.missing(
            "unpublished", Map.of("found", listed.marker() + ". " + listed.citation()));
      }
      for (Reference reference : piece.products().references()) {
        if (!reference.id().equals(listed.referenceId())) {
          continue;
        }
        LocalDate licence = reference.licenceEnd();
        if (reference.retracted()) {
          inspection.missing(
              "retracted", Map.of("found", listed.marker() + ". " + reference.title()));
        } else if (licence != null
            && licence.isBefore(lastDay == null ? piece.firstDay() : lastDay)) {
          inspection.missing(
              "licence",
              Map.of(
                  "found",
                  listed.marker() + ". " + reference.title(),
                  "expected",
                  licence.toString()));
        }
      }
    }
  }
}
