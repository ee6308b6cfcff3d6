package io.medley.content.precheck;

import io.medley.content.asset.NormalText;
import io.medley.content.asset.TextSection;
import io.medley.content.extraction.ExtractedFile.Link;
import io.medley.content.precheck.Finding.Kind;
import io.medley.content.precheck.Sentence.Span;
import io.medley.content.product.ProductMasterDocument.Label;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** C10, C11: the prescribing information is in the piece, or one step away. */
final class PrescribingInformation implements Rule {

  private final String id;
  private final boolean digital;

  PrescribingInformation(String id, boolean digital) {
    this.id = id;
    this.digital = digital;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public Kind kind() {
    return Kind.LINK;
  }

  @Override
  public Set<String> cases() {
    return digital ? Set.of("missing", "vague") : Set.of("missing", "noInstruction");
  }

  @Override
  public Set<String> settings() {
    return Set.of("similarity", "channels", "vagueLabels", "instruction", "distance");
  }

  @Override
  public void check(Inspection inspection) {
    Piece piece = inspection.piece();
    Optional<Label> label = inspection.label();
    if (label.isEmpty() || !piece.isFor(inspection.settings().list("channels"))) {
      return;
    }
    String address = label.get().piUrl();
    if (piece.words().share(label.get().pi()) >= inspection.settings().number("similarity")) {
      return;
    }
    if (!digital) {
      if (piece.sections().stream()
          .noneMatch(section -> squeeze(section.text()).contains(squeeze(address)))) {
        // A code on paper is read as a link; a link on paper is nothing.
        if (piece.links().stream()
            .filter(link -> NormalText.normal(link.text()).contains("qr"))
            .noneMatch(link -> same(link.target(), address))) {
          inspection.missing("missing", Map.of("expected", address));
        }
        return;
      }
      instruction(inspection, address);
      return;
    }
    List<Link> links = piece.links().stream().filter(link -> same(link.target(), address)).toList();
    if (links.isEmpty()) {
      inspection.missing("missing", Map.of("expected", address));
      return;
    }
    List<String> vague = inspection.settings().list("vagueLabels");
    boolean named =
        links.stream()
            .anyMatch(
                link -> !link.text().isBlank() && !vague.contains(NormalText.normal(link.text())));
    if (!named) {
      Link link = links.getFirst();
      inspection.found(
          "vague",
          new Span(link.section(), link.start(), link.end(), link.text()),
          Map.of("found", link.text(), "expected", address));
    }
  }

  /** A printed address alone does not tell what it is for. */
  private static void instruction(Inspection inspection, String address) {
    int distance = (int) inspection.settings().number("distance");
    List<String> words = inspection.settings().words("instruction", inspection.language());
    String bare = NormalText.normal(address).replaceAll("^https?://", "");
    for (TextSection section : inspection.piece().sections()) {
      NormalText text = NormalText.of(section.text());
      int at = text.text().indexOf(bare);
      if (at < 0) {
        continue;
      }
      String around =
          text.text()
              .substring(
                  Math.max(0, at - distance),
                  Math.min(text.text().length(), at + bare.length() + distance));
      if (words.stream().noneMatch(around.replace(bare, " ")::contains)) {
        int start = text.origin(at);
        int end = text.origin(at + bare.length() - 1) + 1;
        inspection.found(
            "noInstruction",
            new Span(section.number(), start, end, section.text().substring(start, end)),
            Map.of("expected", address));
      }
      return;
    }
  }

  private static boolean same(String target, String address) {
    return target
        .strip()
        .toLowerCase(Locale.ROOT)
        .replaceAll("/+$", "")
        .equals(address.toLowerCase(Locale.ROOT).replaceAll("/+$", ""));
  }

  private static String squeeze(String text) {
    return NormalText.normal(text).replace(" ", "").replaceAll("^https?://", "");
  }
}
