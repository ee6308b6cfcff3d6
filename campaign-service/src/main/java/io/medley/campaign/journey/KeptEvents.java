package io.medley.campaign.journey;

import io.medley.campaign.campaign.EnrolmentId;
import java.util.Set;

/** Events that came before their journey waited for them. */
public interface KeptEvents {

  /**
   * The journey waits now; it is told what came before, in the caller's transaction, which holds
   * the enrolment's row.
   *
   * @param awaited what the step waits for
   */
  void arrived(EnrolmentId enrolment, String stepId, Set<String> awaited);
}
