package io.medley.content.claim;

import io.medley.content.asset.VersionId;
import io.medley.content.claim.LibraryEvent.Kind;
import io.medley.content.product.ProductMaster;
import io.medley.platform.audit.AuditEvent;
import io.medley.platform.audit.AuditTrail;
import io.medley.platform.security.Actor;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * What the library does by the clock: it tells of labels that come into force, of claims and
 * licences that are over, and links pieces that came in. Nothing depends on it running in time:
 * validity is asked whenever a claim is.
 */
@Component
@ConditionalOnBooleanProperty(name = "medley.background.enabled", matchIfMissing = true)
class LibraryClock {

  private static final Logger LOG = LoggerFactory.getLogger(LibraryClock.class);
  private static final Actor CLOCK = Actor.system("library-clock");
  private static final int AT_ONCE = 50;

  private final AtomicBoolean linkingNow = new AtomicBoolean();
  private final AtomicBoolean tellingNow = new AtomicBoolean();
  private final AtomicBoolean labelsNow = new AtomicBoolean();
  private final ClaimStore claims;
  private final ReferenceStore references;
  private final ClaimLinkStore links;
  private final ClaimLinking linking;
  private final Telling telling;
  private final MasterEvents masterEvents;
  private final ProductMaster master;
  private final AuditTrail audit;
  private final TransactionOperations transactions;
  private final Clock clock;

  LibraryClock(
      ClaimStore claims,
      ReferenceStore references,
      ClaimLinkStore links,
      ClaimLinking linking,
      Telling telling,
      MasterEvents masterEvents,
      ProductMaster master,
      AuditTrail audit,
      TransactionOperations transactions,
      Clock clock) {
    this.claims = claims;
    this.references = references;
    this.links = links;
    this.linking = linking;
    this.telling = telling;
    this.masterEvents = masterEvents;
    this.master = master;
    this.audit = audit;
    this.transactions = transactions;
    this.clock = clock;
  }

  @Scheduled(fixedDelayString = "PT3S")
  void linkWhatCameIn() {
    aside(linkingNow, this::catchUp);
  }

  /** A label that was imported ahead is told of at its date, within seconds. */
  @Scheduled(fixedDelayString = "PT2S")
  void tellOfLabels() {
    aside(
        labelsNow,
        () ->
            transactions.executeWithoutResult(
                status -> masterEvents.tellOfLabels(master::current, CLOCK)));
  }

  @Scheduled(fixedDelayString = "PT60S")
  void tellWhatIsOver() {
    aside(tellingNow, this::tellAll);
  }

  /** Other work of the clock must never wait for this. */
  private static void aside(AtomicBoolean running, Runnable work) {
    if (running.compareAndSet(false, true)) {
      Thread.ofVirtual()
          .name("claims-library")
          .start(
              () -> {
                try {
                  work.run();
                } catch (RuntimeException failure) {
                  LOG.warn("The claims library's clock stopped short; it goes on later", failure);
                } finally {
                  running.set(false);
                }
              });
    }
  }

  private void catchUp() {
    for (VersionId version : linking.behind(AT_ONCE)) {
      try {
        linking.refresh(version);
      } catch (RuntimeException unreadable) {
        LOG.warn("Version {} cannot be compared with the claims library", version, unreadable);
        linking.giveUp(version);
      }
    }
  }

  private void tellAll() {
    transactions.executeWithoutResult(status -> claimsOver());
    transactions.executeWithoutResult(status -> licencesOver());
    transactions.executeWithoutResult(status -> masterEvents.tellOfEnded(master.current(), CLOCK));
  }

  private void claimsOver() {
    for (ClaimVersion claim : claims.over(LocalDate.now(clock), AT_ONCE)) {
      if (claims.move(
          claim.claimId(),
          claim.number(),
          claim.state(),
          ClaimState.EXPIRED,
          "Valid until " + claim.validTo(),
          clock.instant())) {
        audit.append(
            new AuditEvent(
                "claim",
                claim.claimId(),
                "state-expired",
                CLOCK,
                Map.of("number", claim.number(), "before", claim.state().name())));
        telling.tell(
            Kind.CLAIM_EXPIRED,
            "claim",
            claim.claimId(),
            "Valid until " + claim.validTo(),
            claim.safetyRelevant(),
            CLOCK,
            links.using(claim.claimId()));
      }
    }
  }

  private void licencesOver() {
    for (LibraryReference reference : references.licenceOver(LocalDate.now(clock), AT_ONCE)) {
      if (!references.licenceTold(reference.id())) {
        continue;
      }
      telling.tell(
          Kind.REFERENCE_LICENCE_ENDED,
          "reference",
          reference.id(),
          "Licence until " + reference.licenceEnd(),
          false,
          CLOCK,
          links.citing(reference.id()));
    }
  }
}
