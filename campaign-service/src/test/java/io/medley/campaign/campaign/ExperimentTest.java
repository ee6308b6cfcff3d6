package io.medley.campaign.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.medley.campaign.campaign.Experiment.Arm;
import io.medley.campaign.measure.ArmResult;
import io.medley.campaign.measure.Comparison;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ExperimentTest {

  private static final UUID CAMPAIGN = id("campaign");
  private static final UUID PIECE_A = id("a");
  private static final UUID PIECE_B = id("b");
  private static final Experiment EVEN =
      new Experiment(
          List.of(new Arm("A", 50, List.of(PIECE_A)), new Arm("B", 50, List.of(PIECE_B))));

  @Test
  void shouldKeepEverybodyInTheirArmAfterARedeploy() {
    StringBuilder arms = new StringBuilder();
    for (int i = 0; i < 24; i++) {
      arms.append(EVEN.armOf(CAMPAIGN, "announce", id("hcp" + i)));
    }

    assertThat(arms).as("the arms of the first release").hasToString("100111111111100111101001");
  }

  @Test
  void shouldFillArmsByTheirShareAndIndependentlyOfOtherExperiments() {
    Experiment small =
        new Experiment(
            List.of(new Arm("A", 80, List.of(PIECE_A)), new Arm("B", 20, List.of(PIECE_B))));
    int b = 0;
    int both = 0;
    for (int i = 0; i < 10_000; i++) {
      int here = small.armOf(CAMPAIGN, "announce", id("hcp" + i));
      b += here;
      both += here * EVEN.armOf(CAMPAIGN, "reminder", id("hcp" + i));
    }

    assertThat(b).isBetween(1_850, 2_150);
    assertThat(both).as("half of them are in B of the other one").isBetween(900, 1_100);
  }

  @Test
  void shouldPlanThePiecesOfTheArm() {
    CampaignPlan plan =
        new CampaignPlan(
            "Autumn",
            "journey-launch",
            "zelvaro",
            List.of("GB"),
            java.util.Map.of(),
            java.util.Map.of(),
            io.medley.campaign.touch.FrequencyCap.total(7, 3),
            java.util.Map.of("reminder", List.of(PIECE_A)),
            java.util.Map.of("announce", EVEN),
            List.of());
    UUID hcp = id("hcp1");
    List<UUID> arm = EVEN.arms().get(EVEN.armOf(CAMPAIGN, "announce", hcp)).versions();

    assertThat(plan.planned(CAMPAIGN, "announce", hcp)).isEqualTo(arm);
    assertThat(plan.planned(CAMPAIGN, "reminder", hcp)).containsExactly(PIECE_A);
    assertThat(plan.planned(CAMPAIGN, "follow-up", hcp)).isEmpty();
    assertThat(plan.facts().toString()).contains(PIECE_B.toString());
  }

  @Test
  void shouldRefuseWhatNothingCouldBeLearnedFrom() {
    assertThatThrownBy(() -> new Experiment(List.of(new Arm("A", 100, List.of(PIECE_A)))))
        .hasMessage("Try two to four arms against each other.");
    assertRefused("The shares of the arms make 100 %.", 50, 49, PIECE_B);
    assertRefused("Every arm gets at least 5 % of the HCPs.", 96, 4, PIECE_B);
    assertRefused("A piece belongs to one arm only.", 50, 50, PIECE_A);
    assertThatThrownBy(
            () ->
                new Experiment(
                    List.of(new Arm("A", 50, List.of(PIECE_A)), new Arm("B", 50, List.of()))))
        .hasMessage("Arm \"B\" has no piece.");
  }

  @Test
  void shouldCallNoArmBetterBelowTheSmallestDifferenceItCanShow() {
    assertThat(results(100, 10, 14).getLast().words()).isEqualTo("No winner");
    assertThat(results(5_000, 500, 700).getLast().words()).isEqualTo("Better than the first arm");
    assertThat(results(5_000, 700, 500).getLast().words()).isEqualTo("Worse than the first arm");
    assertThat(ArmResult.of(CAMPAIGN, "announce", EVEN, List.of()).getLast().against().verdict())
        .isEqualTo(Comparison.Verdict.NOTHING_TO_COMPARE);
  }

  /** Contacts this many per arm, with so many clicks in A and B. */
  private static List<ArmResult> results(int perArm, int clicksA, int clicksB) {
    int[] left = {perArm, perArm};
    int[] clicks = {clicksA, clicksB};
    List<ArmResult.Contacted> contacted = new ArrayList<>();
    for (int i = 0; left[0] + left[1] > 0; i++) {
      UUID hcp = id("hcp" + i);
      int arm = EVEN.armOf(CAMPAIGN, "announce", hcp);
      if (left[arm] > 0) {
        left[arm]--;
        boolean clicked = clicks[arm] > 0;
        clicks[arm] -= clicked ? 1 : 0;
        contacted.add(new ArmResult.Contacted(hcp, clicked, clicked));
      }
    }
    return ArmResult.of(CAMPAIGN, "announce", EVEN, contacted);
  }

  private static void assertRefused(String message, int a, int b, UUID second) {
    assertThatThrownBy(
            () ->
                new Experiment(
                    List.of(new Arm("A", a, List.of(PIECE_A)), new Arm("B", b, List.of(second)))))
        .hasMessage(message);
  }

  private static UUID id(String name) {
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
  }
}
