package io.medley.campaign.hcp;

import io.medley.platform.security.Actor;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is believed of HCPs. */
public interface Facts {

  /**
   * Everything known now: what was recorded, and what the HCP's own answers to our messages show.
   * Muted facts are among them.
   *
   * @param now business time
   */
  List<Fact> of(HcpId hcp, Instant now);

  /** What was recorded of these HCPs, without what their answers show. */
  Map<HcpId, List<Fact>> recorded(Collection<HcpId> hcps);

  /**
   * Records facts in the caller's transaction. Of one name, basis and source the newest counts; a
   * fact that says nothing new changes nothing, one that is older than what is known is ignored.
   *
   * @return whom any of it was news about
   */
  Set<HcpId> record(Map<HcpId, ? extends Collection<FactDraft>> facts, Actor by);

  /** The same for one HCP; false if nothing was news. */
  default boolean record(HcpId hcp, Collection<FactDraft> facts, Actor by) {
    return !record(Map.of(hcp, facts), by).isEmpty();
  }

  /** A recorded fact and whose it is. */
  Optional<Owned> find(long id);

  /**
   * Sets a fact aside because somebody says it is wrong, in the caller's transaction. It stays
   * visible, and counts again only when its source says something else.
   *
   * @return false if it was set aside already
   */
  boolean mute(long id, String why, Actor by);

  /** A fact with its HCP. */
  record Owned(HcpId hcp, Fact fact) {}
}
