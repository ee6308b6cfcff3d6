package io.medley.content.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ApprovalStateTest {

  @ParameterizedTest
  @EnumSource(ApprovalState.class)
  void shouldMoveOnlyWhereTheVersionsOwnRoadLeads(ApprovalState to) {
    assertThat(to.predecessors())
        .allSatisfy(from -> assertThat(from.ofVersion().mayBecome(to.ofVersion())).isTrue());
  }

  @Test
  void shouldReachWithdrawnThroughWithdrawingOnly() {
    assertThat(ApprovalState.WITHDRAWN.predecessors()).containsExactly(ApprovalState.WITHDRAWING);
    assertThat(ApprovalState.LIVE.predecessors()).containsExactly(ApprovalState.SUSPENDED);
  }
}
