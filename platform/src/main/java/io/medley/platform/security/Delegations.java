package io.medley.platform.security;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who acts for whom, for a time. A delegate acts in their own name on behalf of the person; they
 * need no grant of their own, but the person must hold the authority at that instant, and nothing
 * can be delegated onwards. Times are business time.
 */
public interface Delegations {

  /**
   * One delegation, or a plain absence without a delegate.
   *
   * @param person who is represented
   * @param delegate who acts for them; null if they are only away
   * @param authorities what may be done for them
   * @param markets where, {@code *} = everywhere
   * @param from first instant
   * @param until first instant at which it no longer holds
   * @param absent whether the person is away: what would come to them goes to the delegate at once
   * @param reason why, in the person's words
   * @param madeBy the person or an administrator
   * @param endedAt when it was taken back before its time; null if it was not
   */
  record Delegation(
      UUID id,
      String person,
      @Nullable String delegate,
      Set<Authority> authorities,
      Set<String> markets,
      Instant from,
      Instant until,
      boolean absent,
      String reason,
      String madeBy,
      Instant madeAt,
      @Nullable String endedBy,
      @Nullable Instant endedAt) {

    public Delegation {
      authorities = Set.copyOf(authorities);
      markets = Set.copyOf(markets);
    }

    /** True if it holds, or held, at the instant: ending it early changes nothing before. */
    public boolean holdsAt(Instant at) {
      return !at.isBefore(from) && at.isBefore(until) && (endedAt == null || at.isBefore(endedAt));
    }

    /** True if it is about this authority in this market. */
    public boolean covers(Authority authority, String market) {
      return authorities.contains(authority)
          && (markets.contains(Authorities.EVERY_MARKET) || markets.contains(market));
    }
  }

  /** What somebody asks for; see {@link Delegation} for the members. */
  record Wish(
      String person,
      @Nullable String delegate,
      Collection<Authority> authorities,
      Collection<String> markets,
      Instant from,
      Instant until,
      boolean absent,
      String reason) {}

  /**
   * Who acts for this person; the newest delegation counts. Empty also if the person does not hold
   * the authority themselves.
   */
  Optional<Delegation> delegateOf(String person, Authority authority, String market, Instant at);

  /** Whom this person may act for in that market at that instant, oldest delegation first. */
  List<Delegation> actingFor(String delegate, Authority authority, String market, Instant at);

  /** Markets in which this person may act for somebody else; may contain {@code *}. */
  Set<String> delegatedMarkets(String delegate, Authority authority, Instant at);

  /** True if the person said that they are away at that instant. */
  boolean absent(String person, Instant at);

  /** Delegations that hold at the instant or later, and were not taken back; soonest first. */
  List<Delegation> from(Instant at);

  /** Everything a person gave or was given, newest first. */
  List<Delegation> of(String person);

  /**
   * Notes a delegation or an absence; audited.
   *
   * @throws DelegationRefused if something about it cannot be; the message says what
   * @throws AuthorityMissing if {@code by} is neither the person nor an administrator
   */
  Delegation add(Wish wish, Actor by);

  /**
   * Ends a delegation now; harmless if it has ended.
   *
   * @throws AuthorityMissing if {@code by} is neither the person nor an administrator
   */
  void end(UUID id, Actor by);
}
