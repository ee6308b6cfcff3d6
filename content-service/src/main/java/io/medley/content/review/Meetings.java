package io.medley.content.review;

import io.medley.platform.security.Actor;
import io.medley.platform.security.Authorities;
import io.medley.platform.security.Authority;
import io.medley.workflows.mlrreview.HumanStep;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The meeting that is held when a piece was returned too often: it names the cause. */
@Component
class Meetings implements DecisionRule {

  static final String CAUSE = "cause";
  static final String PRESENT = "present";
  static final String AGREED = "agreed";

  private final Reviews reviews;
  private final Authorities authorities;

  Meetings(Reviews reviews, Authorities authorities) {
    this.reviews = reviews;
    this.authorities = authorities;
  }

  static String subject(Review review) {
    return "round-" + review.round();
  }

  @Override
  public HumanStep step() {
    return HumanStep.MEETING;
  }

  @Override
  public Map<String, Object> checked(
      Review review, String subject, Map<String, Object> body, Actor person) {
    for (String market : review.subject().markets()) {
      authorities.require(person, Authority.COORDINATE, market);
    }
    String cause = String.valueOf(body.getOrDefault(CAUSE, ""));
    if (Arrays.stream(CauseCode.values()).noneMatch(known -> known.name().equals(cause))) {
      throw new ReviewRefusal.DecisionIncomplete("Choose what caused the rounds.");
    }
    Map<String, Object> checked = new LinkedHashMap<>();
    checked.put(CAUSE, cause);
    checked.put(PRESENT, text(body, PRESENT, "Write down who took part in the meeting."));
    checked.put(AGREED, text(body, AGREED, "Write down what was agreed."));
    return checked;
  }

  private static String text(Map<String, Object> body, String name, String missing) {
    String text = String.valueOf(body.getOrDefault(name, "")).strip();
    if (text.isEmpty() || text.length() > 4000) {
      throw new ReviewRefusal.DecisionIncomplete(missing);
    }
    return text;
  }

  @Override
  public String meaning(Review review, String subject, Map<String, Object> body) {
    return "Meeting after round %d: the cause is “%s”; agreed: %s"
        .formatted(
            review.round(),
            CauseCode.valueOf(String.valueOf(body.get(CAUSE)))
                .title()
                .toLowerCase(java.util.Locale.ROOT),
            body.get(AGREED));
  }

  @Override
  public void decided(Review review, SignedDecision decision, Actor person) {
    reviews.cause(review.id(), decision.text(CAUSE), person.id());
  }
}
