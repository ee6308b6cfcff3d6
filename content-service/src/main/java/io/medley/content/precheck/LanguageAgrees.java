package io.medley.content.precheck;

import io.medley.content.asset.Languages;
import io.medley.content.asset.TextSection;
import io.medley.content.precheck.Finding.Kind;
import io.medley.content.precheck.Sentence.Span;
import io.medley.content.product.ProductMasterDocument.Brand;
import io.medley.content.product.Products;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;

/** C41: the text is in the language of its tag, and the brand is written as a brand. */
final class LanguageAgrees implements Rule {

  @Override
  public String id() {
    return "C41";
  }

  @Override
  public Kind kind() {
    return Kind.METADATA;
  }

  @Override
  public Set<String> cases() {
    return Set.of("otherLanguage", "brandCase");
  }

  @Override
  public void check(Inspection inspection) {
    String tag = inspection.language();
    Optional<Languages.Guess> guess = Languages.guess(inspection.piece().sections());
    if (guess.isPresent()
        && !tag.isEmpty()
        && !Products.sameLanguage(tag, guess.get().language())) {
      inspection.missing("otherLanguage", Map.of("found", guess.get().language(), "expected", tag));
    }
    Optional<Brand> brand = inspection.piece().brand();
    if (brand.isEmpty()) {
      return;
    }
    String name = brand.get().name();
    for (TextSection section : inspection.piece().sections()) {
      Matcher matcher = Piece.mention(name).matcher(section.text());
      while (matcher.find()) {
        String written = matcher.group();
        if (!written.equals(name) && !written.equals(name.toUpperCase(Locale.ROOT))) {
          inspection.found(
              "brandCase",
              new Span(section.number(), matcher.start(), matcher.end(), written),
              Map.of("found", written, "expected", name));
          return;
        }
      }
    }
  }
}
