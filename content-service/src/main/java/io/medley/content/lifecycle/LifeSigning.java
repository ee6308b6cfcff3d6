package io.medley.content.lifecycle;

import io.medley.content.signing.SigningRefusal;
import io.medley.platform.security.Actor;
import io.medley.platform.security.StepUp;
import io.medley.platform.security.StepUpProof;
import io.medley.platform.signing.CanonicalJson;
import io.medley.platform.signing.SignatureVerifier;
import io.medley.platform.signing.Signer;
import io.medley.platform.time.RealTime;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Signatures of the life after approval: one re-authentication each (21 CFR 11.200), bound to
 * everything the signer was shown.
 */
@Component
class LifeSigning {

  private final LifeSignatures signatures;
  private final StepUp stepUp;
  private final Signer signer;
  private final SignatureVerifier verifier;
  private final Clock clock;
  private final RealTime realTime;

  LifeSigning(
      LifeSignatures signatures,
      StepUp stepUp,
      Signer signer,
      SignatureVerifier verifier,
      Clock clock,
      RealTime realTime) {
    this.signatures = signatures;
    this.stepUp = stepUp;
    this.signer = signer;
    this.verifier = verifier;
    this.clock = clock;
    this.realTime = realTime;
  }

  /** Notes what is to be signed and gives the path at which the signer proves who they are. */
  @Transactional(propagation = Propagation.MANDATORY)
  String begin(
      Duty duty,
      Duty.Choice choice,
      String reason,
      Map<String, Object> facts,
      Actor person,
      String returnBase) {
    LifeSignatures.Request request =
        new LifeSignatures.Request(
            UUID.randomUUID(), duty.id(), choice, reason, facts, person.id(), realTime.now(), null);
    signatures.add(request);
    return stepUp.begin(purpose(request), returnBase + "/" + request.id());
  }

  /** What was asked to be signed, if it was asked by this person. */
  LifeSignatures.Request request(UUID id, Actor person) {
    return signatures
        .request(id)
        .filter(request -> request.personId().equals(person.id()))
        .orElseThrow(SigningRefusal.RequestSpent::new);
  }

  /**
   * Signs what the request says.
   *
   * @param now the facts as they are at this instant, read under the duty's lock
   */
  @Transactional(propagation = Propagation.MANDATORY)
  LifeSignature sign(
      LifeSignatures.Request request,
      String stepUpId,
      Actor person,
      Duty duty,
      Map<String, Object> now) {
    if (request.usedAt() != null || !signatures.use(request.id(), realTime.now())) {
      throw new SigningRefusal.RequestSpent();
    }
    if (!CanonicalJson.text(request.facts()).equals(CanonicalJson.text(now))) {
      throw new SigningRefusal.SubjectChanged();
    }
    StepUpProof proof = stepUp.verify(stepUpId, purpose(request));
    if (!proof.subject().equals(person.id())) {
      throw new SigningRefusal.NotReauthenticated(
          "The sign-in provider answered for somebody else. Sign with your own account.");
    }
    Instant signedAt = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    String meaning = meaning(request.choice());
    Map<String, Object> statement = new TreeMap<>(now);
    statement.put("duty", duty.id().toString());
    statement.put("choice", request.choice().name());
    statement.put("reason", request.reason());
    statement.put("person", person.id());
    statement.put("printedName", person.printedName());
    statement.put("meaning", meaning);
    statement.put("time", signedAt.toString());
    byte[] canonical = CanonicalJson.of(statement);
    LifeSignature signature =
        new LifeSignature(
            UUID.randomUUID(),
            duty.id(),
            duty.version(),
            request.choice(),
            person.id(),
            person.printedName(),
            meaning,
            signedAt,
            proof.authTime(),
            canonical,
            signer.keyId(),
            signer.sign(canonical));
    if (!signatures.add(signature)) {
      throw new SigningRefusal.AlreadySigned();
    }
    return signature;
  }

  /** Whether the stored bytes are still what was signed. */
  boolean holds(LifeSignature signature) {
    return verifier.verify(signature.keyId(), signature.canonical(), signature.signature());
  }

  /** What signing means, shown before and printed ever after. */
  static String meaning(Duty.Choice choice) {
    return switch (choice) {
      case CERTIFY -> "Approval: certifies that this piece may be used for a further term.";
      case REFUSE -> "Review: does not certify this piece for a further term.";
      case CLOSE -> "Responsibility: confirms that the recall of this piece is complete.";
      case RENEW, REVISE, RETIRE, KEEP, REINSTATE, WITHDRAW, ACKNOWLEDGE ->
          throw new IllegalArgumentException(choice + " is not signed");
    };
  }

  private static String purpose(LifeSignatures.Request request) {
    return CanonicalJson.text(
        Map.of(
            "request", request.id().toString(),
            "duty", request.duty().toString(),
            "choice", request.choice().name(),
            "reason", request.reason(),
            "facts", request.facts(),
            "person", request.personId()));
  }
}
