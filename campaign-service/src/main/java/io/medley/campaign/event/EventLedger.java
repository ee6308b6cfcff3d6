package io.medley.campaign.event;

import io.medley.campaign.campaign.EnrolmentId;
import io.medley.campaign.campaign.EnrolmentState;
import io.medley.campaign.hcp.HcpId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** All events and what became of them. Writes need the caller's transaction. */
public interface EventLedger {

  /**
   * Adds an event.
   *
   * @param digest of what was told
   * @return false if one of this id exists
   */
  boolean add(HcpEvent event, String digest, String actor);

  /** The digest of what was told under this id; empty if nothing was. */
  Optional<String> digest(UUID id);

  /** Journeys of the HCP that are not over; nobody else moves them until the transaction ends. */
  List<OpenJourney> lockOpenJourneys(HcpId hcp);

  /**
   * A journey that is not over.
   *
   * @param goal events that end it well
   * @param openStep where it is; null if at none
   */
  record OpenJourney(
      EnrolmentId enrolment,
      UUID campaignId,
      String templateId,
      String brandId,
      EnrolmentState state,
      String entryKey,
      Set<String> goal,
      @Nullable String openStep) {}

  /** Notes what became of an event; a later word replaces KEPT. */
  void deliver(UUID event, EnrolmentId enrolment, Delivery.Outcome outcome, Instant at);

  /** Events an enrolment was given, oldest first. */
  List<Given> givenTo(EnrolmentId enrolment);

  /** Source of what the consent ledger notices. */
  String CONSENT_LEDGER = "consent-ledger";

  /**
   * Consents to promotion that are in force and end by this instant, soonest first, of HCPs who
   * practise; those that were noticed are left out.
   */
  List<RunningOut> runningOut(Instant now, Instant by, int limit);

  /**
   * A consent that ends soon.
   *
   * @param sourceId names the event by which it is noticed
   */
  record RunningOut(HcpId hcp, String channel, String purpose, String sourceId) {}

  /** An event and what became of it. */
  record Given(HcpEvent event, Delivery.Outcome outcome) {}

  /** Events that moved the enrolment's present attempt, and at which step it was then. */
  Map<UUID, String> claimed(EnrolmentId enrolment);

  /** An HCP's events, newest first. */
  List<HcpEvent> of(HcpId hcp);

  /** Everybody's events, newest first. */
  List<HcpEvent> latest(int limit);

  /** What became of these events. */
  List<Delivery> deliveries(Collection<UUID> events);
}
