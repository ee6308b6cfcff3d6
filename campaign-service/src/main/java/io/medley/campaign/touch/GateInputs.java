package io.medley.campaign.touch;

import io.medley.campaign.hcp.HcpProfile;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Everything one decision was made from, as it is stored with the decision's trace: the same inputs
 * give the same answer again. Holds no personal values; the HCP's id at its source is left out.
 *
 * @param format of this record, for readers of a later one
 * @param at the instant decided for; business time
 * @param history the HCP's past; what of it a ghost has seen is in it too
 * @param exit the reason to end the journey; null if there was none
 * @param consents by channel; a channel that was asked about and has no entry is absent
 * @param proposal null if the catalog could not be asked, or was not
 * @param catalogAway the catalog could not be asked
 * @param tried what came of rendering a candidate, by version
 */
record GateInputs(
    int format,
    TouchCommand command,
    HcpProfile hcp,
    boolean ghost,
    Instant at,
    GateReads.@Nullable Rules rules,
    Map<String, Optional<String>> channels,
    Map<String, Long> contactsByChannel,
    List<KillSwitches.Switch> switches,
    @Nullable String exit,
    Map<String, GateReads.Agreement> consents,
    Map<String, Suppressions.Why> suppressed,
    @Nullable Practice practice,
    Set<LocalDate> holidays,
    List<PastContact> contacts,
    List<WaitingTouch> waiting,
    @Nullable Instant firstAsked,
    ApprovalState.@Nullable Lease lease,
    Map<UUID, ServableVersion> versions,
    List<ServableVersion> unservable,
    HcpHistory history,
    @Nullable UUID servedFirst,
    CatalogSelection.@Nullable Proposal proposal,
    boolean catalogAway,
    Map<UUID, Choosing.Tried> tried) {

  /** The format written now; before 2 the past of the HCP was the pieces seen, without more. */
  static final int FORMAT = 2;

  /** Inputs stored before the past was kept have none. */
  GateInputs {
    history = history == null ? HcpHistory.NONE : history;
  }
}
