package io.medley.campaign.touch;

import io.medley.campaign.hcp.HcpProfile;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The gate's rules on other answers than the live ones, for dry runs: the same code decides, and
 * nothing is rendered, claimed or sent. Every approved piece counts as one that can be rendered.
 */
@Component
public class ShadowGate {

  private static final Choosing.Trial RENDERS = (command, version, form) -> Choosing.Tried.RENDERED;

  private final Arms arms;
  private final Holdouts holdouts;

  /** By the shares that are held out and the seed that keeps everybody in their arm. */
  public ShadowGate(GateSettings settings, Holdouts holdouts) {
    this.arms = new Arms(settings);
    this.holdouts = holdouts;
  }

  /**
   * What the gate would do.
   *
   * @param reason coded reason
   * @param heldUntil when it asks again; set exactly for {@code HELD_UNTIL}
   * @param version the piece; null unless it would be sent
   * @param form of a piece made of modules the form; null = the piece's own bytes
   * @param command the touch, through the channel chosen
   */
  public record Decision(
      Outcome outcome,
      Reason reason,
      @Nullable Instant heldUntil,
      @Nullable ServableVersion version,
      @Nullable RenderedForm form,
      TouchCommand command) {}

  /** Whether the caps leave room for a contact, e.g. a representative's call. */
  public boolean room(GateReads reads, TouchCommand command, HcpProfile hcp, Instant now) {
    return new CapForecast(reads)
        .of(List.of(new CapForecast.Due(command, now)), hcp.country(), now)
        .isEmpty();
  }

  /** Whether the HCP is held out of the brand's or the campaign's touches. */
  public boolean holdout(HcpProfile hcp, String brandId, UUID campaignId) {
    return arms.holdout(hcp.id(), brandId, campaignId, holdouts);
  }

  /** The approved piece a representative would be given; empty if nothing fits. */
  public Optional<ServableVersion> material(
      GateReads reads, TouchCommand command, HcpProfile hcp, Instant now) {
    return Optional.ofNullable(
        new Choosing(reads, RENDERS).piece(command, hcp, now, new Explanation()).version());
  }

  /** Decides one touch from these answers. */
  public Decision decide(GateReads reads, TouchCommand command, HcpProfile hcp, Instant now) {
    boolean ghost = arms.holdout(command, holdouts);
    Choosing.Choice choice = new Choosing(reads, RENDERS).choose(command, hcp, ghost, now);
    ServableVersion version = choice.version();
    Stop stop = choice.stop();
    if (version != null) {
      Outcome outcome =
          ghost ? Outcome.GHOST : choice.substituted() ? Outcome.SUBSTITUTED : Outcome.SENT;
      Reason reason =
          ghost
              ? Reason.HOLDOUT
              : choice.substituted()
                  ? Reason.PLANNED_PIECE_UNAVAILABLE
                  : Reason.DELIVERED_TO_PROVIDER;
      return new Decision(outcome, reason, null, version, choice.form(), choice.command());
    }
    if (stop == null) {
      throw new IllegalStateException("The rules choose a piece or say why not");
    }
    Stop counted =
        TouchLedger.staleInstead(command, stop, reads.firstAsked(command, now).orElse(now));
    return new Decision(
        counted.outcome(), counted.reason(), counted.heldUntil(), null, null, choice.command());
  }
}
