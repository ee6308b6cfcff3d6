package io.medley.content.precheck;

import io.medley.content.asset.NormalText;
import io.medley.content.precheck.Finding.Kind;
import io.medley.content.precheck.LibraryClaim.Anchor;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * C18: every approved claim that is used points to a page and a quote, and the quote is in the
 * reference.
 */
final class AnchorsKept implements Rule {

  @Override
  public String id() {
    return "C18";
  }

  @Override
  public Kind kind() {
    return Kind.REFERENCE;
  }

  @Override
  public Set<String> cases() {
    return Set.of("noAnchor", "notInReference");
  }

  @Override
  public void check(Inspection inspection) {
    Set<String> seen = new HashSet<>();
    for (Sentence sentence : inspection.piece().sentences()) {
      Optional<ClaimMatch> match = inspection.piece().claimMatch(sentence);
      if (match.isEmpty() || !match.get().claim().keepsAnchors()) {
        continue;
      }
      LibraryClaim claim = match.get().claim();
      if (!seen.add(claim.id())) {
        continue;
      }
      if (claim.references().isEmpty()) {
        inspection.found(
            "noAnchor", sentence.span(), Map.of("found", claim.id(), "expected", "any"));
      }
      for (Anchor anchor : claim.references()) {
        Map<String, String> words =
            Map.of(
                "found", claim.id(),
                "expected",
                    anchor.referenceId() + (anchor.page() > 0 ? ", page " + anchor.page() : ""),
                "quote", anchor.quote());
        String text = inspection.piece().around().referenceTexts().get(anchor.place());
        if (!anchor.named()) {
          inspection.found("noAnchor", sentence.span(), words);
        } else if (text != null && !contains(text, anchor.quote())) {
          inspection.found("notInReference", sentence.span(), words);
        }
      }
    }
  }

  /** Line ends, hyphenation, case and spacing aside. */
  private static boolean contains(String text, String quote) {
    return NormalText.normal(text)
        .replace(" ", "")
        .contains(NormalText.normal(quote).replace(" ", ""));
  }
}
