package io.medley.content.catalog.web;

import io.medley.content.lifecycle.Approval;
import io.medley.platform.security.Actor;
import io.medley.platform.security.CurrentActor;
import java.util.Objects;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Component;

/** The house sees every approved piece, an agency its own. */
@Component
class CatalogAccess {

  private final CurrentActor currentActor;

  CatalogAccess(CurrentActor currentActor) {
    this.currentActor = currentActor;
  }

  /** The agency of the person who asks; empty for the house. */
  String agency() {
    return Objects.requireNonNullElse(currentActor.require().agency(), "");
  }

  boolean maySee(Approval approval) {
    Actor actor = currentActor.require();
    return actor.agency() == null || actor.agency().equals(approval.agency());
  }

  void requireOfNoAgency() {
    if (currentActor.require().agency() != null) {
      throw new AccessDeniedException("Selecting pieces is for campaigns, not for agencies.");
    }
  }
}
