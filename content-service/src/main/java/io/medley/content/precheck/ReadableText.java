package io.medley.content.precheck;

import io.medley.content.precheck.Finding.Kind;
import java.util.Map;
import java.util.Set;

/** C00: rules about words need words. */
final class ReadableText implements Rule {

  @Override
  public String id() {
    return "C00";
  }

  @Override
  public Kind kind() {
    return Kind.METADATA;
  }

  @Override
  public Set<String> cases() {
    return Set.of("picture", "noText");
  }

  @Override
  public boolean needsText() {
    return false;
  }

  @Override
  public void check(Inspection inspection) {
    if (!inspection.piece().hasText()) {
      inspection.missing(inspection.piece().isPicture() ? "picture" : "noText", Map.of());
    }
  }
}
