package io.medley.campaign.journey;

import io.medley.campaign.campaign.EnrolmentId;
import java.util.Optional;
import java.util.Set;

/** What HCPs did with messages before their journey waited for it. */
public interface Responses {

  /**
   * The journey waits now; it is told what its HCP did before with the messages this wait is about,
   * if that moved it nowhere yet. In the caller's transaction, which holds the enrolment's row.
   *
   * @param touches steps of those messages; empty = any
   * @param awaited what the step waits for
   */
  void arrived(EnrolmentId enrolment, Set<String> touches, Set<String> awaited);

  /** The strongest thing the HCP did with the journey's messages; empty if nothing. */
  Optional<String> strongest(EnrolmentId enrolment);
}
