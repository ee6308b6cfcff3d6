package io.medley.campaign.measure;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Shares that somebody asks for; one at a time is open. */
public interface HoldoutProposals {

  /**
   * Keeps one.
   *
   * @return false if another is open
   */
  boolean add(HoldoutProposal proposal);

  /** One of them. */
  Optional<HoldoutProposal> find(UUID id);

  /** The one that waits. */
  Optional<HoldoutProposal> open();

  /**
   * Decides one.
   *
   * @return false if it does not wait any more
   */
  boolean decided(UUID id, HoldoutProposal.State state, String by, Instant at);
}
