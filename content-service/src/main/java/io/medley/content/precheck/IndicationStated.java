package io.medley.content.precheck;

import io.medley.content.precheck.Finding.Kind;
import io.medley.content.product.ProductMasterDocument.Indication;
import io.medley.content.product.Products;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** C09: where benefit is claimed, the approved indication stands with its limitations. */
final class IndicationStated implements Rule {

  @Override
  public String id() {
    return "C09";
  }

  @Override
  public Kind kind() {
    return Kind.REQUIRED_BLOCK;
  }

  @Override
  public Set<String> cases() {
    return Set.of("missing", "incomplete", "unknown");
  }

  @Override
  public Set<String> settings() {
    return Set.of("similarity");
  }

  @Override
  public void check(Inspection inspection) {
    Piece piece = inspection.piece();
    if (piece.brand().isEmpty() || inspection.label().isEmpty()) {
      return;
    }
    RuleSettings claims = inspection.rule("C15");
    boolean claimed =
        piece.sentences().stream()
            .anyMatch(sentence -> ClaimsReferenced.readsAsClaim(piece, sentence, claims));
    if (!claimed) {
      return;
    }
    for (String id : piece.metadata().indicationIds()) {
      Optional<Indication> indication =
          piece.products().indications(piece.metadata().brandId()).stream()
              .filter(one -> one.id().equals(id))
              .findFirst();
      Optional<String> statement = indication.flatMap(one -> statement(one, inspection.language()));
      if (statement.isEmpty()) {
        inspection.missing("unknown", Map.of("found", indication.map(Indication::name).orElse(id)));
        continue;
      }
      double share = piece.words().share(statement.get());
      if (share < inspection.settings().number("similarity")) {
        inspection.missing(
            share >= 0.5 ? "incomplete" : "missing", Map.of("expected", statement.get()));
      }
    }
  }

  private static Optional<String> statement(Indication indication, String language) {
    String exact = indication.statements().get(language);
    return exact != null
        ? Optional.of(exact)
        : indication.statements().entrySet().stream()
            .filter(entry -> Products.sameLanguage(entry.getKey(), language))
            .map(Map.Entry::getValue)
            .findFirst();
  }
}
