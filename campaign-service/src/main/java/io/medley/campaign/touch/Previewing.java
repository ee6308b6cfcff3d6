package io.medley.campaign.touch;

import io.medley.campaign.channel.MessageView;
import io.medley.campaign.channel.RenderedMessage;
import io.medley.campaign.channel.Tracked;
import io.medley.campaign.hcp.HcpProfile;
import io.medley.campaign.hcp.HcpUnknown;
import io.medley.campaign.hcp.Hcps;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Shows what a touch would be for one HCP at this moment: the gate's decision with its reasons, and
 * the message it would carry, also where the decision is not to send it. Asks and renders only:
 * nothing is claimed, reserved, counted, stored or handed over.
 */
@Service
public class Previewing {

  private final Deciding deciding;
  private final Hcps hcps;
  private final Arms arms;
  private final Holdouts holdouts;
  private final JsonMapper json;
  private final Clock clock;

  Previewing(
      Deciding deciding,
      Hcps hcps,
      GateSettings settings,
      Holdouts holdouts,
      JsonMapper json,
      Clock clock) {
    this.deciding = deciding;
    this.hcps = hcps;
    this.arms = new Arms(settings);
    this.holdouts = holdouts;
    this.json = json;
    this.clock = clock;
  }

  /**
   * What a touch would be.
   *
   * @param outcome what the gate would decide now
   * @param why one sentence
   * @param heldUntil when it would ask again; set exactly for {@code HELD_UNTIL}
   * @param channel the channel it would take
   * @param explanation as it would be stored: facts, checks, pieces considered, what would change
   *     it
   * @param carried what it would carry; null if no approved piece fits
   */
  public record Preview(
      Outcome outcome,
      Reason reason,
      String why,
      @Nullable Instant heldUntil,
      String channel,
      JsonNode explanation,
      @Nullable Carried carried) {}

  /**
   * What a touch would carry.
   *
   * @param form of a piece made of modules the form; null = the piece's own bytes
   * @param contentHash SHA-256 of the approved bytes the message is made of
   * @param versions every version the message renders, the piece first
   * @param view the message; null if its form is not known
   * @param tracked what would be seen of its reader
   * @param substituted another piece than planned
   */
  public record Carried(
      ServableVersion version,
      @Nullable RenderedForm form,
      String contentHash,
      List<UUID> versions,
      @Nullable MessageView view,
      Tracked tracked,
      boolean substituted) {}

  /**
   * Shows a touch.
   *
   * @throws HcpUnknown if there is no such HCP, or it was erased
   */
  public Preview preview(TouchCommand command) {
    HcpProfile hcp =
        hcps.profile(command.hcpId())
            .filter(profile -> !profile.erased())
            .orElseThrow(() -> new HcpUnknown(command.hcpId()));
    Instant now = clock.instant();
    boolean ghost = arms.holdout(command, holdouts);
    Deciding.Decided decided = deciding.decide(command, hcp, ghost, now);
    Plan plan = decided.plan();
    JsonNode explanation = decided.explanation().toJson(json);
    String channel = decided.command().channel();
    if (plan != null) {
      Reason reason =
          ghost
              ? Reason.HOLDOUT
              : plan.substituted()
                  ? Reason.PLANNED_PIECE_UNAVAILABLE
                  : Reason.DELIVERED_TO_PROVIDER;
      Outcome outcome =
          ghost ? Outcome.GHOST : plan.substituted() ? Outcome.SUBSTITUTED : Outcome.SENT;
      String why =
          ghost
              ? Reason.HOLDOUT.sentence()
              : "Everything holds: %s (%s) would leave now."
                  .formatted(plan.version().title(), plan.version().jobCode());
      return new Preview(outcome, reason, why, null, channel, explanation, carried(plan, channel));
    }
    Stop stop = Objects.requireNonNull(decided.stop());
    Plan would = deciding.carry(decided.command(), hcp, now).plan();
    return new Preview(
        stop.outcome(),
        stop.reason(),
        stop.why(),
        stop.heldUntil(),
        channel,
        explanation,
        would == null ? null : carried(would, channel));
  }

  /** What a touch would carry with nothing seen of its reader, for a test. */
  @Nullable Carried untracked(TouchCommand command, HcpProfile hcp) {
    Plan plan = deciding.carryUntracked(command, hcp, clock.instant()).plan();
    return plan == null ? null : carried(plan, plan.command().channel());
  }

  private static Carried carried(Plan plan, String channel) {
    RenderedMessage message = plan.message();
    return new Carried(
        plan.version(),
        plan.form(),
        plan.contentHashes().getFirst(),
        plan.versions(),
        MessageView.of(channel, message.bytes()).orElse(null),
        plan.tracked(),
        plan.substituted());
  }
}
