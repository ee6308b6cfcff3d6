package io.medley.content.precheck;

import io.medley.content.precheck.Finding.Kind;
import io.medley.content.product.ProductMasterDocument.Indication;
import io.medley.content.product.ProductMasterDocument.Registration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * C33: brand and indication are registered in the market for as long as the piece is to be used.
 */
final class Registered implements Rule {

  @Override
  public String id() {
    return "C33";
  }

  @Override
  public Kind kind() {
    return Kind.METADATA;
  }

  @Override
  public Set<String> cases() {
    return Set.of("none", "notOnDay");
  }

  @Override
  public boolean needsText() {
    return false;
  }

  @Override
  public void check(Inspection inspection) {
    Piece piece = inspection.piece();
    String brandId = piece.metadata().brandId();
    if (piece.brand().isEmpty() || inspection.market().equals("*")) {
      return;
    }
    for (String indicationId : piece.metadata().indicationIds()) {
      String name =
          piece.products().indications(brandId).stream()
              .filter(indication -> indication.id().equals(indicationId))
              .map(Indication::name)
              .findFirst()
              .orElse(indicationId);
      List<Registration> registrations =
          piece.products().registrations(brandId).stream()
              .filter(
                  row ->
                      row.indicationId().equals(indicationId)
                          && row.market().equals(inspection.market()))
              .toList();
      if (registrations.isEmpty()) {
        inspection.missing("none", Map.of("found", name));
        continue;
      }
      LocalDate first = piece.firstDay();
      LocalDate validTo = piece.metadata().validTo();
      LocalDate last = validTo == null ? first : validTo;
      if (registrations.stream().noneMatch(row -> row.holdsOn(first) && row.holdsOn(last))) {
        Registration nearest = registrations.getFirst();
        LocalDate end = nearest.to();
        inspection.missing(
            "notOnDay",
            Map.of(
                "found",
                name,
                "expected",
                "from " + nearest.from() + (end == null ? "" : " to " + end)));
      }
    }
  }
}
