package io.medley.content.precheck;

import io.medley.content.extraction.ExtractedFile.Link;
import io.medley.content.extraction.ExtractedFile.Remark;
import io.medley.content.precheck.Finding.Kind;
import io.medley.content.precheck.Sentence.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** C36: nothing unfinished, no unknown token, no tracked change, comment or hidden text. */
final class Leftovers implements Rule {

  private static final Pattern TOKEN = Pattern.compile("\\{\\{\\s*([^{}]*?)\\s*}}");

  @Override
  public String id() {
    return "C36";
  }

  @Override
  public Kind kind() {
    return Kind.TEXT_PATTERN;
  }

  @Override
  public Set<String> cases() {
    return Set.of(
        "leftover",
        "unfinished",
        "token",
        "tracked",
        "comment",
        "hidden",
        "preview",
        "notes",
        "embedded");
  }

  @Override
  public boolean needsText() {
    return false;
  }

  @Override
  public Set<String> settings() {
    return Set.of("tokens", "words", "sets");
  }

  @Override
  public void check(Inspection inspection) {
    Piece piece = inspection.piece();
    List<String> tokens = new ArrayList<>(inspection.settings().list("tokens"));
    // Places of modules are filled in before it is sent; every form of them is checked (C37).
    piece.around().slots().forEach(slot -> tokens.add(slot.token().replaceAll("[{}]", "")));
    String known = String.join(", ", tokens.stream().map(token -> "{{" + token + "}}").toList());
    for (Sentence sentence : piece.sentences()) {
      inspection.foundWords(
          sentence,
          inspection.settings().wordGroups(inspection.language()),
          group -> sentence.hasAny(group.unless()));
      Matcher matcher = TOKEN.matcher(sentence.raw());
      while (matcher.find()) {
        if (!tokens.contains(matcher.group(1))) {
          int start = sentence.start() + matcher.start();
          Span span =
              new Span(
                  sentence.section(), start, sentence.start() + matcher.end(), matcher.group());
          inspection.found("token", span, Map.of("found", matcher.group(), "expected", known));
        }
      }
    }
    for (Link link : piece.links()) {
      Matcher matcher = TOKEN.matcher(link.target());
      while (matcher.find()) {
        if (!tokens.contains(matcher.group(1))) {
          inspection.inSection(
              "token",
              link.section(),
              link.target(),
              Map.of("found", matcher.group(), "expected", known));
        }
      }
    }
    for (Remark remark : piece.remarks()) {
      String caseName =
          switch (remark.kind()) {
            case COMMENT -> "comment";
            case TRACKED_CHANGE -> "tracked";
            case HIDDEN_TEXT -> piece.isHtml() ? "preview" : "hidden";
            case SPEAKER_NOTES -> "notes";
            case EMBEDDED_FILE -> "embedded";
          };
      inspection.inSection(
          caseName, remark.section(), remark.text(), Map.of("found", remark.text()));
    }
  }
}
