package io.medley.content.precheck;

import io.medley.content.precheck.Finding.Kind;
import io.medley.content.product.ProductMasterDocument.Label;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** C05, C12: what the piece was made against is what counts in the market today. */
final class MadeAgainst implements Rule {

  private final String id;
  private final What what;

  MadeAgainst(String id, What what) {
    this.id = id;
    this.what = what;
  }

  /** What a piece is made against. */
  enum What {
    SAFETY_TEXT,
    LABEL
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public Kind kind() {
    return Kind.METADATA;
  }

  @Override
  public Set<String> cases() {
    return Set.of("outdated", "unknown");
  }

  @Override
  public boolean needsText() {
    return false;
  }

  @Override
  public void check(Inspection inspection) {
    Piece piece = inspection.piece();
    if (piece.brand().isEmpty() || inspection.market().equals("*")) {
      return;
    }
    Optional<Label> label = inspection.label();
    if (label.isEmpty()) {
      inspection.missing("unknown", Map.of());
      return;
    }
    String current = what == What.LABEL ? label.get().version() : label.get().safetyText();
    String own =
        (what == What.LABEL ? piece.metadata().labelVersions() : piece.metadata().safetyTexts())
            .getOrDefault(inspection.market(), "");
    if (!own.equals(current)) {
      inspection.missing(
          "outdated", Map.of("found", own.isEmpty() ? "none" : own, "expected", current));
    }
  }
}
