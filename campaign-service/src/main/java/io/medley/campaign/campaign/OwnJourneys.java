package io.medley.campaign.campaign;

import java.util.List;
import java.util.Optional;

/** The journeys this organisation drew itself. */
public interface OwnJourneys {

  /** All, by process id. */
  List<OwnJourney> all();

  /** The newest version of one. */
  Optional<OwnJourney> find(String processId);

  /** Stores a version; an older one never replaces a newer. */
  void save(OwnJourney journey);
}
