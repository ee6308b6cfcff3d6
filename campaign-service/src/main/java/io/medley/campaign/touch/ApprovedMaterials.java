package io.medley.campaign.touch;

import io.medley.campaign.hcp.HcpProfile;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Materials by the gate's own rules; what a person sends or shows is not rendered here. */
@Component
class ApprovedMaterials implements Materials {

  private final GateReads live;
  private final SendChecking checking;

  ApprovedMaterials(GateReads live, SendChecking checking) {
    this.live = live;
    this.checking = checking;
  }

  @Override
  public Optional<ServableVersion> choose(TouchCommand command, HcpProfile hcp, Instant now) {
    return Optional.ofNullable(
        new Choosing(live, this::mayBeUsed).piece(command, hcp, now, new Explanation()).version());
  }

  private Choosing.Tried mayBeUsed(
      TouchCommand command, ServableVersion version, @Nullable RenderedForm form) {
    try {
      SendCheck check = checking.before(version);
      return check.blocked()
          ? new Choosing.Tried(Choosing.Tried.Kind.BLOCKED, check.why())
          : Choosing.Tried.RENDERED;
    } catch (Checker.CheckUnavailable away) {
      return new Choosing.Tried(Choosing.Tried.Kind.UNAVAILABLE, away.getMessage() + "");
    }
  }
}
