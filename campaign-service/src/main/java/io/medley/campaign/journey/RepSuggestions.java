package io.medley.campaign.journey;

import io.medley.campaign.campaign.EnrolmentId;
import io.medley.campaign.hcp.HcpId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What journeys put before reps. Writes belong to the caller's transaction. */
public interface RepSuggestions {

  /**
   * Adds a suggestion; if the step visited has one already, nothing changes.
   *
   * @return the suggestion of that visit, as it stands
   */
  RepSuggestion add(RepSuggestion suggestion);

  /** One suggestion. */
  Optional<RepSuggestion> find(UUID id);

  /** These suggestions, in any order; those not known are left out. */
  List<RepSuggestion> all(Collection<UUID> ids);

  /** The suggestion of a step visited. */
  Optional<RepSuggestion> at(EnrolmentId enrolment, String stepId, int occurrence);

  /** All suggestions about an HCP, newest first. */
  List<RepSuggestion> ofHcp(HcpId hcp);

  /** All suggestions of an enrolment, oldest first. */
  List<RepSuggestion> of(EnrolmentId enrolment);

  /**
   * Moves an unanswered suggestion.
   *
   * @param reason coded reason; null without one
   * @return false if it is answered already
   */
  boolean move(UUID id, RepSuggestion.State to, @Nullable String reason, Instant at);

  /**
   * Closes what an enrolment still has open, because the journey went on or ended.
   *
   * @param to {@code EXPIRED} or {@code RECALLED}
   * @return how many were closed
   */
  int closeOpen(EnrolmentId enrolment, RepSuggestion.State to, String reason, Instant at);
}
