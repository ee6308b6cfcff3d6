package io.medley.campaign.touch;

import io.medley.campaign.channel.ApprovedPiece;
import io.medley.campaign.channel.Channel;
import io.medley.campaign.channel.RenderRefused;
import io.medley.campaign.channel.RenderedMessage;
import io.medley.campaign.hcp.Hcp;
import io.medley.campaign.hcp.HcpProfile;
import io.medley.campaign.hcp.Hcps;
import io.medley.campaign.hcp.PersonalVault;
import io.medley.platform.signing.Sha256;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The read-only part of a touch: conditions, candidates, choice, rendering. Holds no lock and
 * reserves nothing; what it finds is read again at the claim and at the hand-over.
 */
@Component
class Deciding {

  /** What the catalog says of a piece that was approved and may be served no more. */
  private static final Set<String> RECALLED =
      Set.of("WITHDRAWING", "WITHDRAWN", "SUSPENDED", "EXPIRED");

  /** Purpose a rendered message is sealed for. */
  static final String RENDERED = "rendered-message";

  private static final Duration SEEN_LATELY = Duration.ofDays(90);
  private static final int REJECTED_KEPT = 3;

  private final Conditions conditions;
  private final Hcps hcps;
  private final PersonalVault vault;
  private final ApprovalState approvals;
  private final CatalogSelection catalog;
  private final ApprovedBytes bytes;
  private final Sends sends;
  private final GateSettings settings;

  Deciding(
      Conditions conditions,
      Hcps hcps,
      PersonalVault vault,
      ApprovalState approvals,
      CatalogSelection catalog,
      ApprovedBytes bytes,
      Sends sends,
      GateSettings settings) {
    this.conditions = conditions;
    this.hcps = hcps;
    this.vault = vault;
    this.approvals = approvals;
    this.catalog = catalog;
    this.bytes = bytes;
    this.sends = sends;
    this.settings = settings;
  }

  /** Either the plan of a touch or why it ends here. */
  record Decided(@Nullable Plan plan, @Nullable Stop stop, Explanation explanation) {}

  Decided decide(
      TouchCommand command, HcpProfile hcp, boolean ghost, Channel channel, Instant now) {
    Explanation explanation = new Explanation();
    Optional<Stop> stop = conditions.check(command, hcp, ghost, now, explanation);
    if (stop.isPresent()) {
      return new Decided(null, stop.get(), explanation);
    }
    CatalogSelection.Proposal proposal;
    try {
      proposal = catalog.propose(wanted(command, hcp), approvals.lease().cursor());
    } catch (CatalogSelection.CatalogUnavailable away) {
      explanation.failed("CATALOG", "it does not answer", "The catalog answers again.");
      return new Decided(
          null,
          Stop.held(
              Reason.CATALOG_UNAVAILABLE,
              now.plus(settings.approvalRetry()),
              Reason.CATALOG_UNAVAILABLE.sentence()),
          explanation);
    }
    return choose(command, hcp, ghost, channel, now, proposal, explanation);
  }

  private static CatalogSelection.Wanted wanted(TouchCommand command, HcpProfile hcp) {
    return new CatalogSelection.Wanted(
        command.brandId(),
        hcp.country(),
        hcp.language(),
        command.channel(),
        command.audience(),
        command.slot());
  }

  private Decided choose(
      TouchCommand command,
      HcpProfile hcp,
      boolean ghost,
      Channel channel,
      Instant now,
      CatalogSelection.Proposal proposal,
      Explanation explanation) {
    Set<UUID> proposed = new LinkedHashSet<>();
    proposal.candidates().forEach(candidate -> proposed.add(candidate.versionId()));
    Set<UUID> ofInterest = new LinkedHashSet<>(proposed);
    ofInterest.addAll(command.planned());
    Map<UUID, ServableVersion> known = approvals.read(ofInterest);
    Ranking.Ranks ranks =
        Ranking.rank(
            proposed, known, sends.seenSince(hcp.id(), now.minus(SEEN_LATELY)), command, hcp, now);
    Map<UUID, String> unrenderable = new HashMap<>();
    for (Ranking.Ranked ranked : ranks.usable()) {
      try {
        Plan plan = plan(command, hcp, ghost, channel, ranked, known, explanation);
        explanation.candidates(
            considered(ranks, proposal, command, known, plan.version(), unrenderable, now));
        explanation.passed("CONTENT", "chose " + plan.version().jobCode());
        return new Decided(plan, null, explanation);
      } catch (RenderRefused refused) {
        unrenderable.put(ranked.version().versionId(), refused.getMessage() + "");
      } catch (ApprovedBytes.BytesUnavailable away) {
        explanation.candidates(
            considered(ranks, proposal, command, known, null, unrenderable, now));
        explanation.failed("CONTENT", away.getMessage() + "", "content-service answers again.");
        return new Decided(
            null,
            Stop.held(
                Reason.CONTENT_UNAVAILABLE,
                now.plus(settings.approvalRetry()),
                Reason.CONTENT_UNAVAILABLE.sentence()),
            explanation);
      }
    }
    explanation.candidates(considered(ranks, proposal, command, known, null, unrenderable, now));
    return new Decided(null, nothing(command, hcp, proposal, known, now, explanation), explanation);
  }

  private Stop nothing(
      TouchCommand command,
      HcpProfile hcp,
      CatalogSelection.Proposal proposal,
      Map<UUID, ServableVersion> known,
      Instant now,
      Explanation explanation) {
    Optional<ServableVersion> gone =
        approvals
            .unservable(command.brandId(), hcp.country(), command.channel(), command.audience())
            .stream()
            .filter(version -> Fit.mismatch(version, command, hcp).isEmpty())
            .filter(version -> !version.servableAt(now))
            .findFirst();
    UUID planned = Ranking.planned(known, command, hcp);
    ServableVersion intended = planned == null ? null : known.get(planned);
    if (intended != null && !intended.servableAt(now)) {
      gone = Optional.of(intended);
    }
    String wanted =
        "%s, %s, %s, %s"
            .formatted(hcp.country(), hcp.language(), command.channel(), command.audience());
    if (gone.isPresent()) {
      String detail =
          "%s (%s) is %s, and no other approved piece fits %s"
              .formatted(
                  gone.get().title(),
                  gone.get().jobCode(),
                  gone.get().state().equals(ServableVersion.LIVE)
                      ? "out of date"
                      : gone.get().state(),
                  wanted);
      explanation.failed("CONTENT", detail, "A piece that fits is approved.");
      return Stop.held(Reason.CONTENT_WITHDRAWN, now.plus(settings.contentRetry()), detail + ".");
    }
    Optional<ServableVersion> recalled =
        approvals
            .read(
                proposal.rejected().stream()
                    .filter(declined -> RECALLED.contains(declined.reason()))
                    .map(CatalogSelection.Declined::versionId)
                    .toList())
            .values()
            .stream()
            .filter(version -> Fit.mismatch(version, command, hcp).isEmpty())
            .findFirst();
    if (recalled.isPresent()) {
      // The catalog knows of a recall a moment before this sender's own row does.
      String detail =
          "%s (%s) is being recalled, and no other approved piece fits %s"
              .formatted(recalled.get().title(), recalled.get().jobCode(), wanted);
      explanation.failed("CONTENT", detail, "A piece that fits is approved.");
      return Stop.held(Reason.CONTENT_WITHDRAWN, now.plus(settings.contentRetry()), detail + ".");
    }
    explanation.failed("CONTENT", "nothing fits " + wanted, "A piece that fits is approved.");
    return Stop.held(
        Reason.NO_APPROVED_CONTENT,
        now.plus(settings.contentRetry()),
        "No approved piece fits %s.".formatted(wanted));
  }

  private Plan plan(
      TouchCommand command,
      HcpProfile profile,
      boolean ghost,
      Channel channel,
      Ranking.Ranked ranked,
      Map<UUID, ServableVersion> known,
      Explanation explanation) {
    ServableVersion version = ranked.version();
    Hcp hcp = hcps.open(profile.id()).orElseThrow(() -> erasedMeanwhile(profile));
    UUID contactId = UUID.randomUUID();
    RenderedMessage message =
        channel.render(
            new ApprovedPiece(
                version.versionId(),
                version.contentHash(),
                version.title(),
                bytes.read(version.contentHash())),
            hcp,
            command.sendKey().toString(),
            contactId);
    Plan.Sealed sealed =
        new Plan.Sealed(
            vault.seal(profile.id(), RENDERED, message.bytes()), Sha256.hex(message.bytes()));
    explanation.fact("renderedHash", sealed.hash());
    return new Plan(
        command,
        ghost,
        version,
        List.of(version.versionId()),
        List.of(version.contentHash()),
        contactId,
        UUID.randomUUID(),
        message,
        sealed,
        substituted(command, profile, version, known),
        explanation);
  }

  private static RuntimeException erasedMeanwhile(HcpProfile profile) {
    return new PersonalVault.KeyDestroyed(profile.id());
  }

  /** Another piece than the campaign planned or used here first, because that one is gone. */
  private boolean substituted(
      TouchCommand command,
      HcpProfile hcp,
      ServableVersion chosen,
      Map<UUID, ServableVersion> known) {
    UUID planned = Ranking.planned(known, command, hcp);
    if (planned != null) {
      return !Ranking.stands(chosen, Objects.requireNonNull(known.get(planned)));
    }
    Optional<UUID> first =
        sends
            .servedFirst(command.campaignId(), command.slot(), hcp.country(), hcp.language())
            .filter(version -> !version.equals(chosen.versionId()));
    return first.isPresent()
        && !approvals.read(List.of(first.get())).values().stream()
            .allMatch(version -> version.state().equals(ServableVersion.LIVE));
  }

  private static List<Explanation.Candidate> considered(
      Ranking.Ranks ranks,
      CatalogSelection.Proposal proposal,
      TouchCommand command,
      Map<UUID, ServableVersion> known,
      @Nullable ServableVersion chosen,
      Map<UUID, String> unrenderable,
      Instant now) {
    List<Explanation.Candidate> considered = new ArrayList<>();
    List<Explanation.Candidate> rejected = new ArrayList<>();
    for (Ranking.Ranked ranked : ranks.usable()) {
      ServableVersion version = ranked.version();
      boolean isChosen = version.equals(chosen);
      Explanation.Candidate candidate =
          new Explanation.Candidate(
              version.versionId().toString(),
              version.title(),
              version.jobCode(),
              isChosen,
              ranked.score(),
              ranked.parts(),
              isChosen
                  ? "best of what may be used"
                  : unrenderable.getOrDefault(version.versionId(), "scores lower"));
      (isChosen ? considered : rejected).add(candidate);
    }
    for (UUID planned : command.planned()) {
      ServableVersion version = known.get(planned);
      if (version != null && !version.servableAt(now)) {
        rejected.add(
            0,
            ruled(
                planned,
                version.title(),
                version.jobCode(),
                "planned, but " + Fit.unservable(version, now).orElse("not servable")));
      }
    }
    ranks
        .ruledOut()
        .forEach(
            ruled ->
                rejected.add(
                    ruled(ruled.versionId(), ruled.title(), ruled.jobCode(), ruled.reason())));
    proposal
        .rejected()
        .forEach(
            declined ->
                rejected.add(ruled(declined.versionId(), "", "", "catalog: " + declined.reason())));
    Set<String> named = new LinkedHashSet<>();
    for (Explanation.Candidate candidate : rejected) {
      if (named.size() < REJECTED_KEPT && named.add(candidate.versionId())) {
        considered.add(candidate);
      }
    }
    return considered;
  }

  private static Explanation.Candidate ruled(
      UUID version, String title, String jobCode, String reason) {
    return new Explanation.Candidate(
        version.toString(), title, jobCode, false, null, Map.of(), reason);
  }
}
