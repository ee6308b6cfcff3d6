package io.medley.content.review;

import io.medley.content.signing.Lane;
import io.medley.content.signing.Verdict;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a verdict will cause, in words a reviewer reads before signing it. */
public final class Consequences {

  private Consequences() {}

  /**
   * @param lane the lane about to be signed
   * @param others verdicts already signed in other lanes; lanes without one are in {@code open}
   * @param open the other lanes that have not signed
   * @param steps titles of what the markets want between approval and first use
   */
  public static String of(
      Lane lane,
      Verdict verdict,
      Map<Lane, Verdict> others,
      Collection<Lane> open,
      List<String> steps) {
    String does =
        switch (verdict) {
          case APPROVE -> lane.title() + " approves";
          case APPROVE_WITH_CHANGES -> lane.title() + " approves with changes";
          case AMEND_RETURN -> lane.title() + " returns it for amendment";
          case RESUBMIT -> lane.title() + " asks for a full new round";
          case REJECT -> lane.title() + " rejects it";
        };
    if (!open.isEmpty()) {
      return does + "; " + names(open) + " still open. " + meanwhile(verdict, others);
    }
    Verdict deciding =
        Verdict.deciding(others.values())
            .map(other -> other.compareTo(verdict) < 0 ? other : verdict)
            .orElse(verdict);
    return does + ". " + lastLane(deciding, steps);
  }

  private static String meanwhile(Verdict verdict, Map<Lane, Verdict> others) {
    Optional<Verdict> gravest = Verdict.deciding(others.values());
    if (verdict == Verdict.APPROVE && gravest.filter(Verdict::needsReason).isPresent()) {
      return "It goes back all the same, because another lane returned it.";
    }
    return verdict.needsReason()
        ? "The agency hears once every lane has signed, with one list."
        : "Nothing goes live before they sign.";
  }

  private static String lastLane(Verdict deciding, List<String> steps) {
    return switch (deciding) {
      case APPROVE ->
          steps.isEmpty()
              ? "Every lane has approved: the piece is sealed and goes live in the catalog."
              : "Every lane has approved: the piece is sealed, and goes live once this is recorded: %s."
                  .formatted(String.join(", ", steps));
      case REJECT -> "The review ends; this version may never be used.";
      case APPROVE_WITH_CHANGES ->
          "Every lane has signed: the agency gets the conditions; a corrected version that changes nothing else needs no lane again.";
      case AMEND_RETURN, RESUBMIT ->
          "Every lane has signed: the agency gets one consolidated list.";
    };
  }

  private static String names(Collection<Lane> lanes) {
    List<String> titles = lanes.stream().sorted().map(Lane::title).toList();
    if (titles.size() == 1) {
      return titles.getFirst();
    }
    return titles.subList(0, titles.size() - 1).stream().collect(Collectors.joining(", "))
        + " and "
        + titles.getLast();
  }
}
