package io.medley.content.signing;

import io.medley.platform.security.Actor;
import io.medley.platform.security.StepUp;
import io.medley.platform.security.StepUpProof;
import io.medley.platform.signing.CanonicalJson;
import io.medley.platform.signing.Signer;
import io.medley.platform.time.RealTime;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Making signatures: the signer proves who they are once per signature, for exactly this subject
 * and verdict (21 CFR 11.200), and the result cannot be moved to anything else (11.70).
 */
@Service
public class Signing {

  private final Signatures signatures;
  private final StepUp stepUp;
  private final Signer signer;
  private final Clock clock;
  private final RealTime realTime;

  Signing(Signatures signatures, StepUp stepUp, Signer signer, Clock clock, RealTime realTime) {
    this.signatures = signatures;
    this.stepUp = stepUp;
    this.signer = signer;
    this.clock = clock;
    this.realTime = realTime;
  }

  /**
   * Notes what is to be signed and gives the path at which the signer proves who they are. They
   * come back to {@code returnBase/<request id>}.
   */
  @Transactional
  public String begin(
      SignedSubject subject,
      Verdict verdict,
      Actor person,
      @Nullable String onBehalfOf,
      SignatureSource source,
      String returnBase) {
    SigningRequest request =
        new SigningRequest(
            UUID.randomUUID(),
            subject,
            verdict,
            person.id(),
            source,
            onBehalfOf,
            realTime.now(),
            null);
    signatures.add(request);
    return stepUp.begin(purpose(request), returnBase + "/" + request.id());
  }

  /** What was asked to be signed, if it was asked by this person. */
  public SigningRequest request(UUID id, Actor person) {
    return signatures
        .request(id)
        .filter(request -> request.personId().equals(person.id()))
        .orElseThrow(SigningRefusal.RequestSpent::new);
  }

  /**
   * Signs what the request says, in the caller's transaction.
   *
   * @param stepUpId the proof the signer came back with; it is spent here
   * @param now the subject as it is at this instant, read by the caller under its own lock
   * @param onBehalfOf whom the signer represents at this instant; null by their own authority
   * @throws SigningRefusal if the request is spent, the subject changed meanwhile or the lane's
   *     round is signed
   * @throws io.medley.platform.security.StepUpRefused if the proof is not good for this request
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public LaneSignature sign(
      SigningRequest request,
      String stepUpId,
      Actor person,
      SignedSubject now,
      SignatureStatement.@Nullable Represented onBehalfOf) {
    if (!request.personId().equals(person.id())
        || request.usedAt() != null
        || !signatures.use(request.id(), realTime.now())) {
      throw new SigningRefusal.RequestSpent();
    }
    String represented = onBehalfOf == null ? null : onBehalfOf.personId();
    if (!request.subject().equals(now) || !Objects.equals(request.onBehalfOf(), represented)) {
      throw new SigningRefusal.SubjectChanged();
    }
    StepUpProof proof = stepUp.verify(stepUpId, purpose(request));
    if (!proof.subject().equals(person.id())) {
      throw new SigningRefusal.NotReauthenticated(
          "The sign-in provider answered for somebody else. Sign with your own account.");
    }
    SignatureStatement statement =
        new SignatureStatement(
            now,
            request.verdict(),
            person.id(),
            person.printedName(),
            SignatureMeaning.of(
                now.lane(),
                request.verdict(),
                onBehalfOf == null ? null : onBehalfOf.printedName()),
            clock.instant().truncatedTo(ChronoUnit.MILLIS),
            onBehalfOf);
    byte[] canonical = statement.canonical();
    LaneSignature signature =
        new LaneSignature(
            UUID.randomUUID(),
            statement,
            request.source(),
            proof.authTime(),
            canonical,
            signer.keyId(),
            signer.sign(canonical));
    if (!signatures.add(signature)) {
      throw new SigningRefusal.AlreadySigned();
    }
    return signature;
  }

  /** Binds a re-authentication to one request with all that it is about. */
  static String purpose(SigningRequest request) {
    SignedSubject subject = request.subject();
    return CanonicalJson.text(
        Map.ofEntries(
            Map.entry("request", request.id().toString()),
            Map.entry("review", subject.review().toString()),
            Map.entry("round", subject.round()),
            Map.entry("lane", subject.lane().name()),
            Map.entry("contentHash", subject.contentHash()),
            Map.entry("metadataHash", subject.metadataHash()),
            Map.entry("checkRun", subject.checkRun().toString()),
            Map.entry("checkRunHash", Objects.requireNonNullElse(subject.checkRunHash(), "")),
            Map.entry("verdict", request.verdict().name()),
            Map.entry("person", request.personId()),
            Map.entry("onBehalfOf", Objects.requireNonNullElse(request.onBehalfOf(), ""))));
  }
}
