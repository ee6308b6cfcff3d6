package io.medley.campaign.measure;

import io.medley.campaign.campaign.NeedsMe;
import io.medley.platform.security.Actor;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** A share held out of everything that waits for this person. */
@Component
class HoldoutNeedingMe implements NeedsMe {

  private final HoldoutProposals proposals;
  private final HoldoutChanging changing;

  HoldoutNeedingMe(HoldoutProposals proposals, HoldoutChanging changing) {
    this.proposals = proposals;
    this.changing = changing;
  }

  @Override
  public List<Need> of(Actor actor) {
    return proposals.open().stream()
        .filter(proposal -> changing.mayConfirm(proposal, actor))
        .map(
            proposal ->
                new Need(
                    1,
                    "needs",
                    "Holdout",
                    String.format(
                        Locale.ROOT,
                        "Confirm that %.1f %% of all HCPs are held out of everything",
                        proposal.percent()),
                    "%s asks for it: %s".formatted(proposal.proposedBy(), proposal.reason()),
                    "/holdouts",
                    "Look at it"))
        .toList();
  }
}
