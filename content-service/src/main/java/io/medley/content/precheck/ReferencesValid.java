package io.medley.content.precheck;

import io.medley.content.asset.AssetMetadata.ListedReference;
import io.medley.content.asset.NormalText;
import io.medley.content.precheck.Finding.Kind;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * C17: every reference of the piece, and of the claims it uses, is in the library and not
 * retracted, and none loses its licence while the piece is in use.
 */
final class ReferencesValid implements Rule {

  @Override
  public String id() {
    return "C17";
  }

  @Override
  public Kind kind() {
    return Kind.REFERENCE;
  }

  @Override
  public Set<String> cases() {
    return Set.of("retracted", "unknown", "licence", "unpublished");
  }

  @Override
  public boolean needsText() {
    return false;
  }

  @Override
  public Set<String> settings() {
    return Set.of("unpublished");
  }

  @Override
  public void check(Inspection inspection) {
    Piece piece = inspection.piece();
    Set<String> told = new HashSet<>();
    for (ListedReference listed : piece.metadata().references()) {
      String citation = NormalText.normal(listed.citation());
      if (inspection.settings().words("unpublished", inspection.language()).stream()
          .anyMatch(citation::contains)) {
        String what = listed.marker() + ". " + listed.citation();
        told.add("unpublished " + what);
        inspection.missing("unpublished", Map.of("found", what));
      }
      if (!listed.referenceId().isBlank()) {
        Optional<Source> source = source(piece, listed.referenceId());
        String what = listed.marker() + ". " + listed.citation();
        if (source.isPresent()) {
          check(inspection, source.get(), what, told);
        } else {
          inspection.missing("unknown", Map.of("found", what, "expected", listed.referenceId()));
        }
      }
    }
    // What the piece's claims rest on counts, whether or not the piece lists it.
    for (Sentence sentence : piece.sentences()) {
      piece
          .claimMatch(sentence)
          .ifPresent(
              match ->
                  match
                      .claim()
                      .references()
                      .forEach(
                          anchor ->
                              source(piece, anchor.referenceId())
                                  .filter(source -> !listed(piece, source))
                                  .ifPresent(
                                      source ->
                                          check(
                                              inspection,
                                              source,
                                              "%s (behind claim %s)"
                                                  .formatted(source.title(), match.claim().id()),
                                              told))));
    }
  }

  private static void check(Inspection inspection, Source source, String what, Set<String> told) {
    Piece piece = inspection.piece();
    LocalDate to = piece.metadata().validTo();
    LocalDate lastDay = to == null ? piece.firstDay() : to;
    LocalDate licence = source.licenceEnd();
    if (source.retracted() && told.add("retracted " + what)) {
      inspection.missing("retracted", Map.of("found", what));
    }
    if (!source.retracted()
        && licence != null
        && licence.isBefore(lastDay)
        && told.add("licence " + what)) {
      inspection.missing("licence", Map.of("found", what, "expected", licence.toString()));
    }
    if (source.dataOnFile() && told.add("unpublished " + what)) {
      inspection.missing("unpublished", Map.of("found", what));
    }
  }

  private static Optional<Source> source(Piece piece, String id) {
    return piece.around().sources().stream().filter(source -> source.id().equals(id)).findFirst();
  }

  private static boolean listed(Piece piece, Source source) {
    return piece.metadata().references().stream()
        .anyMatch(listed -> listed.referenceId().equals(source.id()));
  }
}
