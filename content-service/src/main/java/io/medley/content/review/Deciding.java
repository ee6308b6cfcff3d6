package io.medley.content.review;

import io.medley.content.asset.AssetVersions;
import io.medley.content.signing.SigningRefusal;
import io.medley.platform.audit.AuditEvent;
import io.medley.platform.audit.AuditTrail;
import io.medley.platform.security.Actor;
import io.medley.platform.security.StepUp;
import io.medley.platform.security.StepUpProof;
import io.medley.platform.signing.CanonicalJson;
import io.medley.platform.signing.Signer;
import io.medley.platform.time.RealTime;
import io.medley.workflows.mlrreview.HumanStep;
import io.medley.workflows.mlrreview.ReviewProcesses;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Deciding what only people decide outside the lanes: the person proves who they are once per
 * decision, for exactly what the page showed, and the signed decision completes the task.
 */
@Service
public class Deciding {

  private static final String RETURN_PATH = "/reviews/decisions";

  private final Reviews reviews;
  private final Decisions decisions;
  private final HumanSteps steps;
  private final List<DecisionRule> rules;
  private final AssetVersions versions;
  private final SubjectIntegrity integrity;
  private final ReviewNotices notices;
  private final StepUp stepUp;
  private final Signer signer;
  private final ReviewProcesses processes;
  private final AuditTrail audit;
  private final Clock clock;
  private final RealTime realTime;
  private final TransactionTemplate transaction;

  Deciding(
      Reviews reviews,
      Decisions decisions,
      HumanSteps steps,
      List<DecisionRule> rules,
      AssetVersions versions,
      SubjectIntegrity integrity,
      ReviewNotices notices,
      StepUp stepUp,
      Signer signer,
      ReviewProcesses processes,
      AuditTrail audit,
      Clock clock,
      RealTime realTime,
      TransactionTemplate transaction) {
    this.reviews = reviews;
    this.decisions = decisions;
    this.steps = steps;
    this.rules = rules;
    this.versions = versions;
    this.integrity = integrity;
    this.notices = notices;
    this.stepUp = stepUp;
    this.signer = signer;
    this.processes = processes;
    this.audit = audit;
    this.clock = clock;
    this.realTime = realTime;
    this.transaction = transaction;
  }

  /** Notes what is to be signed and gives the path at which the signer proves who they are. */
  public String begin(
      ReviewId id, HumanStep kind, String subject, Map<String, Object> body, Actor person) {
    Review review = reviews.find(id).orElseThrow(() -> new ReviewRefusal.ReviewUnknown(id));
    integrity.requireIntact(versions.require(review.subject().version()));
    return Objects.requireNonNull(
        transaction.execute(
            status -> {
              Review locked = reviews.lock(id).orElseThrow();
              requireAsked(locked, kind, subject);
              Map<String, Object> checked = rule(kind).checked(locked, subject, body, person);
              Decisions.Request request =
                  new Decisions.Request(
                      UUID.randomUUID(),
                      id,
                      kind,
                      subject,
                      checked,
                      hashes(locked),
                      person.id(),
                      realTime.now(),
                      null);
              decisions.add(request);
              return stepUp.begin(purpose(request), RETURN_PATH + "/" + request.id());
            }));
  }

  /** Signs what was asked for, now that the person proved who they are. */
  public SignedDecision complete(UUID requestId, String stepUpId, Actor person) {
    Decisions.Request request =
        decisions
            .request(requestId)
            .filter(one -> one.personId().equals(person.id()))
            .orElseThrow(SigningRefusal.RequestSpent::new);
    integrity.requireIntact(
        versions.require(reviews.find(request.review()).orElseThrow().subject().version()));
    return Objects.requireNonNull(
        transaction.execute(
            status -> {
              Review review = reviews.lock(request.review()).orElseThrow();
              if (request.usedAt() != null || !decisions.use(request.id(), realTime.now())) {
                throw new SigningRefusal.RequestSpent();
              }
              requireAsked(review, request.kind(), request.subject());
              DecisionRule rule = rule(request.kind());
              Map<String, Object> checked =
                  rule.checked(review, request.subject(), request.body(), person);
              if (!hashes(review).equals(request.hashes())
                  || !CanonicalJson.text(checked).equals(CanonicalJson.text(request.body()))) {
                throw new SigningRefusal.SubjectChanged();
              }
              StepUpProof proof = stepUp.verify(stepUpId, purpose(request));
              if (!proof.subject().equals(person.id())) {
                throw new SigningRefusal.NotReauthenticated(
                    "The sign-in provider answered for somebody else. Sign with your own account.");
              }
              SignedDecision decision =
                  store(
                      review,
                      request.kind(),
                      request.subject(),
                      checked,
                      rule.meaning(review, request.subject(), checked),
                      person,
                      proof.authTime());
              rule.decided(review, decision, person);
              notices.decided(review, request.kind(), request.subject());
              processes.completeHuman(review.id().value(), request.kind());
              return decision;
            }));
  }

  /** Records what a rule says by itself, signed by the service; in the caller's transaction. */
  SignedDecision record(
      Review review,
      HumanStep kind,
      String subject,
      Map<String, Object> body,
      String meaning,
      Actor system) {
    return store(review, kind, subject, body, meaning, system, null);
  }

  private SignedDecision store(
      Review review,
      HumanStep kind,
      String subject,
      Map<String, Object> body,
      String meaning,
      Actor person,
      @org.jspecify.annotations.Nullable Instant authenticatedAt) {
    SignedDecision decision =
        new SignedDecision(
            UUID.randomUUID(),
            review.id(),
            kind,
            subject,
            body,
            hashes(review),
            person.id(),
            person.printedName(),
            meaning,
            clock.instant().truncatedTo(ChronoUnit.MILLIS),
            authenticatedAt);
    byte[] statement = decision.canonical();
    decisions.add(
        new SignedDecision.Stored(decision, statement, signer.keyId(), signer.sign(statement)));
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("kind", kind.name());
    facts.put("subject", subject);
    facts.put("decision", decision.id().toString());
    facts.put("meaning", meaning);
    facts.put("body", decision.body());
    audit.append(new AuditEvent("review", review.id().toString(), "decided", person, facts));
    return decision;
  }

  private void requireAsked(Review review, HumanStep kind, String subject) {
    boolean asked =
        steps.open(review.id(), kind).filter(open -> open.subject().equals(subject)).isPresent();
    if (!asked) {
      throw new ReviewRefusal.NotAsked();
    }
  }

  private DecisionRule rule(HumanStep kind) {
    return rules.stream().filter(rule -> rule.step() == kind).findFirst().orElseThrow();
  }

  private static CarryRecord.Hashes hashes(Review review) {
    return new CarryRecord.Hashes(review.subject().contentHash(), review.subject().metadataHash());
  }

  private static String purpose(Decisions.Request request) {
    return CanonicalJson.text(
        Map.of(
            "request", request.id().toString(),
            "review", request.review().toString(),
            "kind", request.kind().name(),
            "subject", request.subject(),
            "body", request.body(),
            "contentHash", request.hashes().content(),
            "metadataHash", request.hashes().metadata(),
            "person", request.personId()));
  }
}
