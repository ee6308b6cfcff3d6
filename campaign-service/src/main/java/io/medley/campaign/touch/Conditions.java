package io.medley.campaign.touch;

import io.medley.campaign.consent.ConsentEntry;
import io.medley.campaign.consent.ConsentStatus;
import io.medley.campaign.consent.Consents;
import io.medley.campaign.hcp.HcpProfile;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Everything that must hold for a touch, in the gate's order, read from this service's database.
 * The decision reads it without locks, the claim and the hand-over read it again under theirs: the
 * same code, so that nothing can hold at one and be forgotten at another.
 */
@Component
class Conditions {

  private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("EEE HH:mm");

  private final KillSwitches switches;
  private final List<ExitCriterion> exits;
  private final Consents consents;
  private final Sends sends;
  private final ApprovalState approvals;
  private final GateSettings settings;

  Conditions(
      KillSwitches switches,
      List<ExitCriterion> exits,
      Consents consents,
      Sends sends,
      ApprovalState approvals,
      GateSettings settings) {
    this.switches = switches;
    this.exits = List.copyOf(exits);
    this.consents = consents;
    this.sends = sends;
    this.approvals = approvals;
    this.settings = settings;
  }

  /**
   * Everything but the piece.
   *
   * @param ghost the HCP belongs to the holdout
   * @return why the touch ends here; empty if everything holds
   */
  Optional<Stop> check(
      TouchCommand command, HcpProfile hcp, boolean ghost, Instant now, Explanation explanation) {
    explanation
        .fact("hcp", hcp.pseudonym())
        .fact("country", hcp.country())
        .fact("language", hcp.language())
        .fact("tier", hcp.tier())
        .fact("at", now.toString());
    return killSwitch(command, hcp, now, explanation)
        .or(() -> exit(command, hcp, now, explanation))
        .or(() -> arm(ghost, explanation))
        .or(() -> eligible(hcp, explanation))
        .or(() -> consent(command, hcp, now, explanation))
        .or(() -> contactHours(command, hcp, now, explanation))
        .or(() -> caps(command, hcp, ghost, now, explanation))
        .or(() -> lease(now, explanation));
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
    Map<UUID, ServableVersion> known = approvals.read(versions);
    for (int i = 0; i < versions.size(); i++) {
      Optional<String> against =
          against(known.get(versions.get(i)), contentHashes.get(i), command, hcp, now);
      if (against.isPresent()) {
        return Optional.of(
            Stop.held(
                Reason.CONTENT_WITHDRAWN,
                now.plus(settings.contentRetry()),
                "Version %s may not leave: %s.".formatted(versions.get(i), against.get())));
      }
    }
    return Optional.empty();
  }

  private static Optional<String> against(
      @Nullable ServableVersion version,
      String rendered,
      TouchCommand command,
      HcpProfile hcp,
      Instant now) {
    if (version == null) {
      return Optional.of("nothing is known of it");
    }
    if (!version.contentHash().equals(rendered)) {
      return Optional.of("other bytes were rendered than are approved");
    }
    return Fit.against(version, command, hcp, now);
  }

  private Optional<Stop> killSwitch(
      TouchCommand command, HcpProfile hcp, Instant now, Explanation explanation) {
    Optional<String> on =
        command.killSwitch()
            ? Optional.of("the campaign is stopped")
            : switches.engaged().stream()
                .filter(engaged -> applies(engaged, command, hcp))
                .findFirst()
                .map(engaged -> engaged.scope() + " " + engaged.key() + ": " + engaged.why());
    if (on.isEmpty()) {
      explanation.passed("KILL_SWITCH", "none is on");
      return Optional.empty();
    }
    explanation.failed("KILL_SWITCH", on.get(), "The switch is taken off.");
    return Optional.of(
        Stop.held(
            Reason.KILL_SWITCH,
            now.plus(settings.contentRetry()),
            "Sending is stopped (%s).".formatted(on.get())));
  }

  private static boolean applies(
      KillSwitches.Switch engaged, TouchCommand command, HcpProfile hcp) {
    return switch (engaged.scope()) {
      case ALL -> true;
      case CAMPAIGN -> engaged.key().equals(command.campaignId().toString());
      case BRAND -> engaged.key().equals(command.brandId());
      case COUNTRY -> engaged.key().equals(hcp.country());
      case CHANNEL -> engaged.key().equals(command.channel());
    };
  }

  private Optional<Stop> exit(
      TouchCommand command, HcpProfile hcp, Instant now, Explanation explanation) {
    for (ExitCriterion criterion : exits) {
      Optional<String> reason =
          criterion.exit(command.campaignId(), command.enrolmentId(), hcp.id(), now);
      if (reason.isPresent()) {
        explanation.failed("EXIT", reason.get(), "The reason to end the journey goes away.");
        return Optional.of(Stop.exited(Reason.EXIT_CRITERION, reason.get()));
      }
    }
    if (hcp.erased()) {
      explanation.failed("EXIT", "the HCP was erased", "Nothing: erasure is for good.");
      return Optional.of(Stop.exited(Reason.HCP_ERASED, Reason.HCP_ERASED.sentence()));
    }
    explanation.passed("EXIT", "no exit criterion is met");
    return Optional.empty();
  }

  private static Optional<Stop> arm(boolean ghost, Explanation explanation) {
    explanation.fact("arm", ghost ? "HOLDOUT" : "TREATED");
    explanation.passed("ARM", ghost ? "holdout: everything but the send" : "treated");
    return Optional.empty();
  }

  private static Optional<Stop> eligible(HcpProfile hcp, Explanation explanation) {
    explanation.passed("ELIGIBILITY", "type " + hcp.type() + ", tier " + hcp.tier());
    return Optional.empty();
  }

  private Optional<Stop> consent(
      TouchCommand command, HcpProfile hcp, Instant now, Explanation explanation) {
    Optional<ConsentEntry> entry =
        consents.asOf(hcp.id(), command.channel(), Consents.PROMOTION, now);
    if (entry.isPresent() && entry.get().status() == ConsentStatus.GRANTED) {
      explanation.fact("consentEntry", entry.get().id());
      explanation.passed(
          "CONSENT", "granted since %s, entry %d".formatted(entry.get().at(), entry.get().id()));
      return Optional.empty();
    }
    if (entry.isPresent()) {
      explanation.fact("consentEntry", entry.get().id());
      String detail =
          "%s withdrawn since %s, entry %d"
              .formatted(command.channel(), entry.get().at(), entry.get().id());
      explanation.failed("CONSENT", detail, "The HCP agrees again.");
      return Optional.of(Stop.skipped(Reason.CONSENT_WITHDRAWN, "Consent: " + detail + "."));
    }
    explanation.failed(
        "CONSENT", "no entry for " + command.channel(), "The HCP agrees to this channel.");
    return Optional.of(
        Stop.skipped(
            Reason.CONSENT_MISSING,
            "There is no consent for %s on record.".formatted(command.channel())));
  }

  private Optional<Stop> contactHours(
      TouchCommand command, HcpProfile hcp, Instant now, Explanation explanation) {
    ZoneId zone = hcp.zone() == null ? settings.countryZones().get(hcp.country()) : hcp.zone();
    if (zone == null) {
      explanation.failed(
          "LOCAL_TIME", "no time zone is known", "A time zone is imported for the HCP.");
      return Optional.of(
          Stop.skipped(
              Reason.ZONE_UNKNOWN,
              "No time zone is known, and %s has more than one.".formatted(hcp.country())));
    }
    ZonedDateTime local = now.atZone(zone);
    ContactHours hours = command.policy().hoursIn(hcp.country());
    explanation.fact("localTime", local.toString());
    Optional<Instant> open = hours.nextOpen(now, zone);
    if (open.isEmpty()) {
      explanation.failed("LOCAL_TIME", hours.written(), "The campaign's contact hours change.");
      return Optional.of(
          Stop.skipped(
              Reason.NO_CONTACT_HOURS, "The hours %s never open.".formatted(hours.written())));
    }
    String detail = "%s in %s, hours %s".formatted(LOCAL.format(local), zone, hours.written());
    if (open.get().isAfter(now)) {
      explanation.failed("LOCAL_TIME", detail, "It becomes " + open.get().atZone(zone) + ".");
      return Optional.of(
          Stop.held(Reason.OUTSIDE_CONTACT_HOURS, open.get(), "It is " + detail + "."));
    }
    explanation.passed("LOCAL_TIME", detail);
    return Optional.empty();
  }

  private Optional<Stop> caps(
      TouchCommand command, HcpProfile hcp, boolean ghost, Instant now, Explanation explanation) {
    List<String> uses = new ArrayList<>();
    for (FrequencyCap cap : command.policy().caps()) {
      Sends.CapUse use = sends.capUse(hcp.id(), cap, command, now, ghost);
      String detail =
          "%d of %d in %d days (%s)".formatted(use.count(), cap.max(), cap.days(), cap.scope());
      uses.add(detail);
      if (use.count() >= cap.max()) {
        explanation.fact("caps", uses);
        Instant frees = use.frees();
        explanation.failed(
            "FREQUENCY_CAP",
            detail,
            frees == null ? "The campaign's cap changes." : "It becomes " + frees + ".");
        return Optional.of(
            frees == null
                ? Stop.skipped(Reason.FREQUENCY_CAP, "The cap allows no contact at all.")
                : Stop.held(Reason.FREQUENCY_CAP, frees, "Contacts: " + detail + "."));
      }
    }
    explanation.fact("caps", uses);
    explanation.passed("FREQUENCY_CAP", uses.isEmpty() ? "no cap" : String.join(", ", uses));
    return Optional.empty();
  }

  private Optional<Stop> lease(Instant now, Explanation explanation) {
    ApprovalState.Lease lease = approvals.lease();
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
            now.plus(settings.approvalRetry()),
            "The approval state is not known now (%s).".formatted(detail)));
  }
}
