package io.medley.content.precheck;

import io.medley.content.asset.AssetMetadata;
import io.medley.content.asset.NormalText;
import io.medley.content.precheck.Finding.Kind;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * C32: prescription medicines are not promoted to the public where that is forbidden; a piece says
 * whom it is for.
 */
final class AudienceGate implements Rule {

  @Override
  public String id() {
    return "C32";
  }

  @Override
  public Kind kind() {
    return Kind.METADATA;
  }

  @Override
  public Set<String> cases() {
    return Set.of("publicForbidden", "lineMissing", "noGate");
  }

  @Override
  public boolean needsText() {
    return false;
  }

  @Override
  public Set<String> settings() {
    return Set.of("publicPromotion", "phrases", "example", "gate", "gatedHosts");
  }

  @Override
  public void check(Inspection inspection) {
    Piece piece = inspection.piece();
    AssetMetadata metadata = piece.metadata();
    boolean promotional = metadata.purpose().equals("PROMOTIONAL");
    boolean open =
        metadata.audiences().stream()
            .anyMatch(audience -> audience.equals("PATIENT") || audience.equals("PUBLIC"));
    if (open
        && promotional
        && piece.brand().isPresent()
        && inspection.settings().text("publicPromotion").equals("forbidden")) {
      inspection.missing(
          "publicForbidden",
          Map.of("found", metadata.audiences().contains("PUBLIC") ? "the public" : "patients"));
    }
    boolean professional =
        metadata.audiences().contains("HCP") || metadata.audiences().contains("OTHER_HCP");
    if (professional && !open && piece.hasText()) {
      List<String> phrases = inspection.settings().words("phrases", inspection.language());
      boolean said =
          piece.sections().stream()
              .map(section -> NormalText.normal(section.text()))
              .anyMatch(text -> phrases.stream().anyMatch(text::contains));
      if (!said) {
        inspection.missing("lineMissing", Map.of("example", inspection.settings().text("example")));
      }
      if (promotional && piece.isHtml() && piece.isFor(List.of("WEB")) && !isGated(inspection)) {
        inspection.missing("noGate", Map.of());
      }
    }
  }

  /** The page asks who its reader is, or stands behind something that did. */
  private static boolean isGated(Inspection inspection) {
    List<String> phrases = inspection.settings().words("gate", inspection.language());
    return inspection.piece().sections().stream()
            .map(section -> NormalText.normal(section.text()))
            .anyMatch(text -> phrases.stream().anyMatch(text::contains))
        || inspection.piece().links().stream()
            .anyMatch(link -> inspection.settings().list("gatedHosts").contains(link.target()));
  }
}
