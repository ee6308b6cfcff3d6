package io.medley.campaign.touch;

import io.medley.campaign.hcp.HcpId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rows of sends, contacts, traces and outcomes. Writes run in the caller's transaction. */
public interface Sends {

  /** How a send key ended. */
  record Ended(Outcome outcome, Reason reason, @Nullable UUID contactId, UUID traceId) {

    /** As the gate answers. */
    public TouchDecision decision() {
      return new TouchDecision(outcome, reason, null, contactId, traceId);
    }
  }

  /** The end of a send key; empty while it has none. */
  Optional<Ended> ended(SendKey key);

  /** Writes the end; the first one counts. The touch waits for nothing any more. */
  void end(SendKey key, Ended ended, Instant at);

  /** What is known of a send key. */
  record Standing(Optional<Send> send, Optional<Ended> ended) {}

  /** The send row and the end of its key. */
  Standing standing(SendKey key);

  /**
   * The same under locks, which last until the transaction ends, in the one order: the shared ones
   * of the versions, that of the switches, the send row. Each is waited for by a statement of its
   * own, so that statements after this call see what was committed before the locks were granted.
   *
   * @param switches whether to hold the lock of {@link KillSwitches}
   */
  Standing lockStanding(SendKey key, Collection<UUID> versions, boolean switches);

  /** The send row. */
  Optional<Send> find(SendKey key);

  /** The send row, locked until the transaction ends. */
  Optional<Send> lock(SendKey key);

  /**
   * A new line of the contact ledger with its explanation.
   *
   * @param weight contact points
   * @param visible whether it can be seen what becomes of it
   * @param inputs what it was decided from; null if the rules were not asked
   */
  record Reservation(
      Contact contact,
      String market,
      String language,
      int weight,
      TouchPurpose purpose,
      boolean visible,
      TouchTrace trace,
      @Nullable String inputs) {}

  /**
   * Adds the contact, keeps its rendered message, and inserts the send row as CLAIMED, or claims a
   * REVOKED one anew. The touch waits for nothing any more.
   *
   * @param sealed the rendered message
   */
  void reserve(Reservation reservation, byte[] sealed, Instant keptUntil, Send send);

  /** Adds the contact of a ghost and the end of its send key. */
  void ghost(Reservation reservation, Ended ended, Instant at);

  /**
   * Moves the row, which is held locked, if it is not there yet, and its contact, and writes how
   * the touch came out and that it ended.
   */
  void conclude(
      Send send, Send.State to, Contact.State contact, Ended ended, String why, Instant at);

  /**
   * Moves the row if it is still in this state under this token.
   *
   * @return false if somebody else was faster
   */
  boolean move(SendKey key, UUID token, Send.State from, Send.State to);

  /** Puts the row to UNKNOWN, to be looked up this long from now: its sender has given up. */
  boolean doubt(SendKey key, UUID token, Duration lookupAfter);

  /** Marks an UNKNOWN row as final. */
  boolean giveUp(SendKey key, UUID token);

  /** Makes the row this process's own under a new token. */
  void takeOver(SendKey key, UUID token, UUID owner);

  /** Moves a contact. */
  void moveContact(UUID contactId, Contact.State state);

  /**
   * Releases a contact that counts.
   *
   * @return false if it was released before
   */
  boolean releaseContact(UUID contactId);

  /** The rendered message, sealed; empty if it is not kept any more. */
  Optional<byte[]> kept(UUID contactId);

  /**
   * Adds an explanation.
   *
   * @param inputs what it was decided from; null if the rules were not asked
   */
  void addTrace(TouchTrace trace, @Nullable String inputs);

  /** Writes how the touch of an explanation came out. */
  void concludeTrace(
      UUID traceId, Outcome outcome, Reason reason, @Nullable Instant heldUntil, String why);

  /** When this send key was first decided; empty if never. */
  Optional<Instant> firstDecided(SendKey key, Instant now);

  /**
   * A pause holds the touch still: the answer it got is the same as before.
   *
   * @param stoppedBy name of the switch
   * @return the trace of that answer; empty if this switch did not hold it the last time
   */
  Optional<UUID> stillPaused(SendKey key, String stoppedBy);

  /** A pause holds the touch from now on, as the trace says. */
  void paused(SendKey key, String stoppedBy, UUID traceId, Instant now);

  /** No pause holds the touch any more. */
  void unpaused(SendKey key, Instant now);

  /**
   * Contacts of an HCP that count since an instant, recorded ones among them, without those of this
   * send key.
   *
   * @param shadow true to count the holdout's ghosts as if they were contacts
   */
  List<PastContact> contacts(HcpId hcp, SendKey key, Instant since, boolean shadow);

  /** Contacts that count for a brand in a country since an instant, by channel. */
  Map<String, Long> contactsByChannel(String brandId, String country, Instant since);

  /**
   * The HCP's past since an instant, with the topics of one enrolment's events, in one statement.
   */
  HcpHistory history(HcpId hcp, UUID enrolmentId, Instant since);

  /** The version this campaign served first in the slot for the market and language. */
  Optional<UUID> servedFirst(UUID campaignId, String slot, String market, String language);

  /** Sends that are not finished and not this process's own, oldest first. */
  List<Send> unfinishedOfOthers(UUID owner, int limit);

  /** UNKNOWN sends that are due to be looked up, oldest first. */
  List<Send> dueForLookup(int limit);

  /** How many messages a switch of this scope and key concerns are being handed over now. */
  int handingOver(KillSwitches.Scope scope, String key);

  /** How long ago the hand-over began, by the database's clock. */
  Duration sinceHandOver(SendKey key);

  /** Asks again later about a message in doubt. */
  void postponeLookup(SendKey key, UUID token, Duration by);
}
