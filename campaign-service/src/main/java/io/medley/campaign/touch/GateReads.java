package io.medley.campaign.touch;

import io.medley.campaign.hcp.HcpId;
import io.medley.campaign.hcp.HcpProfile;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Everything the gate reads to decide one touch. The rules know nothing else, so whoever answers
 * these questions decides against what: the live rows, a shadow ledger, or what was stored with an
 * earlier decision. Nothing here writes, locks or waits, except that {@link #propose} may ask
 * content-service.
 */
public interface GateReads {

  /** Why a channel without an adapter cannot be used. */
  String NO_ADAPTER = "has no adapter";

  /** How it begins why an HCP cannot be reached through a channel. */
  String UNREACHABLE = "cannot reach the HCP: ";

  /**
   * The rules in force for a country.
   *
   * @param countryZone the zone of a country that has only one; null otherwise
   * @param weights contact points by channel; one without an entry weighs one
   * @param mix wanted share of contacts in percent, by channel
   */
  record Rules(
      @Nullable ZoneId countryZone,
      Map<String, Integer> weights,
      List<FrequencyCap> standingCaps,
      Duration jitter,
      Map<String, Integer> mix,
      Duration contentRetry,
      Duration approvalRetry) {

    int weight(String channel) {
      return weights.getOrDefault(channel, 1);
    }
  }

  /**
   * What the consent ledger says.
   *
   * @param entry number of its line
   * @param status the line's status; only {@code GRANTED} permits
   * @param expiresAt until when a grant counts; null = open, or it was not kept
   */
  record Agreement(long entry, String status, Instant at, @Nullable Instant expiresAt) {

    /** The status of a grant whose time is over. */
    public static final String EXPIRED = "EXPIRED";

    /** Without an end. */
    public Agreement(long entry, String status, Instant at) {
      this(entry, status, at, null);
    }

    /** As it stands at a later instant: a grant ends when its time is over. */
    public Agreement asOf(Instant now) {
      return expiresAt == null || now.isBefore(expiresAt) || status.equals(EXPIRED)
          ? this
          : new Agreement(entry, EXPIRED, at, expiresAt);
    }
  }

  /** The rules in force for a country. */
  Rules rules(String country);

  /** Channels that can be used for an HCP now, with why not for those that cannot. */
  Map<String, Optional<String>> channels(Collection<String> names, HcpProfile hcp, Instant now);

  /** Contacts by channel in the country for the brand since an instant, for the channel mix. */
  Map<String, Long> contactsByChannel(String brandId, String country, Instant since);

  /** The kill switches that are on and may concern the campaign. */
  List<KillSwitches.Switch> switches(UUID campaign);

  /** The first reason to end the journey; empty to go on. */
  Optional<String> exit(TouchCommand command, Instant now);

  /** What the HCP agreed to for a channel at the instant; empty if nothing was ever recorded. */
  Optional<Agreement> consent(HcpId hcp, String channel, Instant now);

  /** Why the HCP's address of the channel is not used; empty if it is. */
  Optional<Suppressions.Why> suppressed(HcpId hcp, String channel);

  /** The HCP's practice. */
  Practice practice(HcpId hcp);

  /** Public holidays of the country between two days, both included. */
  Set<LocalDate> holidays(String country, LocalDate from, LocalDate until);

  /**
   * Contacts of the HCP since an instant, without those of this send key.
   *
   * @param shadow true to count the holdout's ghosts as if they were contacts
   */
  List<PastContact> contacts(TouchCommand command, Instant since, boolean shadow);

  /**
   * Touches of the HCP that wait for room or time, this one among them if it does.
   *
   * @param shadow true to count those of the holdout as if they were touches
   */
  List<WaitingTouch> waiting(TouchCommand command, boolean shadow);

  /**
   * Since when this touch has been asked for, without the time a pause held it: it was asked for
   * first so much earlier. Empty if never before.
   */
  Optional<Instant> firstAsked(TouchCommand command, Instant now);

  /** The lease on the approval state. */
  ApprovalState.Lease lease();

  /** What is known of these versions; unknown ones are absent. */
  Map<UUID, ServableVersion> versions(Collection<UUID> ids);

  /** Versions of the brand that would fit but may not be served now. */
  List<ServableVersion> unservable(TouchCommand command, HcpProfile hcp);

  /**
   * The HCP's past, and what was asked for in the journey the touch belongs to; asked once per
   * decision.
   */
  HcpHistory history(TouchCommand command, Instant now);

  /** The version this campaign served first in the slot for the HCP's market and language. */
  Optional<UUID> servedFirst(TouchCommand command, HcpProfile hcp);

  /**
   * What the catalog proposes.
   *
   * @param epoch cursor of the approval state
   * @throws CatalogSelection.CatalogUnavailable if it cannot be asked
   */
  CatalogSelection.Proposal propose(CatalogSelection.Wanted wanted, long epoch);
}
