package io.medley.campaign.touch;

import io.medley.campaign.channel.ApprovedPiece;
import io.medley.campaign.channel.Channels;
import io.medley.campaign.channel.RenderRefused;
import io.medley.campaign.channel.RenderedMessage;
import io.medley.campaign.hcp.Hcp;
import io.medley.campaign.hcp.HcpProfile;
import io.medley.campaign.hcp.Hcps;
import io.medley.campaign.hcp.PersonalVault;
import io.medley.platform.signing.Sha256;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
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
  private final Hcps hcps;
  private final PersonalVault vault;
  private final ApprovedBytes bytes;
  private final Channels channels;
  private final JsonMapper json;

  Deciding(
      GateReads live,
      Hcps hcps,
      PersonalVault vault,
      ApprovedBytes bytes,
      Channels channels,
      JsonMapper json) {
    this.live = live;
    this.hcps = hcps;
    this.vault = vault;
    this.bytes = bytes;
    this.channels = channels;
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
    Rendering rendering = new Rendering(hcp);
    RecordingReads reads = new RecordingReads(live, rendering);
    Choosing.Choice choice = new Choosing(reads, reads).choose(command, hcp, ghost, now);
    Explanation explanation = choice.explanation();
    explanation.decidedFrom(json.writeValueAsString(reads.inputs(command, hcp, ghost, now)));
    ServableVersion version = choice.version();
    if (version == null) {
      return new Decided(choice.command(), null, choice.stop(), explanation);
    }
    RenderedMessage message = Objects.requireNonNull(rendering.message);
    Plan.Sealed sealed =
        new Plan.Sealed(
            vault.seal(hcp.id(), RENDERED, message.bytes()), Sha256.hex(message.bytes()));
    explanation.fact("renderedHash", sealed.hash());
    Plan plan =
        new Plan(
            choice.command(),
            ghost,
            version,
            List.of(version.versionId()),
            List.of(version.contentHash()),
            rendering.contactId,
            UUID.randomUUID(),
            message,
            sealed,
            choice.substituted(),
            live.rules(hcp.country()).weight(choice.command().channel()),
            explanation);
    return new Decided(choice.command(), plan, null, explanation);
  }

  /** Renders for one HCP and keeps the last message. */
  private final class Rendering implements Choosing.Trial {

    private final HcpProfile profile;
    private final UUID contactId = UUID.randomUUID();
    private @Nullable RenderedMessage message;

    Rendering(HcpProfile profile) {
      this.profile = profile;
    }

    @Override
    public Choosing.Tried render(TouchCommand command, ServableVersion version) {
      Hcp hcp =
          hcps.open(profile.id()).orElseThrow(() -> new PersonalVault.KeyDestroyed(profile.id()));
      try {
        message =
            channels
                .find(command.channel())
                .orElseThrow()
                .render(
                    new ApprovedPiece(
                        version.versionId(),
                        version.contentHash(),
                        version.title(),
                        bytes.read(version.contentHash())),
                    hcp,
                    command.sendKey().toString(),
                    contactId);
        return Choosing.Tried.RENDERED;
      } catch (RenderRefused refused) {
        return new Choosing.Tried(Choosing.Tried.Kind.REFUSED, refused.getMessage() + "");
      } catch (ApprovedBytes.BytesUnavailable away) {
        return new Choosing.Tried(Choosing.Tried.Kind.UNAVAILABLE, away.getMessage() + "");
      }
    }
  }
}
