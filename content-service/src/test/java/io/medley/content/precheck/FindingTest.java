package io.medley.content.precheck;

import static org.assertj.core.api.Assertions.assertThat;

import io.medley.content.asset.VersionId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class FindingTest {

  private static final Finding BLOCK = finding(Severity.BLOCK, "best");

  @Test
  void shouldKeepItsKeyFromRunToRunAndLoseItWithItsWords() {
    assertThat(finding(Severity.BLOCK, "best").key()).isEqualTo(BLOCK.key());
    assertThat(finding(Severity.BLOCK, "finest").key()).isNotEqualTo(BLOCK.key());
  }

  @Test
  void shouldNotStopAVersionOnceSomebodyDecidedAndStillSayThatItDid() {
    Finding decided = BLOCK.overriddenBy(decision());

    assertThat(decided.severity()).isEqualTo(Severity.BLOCK);
    assertThat(decided.effective()).isEqualTo(Severity.REVIEW);
    assertThat(CheckEngine.verdict(List.of(BLOCK))).isEqualTo(Verdict.BLOCKED);
    assertThat(CheckEngine.verdict(List.of(decided))).isEqualTo(Verdict.REVIEW);
    assertThat(CheckEngine.verdict(List.of(decided, finding(Severity.BLOCK, "safe"))))
        .isEqualTo(Verdict.BLOCKED);
  }

  @Test
  void shouldTellTheTierOfADecision() {
    assertThat(run(BLOCK).hasOverriddenBlock()).isFalse();
    assertThat(run(BLOCK.overriddenBy(decision())).hasOverriddenBlock()).isTrue();
    assertThat(run(BLOCK.overriddenBy(decision())).count(Severity.BLOCK)).isZero();
  }

  private static CheckRun run(Finding finding) {
    return new CheckRun(
        UUID.randomUUID(),
        VersionId.random(),
        Stage.REVIEW,
        "c",
        "m",
        "p",
        Verdict.REVIEW,
        List.of(finding),
        List.of(),
        Instant.EPOCH);
  }

  private static BlockOverride decision() {
    return new BlockOverride(
        UUID.randomUUID(),
        BLOCK.key(),
        "C24",
        "c",
        "max.medical",
        "Max",
        "LANE_MEDICAL",
        "It is a quotation.",
        Instant.EPOCH,
        "I decide",
        Instant.EPOCH,
        "k",
        "s");
  }

  private static Finding finding(Severity severity, String quote) {
    return new Finding(
        "C24", severity, Finding.Kind.TEXT_PATTERN, "GB", 1, 4, 8, quote, "no", "mend", "code");
  }
}
