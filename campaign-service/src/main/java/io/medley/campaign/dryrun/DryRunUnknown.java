package io.medley.campaign.dryrun;

import java.util.UUID;

/** There is no dry run of this id. */
public final class DryRunUnknown extends RuntimeException {

  private static final long serialVersionUID = 1L;

  DryRunUnknown(UUID id) {
    super("There is no dry run " + id);
  }
}
