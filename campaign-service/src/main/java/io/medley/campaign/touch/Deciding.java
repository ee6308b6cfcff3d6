package io.medley.campaign.touch;

import io.medley.campaign.channel.ApprovedPiece;
import io.medley.campaign.channel.Channels;
import io.medley.campaign.channel.MessageRequest;
import io.medley.campaign.channel.RenderRefused;
import io.medley.campaign.channel.RenderedMessage;
import io.medley.campaign.channel.SafetyInformation;
import io.medley.campaign.channel.Tracked;
import io.medley.campaign.channel.TrackingRules;
import io.medley.campaign.hcp.Hcp;
import io.medley.campaign.hcp.HcpProfile;
import io.medley.campaign.hcp.Hcps;
import io.medley.campaign.hcp.PersonalVault;
import io.medley.platform.signing.Sha256;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * The read-only part of a touch: asks the rules, renders what they choose, and keeps what they were
 * told. Holds no lock and reserves nothing; what it finds is read again at the claim and at the
 * hand-over.
 */
@Component
class Deciding {

  /** Purpose a rendered message is sealed for. */
  static final String RENDERED = "rendered-message";

  private final GateReads live;
  private final GateRows rows;
  private final Hcps hcps;
  private final PersonalVault vault;
  private final ApprovedBytes bytes;
  private final SendChecking checking;
  private final Channels channels;
  private final TrackingRules tracking;
  private final JsonMapper json;

  Deciding(
      GateReads live,
      GateRows rows,
      Hcps hcps,
      PersonalVault vault,
      ApprovedBytes bytes,
      SendChecking checking,
      Channels channels,
      TrackingRules tracking,
      JsonMapper json) {
    this.live = live;
    this.rows = rows;
    this.hcps = hcps;
    this.vault = vault;
    this.bytes = bytes;
    this.checking = checking;
    this.channels = channels;
    this.tracking = tracking;
    this.json = json;
  }

  /**
   * Either the plan of a touch or why it ends here.
   *
   * @param command the touch, through the channel chosen
   */
  record Decided(
      TouchCommand command, @Nullable Plan plan, @Nullable Stop stop, Explanation explanation) {}

  Decided decide(TouchCommand command, HcpProfile hcp, boolean ghost, Instant now) {
    Rendering rendering = new Rendering(hcp, () -> tracking.allowed(hcp, now));
    RecordingReads reads =
        new RecordingReads(
            new ReadsAtOnce(live, rows, command, hcp, ghost, List.of(), now), rendering);
    Choosing.Choice choice = new Choosing(reads, reads).choose(command, hcp, ghost, now);
    choice
        .explanation()
        .decidedFrom(json.writeValueAsString(reads.inputs(command, hcp, ghost, now)));
    return decided(choice, rendering, hcp, ghost);
  }

  /** What the touch would carry through its channel, whatever speaks against the touch. */
  Decided carry(TouchCommand command, HcpProfile hcp, Instant now) {
    return carry(command, hcp, now, () -> tracking.allowed(hcp, now));
  }

  /** The same, with nothing seen of its reader. */
  Decided carryUntracked(TouchCommand command, HcpProfile hcp, Instant now) {
    return carry(command, hcp, now, () -> Tracked.NOTHING);
  }

  private Decided carry(
      TouchCommand command, HcpProfile hcp, Instant now, Supplier<Tracked> tracked) {
    Explanation explanation = new Explanation();
    if (channels.find(command.channel()).isEmpty()) {
      return new Decided(command, null, null, explanation);
    }
    Rendering rendering = new Rendering(hcp, tracked);
    Choosing.Choice choice = new Choosing(live, rendering).piece(command, hcp, now, explanation);
    return decided(choice, rendering, hcp, false);
  }

  private Decided decided(
      Choosing.Choice choice, Rendering rendering, HcpProfile hcp, boolean ghost) {
    Explanation explanation = choice.explanation();
    ServableVersion version = choice.version();
    if (version == null) {
      return new Decided(choice.command(), null, choice.stop(), explanation);
    }
    RenderedMessage message = Objects.requireNonNull(rendering.message);
    Plan.Sealed sealed =
        new Plan.Sealed(
            vault.seal(hcp.id(), RENDERED, message.bytes()), Sha256.hex(message.bytes()));
    explanation.fact("renderedHash", sealed.hash());
    explanation.fact("tracked", rendering.tracked);
    SafetyInformation.Carried safety = message.safety();
    if (safety != null) {
      explanation.passed(
          "SAFETY_INFORMATION",
          "%s: %s and %s of label %s in force in %s"
              .formatted(
                  safety.how() == SafetyInformation.How.IN_PIECE
                      ? "the piece carries it"
                      : "attached from the product master",
                  safety.safetyText(),
                  safety.prescribingText(),
                  safety.labelVersion(),
                  safety.market()));
      explanation.fact("safety", safety);
    }
    SendCheck check = rendering.check;
    if (check != null) {
      explanation.passed(
          "SEND_CHECK",
          "%s by rules %s, checked %s".formatted(check.verdict(), check.packVersion(), check.at()));
      explanation.fact("check", check);
    }
    Plan plan =
        new Plan(
            choice.command(),
            ghost,
            version,
            choice.form(),
            List.of(version.versionId()),
            List.of(leaving(version, choice.form())),
            rendering.contactId,
            UUID.randomUUID(),
            message,
            rendering.tracked,
            sealed,
            choice.substituted(),
            live.rules(hcp.country()).weight(choice.command().channel()),
            explanation);
    return new Decided(choice.command(), plan, null, explanation);
  }

  /** Hash of the approved bytes a message is made of. */
  private static String leaving(ServableVersion version, @Nullable RenderedForm form) {
    return form == null ? version.contentHash() : form.contentHash();
  }

  /** Renders for one HCP and keeps the last message. */
  private final class Rendering implements Choosing.Trial {

    private final HcpProfile profile;
    private final UUID contactId = UUID.randomUUID();
    // Asked for only when something is rendered: most decisions end before.
    private final Supplier<Tracked> allowed;
    private Tracked tracked = Tracked.NOTHING;
    private @Nullable RenderedMessage message;
    private @Nullable SendCheck check;

    Rendering(HcpProfile profile, Supplier<Tracked> allowed) {
      this.profile = profile;
      this.allowed = allowed;
    }

    @Override
    public Choosing.Tried render(
        TouchCommand command, ServableVersion version, @Nullable RenderedForm form) {
      Hcp hcp =
          hcps.open(profile.id()).orElseThrow(() -> new PersonalVault.KeyDestroyed(profile.id()));
      tracked = allowed.get();
      String leaving = leaving(version, form);
      try {
        check = checking.before(version);
        if (check.blocked()) {
          return new Choosing.Tried(Choosing.Tried.Kind.BLOCKED, check.why());
        }
        message =
            channels
                .find(command.channel())
                .orElseThrow()
                .render(
                    new MessageRequest(
                        new ApprovedPiece(
                            version.versionId(), leaving, version.title(), bytes.read(leaving)),
                        command.brandId(),
                        hcp,
                        command.sendKey().toString(),
                        contactId,
                        version.facets().promotes(),
                        tracked));
        return Choosing.Tried.RENDERED;
      } catch (RenderRefused refused) {
        return new Choosing.Tried(Choosing.Tried.Kind.REFUSED, refused.getMessage() + "");
      } catch (ApprovedBytes.BytesUnavailable | Checker.CheckUnavailable away) {
        return new Choosing.Tried(Choosing.Tried.Kind.UNAVAILABLE, away.getMessage() + "");
      }
    }
  }
}
