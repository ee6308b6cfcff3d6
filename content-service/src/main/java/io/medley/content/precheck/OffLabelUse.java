package io.medley.content.precheck;

import io.medley.content.asset.NormalText;
import io.medley.content.precheck.Finding.Kind;
import io.medley.content.product.ProductMasterDocument.Indication;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * C30: nothing beside brand or substance names a condition or a population outside the market's
 * label.
 */
final class OffLabelUse implements Rule {

  @Override
  public String id() {
    return "C30";
  }

  @Override
  public Kind kind() {
    return Kind.TEXT_PATTERN;
  }

  @Override
  public Set<String> cases() {
    return Set.of("condition", "population");
  }

  @Override
  public Set<String> settings() {
    return Set.of("conditions", "populations", "unless");
  }

  @Override
  public void check(Inspection inspection) {
    Piece piece = inspection.piece();
    if (piece.brand().isEmpty()) {
      return;
    }
    List<String> codes = new ArrayList<>();
    StringBuilder statements = new StringBuilder();
    for (Indication indication : piece.products().indications(piece.metadata().brandId())) {
      boolean registered =
          piece.products().registrations(piece.metadata().brandId()).stream()
              .anyMatch(
                  row ->
                      row.indicationId().equals(indication.id())
                          && (row.market().equals(inspection.market())
                              || inspection.market().equals("*")));
      if (registered) {
        String code = indication.icd10();
        if (code != null) {
          codes.add(code);
        }
        indication
            .statements()
            .values()
            .forEach(words -> statements.append(NormalText.normal(words)).append('\n'));
      }
    }
    RuleSettings settings = inspection.settings();
    List<Pattern> excuses = settings.patterns("unless", inspection.language());
    List<Sentence> sentences =
        piece.sentences().stream()
            .filter(sentence -> !sentence.listed())
            .filter(sentence -> piece.namesProduct(sentence) || piece.namesProductAround(sentence))
            .filter(sentence -> !sentence.hasAny(excuses))
            .filter(
                sentence ->
                    !piece.isPrescribed(sentence) && piece.approvedClaim(sentence).isEmpty())
            .toList();
    look(inspection, "condition", settings.entries("conditions"), codes, statements, sentences);
    look(inspection, "population", settings.entries("populations"), codes, statements, sentences);
  }

  private static void look(
      Inspection inspection,
      String caseName,
      List<RuleSettings> entries,
      List<String> codes,
      CharSequence statements,
      List<Sentence> sentences) {
    Piece piece = inspection.piece();
    for (RuleSettings entry : entries) {
      boolean onLabel =
          entry.list("icd10").stream()
              .anyMatch(code -> codes.stream().anyMatch(own -> own.startsWith(code)));
      List<Pattern> patterns = entry.patterns("terms", inspection.language());
      List<WordSequence> phrases = entry.phrases("phrases", inspection.language());
      if (onLabel || patterns.stream().anyMatch(pattern -> pattern.matcher(statements).find())) {
        continue;
      }
      for (Sentence sentence : sentences) {
        Stream.concat(
                patterns.stream().flatMap(pattern -> sentence.find(pattern).stream()),
                piece.find(sentence, phrases).stream())
            .findFirst()
            .ifPresent(
                span ->
                    inspection.found(
                        caseName,
                        span,
                        Map.of("found", span.quote(), "expected", entry.text("name"))));
      }
    }
  }
}
