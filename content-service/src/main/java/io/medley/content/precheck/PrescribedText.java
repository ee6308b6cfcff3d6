package io.medley.content.precheck;

import io.medley.content.precheck.Finding.Kind;
import io.medley.content.product.ProductMasterDocument.Label;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** C04, C08, C14: a text of the product master stands in the piece word for word. */
final class PrescribedText implements Rule {

  private final String id;
  private final boolean tellsWhatIsMissing;
  private final Function<Label, @Nullable String> text;

  private PrescribedText(
      String id, boolean tellsWhatIsMissing, Function<Label, @Nullable String> text) {
    this.id = id;
    this.tellsWhatIsMissing = tellsWhatIsMissing;
    this.text = text;
  }

  static PrescribedText safetyInformation() {
    return new PrescribedText("C04", true, Label::isi);
  }

  static PrescribedText boxedWarning() {
    return new PrescribedText("C08", false, Label::boxedWarning);
  }

  static PrescribedText adverseEvents() {
    return new PrescribedText("C14", true, Label::aeStatement);
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public Kind kind() {
    return Kind.REQUIRED_BLOCK;
  }

  @Override
  public Set<String> cases() {
    return tellsWhatIsMissing ? Set.of("missing", "incomplete") : Set.of("missing");
  }

  @Override
  public Set<String> settings() {
    return Set.of("similarity");
  }

  @Override
  public void check(Inspection inspection) {
    Optional<String> wanted = inspection.label().map(text);
    if (wanted.isEmpty()) {
      return;
    }
    Containment words = inspection.piece().words();
    double share = words.share(wanted.get());
    String pi = inspection.label().map(Label::pi).orElse("");
    if (id.equals("C14")
        && share >= inspection.settings().number("similarity")
        && new Containment(List.of(pi)).share(wanted.get()) >= 0.95
        && words.share(pi) >= 0.95
        && words.times(wanted.get()) < 2) {
      // Inside the prescribing information alone it does not count.
      share = 0;
    }
    if (share >= inspection.settings().number("similarity")) {
      return;
    }
    if (tellsWhatIsMissing && share >= 0.5) {
      String missing =
          Arrays.stream(wanted.get().split("(?<=[.;])\\s+"))
              .filter(sentence -> words.share(sentence) < 0.95)
              .collect(Collectors.joining(" "));
      inspection.missing(
          "incomplete", Map.of("expected", missing.isEmpty() ? wanted.get() : missing));
    } else {
      inspection.missing("missing", Map.of("expected", wanted.get()));
    }
  }
}
