package io.medley.campaign.measure;

import io.medley.campaign.hcp.HcpId;
import io.medley.campaign.hcp.HcpProfile;
import io.medley.campaign.hcp.HcpUnknown;
import io.medley.campaign.hcp.Hcps;
import io.medley.campaign.hcp.PersonalVault;
import io.medley.platform.audit.AuditEvent;
import io.medley.platform.audit.AuditTrail;
import io.medley.platform.outbox.Outbox;
import io.medley.platform.security.Actor;
import io.medley.platform.security.Authorities;
import io.medley.platform.security.Authority;
import io.medley.platform.security.AuthorityMissing;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Reads everything HCPs say for what drug safety must know, and keeps its clock. A text without a
 * word of the list leaves nothing behind.
 */
@Service
public class SafetyScreening {

  /** Topic a new report is announced on. */
  static final String TOPIC = "safety.reported";

  /** Purpose what was said is sealed for. */
  private static final String SEALED = "safety-report";

  private static final int LONGEST_OUTCOME = 500;

  private final SafetyWords words = new SafetyWords();
  private final SafetyReports reports;
  private final Hcps hcps;
  private final PersonalVault vault;
  private final Authorities authorities;
  private final AuditTrail audit;
  private final Outbox outbox;
  private final Clock clock;

  SafetyScreening(
      SafetyReports reports,
      Hcps hcps,
      PersonalVault vault,
      Authorities authorities,
      AuditTrail audit,
      Outbox outbox,
      Clock clock) {
    this.reports = reports;
    this.hcps = hcps;
    this.vault = vault;
    this.authorities = authorities;
    this.audit = audit;
    this.outbox = outbox;
    this.clock = clock;
  }

  /**
   * Screens what an HCP said, in the caller's transaction or its own.
   *
   * @param sourceKey names it for good, so that a repeated call makes no second report
   * @param receivedAt when anybody of the house could have known it; business time
   * @return the report, if a word of the list was found and none was made of it before
   * @throws HcpUnknown if there is no such HCP
   */
  @Transactional
  public Optional<UUID> screen(
      String sourceKey,
      HcpId hcp,
      SafetyReport.Source source,
      String text,
      Instant receivedAt,
      Actor actor) {
    HcpProfile profile = hcps.profile(hcp).orElseThrow(() -> new HcpUnknown(hcp));
    List<SafetyWords.Found> found = words.in(text);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    SafetyReport report =
        new SafetyReport(
            UUID.randomUUID(),
            sourceKey,
            hcp.value(),
            source,
            found.stream().map(word -> word.kind().name()).distinct().sorted().toList(),
            found.stream().map(SafetyWords.Found::word).distinct().toList(),
            receivedAt,
            receivedAt.plus(SafetyReport.CLOCK),
            SafetyReport.State.OPEN,
            null,
            null,
            null);
    if (!reports.add(report, vault.seal(hcp, SEALED, text.getBytes(StandardCharsets.UTF_8)))) {
      return Optional.empty();
    }
    audit(
        report,
        "reported",
        actor,
        Map.of(
            "hcp", profile.pseudonym(),
            "source", source.name(),
            "kinds", report.kinds(),
            "due", report.dueAt().toString()));
    outbox.append(
        TOPIC,
        report.id().toString(),
        Map.of("report", report.id().toString(), "due", report.dueAt().toString()));
    return Optional.of(report.id());
  }

  /**
   * Drug safety has it.
   *
   * @param caseNumber its number there
   * @throws SafetyRefusal.NotOpen if it is not open any more
   * @throws SafetyRefusal.OutcomeMissing without a number
   */
  @Transactional
  public void forward(UUID id, String caseNumber, Actor by) {
    close(id, SafetyReport.State.FORWARDED, caseNumber, "forwarded", "caseNumber", by);
  }

  /**
   * A person says that it is no event.
   *
   * @param why their reason
   * @throws SafetyRefusal.NotOpen if it is not open any more
   * @throws SafetyRefusal.OutcomeMissing without a reason
   * @throws AuthorityMissing unless the actor handles reports
   */
  @Transactional
  public void noEvent(UUID id, String why, Actor by) {
    close(id, SafetyReport.State.NO_EVENT, why, "found-no-event", "why", by);
  }

  /**
   * Whether this person reads reports and closes them: drug safety itself, and who campaigns or
   * administers somewhere.
   */
  public boolean handles(Actor actor) {
    return Stream.of(Authority.LANE_PHARMACOVIGILANCE, Authority.CAMPAIGN, Authority.ADMINISTER)
        .anyMatch(authority -> !authorities.markets(actor.id(), authority).isEmpty());
  }

  /**
   * Lets those pass who handle reports. Representatives make them; they neither read what other
   * HCPs said nor stop the clock.
   *
   * @throws AuthorityMissing for anybody else
   */
  public void requireHandler(Actor actor) {
    if (!handles(actor)) {
      throw new AuthorityMissing(actor.id(), Authority.CAMPAIGN, Authorities.EVERY_MARKET);
    }
  }

  /** What was said; empty once the HCP was erased. */
  public Optional<String> said(SafetyReport report) {
    return reports
        .sealed(report.id())
        .flatMap(kept -> vault.open(new HcpId(report.hcpId()), SEALED, kept))
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
  }

  private void close(
      UUID id, SafetyReport.State state, String outcome, String action, String fact, Actor by) {
    requireHandler(by);
    String text = outcome.strip();
    if (text.isEmpty() || text.length() > LONGEST_OUTCOME) {
      throw new SafetyRefusal.OutcomeMissing(state);
    }
    SafetyReport report = reports.find(id).orElseThrow(SafetyRefusal.NotOpen::new);
    if (!reports.close(id, state, text, by.id(), clock.instant())) {
      throw new SafetyRefusal.NotOpen();
    }
    audit(report, action, by, Map.of(fact, text));
  }

  private void audit(SafetyReport report, String action, Actor actor, Map<String, ?> facts) {
    audit.append(new AuditEvent("safety-report", report.id().toString(), action, actor, facts));
  }
}
