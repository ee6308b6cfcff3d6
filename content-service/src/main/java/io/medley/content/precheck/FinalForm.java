package io.medley.content.precheck;

import io.medley.content.precheck.Finding.Kind;
import java.util.Map;
import java.util.Set;

/** C40: what is published is, byte for byte, what was signed. */
final class FinalForm implements Rule {

  @Override
  public String id() {
    return "C40";
  }

  @Override
  public Kind kind() {
    return Kind.FINAL_FORM;
  }

  @Override
  public Set<String> cases() {
    return Set.of("bytes", "signed");
  }

  @Override
  public boolean needsText() {
    return false;
  }

  @Override
  public void check(Inspection inspection) {
    Piece piece = inspection.piece();
    piece
        .around()
        .form()
        .ifPresent(
            form -> {
              String own = piece.version().contentHash();
              if (!form.stored().equals(own)) {
                inspection.missing("bytes", Map.of("found", form.stored(), "expected", own));
              }
              if (!form.signed().equals(own)) {
                inspection.missing("signed", Map.of("found", own, "expected", form.signed()));
              }
            });
  }
}
