package io.medley.campaign.launch;

import java.util.List;
import java.util.Optional;

/** Why a launch that was asked for is being prepared again. */
final class ComeBack {

  private ComeBack() {}

  /**
   * The reason, one sentence; empty if nothing was asked for yet, or the request was taken back.
   *
   * @param approvals of the launch, all rounds
   */
  static Optional<String> reason(Launch launch, List<Approval> approvals) {
    List<Approval> round =
        approvals.stream().filter(approval -> approval.round() == launch.round()).toList();
    if (launch.stage() != Stage.PREPARING || round.isEmpty()) {
      return Optional.empty();
    }
    if (round.stream().allMatch(approval -> approval.state() == Approval.State.APPROVED)) {
      return Optional.of(
          "Its journey, plan or audience changed after it was approved; look at it and ask again.");
    }
    return round.stream()
        .filter(approval -> approval.state() == Approval.State.REFUSED)
        .map(approval -> approval.kind().words() + " refused it: " + approval.reason())
        .findFirst();
  }
}
