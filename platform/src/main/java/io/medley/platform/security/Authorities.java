package io.medley.platform.security;

import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Who may do what, where. A grant for market {@code *} holds in every market. */
public interface Authorities {

  /** The market that stands for all of them. */
  String EVERY_MARKET = "*";

  /** One row: this person may do this in this market ({@code *} = everywhere). */
  record Grant(String person, Authority authority, String market) {}

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

  /** Every grant, ordered by person, authority, market. */
  List<Grant> grants();

  /**
   * Makes {@code wanted} the complete set of grants; every difference is audited.
   *
   * @throws AuthorityMissing unless {@code by} holds {@link Authority#ADMINISTER}
   * @throws LastAdministrator if nobody would hold {@link Authority#ADMINISTER} afterwards
   */
  void replace(Collection<Grant> wanted, Actor by);
}
