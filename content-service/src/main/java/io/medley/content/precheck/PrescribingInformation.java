package io.medley.content.precheck;

import io.medley.content.asset.NormalText;
import io.medley.content.asset.TextSection;
import io.medley.content.extraction.ExtractedFile.Box;
import io.medley.content.extraction.ExtractedFile.Link;
import io.medley.content.precheck.Finding.Kind;
import io.medley.content.precheck.PieceFacts.Code;
import io.medley.content.precheck.Sentence.Span;
import io.medley.content.product.ProductMasterDocument.Label;
import java.util.Comparator;
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
    return digital
        ? Set.of("missing", "vague", "behindLogin")
        : Set.of("missing", "noInstruction", "otherCode");
  }

  @Override
  public boolean needsText() {
    return digital;
  }

  @Override
  public Set<String> settings() {
    return Set.of("similarity", "channels", "vagueLabels", "signIn", "instruction", "distance");
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
      printed(inspection, address);
      return;
    }
    List<Link> links = piece.links().stream().filter(link -> same(link.target(), address)).toList();
    if (links.isEmpty()) {
      inspection.missing("missing", Map.of("expected", address));
      return;
    }
    LinkResult fetched =
        piece.around().links().results().get(LinkChecking.address(links.getFirst().target()));
    if (fetched != null && asksForPassword(inspection, fetched)) {
      inspection.missing("behindLogin", Map.of("expected", address, "end", fetched.end()));
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

  /** On paper: the address, or a code that says it, each with words that tell what it is. */
  private static void printed(Inspection inspection, String address) {
    Piece piece = inspection.piece();
    if (piece.sections().stream()
        .anyMatch(section -> squeeze(section.text()).contains(squeeze(address)))) {
      instruction(inspection, address);
      return;
    }
    List<Code> codes = piece.facts().codes();
    Optional<Code> code = codes.stream().filter(one -> same(one.text(), address)).findFirst();
    if (code.isPresent()) {
      if (!explained(inspection, code.get())) {
        inspection.inSection(
            "noInstruction", code.get().section(), code.get().text(), Map.of("expected", address));
      }
    } else if (!codes.isEmpty()) {
      inspection.inSection(
          "otherCode",
          codes.getFirst().section(),
          codes.getFirst().text(),
          Map.of("found", codes.getFirst().text(), "expected", address));
    } else if (piece.hasText()
        && piece.links().stream()
            .filter(link -> NormalText.normal(link.text()).contains("qr"))
            .noneMatch(link -> same(link.target(), address))) {
      // A picture of words cannot be read: a reviewer looks for the information there (C00).
      inspection.missing("missing", Map.of("expected", address));
    }
  }

  /** Whether words within the distance of a code's nearest words say what it leads to. */
  private static boolean explained(Inspection inspection, Code code) {
    String text = inspection.piece().text(code.section());
    if (text.isBlank()) {
      return true;
    }
    int distance = (int) inspection.settings().number("distance");
    Optional<Box> nearest =
        inspection.piece().boxes(code.section()).stream()
            .min(Comparator.comparingDouble(box -> away(box, code)));
    String around =
        nearest
            .map(
                box ->
                    text.substring(
                        Math.max(0, box.start() - distance),
                        Math.min(text.length(), box.end() + distance)))
            .orElse(text);
    String normal = NormalText.normal(around);
    return inspection.settings().words("instruction", inspection.language()).stream()
        .anyMatch(normal::contains);
  }

  /** Distance of a code's middle to a stretch of words, in shares of the page. */
  private static double away(Box box, Code code) {
    double x = Math.clamp(code.x(), box.x(), box.x() + box.width()) - code.x();
    double y = Math.clamp(code.y(), box.y(), box.y() + box.height()) - code.y();
    return Math.hypot(x, y);
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

  private static boolean asksForPassword(Inspection inspection, LinkResult fetched) {
    String end = fetched.end().toLowerCase(Locale.ROOT);
    return fetched.status() == 401
        || fetched.status() == 403
        || (!fetched.hops().isEmpty()
            && inspection.settings().list("signIn").stream().anyMatch(end::contains));
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
