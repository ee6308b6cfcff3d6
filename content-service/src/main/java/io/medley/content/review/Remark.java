package io.medley.content.review;

import io.medley.content.signing.Lane;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a lane wrote about a version, as rounds need it.
 *
 * @param author id of who wrote it
 * @param category what it is about, as people say it
 * @param cause what it counts as among the causes of rounds
 * @param section page, slide or section; null for the whole piece
 * @param span the words it is about, in the version it was written on; null if it is about no words
 * @param words the words themselves; may be empty
 * @param body what it says, led by the moment where it is about one of a film
 * @param open whether somebody still has to act on it
 * @param here whether it was written on this very version, not brought forward
 */
record Remark(
    UUID id,
    Lane lane,
    boolean mustFix,
    String category,
    CauseCode cause,
    String author,
    String printedName,
    @Nullable Integer section,
    TextChange.@Nullable Span span,
    String words,
    String body,
    boolean open,
    boolean here) {

  /** Whether two remarks are about words they share. */
  boolean overlaps(Remark other) {
    TextChange.Span one = span;
    TextChange.Span two = other.span;
    return one != null
        && two != null
        && one.section() == two.section()
        && one.start() < two.end()
        && two.start() < one.end();
  }

  Optional<TextChange.Span> place() {
    return Optional.ofNullable(span);
  }
}
