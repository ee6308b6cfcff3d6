package io.medley.content.precheck;

import io.medley.content.asset.NormalText;
import io.medley.content.extraction.ExtractedFile.RemarkKind;
import io.medley.content.precheck.Finding.Kind;
import io.medley.content.precheck.PieceFacts.Look;
import io.medley.content.product.ProductMasterDocument.Label;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** C06: the safety information of an e-mail or page can be seen, read and found. */
final class SafetyVisible implements Rule {

  @Override
  public String id() {
    return "C06";
  }

  @Override
  public Kind kind() {
    return Kind.LAYOUT;
  }

  @Override
  public Set<String> cases() {
    return Set.of("small", "faint", "hidden", "far");
  }

  @Override
  public Set<String> settings() {
    return Set.of("size", "contrast", "farFrom", "linkWithin", "link");
  }

  @Override
  public void check(Inspection inspection) {
    Piece piece = inspection.piece();
    Optional<Label> label = inspection.label();
    if (label.isEmpty() || !piece.isHtml()) {
      return;
    }
    String isi = label.get().isi();
    boolean hidden =
        piece.words().share(isi) < 0.5
            && piece.remarks().stream()
                .filter(remark -> remark.kind() == RemarkKind.HIDDEN_TEXT)
                .anyMatch(remark -> new Containment(List.of(remark.text())).share(isi) >= 0.5);
    if (hidden) {
      inspection.missing("hidden", Map.of("expected", isi));
      return;
    }
    Containment wanted = new Containment(List.of(isi));
    List<Sentence> own =
        piece.sentences().stream()
            .filter(sentence -> sentence.raw().length() > 40 && wanted.share(sentence.raw()) >= 0.9)
            .toList();
    if (own.isEmpty()) {
      return;
    }
    RuleSettings settings = inspection.settings();
    double body = bodySize(piece.facts().looks());
    for (Sentence sentence : own) {
      for (Look look : piece.facts().looks()) {
        boolean here =
            look.section() == sentence.section()
                && look.start() < sentence.end()
                && look.end() > sentence.start();
        if (!here) {
          continue;
        }
        if (body > 0 && look.points() > 0 && look.points() < settings.number("size") * body) {
          inspection.found(
              "small",
              sentence.span(),
              Map.of("found", shown(look.points()), "expected", shown(body)));
          return;
        }
        if (look.contrast() > 0 && look.contrast() < settings.number("contrast")) {
          inspection.found(
              "faint",
              sentence.span(),
              Map.of("found", shown(look.contrast()), "expected", settings.text("contrast")));
          return;
        }
      }
    }
    Sentence first = own.getFirst();
    boolean linked =
        piece.links().stream()
            .anyMatch(
                link ->
                    link.section() == 1
                        && link.start() <= settings.number("linkWithin")
                        && link.target().startsWith("#")
                        && settings.words("link", inspection.language()).stream()
                            .anyMatch(NormalText.normal(link.text())::contains));
    if (first.section() == 1 && first.start() > settings.number("farFrom") && !linked) {
      inspection.found("far", first.span(), Map.of());
    }
  }

  /** The size most letters have. */
  private static double bodySize(List<Look> looks) {
    Map<Double, Integer> letters = new TreeMap<>();
    for (Look look : looks) {
      if (look.points() > 0) {
        letters.merge(look.points(), look.end() - look.start(), Integer::sum);
      }
    }
    return letters.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .orElse(0d);
  }

  private static String shown(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
