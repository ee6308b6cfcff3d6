package io.medley.campaign.touch;

import io.medley.campaign.hcp.HcpProfile;
import io.medley.campaign.hcp.HcpStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Everything that must hold for a touch, in the gate's order. The decision checks it without locks,
 * the claim and the hand-over check it again under theirs: the same rules, so that nothing can hold
 * at one and be forgotten at another.
 */
final class Conditions {

  private static final DateTimeFormatter LOCAL =
      DateTimeFormatter.ofPattern("EEE HH:mm", Locale.ENGLISH);

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm 'UTC'", Locale.ENGLISH);

  /** When a touch without a time zone asks again: somebody has to find the zone out first. */
  private static final Duration ZONE_RETRY = Duration.ofDays(1);

  /** A touch that asks again within this time keeps the room it needs. */
  private static final Duration KEPT_AHEAD = Duration.ofDays(1);

  /** A touch that should have asked again this long ago has gone another way. */
  private static final Duration OVERDUE = Duration.ofHours(1);

  /** A touch that is stopped for long asks again this often, about. */
  private static final Duration LONGEST_STOPPED_RETRY = Duration.ofMinutes(15);

  /** When a touch that left its room to another asks again after that one did. */
  private static final Duration AFTER_THE_OTHER = Duration.ofMinutes(1);

  private final GateReads reads;

  Conditions(GateReads reads) {
    this.reads = reads;
  }

  /**
   * Everything but the piece.
   *
   * @param ghost the HCP belongs to the holdout
   * @return why the touch ends here; empty if everything holds
   */
  Optional<Stop> check(
      TouchCommand command, HcpProfile hcp, boolean ghost, Instant now, Explanation explanation) {
    GateReads.Rules rules = reads.rules(hcp.country());
    explanation
        .fact("hcp", hcp.pseudonym())
        .fact("country", hcp.country())
        .fact("language", hcp.language())
        .fact("tier", Objects.requireNonNullElse(command.brandTier(), hcp.tier()))
        .fact("purpose", command.purpose())
        .fact("at", now.toString());
    return eventPast(command, now, explanation)
        .or(() -> killSwitch(command, hcp, rules, now, explanation))
        .or(() -> shelfLife(command, now, explanation))
        .or(() -> exit(command, hcp, now, explanation))
        .or(() -> arm(ghost, explanation))
        .or(() -> eligible(command, hcp, explanation))
        .or(() -> consent(command, hcp, now, explanation))
        .or(() -> contactHours(command, hcp, rules, now, explanation))
        .or(() -> caps(command, ghost, rules, now, explanation))
        .or(() -> lease(rules, now, explanation));
  }

  /**
   * Whether what was handed over may still be shown: everything that may end it, nothing that only
   * says when and how often.
   */
  Optional<Stop> servable(TouchCommand command, HcpProfile hcp, Instant now) {
    GateReads.Rules rules = reads.rules(hcp.country());
    Explanation explanation = new Explanation();
    return killSwitch(command, hcp, rules, now, explanation)
        .or(() -> exit(command, hcp, now, explanation))
        .or(() -> consent(command, hcp, now, explanation))
        .or(() -> lease(rules, now, explanation));
  }

  /**
   * The versions a claimed message renders.
   *
   * @return why they may not leave; empty if they may
   */
  Optional<Stop> versions(
      List<UUID> versions,
      List<String> contentHashes,
      TouchCommand command,
      HcpProfile hcp,
      Instant now) {
    Map<UUID, ServableVersion> known = reads.versions(versions);
    Map<UUID, KillSwitches.Switch> stopped = stoppedAssets(reads.switches(command.campaignId()));
    for (int i = 0; i < versions.size(); i++) {
      Optional<String> against =
          against(known.get(versions.get(i)), contentHashes.get(i), stopped, command, hcp, now);
      if (against.isPresent()) {
        return Optional.of(
            Stop.held(
                Reason.CONTENT_WITHDRAWN,
                now.plus(reads.rules(hcp.country()).contentRetry()),
                "Version %s may not leave: %s.".formatted(versions.get(i), against.get())));
      }
    }
    return Optional.empty();
  }

  private static Optional<String> against(
      @Nullable ServableVersion version,
      String rendered,
      Map<UUID, KillSwitches.Switch> stopped,
      TouchCommand command,
      HcpProfile hcp,
      Instant now) {
    if (version == null) {
      return Optional.of("nothing is known of it");
    }
    KillSwitches.Switch engaged = stopped.get(version.assetId());
    if (engaged != null) {
      return Optional.of("its asset is stopped: " + engaged.why());
    }
    Optional<String> unfit = Fit.against(version, command, hcp, now);
    if (unfit.isPresent() || version.mayLeaveAs(rendered, now)) {
      return unfit;
    }
    return Optional.of(
        version.forms() == null
            ? "other bytes were rendered than are approved"
            : "the form that was rendered may not be sent any more");
  }

  /** Assets that are stopped. */
  static Map<UUID, KillSwitches.Switch> stoppedAssets(List<KillSwitches.Switch> switches) {
    Map<UUID, KillSwitches.Switch> stopped = new HashMap<>();
    for (KillSwitches.Switch engaged : switches) {
      if (engaged.scope() == KillSwitches.Scope.ASSET) {
        stopped.put(UUID.fromString(engaged.key()), engaged);
      }
    }
    return stopped;
  }

  private Optional<Stop> killSwitch(
      TouchCommand command,
      HcpProfile hcp,
      GateReads.Rules rules,
      Instant now,
      Explanation explanation) {
    Optional<KillSwitches.Switch> engaged =
        reads.switches(command.campaignId()).stream()
            .filter(each -> applies(each, command, hcp))
            .findFirst();
    engaged.ifPresent(each -> explanation.fact("switch", each.name()));
    Optional<String> on =
        command.killSwitch()
            ? Optional.of("the campaign is stopped")
            : engaged.map(each -> each.name() + ": " + each.why());
    if (on.isEmpty()) {
      explanation.passed("KILL_SWITCH", "none is on");
      return Optional.empty();
    }
    boolean safety =
        !command.killSwitch()
            && engaged.filter(each -> each.kind() == KillSwitches.Kind.SAFETY).isPresent();
    explanation.failed(
        "KILL_SWITCH",
        on.get(),
        safety ? "Drug safety or medical lets go." : "The switch is taken off.");
    return Optional.of(
        Stop.held(
            safety ? Reason.SAFETY_HOLD : Reason.KILL_SWITCH,
            whileStopped(
                command,
                rules,
                engaged
                    .map(KillSwitches.Switch::at)
                    .orElseGet(() -> reads.firstAsked(command, now).orElse(now)),
                now),
            "Sending is stopped (%s).".formatted(on.get())));
  }

  /**
   * When a stopped touch asks again: the longer it is stopped the more rarely, each at a time of
   * its own, so that neither the wait nor the day it ends brings everybody at once.
   *
   * @param since when it was stopped
   */
  Instant whileStopped(TouchCommand command, GateReads.Rules rules, Instant since, Instant now) {
    Duration held = Duration.between(since, now);
    Duration apart = held.dividedBy(4);
    if (apart.compareTo(LONGEST_STOPPED_RETRY) > 0) {
      apart = LONGEST_STOPPED_RETRY;
    }
    return now.plus(rules.contentRetry())
        .plus(apart.isNegative() ? Duration.ZERO : apart)
        .plus(ReleaseJitter.of(command.sendKey(), rules.contentRetry()));
  }

  /** What a touch is about has taken place: no pause and no hold brings it back. */
  private static Optional<Stop> eventPast(
      TouchCommand command, Instant now, Explanation explanation) {
    Instant until = command.worthUntil();
    if (until == null || now.isBefore(until)) {
      return Optional.empty();
    }
    explanation.failed("EVENT", "took place " + day(until), "The event is moved to a later date.");
    return Optional.of(
        Stop.skipped(Reason.EVENT_PAST, "What it is about took place %s.".formatted(day(until))));
  }

  /** A touch held for longer than it is worth goes its stale way, once nothing stops it. */
  private Optional<Stop> shelfLife(TouchCommand command, Instant now, Explanation explanation) {
    Optional<Instant> first = reads.firstAsked(command, now);
    Duration longest = command.policy().longestHold();
    if (first.isEmpty() || !now.isAfter(first.get().plus(longest))) {
      return Optional.empty();
    }
    explanation.failed(
        "STALE",
        "asked for since " + first.get() + ", worth at most " + longest,
        "The step is asked for again as a new occurrence.");
    return Optional.of(Stop.skipped(Reason.STALE, Reason.STALE.sentence()));
  }

  /** Whether a switch stops the touch, whatever piece it would carry. */
  static boolean applies(KillSwitches.Switch engaged, TouchCommand command, HcpProfile hcp) {
    if (engaged.kind() == KillSwitches.Kind.SAFETY && command.purpose() == TouchPurpose.SAFETY) {
      return false;
    }
    return switch (engaged.scope()) {
      case ALL -> true;
      case BRAND_IN_COUNTRY -> engaged.key().equals(hcp.country() + "/" + command.brandId());
      case CAMPAIGN -> engaged.key().equals(command.campaignId().toString());
      case BRAND -> engaged.key().equals(command.brandId());
      case COUNTRY -> engaged.key().equals(hcp.country());
      case CHANNEL -> engaged.key().equals(command.channel());
      case CHANNEL_IN_COUNTRY -> engaged.key().equals(hcp.country() + "/" + command.channel());
      case ASSET -> false;
    };
  }

  private Optional<Stop> exit(
      TouchCommand command, HcpProfile hcp, Instant now, Explanation explanation) {
    Optional<String> reason = reads.exit(command, now);
    if (reason.isPresent()) {
      explanation.failed("EXIT", reason.get(), "The reason to end the journey goes away.");
      return Optional.of(Stop.exited(Reason.EXIT_CRITERION, reason.get()));
    }
    if (hcp.erased()) {
      explanation.failed("EXIT", "the HCP was erased", "Nothing: erasure is for good.");
      return Optional.of(Stop.exited(Reason.HCP_ERASED, Reason.HCP_ERASED.sentence()));
    }
    if (hcp.status() != HcpStatus.ACTIVE) {
      Reason why = hcp.status() == HcpStatus.DECEASED ? Reason.HCP_DECEASED : Reason.HCP_RETIRED;
      explanation.failed("EXIT", why.sentence(), "The HCP is recorded as practising.");
      return Optional.of(Stop.exited(why, why.sentence()));
    }
    explanation.passed("EXIT", "no exit criterion is met");
    return Optional.empty();
  }

  private static Optional<Stop> arm(boolean ghost, Explanation explanation) {
    explanation.fact("arm", ghost ? "HOLDOUT" : "TREATED");
    explanation.passed("ARM", ghost ? "holdout: everything but the send" : "treated");
    return Optional.empty();
  }

  private Optional<Stop> eligible(TouchCommand command, HcpProfile hcp, Explanation explanation) {
    Optional<Suppressions.Why> suppressed = reads.suppressed(hcp.id(), command.channel());
    if (suppressed.isPresent()) {
      String detail =
          "the address for %s is not used: %s"
              .formatted(
                  command.channel(),
                  switch (suppressed.get()) {
                    case BOUNCED -> "its server takes no message for it";
                    case COMPLAINED -> "its owner complained";
                  });
      explanation.failed("ELIGIBILITY", detail, "The address is corrected and released.");
      return Optional.of(Stop.skipped(Reason.ADDRESS_SUPPRESSED, "Not sent: " + detail + "."));
    }
    Integer ofBrand = command.brandTier();
    explanation.passed(
        "ELIGIBILITY",
        "type %s, %s"
            .formatted(
                hcp.type(),
                ofBrand == null
                    ? "tier " + hcp.tier()
                    : "tier %d for the brand".formatted(ofBrand)));
    return Optional.empty();
  }

  private Optional<Stop> consent(
      TouchCommand command, HcpProfile hcp, Instant now, Explanation explanation) {
    Optional<GateReads.Agreement> found = reads.consent(hcp.id(), command.channel(), now);
    if (found.isEmpty()) {
      explanation.failed(
          "CONSENT", "no entry for " + command.channel(), "The HCP agrees to this channel.");
      return Optional.of(
          Stop.skipped(
              Reason.CONSENT_MISSING,
              "There is no consent for %s on record.".formatted(command.channel())));
    }
    GateReads.Agreement entry = found.get();
    explanation.fact("consentEntry", entry.entry());
    if (permits(entry)) {
      explanation.passed(
          "CONSENT", "granted %s, entry %d".formatted(day(entry.at()), entry.entry()));
      return Optional.empty();
    }
    String detail =
        "%s %s on %s, entry %d"
            .formatted(
                command.channel(),
                entry.status().toLowerCase(Locale.ROOT),
                day(entry.at()),
                entry.entry());
    boolean withdrawn = entry.status().equals("WITHDRAWN");
    explanation.failed(
        "CONSENT", detail, withdrawn ? "The HCP agrees again." : "The HCP confirms or renews it.");
    return Optional.of(
        Stop.skipped(
            withdrawn ? Reason.CONSENT_WITHDRAWN : Reason.CONSENT_MISSING,
            "Consent: " + detail + "."));
  }

  /** An instant as people read it in an explanation. */
  private static String day(Instant instant) {
    return DAY.format(instant.atZone(ZoneOffset.UTC));
  }

  static boolean permits(GateReads.Agreement entry) {
    return entry.status().equals("GRANTED");
  }

  private Optional<Stop> contactHours(
      TouchCommand command,
      HcpProfile hcp,
      GateReads.Rules rules,
      Instant now,
      Explanation explanation) {
    if (command.pulled()) {
      explanation.passed("LOCAL_TIME", "the HCP came by themselves, so it is their time");
      return Optional.empty();
    }
    if (command.purpose().urgent()) {
      explanation.passed(
          "LOCAL_TIME", command.purpose() + " information does not wait for contact hours");
      return Optional.empty();
    }
    Practice practice = reads.practice(hcp.id());
    Optional<Stop> rest = rest(command, practice, now, explanation);
    if (rest.isPresent()) {
      return rest;
    }
    ZoneId zone = hcp.zone();
    String source = "of the HCP";
    if (zone == null) {
      zone = practice.zone();
      source = "of the practice";
    }
    if (zone == null) {
      zone = rules.countryZone();
      source = "of the country";
    }
    if (zone == null) {
      explanation.failed(
          "LOCAL_TIME",
          "no time zone of the HCP or the practice, and %s has more than one"
              .formatted(hcp.country()),
          "A time zone is imported for the HCP or the practice.");
      return Optional.of(
          Stop.held(
              Reason.NO_TIME_ZONE,
              now.plus(ZONE_RETRY),
              "No time zone is known of the HCP or the practice, and %s has more than one."
                  .formatted(hcp.country())));
    }
    ZonedDateTime local = now.atZone(zone);
    explanation.fact("localTime", local.toString()).fact("zone", zone + ", " + source);
    List<ContactHours> hours = new ArrayList<>();
    hours.add(command.policy().hoursIn(hcp.country()));
    String written = "hours " + hours.getFirst().written();
    ContactHours clinic = practice.clinicHours();
    if (clinic != null) {
      hours.add(clinic);
      written += ", clinic hours " + clinic.written();
    }
    LocalDate today = local.toLocalDate();
    Set<LocalDate> holidays =
        reads.holidays(
            hcp.country(), today.minusDays(1), today.plusDays(ContactHours.SEARCHED.toDays() + 1));
    if (holidays.contains(today)) {
      written += ", public holiday";
    }
    Optional<Instant> open = ContactHours.nextOpen(now, zone, holidays, hours);
    if (open.isEmpty()) {
      explanation.failed("LOCAL_TIME", written, "The contact hours or the clinic hours change.");
      return Optional.of(
          Stop.skipped(
              Reason.NO_CONTACT_HOURS, "There is no time to write: %s.".formatted(written)));
    }
    String detail = "%s in %s, %s".formatted(LOCAL.format(local), zone, written);
    if (open.get().isAfter(now)) {
      Instant release = released(open.get(), zone, holidays, hours, command, rules);
      explanation.failed("LOCAL_TIME", detail, "It becomes " + release.atZone(zone) + ".");
      return Optional.of(Stop.held(Reason.OUTSIDE_CONTACT_HOURS, release, "It is " + detail + "."));
    }
    explanation.passed("LOCAL_TIME", detail);
    return Optional.empty();
  }

  /** Who wants to be left alone gets nothing that promotes until the end of that time. */
  private static Optional<Stop> rest(
      TouchCommand command, Practice practice, Instant now, Explanation explanation) {
    Instant until = practice.restsUntil();
    if (until == null || !until.isAfter(now) || !command.purpose().promotes()) {
      return Optional.empty();
    }
    explanation.fact("restsUntil", until.toString());
    explanation.failed("REST", "the HCP rests until " + until, "The rest period ends.");
    return Optional.of(
        until.isAfter(now.plus(command.policy().longestHold()))
            ? Stop.skipped(Reason.HCP_RESTS, "The HCP rests until %s.".formatted(until))
            : Stop.held(Reason.HCP_RESTS, until, "The HCP rests until %s.".formatted(until)));
  }

  /** Some time after the hours open, never after they close again: short hours spread less. */
  private static Instant released(
      Instant open,
      ZoneId zone,
      Set<LocalDate> holidays,
      List<ContactHours> hours,
      TouchCommand command,
      GateReads.Rules rules) {
    for (Duration width = rules.jitter();
        width.compareTo(Duration.ofSeconds(1)) >= 0;
        width = width.dividedBy(2)) {
      Instant jittered = open.plus(ReleaseJitter.of(command.sendKey(), width));
      boolean stillOpen =
          ContactHours.nextOpen(jittered, zone, holidays, hours)
              .filter(jittered::equals)
              .isPresent();
      if (stillOpen) {
        return jittered;
      }
    }
    return open;
  }

  private Optional<Stop> caps(
      TouchCommand command,
      boolean ghost,
      GateReads.Rules rules,
      Instant now,
      Explanation explanation) {
    List<FrequencyCap> caps = caps(command, rules);
    if (caps.isEmpty() || command.purpose().urgent()) {
      explanation.passed(
          "FREQUENCY_CAP",
          caps.isEmpty()
              ? "no cap"
              : command.purpose() + " information is not capped; it counts for what follows");
      return Optional.empty();
    }
    List<PastContact> contacts = reads.contacts(command, countedSince(command, rules, now), ghost);
    List<WaitingTouch> first = goingFirst(command, ghost, rules, now);
    int weight = rules.weight(command.channel());
    List<String> uses = new ArrayList<>();
    for (FrequencyCap cap : caps) {
      CapWindow window =
          new CapWindow(
              cap, contacts, command.channel(), command.brandId(), command.purpose(), weight, now);
      uses.add(window.toString());
      Optional<Stop> stop =
          window.fits(0)
              ? leaveRoom(cap, window, first, command, now, explanation)
              : capped(window, weight, explanation);
      if (stop.isPresent()) {
        explanation.fact("caps", uses);
        return stop;
      }
    }
    explanation.fact("caps", uses);
    explanation.passed("FREQUENCY_CAP", String.join(", ", uses));
    return Optional.empty();
  }

  private static List<FrequencyCap> caps(TouchCommand command, GateReads.Rules rules) {
    List<FrequencyCap> caps = new ArrayList<>(command.policy().caps());
    caps.addAll(rules.standingCaps());
    return caps;
  }

  /** Contacts up to this instant count for no cap any more. */
  static Instant countedSince(TouchCommand command, GateReads.Rules rules, Instant now) {
    int longest = caps(command, rules).stream().mapToInt(FrequencyCap::days).max().orElse(1);
    return now.minus(Duration.ofDays(longest));
  }

  private static Optional<Stop> capped(CapWindow window, int weight, Explanation explanation) {
    Instant frees = window.frees();
    String detail = window + (weight == 1 ? "" : ", this one weighs " + weight);
    explanation.failed(
        "FREQUENCY_CAP", detail, frees == null ? "The cap changes." : "It becomes " + frees + ".");
    return Optional.of(
        frees == null
            ? Stop.skipped(Reason.FREQUENCY_CAP, "The cap has no room for this contact at all.")
            : Stop.held(Reason.FREQUENCY_CAP, frees, "Contacts: " + detail + "."));
  }

  /** Touches that wait and go before this one. */
  private List<WaitingTouch> goingFirst(
      TouchCommand command, boolean ghost, GateReads.Rules rules, Instant now) {
    List<WaitingTouch> waiting = reads.waiting(command, ghost);
    Instant since =
        waiting.stream()
            .filter(other -> other.sendKey().equals(command.sendKey()))
            .map(WaitingTouch::since)
            .findFirst()
            .orElse(now);
    WaitingTouch self =
        new WaitingTouch(
            command.sendKey(),
            command.campaignId(),
            command.brandId(),
            command.channel(),
            command.purpose(),
            rules.weight(command.channel()),
            since,
            now);
    return waiting.stream()
        .filter(other -> !other.sendKey().equals(command.sendKey()))
        .filter(other -> WaitingTouch.PRECEDENCE.compare(other, self) < 0)
        .filter(other -> other.until().isAfter(now.minus(OVERDUE)))
        .filter(other -> other.until().isBefore(now.plus(KEPT_AHEAD)))
        .sorted(WaitingTouch.PRECEDENCE)
        .toList();
  }

  private static Optional<Stop> leaveRoom(
      FrequencyCap cap,
      CapWindow window,
      List<WaitingTouch> first,
      TouchCommand command,
      Instant now,
      Explanation explanation) {
    List<WaitingTouch> concerned =
        first.stream()
            .filter(
                other ->
                    switch (cap.scope()) {
                      case TOTAL -> true;
                      case CHANNEL -> other.channel().equals(command.channel());
                      case BRAND -> other.brandId().equals(command.brandId());
                      case UNSOLICITED -> other.purpose().unsolicited();
                    })
            .toList();
    int kept = concerned.stream().mapToInt(WaitingTouch::weight).sum();
    if (window.fits(kept)) {
      return Optional.empty();
    }
    WaitingTouch other = concerned.getFirst();
    String detail =
        "%s, and %s of campaign %s goes first (%s, waiting since %s)"
            .formatted(
                window,
                other.sendKey().stepId(),
                other.campaignId(),
                other.purpose(),
                other.since());
    explanation.failed(
        "FREQUENCY_CAP", detail, "The other touch is made or given up, or the cap has more room.");
    return Optional.of(
        Stop.held(
            Reason.YIELDED,
            // The other one may be late: then it is waited for from now on.
            (other.until().isAfter(now) ? other.until() : now).plus(AFTER_THE_OTHER),
            "Contacts: " + detail + "."));
  }

  private Optional<Stop> lease(GateReads.Rules rules, Instant now, Explanation explanation) {
    ApprovalState.Lease lease = reads.lease();
    explanation.fact("approvalCursor", lease.cursor());
    if (lease.valid()) {
      explanation.passed("APPROVAL_STATE", "read up to position " + lease.cursor());
      return Optional.empty();
    }
    String detail =
        lease
            .validUntil()
            .map(until -> "last known until " + until)
            .orElse("never read since this database exists");
    explanation.failed(
        "APPROVAL_STATE", detail, "content-service answers the approvals feed again.");
    return Optional.of(
        Stop.held(
            Reason.APPROVAL_STATE_UNKNOWN,
            now.plus(rules.approvalRetry()),
            "The approval state is not known now (%s).".formatted(detail)));
  }
}
