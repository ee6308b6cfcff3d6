package io.medley.campaign.touch;

import java.util.UUID;

/**
 * Points of a touch at which a process can stand still or die: between two transactions, or between
 * a transaction and the provider. Nothing happens at them; a bean of this type is told, so that
 * what may go wrong there can be measured and tried out.
 */
public interface SendPauses {

  /** After the claim committed, before the hand-over begins. */
  default void claimed(SendKey key, UUID contactId) {}

  /** After the hand-over committed, before the provider is called. */
  default void handingOver(SendKey key, UUID contactId) {}

  /** After the provider answered, before that is written. */
  default void answered(SendKey key, UUID contactId) {}
}
