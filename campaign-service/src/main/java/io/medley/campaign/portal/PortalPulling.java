package io.medley.campaign.portal;

import io.medley.campaign.campaign.Campaign;
import io.medley.campaign.campaign.Campaigns;
import io.medley.campaign.campaign.Enrolment;
import io.medley.campaign.campaign.EnrolmentId;
import io.medley.campaign.campaign.Enrolments;
import io.medley.campaign.hcp.HcpProfile;
import io.medley.campaign.hcp.Hcps;
import io.medley.campaign.journey.PortalShelf;
import io.medley.campaign.journey.TouchCommands;
import io.medley.campaign.measure.Deliveries;
import io.medley.campaign.measure.Delivery;
import io.medley.campaign.touch.Outcome;
import io.medley.campaign.touch.Pulling;
import io.medley.workflows.journey.TouchRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Answers what a portal asks: what to show an HCP in a slot now. The answer is a touch like any
 * other, of the HCP's newest journey of the brand: same gate, same ledger, same caps. Nobody's
 * answer depends on how often the portal asks with one id.
 */
@Service
public class PortalPulling {

  /** Why nothing is answered to an HCP who is in no journey of the brand. */
  public static final String NO_JOURNEY = "NO_JOURNEY";

  private static final String CHANNEL = TouchRequest.PORTAL;
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._:-]{8,100}");
  private static final Pattern SLOT = Pattern.compile("[A-Za-z0-9_-]{1,80}");
  private static final int BATCH = 200;

  private final PortalRequests requests;
  private final Hcps hcps;
  private final Enrolments enrolments;
  private final Campaigns campaigns;
  private final PortalShelf shelf;
  private final TouchCommands commands;
  private final Pulling pulling;
  private final Deliveries deliveries;
  private final TransactionTemplate transactions;
  private final Clock clock;
  private final PortalSettings settings;

  PortalPulling(
      PortalRequests requests,
      Hcps hcps,
      Enrolments enrolments,
      Campaigns campaigns,
      PortalShelf shelf,
      TouchCommands commands,
      Pulling pulling,
      Deliveries deliveries,
      TransactionTemplate transactions,
      Clock clock,
      PortalSettings settings) {
    this.requests = requests;
    this.hcps = hcps;
    this.enrolments = enrolments;
    this.campaigns = campaigns;
    this.shelf = shelf;
    this.commands = commands;
    this.pulling = pulling;
    this.deliveries = deliveries;
    this.transactions = transactions;
    this.clock = clock;
    this.settings = settings;
  }

  /**
   * What a portal asks.
   *
   * @param requestId the portal's own name for it, 8 to 100 letters, digits and {@code ._:-}; the
   *     same id always has the same answer
   * @param hcp id of the HCP in the system they were imported from
   * @param brand the brand
   * @param slot the place on the portal, as the journey's content slots are named
   */
  public record Question(String requestId, String hcp, String brand, String slot) {}

  /**
   * The answer.
   *
   * @param show whether there is something to show
   * @param reason why, coded
   * @param why one sentence; empty if there is something to show
   * @param message what to show, a JSON object; null = nothing
   * @param retryAt when asking with this id may have another answer; business time, null = never
   * @param traceId the stored explanation; null if the gate was not asked
   */
  // Never compared: the bytes are carried from one call to the next.
  @SuppressWarnings("ArrayRecordComponent")
  public record Answer(
      boolean show,
      String reason,
      String why,
      byte @Nullable [] message,
      @Nullable Instant retryAt,
      @Nullable UUID traceId) {

    static Answer nothing(String reason, String why) {
      return new Answer(false, reason, why, null, null, null);
    }
  }

  /**
   * Answers a question. Must not run inside a transaction.
   *
   * @throws PortalRefusal if a field cannot be used, or the id was used for something else
   */
  public Answer ask(Question question) {
    if (!ID.matcher(question.requestId()).matches()) {
      throw new PortalRefusal.Unusable(
          "requestId needs 8 to 100 letters, digits, dots, colons, dashes or underscores.");
    }
    if (!SLOT.matcher(question.slot()).matches()) {
      throw new PortalRefusal.Unusable(
          "slot needs 1 to 80 letters, digits, dashes or underscores.");
    }
    Optional<HcpProfile> hcp = hcps.findByExternalId(question.hcp());
    if (hcp.isEmpty() || hcp.get().erased()) {
      return Answer.nothing(NO_JOURNEY, "Nobody of this id is in a journey of this brand.");
    }
    Optional<PortalRequest> request = request(question, hcp.get());
    if (request.isEmpty()) {
      return Answer.nothing(NO_JOURNEY, "The HCP is in no running journey of this brand.");
    }
    return answer(request.get(), hcp.get());
  }

  private Optional<PortalRequest> request(Question question, HcpProfile hcp) {
    Optional<PortalRequest> request =
        requests
            .find(question.requestId())
            .or(
                () ->
                    requests
                        .enrolment(hcp.id(), question.brand())
                        .map(
                            enrolment ->
                                transactions.execute(
                                    status -> {
                                      // Numbers of one enrolment are given one at a time.
                                      hcps.lock(hcp.id());
                                      return requests.ask(
                                          question.requestId(),
                                          enrolment,
                                          hcp.id(),
                                          step(new EnrolmentId(enrolment), question.slot()),
                                          question.slot(),
                                          clock.instant());
                                    })));
    request.ifPresent(
        found -> {
          if (!found.hcpId().equals(hcp.id()) || !found.slot().equals(question.slot())) {
            throw new PortalRefusal.IdUsed();
          }
        });
    return request;
  }

  /** The step of the journey that laid the slot ready; otherwise one named after the slot. */
  private String step(EnrolmentId enrolment, String slot) {
    return shelf.step(enrolment, slot).orElse("portal-" + slot);
  }

  private Answer answer(PortalRequest request, HcpProfile hcp) {
    Enrolment enrolment = enrolments.require(new EnrolmentId(request.enrolmentId()));
    Campaign campaign = campaigns.of(enrolment);
    Pulling.Answer pulled =
        pulling.pull(
            commands.of(
                new TouchRequest(
                    request.enrolmentId(),
                    request.stepId(),
                    request.occurrence(),
                    CHANNEL,
                    request.slot()),
                hcp,
                campaign));
    UUID contact = pulled.decision().contactId();
    boolean made =
        pulled.decision().outcome() == Outcome.SENT
            || pulled.decision().outcome() == Outcome.SUBSTITUTED;
    if (made && contact != null && request.contactId() == null) {
      transactions.executeWithoutResult(
          status -> requests.answered(request.requestId(), contact, clock.instant()));
    }
    return new Answer(
        pulled.message() != null,
        pulled.reason().name(),
        pulled.why(),
        pulled.message(),
        pulled.decision().heldUntil(),
        pulled.decision().traceId());
  }

  /**
   * The portal showed the answer: it counts. Repeating it changes nothing.
   *
   * @throws PortalRefusal.Unknown if nothing was answered
   */
  public void shown(String requestId) {
    transactions.executeWithoutResult(
        status -> {
          PortalRequest found = requests.find(requestId).orElseThrow(PortalRefusal.Unknown::new);
          hcps.lock(found.hcpId());
          PortalRequest request = requests.lock(requestId).orElseThrow();
          UUID contact = request.contactId();
          if (contact == null) {
            throw new PortalRefusal.Unknown();
          }
          if (request.shownAt() == null) {
            Instant now = clock.instant();
            pulling.shown(request.hcpId(), contact);
            requests.shown(requestId, now);
            deliveries.put(new Delivery(contact, Delivery.State.SHOWN, "shown by the portal", now));
          }
        });
  }

  /** Answers that were not shown in time count no more. */
  public void giveUp() {
    Instant now = clock.instant();
    for (String id : requests.unshown(now.minus(settings.showWithin()), BATCH)) {
      transactions.executeWithoutResult(
          status -> {
            PortalRequest found = requests.find(id).orElseThrow();
            hcps.lock(found.hcpId());
            PortalRequest request = requests.lock(id).orElseThrow();
            UUID contact = request.contactId();
            if (contact != null && request.shownAt() == null && request.givenUpAt() == null) {
              pulling.notShown(request.hcpId(), contact);
              requests.givenUp(id, now);
              deliveries.put(
                  new Delivery(
                      contact, Delivery.State.NOT_SHOWN, "never shown by the portal", now));
            }
          });
    }
  }
}
