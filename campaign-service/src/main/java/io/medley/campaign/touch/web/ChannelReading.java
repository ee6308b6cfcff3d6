package io.medley.campaign.touch.web;

import io.medley.platform.security.Actor;
import io.medley.platform.security.Authorities;
import io.medley.platform.security.Authority;
import io.medley.platform.security.CurrentActor;
import org.springframework.stereotype.Component;

/** Who may see how channels stand: who campaigns or administers anywhere. */
@Component
class ChannelReading {

  private final Authorities authorities;
  private final CurrentActor actor;

  ChannelReading(Authorities authorities, CurrentActor actor) {
    this.authorities = authorities;
    this.actor = actor;
  }

  /** The reader, or a refusal. */
  Actor require() {
    Actor reader = actor.require();
    if (!mayChange()) {
      authorities.requireAnywhere(reader, Authority.CAMPAIGN);
    }
    return reader;
  }

  /** Whether the reader may change what is there. */
  boolean mayChange() {
    return !authorities.markets(actor.require().id(), Authority.ADMINISTER).isEmpty();
  }
}
