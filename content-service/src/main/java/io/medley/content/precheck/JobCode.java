package io.medley.content.precheck;

import io.medley.content.asset.NormalText;
import io.medley.content.precheck.Finding.Kind;
import java.util.Map;
import java.util.Set;

/** C01: the job code has its market's form, is nobody else's, and is printed on the piece. */
final class JobCode implements Rule {

  @Override
  public String id() {
    return "C01";
  }

  @Override
  public Kind kind() {
    return Kind.METADATA;
  }

  @Override
  public Set<String> cases() {
    return Set.of("malformed", "taken", "notPrinted");
  }

  @Override
  public boolean needsText() {
    return false;
  }

  @Override
  public Set<String> settings() {
    return Set.of("pattern", "example");
  }

  @Override
  public void check(Inspection inspection) {
    Piece piece = inspection.piece();
    String code = piece.metadata().jobCode();
    if (code.isEmpty()) {
      // An open tag is the tag page's business.
      return;
    }
    Map<String, String> words =
        Map.of("found", code, "example", inspection.settings().text("example"));
    if (!code.matches(inspection.settings().text("pattern"))) {
      inspection.missing("malformed", words);
    }
    if (piece.jobCodeTaken()) {
      inspection.missing("taken", words);
    }
    String bare = squeeze(code);
    boolean printed =
        piece.sections().stream().anyMatch(section -> squeeze(section.text()).contains(bare));
    if (piece.hasText() && !printed) {
      inspection.missing("notPrinted", words);
    }
  }

  private static String squeeze(String text) {
    return NormalText.normal(text).replace(" ", "");
  }
}
