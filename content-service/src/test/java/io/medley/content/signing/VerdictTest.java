package io.medley.content.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerdictTest {

  @Test
  void shouldPutTheGravestVerdictFirst() {
    assertThat(Verdict.values())
        .containsExactly(
            Verdict.REJECT,
            Verdict.RESUBMIT,
            Verdict.AMEND_RETURN,
            Verdict.APPROVE_WITH_CHANGES,
            Verdict.APPROVE);
  }

  @Test
  void shouldDecideByTheGravestInEveryCombinationOfFourLanes() {
    for (List<Verdict> verdicts : combinations()) {
      Verdict deciding = Verdict.deciding(verdicts).orElseThrow();

      assertThat(verdicts).contains(deciding);
      assertThat(verdicts).allSatisfy(other -> assertThat(deciding).isLessThanOrEqualTo(other));
    }
  }

  @Test
  void shouldOfferAllFive() {
    assertThat(Verdict.offered()).containsExactly(Verdict.values());
    assertThat(Verdict.offered("APPROVE")).contains(Verdict.APPROVE);
    assertThat(Verdict.offered("MAYBE")).isEmpty();
  }

  @Test
  void shouldAskForAReasonWheneverThePieceGoesBack() {
    assertThat(Verdict.REJECT.needsReason()).isTrue();
    assertThat(Verdict.RESUBMIT.needsReason()).isTrue();
    assertThat(Verdict.AMEND_RETURN.needsReason()).isTrue();
    assertThat(Verdict.APPROVE.needsReason()).isFalse();
  }

  private static List<List<Verdict>> combinations() {
    List<List<Verdict>> all = new ArrayList<>();
    for (Verdict medical : Verdict.values()) {
      for (Verdict legal : Verdict.values()) {
        for (Verdict regulatory : Verdict.values()) {
          for (Verdict last : Verdict.values()) {
            all.add(List.of(medical, legal, regulatory, last));
          }
        }
      }
    }
    return all;
  }
}
