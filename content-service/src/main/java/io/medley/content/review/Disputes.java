package io.medley.content.review;

import io.medley.platform.security.Actor;
import io.medley.platform.security.Authorities;
import io.medley.platform.security.Authority;
import io.medley.workflows.mlrreview.HumanStep;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Must-fix remarks of different lanes that want different things of the same words. Adding
 * something (a reference, another layout) contradicts nothing. The agenda of the meeting is these
 * pairs and nothing else.
 */
@Component
class Disputes implements DecisionRule {

  static final String SUBJECT = "comments";
  static final String PRESENT = "present";
  private static final Set<CauseCode> ADDS = Set.of(CauseCode.MISSING_ANCHOR);
  private static final String LAYOUT = "Layout";

  private final Remarks remarks;
  private final Decisions decisions;
  private final Authorities authorities;

  Disputes(Remarks remarks, Decisions decisions, Authorities authorities) {
    this.remarks = remarks;
    this.decisions = decisions;
    this.authorities = authorities;
  }

  /** What a decision says of a pair. */
  enum Stands {
    FIRST,
    SECOND,
    BOTH,
    OTHER
  }

  /**
   * Two remarks that cannot both be followed.
   *
   * @param stands what was decided; null while it is open
   * @param wording what shall be done instead, where neither stands; empty otherwise
   */
  record Dispute(String key, Remark first, Remark second, @Nullable Stands stands, String wording) {

    boolean open() {
      return stands == null;
    }

    /** Whether this remark was overruled. */
    boolean overrules(Remark remark) {
      return switch (stands) {
        case null -> false;
        case FIRST -> remark.id().equals(second.id());
        case SECOND -> remark.id().equals(first.id());
        case OTHER -> remark.id().equals(first.id()) || remark.id().equals(second.id());
        case BOTH -> false;
      };
    }
  }

  List<Dispute> of(Review review) {
    List<Remark> mustFix =
        remarks.ofVersion(review.subject().version()).stream()
            .filter(remark -> remark.mustFix() && remark.open())
            .toList();
    List<SignedDecision> decided =
        decisions.ofReview(review.id()).stream()
            .map(SignedDecision.Stored::decision)
            .filter(decision -> decision.kind() == HumanStep.ARBITRATION)
            .toList();
    List<Dispute> disputes = new ArrayList<>();
    for (int i = 0; i < mustFix.size(); i++) {
      for (int j = i + 1; j < mustFix.size(); j++) {
        if (contradict(mustFix.get(i), mustFix.get(j))) {
          disputes.add(dispute(mustFix.get(i), mustFix.get(j), decided));
        }
      }
    }
    return disputes;
  }

  static boolean contradict(Remark one, Remark other) {
    return one.lane() != other.lane()
        && one.overlaps(other)
        && !adds(one)
        && !adds(other)
        && !TextLikeness.norm(one.body()).equals(TextLikeness.norm(other.body()));
  }

  private static boolean adds(Remark remark) {
    return ADDS.contains(remark.cause()) || remark.category().equals(LAYOUT);
  }

  private static Dispute dispute(Remark one, Remark other, List<SignedDecision> decided) {
    String key = one.id() + "/" + other.id();
    Optional<SignedDecision> decision =
        decided.stream().filter(made -> !made.text(key).isEmpty()).reduce((a, newest) -> newest);
    return new Dispute(
        key,
        one,
        other,
        decision.map(made -> Stands.valueOf(made.text(key))).orElse(null),
        decision.map(made -> made.text("words-" + key)).orElse(""));
  }

  @Override
  public HumanStep step() {
    return HumanStep.ARBITRATION;
  }

  @Override
  public Map<String, Object> checked(
      Review review, String subject, Map<String, Object> body, Actor person) {
    for (String market : review.subject().markets()) {
      authorities.require(person, Authority.COORDINATE, market);
    }
    if (person.id().equals(review.subject().author())) {
      throw new ReviewRefusal.MayNotSign("The author of a piece does not arbitrate about it.");
    }
    Map<String, Object> checked = new LinkedHashMap<>();
    checked.put(PRESENT, text(body, PRESENT, "Write down who took part in the meeting."));
    Set<String> known = new HashSet<>();
    for (Stands stands : Stands.values()) {
      known.add(stands.name());
    }
    for (Dispute dispute : of(review).stream().filter(Dispute::open).toList()) {
      String stands = String.valueOf(body.getOrDefault(dispute.key(), ""));
      if (!known.contains(stands)) {
        throw new ReviewRefusal.DecisionIncomplete(
            "Decide every dispute; the one about “%s” is open.".formatted(dispute.first().words()));
      }
      checked.put(dispute.key(), stands);
      if (stands.equals(Stands.OTHER.name())) {
        checked.put(
            "words-" + dispute.key(),
            text(
                body,
                "words-" + dispute.key(),
                "Say what shall be done instead at “%s”.".formatted(dispute.first().words())));
      }
    }
    return checked;
  }

  private static String text(Map<String, Object> body, String name, String missing) {
    String text = String.valueOf(body.getOrDefault(name, "")).strip();
    if (text.isEmpty() || text.length() > 2000) {
      throw new ReviewRefusal.DecisionIncomplete(missing);
    }
    return text;
  }

  @Override
  public String meaning(Review review, String subject, Map<String, Object> body) {
    long decided =
        body.keySet().stream()
            .filter(key -> key.contains("/") && !key.startsWith("words-"))
            .count();
    return "Arbitration: %d contradicting %s decided in a meeting with %s."
        .formatted(
            decided, decided == 1 ? "pair of comments" : "pairs of comments", body.get(PRESENT));
  }

  @Override
  public void decided(Review review, SignedDecision decision, Actor person) {
    // The list to the agency is made from the remarks and this decision.
  }
}
