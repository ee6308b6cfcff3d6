package io.medley.campaign.rejected;

import io.medley.campaign.hcp.PersonalVault;

/** Opens personal values where nobody needs them. */
public final class OpensPersonalValues {

  /** The forbidden knowledge. */
  public Class<?> forbidden() {
    return PersonalVault.class;
  }
}
