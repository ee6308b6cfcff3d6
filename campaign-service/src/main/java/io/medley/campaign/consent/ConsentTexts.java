package io.medley.campaign.consent;

import java.util.List;
import java.util.Optional;

/** The words HCPs agree to. */
public interface ConsentTexts {

  /** The newest version for every channel and purpose. */
  List<ConsentText> current();

  /** A version, also an old one. */
  Optional<ConsentText> find(String version);
}
