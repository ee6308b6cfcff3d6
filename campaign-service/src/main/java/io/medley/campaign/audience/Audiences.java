package io.medley.campaign.audience;

import io.medley.campaign.hcp.HcpId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** All audiences, and who belongs to them. Writing needs the caller's transaction. */
public interface Audiences {

  /**
   * Stores the first version, or the next one.
   *
   * @return false if another audience has the name, or somebody else made this version first
   */
  boolean add(Audience audience);

  /** Fixes the members of a snapshot; returns how many. */
  long fix(Audience audience, Instant now);

  /** The newest version. */
  Optional<Audience> find(UUID id);

  /** One version. */
  Optional<Audience> find(UUID id, int version);

  /** The newest version of every audience, by name. */
  List<Audience> all();

  /** Every version of one audience, newest first. */
  List<Audience> versions(UUID id);

  /** HCPs that meet the conditions now, per country; erased people never do. */
  Map<String, Long> count(List<Condition> conditions, Instant now);

  /** HCPs that meet the conditions now and agree to promotion, per channel, all in one reading. */
  Map<String, Long> reach(List<Condition> conditions, Collection<String> channels, Instant now);

  /** Members of this version, per country. */
  Map<String, Long> count(Audience audience, Instant now);

  /**
   * Members, by id, ascending, so that a caller goes on after the last one it got.
   *
   * @param countries only of these; empty = of all
   * @param after null for the first page
   */
  List<HcpId> members(
      Audience audience,
      Collection<String> countries,
      @Nullable HcpId after,
      int limit,
      Instant now);

  /**
   * What its members are like, by country and language, most HCPs first within a country.
   *
   * @param countries only of these; empty = of all
   */
  List<Makeup> makeup(Audience audience, Collection<String> countries, Instant now);

  /** Whether each condition holds for one HCP, in the conditions' order. */
  List<Boolean> holds(List<Condition> conditions, HcpId hcp, Instant now);

  /** Whether the HCP was fixed as a member of this snapshot. */
  boolean fixed(Audience audience, HcpId hcp);

  /** What the filter builder offers for a field: the values HCPs have, most frequent first. */
  List<String> values(Condition.Field field);

  /** Says which version a campaign enrols from, in place of another. */
  void assign(UUID campaign, Audience audience);

  /** The version a campaign enrols from; empty = everybody of its countries. */
  Optional<Audience> of(UUID campaign);

  /** How many campaigns enrol from any version of it. */
  long campaigns(UUID id);
}
