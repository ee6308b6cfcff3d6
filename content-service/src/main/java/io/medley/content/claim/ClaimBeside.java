package io.medley.content.claim;

import io.medley.content.claim.ClaimLinking.Linked;
import java.util.List;
import java.util.Objects;

/**
 * A link with the quotes behind its claim.
 *
 * @param quotes what the references say, figures of the piece marked in them
 */
public record ClaimBeside(Linked linked, List<Quoted> quotes) {

  public ClaimBeside {
    quotes = List.copyOf(quotes);
  }

  /** A quote behind a claim. */
  public record Quoted(String reference, int page, List<SharedFigures.Run> runs) {}

  /** Puts a link beside what its claim rests on. */
  public static ClaimBeside of(Linked linked) {
    return new ClaimBeside(
        linked,
        linked.claim().supports().stream()
            .map(ClaimSupport::anchor)
            .filter(Objects::nonNull)
            .map(
                anchor ->
                    new Quoted(
                        anchor.referenceId(),
                        anchor.page(),
                        SharedFigures.of(
                            anchor.quote(),
                            List.of(linked.link().found()),
                            linked.wording().language())))
            .toList());
  }

  /** The words of the piece, figures that a quote says too marked in them. */
  public List<SharedFigures.Run> found() {
    return SharedFigures.of(
        linked.link().found(),
        linked.claim().supports().stream()
            .map(ClaimSupport::anchor)
            .filter(Objects::nonNull)
            .map(ReferenceAnchor::quote)
            .toList(),
        linked.wording().language());
  }

  /** Colour of the link. */
  public String tone() {
    return switch (linked.link().state()) {
      case LINKED -> linked.obstacles().isEmpty() ? "live" : "needs";
      case SUGGESTED -> "needs";
      case REJECTED -> "draft";
      case REFUSED -> "blocked";
    };
  }

  /** The link's state in words. */
  public String words() {
    return switch (linked.link().state()) {
      case LINKED ->
          switch (linked.link().match()) {
            case EXACT -> "Approved wording";
            case MANUAL -> "Linked by hand";
            case NEAR, ALTERED -> "Accepted";
          };
      case SUGGESTED -> "Nearly the approved wording";
      case REJECTED -> "Not this claim";
      case REFUSED -> "Changed in meaning";
    };
  }
}
