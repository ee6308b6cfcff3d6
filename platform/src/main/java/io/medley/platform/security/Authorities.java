package io.medley.platform.security;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who may do what, where. A grant for market {@code *} holds in every market; a grant to a group
 * holds for whoever was in it in the newest token that the sign-in provider issued for them.
 */
public interface Authorities {

  /** The market that stands for all of them. */
  String EVERY_MARKET = "*";

  /** One row: this person or group may do this in this market ({@code *} = everywhere). */
  record Grant(Holder holder, Authority authority, String market) {
    /** A grant to one person. */
    public Grant(String person, Authority authority, String market) {
      this(Holder.person(person), authority, market);
    }
  }

  /**
   * A grant with its story.
   *
   * @param grantedBy who granted it; a person's id or a program's
   * @param reviewedAt when an administrator last confirmed it; null if never
   */
  record Granted(
      Grant grant,
      String grantedBy,
      Instant grantedAt,
      @Nullable String reviewedBy,
      @Nullable Instant reviewedAt) {

    /** Since when nobody has looked at it. */
    public Instant seenAt() {
      return reviewedAt == null ? grantedAt : reviewedAt;
    }
  }

  /** True if the person holds the authority in the market or everywhere. */
  boolean has(String personId, Authority authority, String market);

  /** Returns normally if the actor holds the authority there, else {@link AuthorityMissing}. */
  void require(Actor actor, Authority authority, String market);

  /** Returns normally if the actor holds the authority in any market, else refuses. */
  void requireAnywhere(Actor actor, Authority authority);

  /** Markets in which the person holds the authority; may contain {@link #EVERY_MARKET}. */
  Set<String> markets(String personId, Authority authority);

  /** Persons who hold the authority in the market, including those who hold it everywhere. */
  Set<String> holders(Authority authority, String market);

  /** Every grant, ordered by holder, authority, market. */
  List<Grant> grants();

  /** Every grant with its story, in the same order. */
  List<Granted> granted();

  /**
   * Makes {@code wanted} the complete set of grants; every difference is audited.
   *
   * @throws AuthorityMissing unless {@code by} holds {@link Authority#ADMINISTER}
   * @throws LastAdministrator if nobody would hold {@link Authority#ADMINISTER} afterwards
   */
  void replace(Collection<Grant> wanted, Actor by);

  /**
   * Gives one authority; harmless if it is held already.
   *
   * @throws AuthorityMissing unless {@code by} holds {@link Authority#ADMINISTER}
   */
  void grant(Grant grant, Actor by);

  /**
   * Takes one authority; harmless if it is not held.
   *
   * @throws AuthorityMissing unless {@code by} holds {@link Authority#ADMINISTER}
   * @throws LastAdministrator if nobody would hold {@link Authority#ADMINISTER} afterwards
   */
  void revoke(Grant grant, Actor by);
}
