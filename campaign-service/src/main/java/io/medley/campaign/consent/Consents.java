package io.medley.campaign.consent;

import io.medley.campaign.hcp.HcpId;
import io.medley.platform.security.Actor;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The consent ledger. Entries are only ever added. The entry that counts at an instant is the one
 * with the latest {@code at} not after it; of several with the same, the one recorded last. A
 * request that waits for confirmation counts only where nothing else was ever said; a grant whose
 * time is over is read as {@link ConsentStatus#EXPIRED}.
 */
public interface Consents {

  /** Purpose used where none is named: promotional information. */
  String PROMOTION = "PROMOTION";

  /**
   * Channel under which an HCP agrees to what data about them are used for; the purpose is the
   * consent scope of a fact.
   */
  String DATA = "DATA";

  /**
   * An entry to be added.
   *
   * @param channel {@code EMAIL REP_EMAIL …}
   * @param purpose what was agreed to, e.g. {@link #PROMOTION}
   * @param status never {@link ConsentStatus#EXPIRED}
   * @param at from when it counts; business time
   * @param evidence what proves it, e.g. the preference page's address; no personal values
   * @param expiresAt until when it counts; only for a grant
   * @param textVersion the words the HCP agreed to
   */
  record Draft(
      HcpId hcp,
      String channel,
      String purpose,
      ConsentStatus status,
      Instant at,
      ConsentSource source,
      String evidence,
      @Nullable Instant expiresAt,
      @Nullable String textVersion) {}

  /**
   * Adds an entry, in the caller's transaction or its own, under the HCP's row lock, with its audit
   * entry. Once this returned and the transaction committed, no touch is handed over against it.
   *
   * @return the entry
   */
  ConsentEntry record(Draft draft, Actor actor);

  /** Adds an entry that neither expires nor names its words; see {@link #record(Draft, Actor)}. */
  ConsentEntry record(
      HcpId hcp,
      String channel,
      String purpose,
      ConsentStatus status,
      Instant at,
      ConsentSource source,
      String evidence,
      Actor actor);

  /**
   * Adds the first words of people who are new in the caller's transaction. Nothing waits for them
   * yet, so nobody is told; the audit entry by which they are new names them.
   */
  void recordFirst(List<Draft> drafts, Actor actor);

  /** The entry that counts at the instant; empty if none was ever given by then. */
  Optional<ConsentEntry> asOf(HcpId hcp, String channel, String purpose, Instant at);

  /** Whether the channel may be used for promotion at the instant. */
  default boolean validAt(HcpId hcp, String channel, Instant at) {
    return asOf(hcp, channel, PROMOTION, at)
        .map(entry -> entry.status() == ConsentStatus.GRANTED)
        .orElse(false);
  }

  /** Purposes the channel is granted for at the instant. */
  Set<String> purposes(HcpId hcp, String channel, Instant at);

  /** What counts at the instant, for every channel and purpose anything was ever said about. */
  List<ConsentEntry> allAsOf(HcpId hcp, Instant at);

  /** The same of many HCPs; of whom nothing was ever said is left out. */
  Map<HcpId, List<ConsentEntry>> allAsOf(Collection<HcpId> hcps, Instant at);

  /** All entries of an HCP, newest first, each with the status it was recorded with. */
  List<ConsentEntry> history(HcpId hcp);
}
