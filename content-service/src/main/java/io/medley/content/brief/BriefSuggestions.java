package io.medley.content.brief;

import io.medley.content.asset.Suggestion;
import java.util.ArrayList;
import java.util.List;

/** What a brief says of the tags of a piece that is made for it. The agency confirms them. */
public final class BriefSuggestions {

  /** Somebody wrote it down for this piece; still, the piece may be another one than was asked. */
  private static final double CONFIDENCE = 0.95;

  /** Less than what stands on the piece itself. */
  private static final double TITLE_CONFIDENCE = 0.6;

  private BriefSuggestions() {}

  /** Suggestions with the evidence "brief". */
  public static List<Suggestion> of(BriefDraft wanted) {
    List<Suggestion> suggestions = new ArrayList<>();
    add(suggestions, wanted, "title", List.of(wanted.title()), TITLE_CONFIDENCE);
    add(suggestions, wanted, "brandId", List.of(wanted.brandId()), CONFIDENCE);
    add(suggestions, wanted, "materialType", List.of(wanted.materialType()), CONFIDENCE);
    add(suggestions, wanted, "purpose", List.of(wanted.purpose()), CONFIDENCE);
    add(suggestions, wanted, "countries", wanted.markets(), CONFIDENCE);
    add(suggestions, wanted, "audiences", wanted.audiences(), CONFIDENCE);
    add(suggestions, wanted, "channels", wanted.channels(), CONFIDENCE);
    add(suggestions, wanted, "keyMessageIds", wanted.keyMessages(), CONFIDENCE);
    if (wanted.languages().size() == 1) {
      // Of several languages the piece itself says which one it is in.
      add(suggestions, wanted, "language", wanted.languages(), CONFIDENCE);
    }
    return suggestions;
  }

  private static void add(
      List<Suggestion> suggestions,
      BriefDraft wanted,
      String field,
      List<String> values,
      double confidence) {
    values.stream()
        .filter(value -> !value.isEmpty())
        .map(
            value ->
                new Suggestion(
                    field,
                    value,
                    confidence,
                    new Suggestion.Evidence(wanted.title(), null, Suggestion.BRIEF)))
        .forEach(suggestions::add);
  }
}
