package io.medley.campaign.touch;

import java.util.Map;
import java.util.Optional;

/** What a representative's action is as a contact with the HCP. */
public final class RepContact {

  /** Others ask nothing new of the HCP: they answer, or come up at the next visit anyway. */
  private static final Map<String, String> CHANNELS =
      Map.of("CALL", "CALL", "REMOTE_CALL", "CALL", "SEND_EMAIL", "REP_EMAIL");

  private RepContact() {}

  /** Whether the action is nothing without an approved piece. */
  public static boolean needsMaterial(String action) {
    return action.equals("SEND_EMAIL");
  }

  /** The channel whose weight the action has; empty if it takes none of the HCP's room. */
  public static Optional<String> channel(String action) {
    return Optional.ofNullable(CHANNELS.get(action));
  }
}
