package io.medley.content.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.medley.content.signing.Lane;
import io.medley.content.signing.Verdict;
import io.medley.workflows.mlrreview.Consolidation;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConsolidatingTest {

  @Test
  void shouldApproveOnlyWhenEveryLaneApproves() {
    for (Verdict one : Verdict.values()) {
      for (Verdict other : Verdict.values()) {
        for (Verdict third : Verdict.values()) {
          List<Verdict> verdicts = List.of(one, other, third);
          Consolidation expected =
              verdicts.contains(Verdict.REJECT)
                  ? Consolidation.REJECTED
                  : verdicts.stream().allMatch(Verdict.APPROVE::equals)
                      ? Consolidation.APPROVED
                      : Consolidation.RETURNED;

          assertThat(Consolidating.of(verdicts)).isEqualTo(expected);
        }
      }
    }
  }

  @Test
  void shouldNotDecideWithoutAVerdict() {
    assertThatThrownBy(() -> Consolidating.of(List.of())).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void shouldSayWhatAVerdictWillCause() {
    assertThat(
            Consequences.of(
                Lane.MEDICAL, Verdict.APPROVE, Map.of(), List.of(Lane.REGULATORY, Lane.LEGAL)))
        .isEqualTo(
            "Medical approves; Legal and Regulatory still open. Nothing goes live before they sign.");
    assertThat(
            Consequences.of(
                Lane.FINAL, Verdict.APPROVE, Map.of(Lane.MEDICAL, Verdict.APPROVE), List.of()))
        .contains("sealed and goes live");
    assertThat(
            Consequences.of(
                Lane.FINAL, Verdict.APPROVE, Map.of(Lane.MEDICAL, Verdict.RESUBMIT), List.of()))
        .contains("one consolidated list");
    assertThat(
            Consequences.of(
                Lane.LEGAL, Verdict.REJECT, Map.of(Lane.MEDICAL, Verdict.APPROVE), List.of()))
        .contains("never be used");
    assertThat(
            Consequences.of(
                Lane.LEGAL,
                Verdict.APPROVE,
                Map.of(Lane.MEDICAL, Verdict.AMEND_RETURN),
                List.of(Lane.REGULATORY)))
        .contains("goes back all the same");
  }
}
