package io.medley.campaign.change;

import io.medley.campaign.touch.ContactHours;
import io.medley.campaign.touch.FrequencyCap;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is to be different. What is null stays as it is; brand, countries and audience always stay:
 * others make another campaign.
 *
 * @param templateId the journey it goes on by
 * @param waits by step
 * @param contactHours by country
 * @param cap how often one HCP may be contacted
 * @param content version ids by slot, best first
 * @param winners by slot, the label of the arm everybody gets from now on: its experiment ends
 * @param gone what becomes of those at a step the new journey does not have
 * @param catchUp whether those who are still in an older journey go on by this one, too
 */
public record ChangeProposal(
    @Nullable String templateId,
    @Nullable Map<String, Duration> waits,
    @Nullable Map<String, ContactHours> contactHours,
    @Nullable FrequencyCap cap,
    @Nullable Map<String, List<UUID>> content,
    Map<String, String> winners,
    Map<String, PlanChange.Gone> gone,
    boolean catchUp) {

  /** Copies what has to be there. */
  public ChangeProposal {
    winners = Map.copyOf(winners);
    gone = Map.copyOf(gone);
  }

  /** A change that leaves those in an older journey there. */
  public ChangeProposal(
      @Nullable String templateId,
      @Nullable Map<String, Duration> waits,
      @Nullable Map<String, ContactHours> contactHours,
      @Nullable FrequencyCap cap,
      @Nullable Map<String, List<UUID>> content,
      Map<String, String> winners,
      Map<String, PlanChange.Gone> gone) {
    this(templateId, waits, contactHours, cap, content, winners, gone, false);
  }
}
