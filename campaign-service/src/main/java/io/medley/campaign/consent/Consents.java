package io.medley.campaign.consent;

import io.medley.campaign.hcp.HcpId;
import io.medley.platform.security.Actor;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The consent ledger. Entries are only ever added. The entry that counts at an instant is the one
 * with the latest {@code at} not after it; of several with the same, the one recorded last.
 */
public interface Consents {

  /** Purpose used where none is named: promotional information. */
  String PROMOTION = "PROMOTION";

  /**
   * Adds an entry, in the caller's transaction or its own, under the HCP's row lock, with its audit
   * entry. Once this returned and the transaction committed, no touch is handed over against it.
   *
   * @param channel {@code EMAIL REP_EMAIL …}
   * @param purpose what was agreed to, e.g. {@link #PROMOTION}
   * @param at from when it counts; business time
   * @param evidence what proves it, e.g. the preference page's address; no personal values
   * @return the entry
   */
  ConsentEntry record(
      HcpId hcp,
      String channel,
      String purpose,
      ConsentStatus status,
      Instant at,
      ConsentSource source,
      String evidence,
      Actor actor);

  /** The entry that counts at the instant; empty if none was ever given by then. */
  Optional<ConsentEntry> asOf(HcpId hcp, String channel, String purpose, Instant at);

  /** Whether the channel may be used for promotion at the instant. */
  default boolean validAt(HcpId hcp, String channel, Instant at) {
    return asOf(hcp, channel, PROMOTION, at)
        .map(entry -> entry.status() == ConsentStatus.GRANTED)
        .orElse(false);
  }

  /** All entries of an HCP, newest first. */
  List<ConsentEntry> history(HcpId hcp);

  /** How many HCPs per country have the channel granted for promotion at the instant. */
  Map<String, Long> reach(String channel, Instant at);
}
