package io.medley.campaign.hcp;

import io.medley.platform.security.Actor;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** All HCPs. */
public interface Hcps {

  /** The HCP without personal values. */
  Optional<HcpProfile> profile(HcpId id);

  /** The HCP with personal values opened; empty if unknown or erased. */
  Optional<Hcp> open(HcpId id);

  /** These HCPs with personal values opened; those unknown or erased are left out. */
  List<Hcp> open(Collection<HcpId> ids);

  /** The HCP imported under this id. */
  Optional<HcpProfile> findByExternalId(String externalId);

  /** The HCP of this pseudonym. */
  Optional<HcpProfile> findByPseudonym(String pseudonym);

  /** These HCPs without personal values, in any order; those not known are left out. */
  List<HcpProfile> profiles(Collection<HcpId> ids);

  /** How many HCPs are not erased in these countries; empty = in all. */
  long count(Collection<String> countries);

  /** A page of HCPs for people: newest first. */
  List<HcpProfile> page(int offset, int limit);

  /**
   * Takes the HCP's row lock ({@code FOR NO KEY UPDATE}) until the caller's transaction ends. Every
   * transaction that writes consent, caps or a send of this HCP takes it first.
   *
   * @return the profile read after the lock was granted
   */
  Optional<HcpProfile> lock(HcpId id);

  /**
   * Stores whether the HCP still practises, in the caller's transaction, which holds their lock.
   */
  void status(HcpId id, HcpStatus status);

  /** Where the HCP works and what each brand makes of them. */
  Surroundings surroundings(HcpId id);

  /**
   * Erases the HCP: the key of the personal values is destroyed, and with it every rendered message
   * kept under it; the external id, affiliations, facts and tiers go too. The row stays as a
   * pseudonym, with what was sent and why, so that audit and caps stay sound. Only keyed digests of
   * the external id and the address are kept, by which an import knows the person. A second erasure
   * changes nothing.
   */
  void erase(HcpId id, Actor actor);
}
