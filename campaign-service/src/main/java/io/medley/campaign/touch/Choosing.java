package io.medley.campaign.touch;

import io.medley.campaign.hcp.HcpProfile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a touch: channel, conditions, candidates, choice. Knows the world through {@link
 * GateReads} only, so that the same answers always lead to the same choice, today, in a dry run and
 * before an inspector.
 */
final class Choosing {

  /** What the catalog says of a piece that was approved and may be served no more. */
  private static final Set<String> RECALLED =
      Set.of("WITHDRAWING", "WITHDRAWN", "SUSPENDED", "EXPIRED");

  private static final int REJECTED_KEPT = 3;

  /** Tries whether a piece can be made into a message. */
  interface Trial {

    /**
     * Tries one.
     *
     * @param form of a piece made of modules the form to send; null = the piece's own bytes
     */
    Tried render(TouchCommand command, ServableVersion version, @Nullable RenderedForm form);
  }

  /**
   * What came of it.
   *
   * @param why one sentence unless it was rendered
   */
  record Tried(Kind kind, String why) {

    /** Ways it can come out. */
    enum Kind {
      /** It is a message. */
      RENDERED,
      /** It cannot be one; another piece is tried. */
      REFUSED,
      /** The checks of today block it; another piece is tried. */
      BLOCKED,
      /** Its bytes cannot be had now. */
      UNAVAILABLE
    }

    static final Tried RENDERED = new Tried(Kind.RENDERED, "");
  }

  /**
   * Either the piece and the channel of a touch, or why it ends here.
   *
   * @param command the touch, through the channel chosen
   * @param form of a piece made of modules the form to send; null = the piece's own bytes
   */
  record Choice(
      TouchCommand command,
      @Nullable ServableVersion version,
      @Nullable RenderedForm form,
      boolean substituted,
      @Nullable Stop stop,
      Explanation explanation) {}

  private final GateReads reads;
  private final Trial trial;
  private @Nullable HcpHistory history;

  Choosing(GateReads reads, Trial trial) {
    this.reads = reads;
    this.trial = trial;
  }

  Choice choose(TouchCommand asked, HcpProfile hcp, boolean ghost, Instant now) {
    Explanation explanation = new Explanation();
    GateReads.Rules rules = reads.rules(hcp.country());
    Map<String, Optional<String>> usable = reads.channels(asked.channels(), hcp, now);
    TouchCommand command = asked;
    if (asked.channels().size() > 1) {
      command = asked.through(channel(asked, hcp, rules, usable, now, explanation));
    }
    Optional<String> unusable = usable.getOrDefault(command.channel(), Optional.empty());
    if (unusable.isPresent()) {
      return stopped(
          command, unusable(command, unusable.get(), rules, now, explanation), explanation);
    }
    Optional<Stop> stop = new Conditions(reads).check(command, hcp, ghost, now, explanation);
    if (stop.isPresent()) {
      return stopped(command, stop.get(), explanation);
    }
    return piece(command, hcp, now, explanation);
  }

  /** The HCP's past, read once: a chooser decides one touch. */
  private HcpHistory history(TouchCommand command, Instant now) {
    HcpHistory known = history;
    if (known == null) {
      known = reads.history(command, now);
      history = known;
    }
    return known;
  }

  /** The piece the touch carries, whatever else may speak against the touch. */
  Choice piece(TouchCommand command, HcpProfile hcp, Instant now, Explanation explanation) {
    GateReads.Rules rules = reads.rules(hcp.country());
    CatalogSelection.Proposal proposal;
    try {
      proposal = reads.propose(wanted(command, hcp), reads.lease().cursor());
    } catch (CatalogSelection.CatalogUnavailable away) {
      explanation.failed("CATALOG", "it does not answer", "The catalog answers again.");
      return stopped(
          command,
          Stop.held(
              Reason.CATALOG_UNAVAILABLE,
              now.plus(rules.approvalRetry()),
              Reason.CATALOG_UNAVAILABLE.sentence()),
          explanation);
    }
    return choose(command, hcp, rules, now, proposal, explanation);
  }

  private static Choice stopped(TouchCommand command, Stop stop, Explanation explanation) {
    return new Choice(command, null, null, false, stop, explanation);
  }

  private static Stop unusable(
      TouchCommand command,
      String why,
      GateReads.Rules rules,
      Instant now,
      Explanation explanation) {
    if (why.equals(GateReads.NO_ADAPTER)) {
      explanation.failed("CHANNEL", command.channel() + " " + why, "An adapter is added.");
      return Stop.skipped(Reason.CHANNEL_NOT_AVAILABLE, Reason.CHANNEL_NOT_AVAILABLE.sentence());
    }
    if (why.startsWith(GateReads.UNREACHABLE)) {
      explanation.failed(
          "CHANNEL", command.channel() + " " + why, "Where to send it is put on record.");
      return Stop.skipped(Reason.NOT_ELIGIBLE, "%s %s.".formatted(command.channel(), why));
    }
    explanation.failed("CHANNEL", command.channel() + ": " + why, "Somebody has room again.");
    return Stop.held(
        Reason.CHANNEL_BUSY,
        now.plus(rules.contentRetry()),
        "%s cannot take one more: %s.".formatted(command.channel(), why));
  }

  /**
   * The best channel that can be used; if none can, the preferred one, whose reason then counts.
   */
  private String channel(
      TouchCommand asked,
      HcpProfile hcp,
      GateReads.Rules rules,
      Map<String, Optional<String>> usable,
      Instant now,
      Explanation explanation) {
    Map<String, String> ruledOut = new LinkedHashMap<>();
    usable.forEach((name, why) -> why.ifPresent(text -> ruledOut.put(name, text)));
    List<KillSwitches.Switch> switches = reads.switches(asked.campaignId());
    for (String name : asked.channels()) {
      if (switches.stream()
          .anyMatch(
              engaged ->
                  (engaged.scope() == KillSwitches.Scope.CHANNEL
                          || engaged.scope() == KillSwitches.Scope.CHANNEL_IN_COUNTRY)
                      && Conditions.applies(engaged, asked.through(name), hcp))) {
        ruledOut.putIfAbsent(name, "is stopped");
      }
      if (reads.consent(hcp.id(), name, now).filter(Conditions::permits).isEmpty()) {
        ruledOut.putIfAbsent(name, "no consent");
      }
    }
    List<ChannelChoice.Considered> ranked =
        ChannelChoice.rank(
            asked.channels(),
            hcp,
            history(asked, now),
            ruledOut,
            rules.mix(),
            reads.contactsByChannel(
                asked.brandId(), hcp.country(), now.minus(ContactRules.MIX_WINDOW)),
            now);
    explanation.fact("channels", ranked);
    ChannelChoice.Considered best = ranked.getFirst();
    if (best.ruledOut().isPresent()) {
      return asked.channel();
    }
    explanation.passed(
        "CHANNEL",
        ranked.stream()
            .map(
                considered ->
                    considered.channel()
                        + " "
                        + considered
                            .ruledOut()
                            .orElse(
                                "scores %d (%s)"
                                    .formatted(considered.score(), considered.liking().words())))
            .collect(
                java.util.stream.Collectors.joining(", ", "chose " + best.channel() + ": ", "")));
    return best.channel();
  }

  private static CatalogSelection.Wanted wanted(TouchCommand command, HcpProfile hcp) {
    return new CatalogSelection.Wanted(
        command.brandId(),
        hcp.country(),
        hcp.language(),
        command.channel(),
        command.audience(),
        command.slot(),
        command.modules());
  }

  private Choice choose(
      TouchCommand command,
      HcpProfile hcp,
      GateReads.Rules rules,
      Instant now,
      CatalogSelection.Proposal proposal,
      Explanation explanation) {
    Set<UUID> proposed = new LinkedHashSet<>();
    proposal.candidates().forEach(candidate -> proposed.add(candidate.versionId()));
    Set<UUID> ofInterest = new LinkedHashSet<>(proposed);
    ofInterest.addAll(command.planned());
    Map<UUID, ServableVersion> known = reads.versions(ofInterest);
    Map<UUID, KillSwitches.Switch> stopped =
        Conditions.stoppedAssets(reads.switches(command.campaignId()));
    Ranking.Ranks ranks =
        Ranking.rank(proposed, known, stopped, history(command, now), command, hcp, now);
    Map<UUID, Tried> unrenderable = new HashMap<>();
    for (Ranking.Ranked ranked : ranks.usable()) {
      ServableVersion version = ranked.version();
      RenderedForm form = version.form(command.modules(), now).orElse(null);
      Tried tried = trial.render(command, version, form);
      switch (tried.kind()) {
        case RENDERED -> {
          explanation.candidates(
              considered(ranks, proposal, command, known, version, unrenderable, now));
          explanation.passed(
              "CONTENT",
              "chose %s%s"
                  .formatted(version.jobCode(), form == null ? "" : " as “" + form.name() + "”"));
          if (form != null) {
            explanation.fact("form", form);
          }
          return new Choice(
              command, version, form, substituted(command, hcp, version, known), null, explanation);
        }
        case REFUSED, BLOCKED -> unrenderable.put(version.versionId(), tried);
        case UNAVAILABLE -> {
          explanation.candidates(
              considered(ranks, proposal, command, known, null, unrenderable, now));
          explanation.failed("CONTENT", tried.why(), "content-service answers again.");
          return stopped(
              command,
              Stop.held(
                  Reason.CONTENT_UNAVAILABLE,
                  now.plus(rules.approvalRetry()),
                  Reason.CONTENT_UNAVAILABLE.sentence()),
              explanation);
        }
      }
    }
    explanation.candidates(considered(ranks, proposal, command, known, null, unrenderable, now));
    Optional<ServableVersion> halted =
        proposed.stream()
            .flatMap(id -> Optional.ofNullable(known.get(id)).stream())
            .filter(version -> stopped.containsKey(version.assetId()))
            .filter(version -> Fit.against(version, command, hcp, now).isEmpty())
            .findFirst();
    return stopped(
        command,
        halted.isPresent()
            ? halted(command, halted.get(), stopped, rules, now, explanation)
            : nothing(command, hcp, rules, proposal, known, now, explanation, unrenderable),
        explanation);
  }

  /** A piece would fit, but its asset is stopped, and nothing takes its place. */
  private Stop halted(
      TouchCommand command,
      ServableVersion version,
      Map<UUID, KillSwitches.Switch> stopped,
      GateReads.Rules rules,
      Instant now,
      Explanation explanation) {
    KillSwitches.Switch engaged = Objects.requireNonNull(stopped.get(version.assetId()));
    String detail =
        "%s (%s) is stopped (%s), and nothing else fits"
            .formatted(version.title(), version.jobCode(), engaged.why());
    explanation.fact("switch", engaged.name());
    explanation.failed("CONTENT", detail, "The asset is released, or another piece is approved.");
    return Stop.held(
        Reason.KILL_SWITCH,
        new Conditions(reads).whileStopped(command, rules, engaged.at(), now),
        detail + ".");
  }

  private Stop nothing(
      TouchCommand command,
      HcpProfile hcp,
      GateReads.Rules rules,
      CatalogSelection.Proposal proposal,
      Map<UUID, ServableVersion> known,
      Instant now,
      Explanation explanation,
      Map<UUID, Tried> unrenderable) {
    Optional<Stop> refused = refused(known, unrenderable, rules, now, explanation);
    if (refused.isPresent()) {
      return refused.get();
    }
    List<ServableVersion> fitting =
        reads.unservable(command, hcp).stream()
            // What is still live and does not go says more than what is gone.
            .sorted(
                Comparator.comparing(
                    (ServableVersion version) -> !version.state().equals(ServableVersion.LIVE)))
            .filter(version -> Fit.mismatch(version, command, hcp).isEmpty())
            .filter(version -> Fit.unsendable(version, command, now).isPresent())
            .toList();
    Optional<ServableVersion> gone = fitting.stream().findFirst();
    UUID planned = Ranking.planned(known, command, hcp);
    ServableVersion intended = planned == null ? null : known.get(planned);
    if (intended != null && Fit.unsendable(intended, command, now).isPresent()) {
      gone = Optional.of(intended);
    }
    String wanted =
        "%s, %s, %s, %s"
            .formatted(hcp.country(), hcp.language(), command.channel(), command.audience());
    if (gone.isPresent()) {
      String detail =
          "%s (%s) %s, and no other approved piece fits %s"
              .formatted(
                  gone.get().title(), gone.get().jobCode(), gone(gone.get(), command, now), wanted);
      boolean blocked = gone.get().servableAt(now) && gone.get().blocked().isPresent();
      explanation.failed(
          "CONTENT",
          detail,
          blocked
              ? "What blocks it is mended, or another piece is approved."
              : "A piece that fits is approved.");
      Instant again = now.plus(rules.contentRetry());
      boolean forGood =
          gone.get().goneForGood() && fitting.stream().allMatch(ServableVersion::goneForGood);
      if (forGood) {
        return Stop.heldForAnother(
            again,
            "%s. If none is approved within %d days of the first attempt, the journey ends here."
                .formatted(detail, ContactPolicy.CONTENT_PATIENCE.toDays()));
      }
      return Stop.held(
          blocked ? Reason.CONTENT_BLOCKED : Reason.CONTENT_WITHDRAWN, again, detail + ".");
    }
    Optional<ServableVersion> recalled =
        reads
            .versions(
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
      return Stop.held(Reason.CONTENT_WITHDRAWN, now.plus(rules.contentRetry()), detail + ".");
    }
    explanation.failed("CONTENT", "nothing fits " + wanted, "A piece that fits is approved.");
    return Stop.held(
        Reason.NO_APPROVED_CONTENT,
        now.plus(rules.contentRetry()),
        "No approved piece fits %s.".formatted(wanted));
  }

  /**
   * What fits, but cannot be made into a message, or may not by the checks that were just asked.
   */
  private static Optional<Stop> refused(
      Map<UUID, ServableVersion> known,
      Map<UUID, Tried> unrenderable,
      GateReads.Rules rules,
      Instant now,
      Explanation explanation) {
    return known.values().stream()
        .filter(version -> unrenderable.containsKey(version.versionId()))
        .min(Comparator.comparing(version -> version.versionId().toString()))
        .map(
            version -> {
              Tried tried = Objects.requireNonNull(unrenderable.get(version.versionId()));
              String detail =
                  "%s (%s) cannot be sent: %s"
                      .formatted(version.title(), version.jobCode(), tried.why());
              explanation.failed(
                  "CONTENT", detail, "That is mended, or another piece is approved.");
              return Stop.held(
                  tried.kind() == Tried.Kind.BLOCKED
                      ? Reason.CONTENT_BLOCKED
                      : Reason.CONTENT_REFUSED,
                  now.plus(rules.contentRetry()),
                  detail.endsWith(".") ? detail : detail + ".");
            });
  }

  private static String gone(ServableVersion version, TouchCommand command, Instant now) {
    if (!version.state().equals(ServableVersion.LIVE)) {
      return "is " + version.state();
    }
    return version.servableAt(now)
        ? "cannot be sent: " + Fit.unsendable(version, command, now).orElse("")
        : "is out of date";
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
        reads.servedFirst(command, hcp).filter(version -> !version.equals(chosen.versionId()));
    return first.isPresent()
        && !reads.versions(List.of(first.get())).values().stream()
            .allMatch(version -> version.state().equals(ServableVersion.LIVE));
  }

  private static List<Explanation.Candidate> considered(
      Ranking.Ranks ranks,
      CatalogSelection.Proposal proposal,
      TouchCommand command,
      Map<UUID, ServableVersion> known,
      @Nullable ServableVersion chosen,
      Map<UUID, Tried> unrenderable,
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
              ranked.total(),
              ranked.score().parts(),
              isChosen
                  ? "best of what may be used"
                  : Optional.ofNullable(unrenderable.get(version.versionId()))
                      .map(Tried::why)
                      .orElseGet(() -> behind(ranks.usable(), ranked, chosen)));
      (isChosen ? considered : rejected).add(candidate);
    }
    for (UUID planned : command.planned()) {
      ServableVersion version = known.get(planned);
      Optional<String> against =
          version == null ? Optional.empty() : Fit.unsendable(version, command, now);
      if (version != null && against.isPresent()) {
        rejected.add(
            0, ruled(planned, version.title(), version.jobCode(), "planned, but " + against.get()));
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

  /** Where a piece that may be used lost most against the one that is. */
  private static String behind(
      List<Ranking.Ranked> usable, Ranking.Ranked ranked, @Nullable ServableVersion chosen) {
    Optional<Ranking.Ranked> best =
        usable.stream().filter(other -> other.version().equals(chosen)).findFirst();
    if (best.isEmpty()) {
      return "scores lower";
    }
    Map<String, Integer> own = new HashMap<>();
    ranked.score().parts().forEach(part -> own.put(part.name(), part.points()));
    return best.get().score().parts().stream()
        .filter(part -> part.points() > own.getOrDefault(part.name(), 0))
        .max(
            Comparator.comparingInt(
                (Score.Part part) -> part.points() - own.getOrDefault(part.name(), 0)))
        .map(
            part ->
                "scores %d less, most of it by %s"
                    .formatted(best.get().total() - ranked.total(), part.name()))
        .orElse("scores the same; the order of ids decides");
  }

  private static Explanation.Candidate ruled(
      UUID version, String title, String jobCode, String reason) {
    return new Explanation.Candidate(
        version.toString(), title, jobCode, false, null, List.of(), reason);
  }
}
