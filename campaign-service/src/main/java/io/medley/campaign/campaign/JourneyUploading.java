package io.medley.campaign.campaign;

import io.medley.platform.audit.AuditEvent;
import io.medley.platform.audit.AuditTrail;
import io.medley.platform.security.Actor;
import io.medley.platform.security.Authorities;
import io.medley.platform.security.Authority;
import io.medley.platform.signing.Sha256;
import io.medley.workflows.engine.EngineUnavailable;
import io.medley.workflows.journey.JourneyProcesses;
import io.medley.workflows.journey.JourneyTemplate;
import io.medley.workflows.journey.interpreter.JourneyModelRefused;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Taking a journey somebody drew themselves into the gallery. */
@Service
public class JourneyUploading {

  private final OwnJourneys journeys;
  private final Campaigns campaigns;
  private final JourneyProcesses processes;
  private final Authorities authorities;
  private final AuditTrail audit;
  private final Clock clock;
  private final TransactionTemplate transactions;

  JourneyUploading(
      OwnJourneys journeys,
      Campaigns campaigns,
      JourneyProcesses processes,
      Authorities authorities,
      AuditTrail audit,
      Clock clock,
      TransactionTemplate transactions) {
    this.journeys = journeys;
    this.campaigns = campaigns;
    this.processes = processes;
    this.authorities = authorities;
    this.audit = audit;
    this.clock = clock;
    this.transactions = transactions;
  }

  /**
   * Checks a model, deploys it and adds it to the gallery. The same model again changes nothing.
   * Asks the engine: never in a transaction.
   *
   * @throws JourneyModelRefused with everything that must be mended
   * @throws EngineUnavailable if it cannot be deployed now
   * @throws io.medley.platform.security.AuthorityMissing unless the actor may campaign somewhere
   */
  public JourneyTemplate upload(String bpmnXml, Actor by) {
    authorities.requireAnywhere(by, Authority.CAMPAIGN);
    JourneyTemplate template = processes.read(bpmnXml);
    if (processes.templates().stream().anyMatch(own -> own.id().equals(template.id()))) {
      throw new JourneyModelRefused(
          List.of(
              "The process id \"%s\" belongs to a journey of this installation; choose another."
                  .formatted(template.id())));
    }
    Optional<OwnJourney> before = journeys.find(template.id());
    if (before.filter(journey -> journey.bpmnXml().equals(bpmnXml)).isPresent()) {
      return template;
    }
    if (before.isPresent() && campaigns.inUse(template.id())) {
      throw new JourneyModelRefused(
          List.of(
              "Campaigns that are not over use \"%s\"; give the changed journey an id of its own, then change the campaign to it."
                  .formatted(template.id())));
    }
    processes.deploy(template);
    transactions.executeWithoutResult(
        status -> {
          int version = journeys.find(template.id()).map(OwnJourney::version).orElse(0) + 1;
          journeys.save(new OwnJourney(template.id(), version, bpmnXml, by.id(), clock.instant()));
          audit.append(
              new AuditEvent(
                  "own-journey",
                  template.id(),
                  "uploaded",
                  by,
                  Map.of(
                      "version",
                      version,
                      "sha256",
                      Sha256.hex(bpmnXml.getBytes(StandardCharsets.UTF_8)))));
        });
    return template;
  }
}
