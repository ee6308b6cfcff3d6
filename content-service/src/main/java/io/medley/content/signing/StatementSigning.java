package io.medley.content.signing;

import io.medley.platform.security.Actor;
import io.medley.platform.security.StepUp;
import io.medley.platform.security.StepUpProof;
import io.medley.platform.signing.CanonicalJson;
import io.medley.platform.signing.SignatureVerifier;
import io.medley.platform.signing.Signer;
import io.medley.platform.time.RealTime;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Signing what is no lane verdict: the person is shown the statement, types the password again for
 * this statement alone (21 CFR 11.200), and what comes of it cannot be moved elsewhere (11.70).
 */
@Service
public class StatementSigning {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final StatementRequests requests;
  private final StepUp stepUp;
  private final Signer signer;
  private final SignatureVerifier verifier;
  private final Clock clock;
  private final RealTime realTime;

  StatementSigning(
      StatementRequests requests,
      StepUp stepUp,
      Signer signer,
      SignatureVerifier verifier,
      Clock clock,
      RealTime realTime) {
    this.requests = requests;
    this.stepUp = stepUp;
    this.signer = signer;
    this.verifier = verifier;
    this.clock = clock;
    this.realTime = realTime;
  }

  /**
   * Notes what a person wants to sign; nothing takes effect yet.
   *
   * @param fields what the statement says; {@code meaning} says what signing it means
   */
  @Transactional
  public StatementRequest ask(String kind, Map<String, String> fields, Actor person) {
    StatementRequest request =
        new StatementRequest(
            UUID.randomUUID(),
            kind,
            new TreeMap<>(fields),
            person.id(),
            realTime.now().truncatedTo(ChronoUnit.MICROS),
            null);
    requests.add(request);
    return request;
  }

  /**
   * What this person asked to sign.
   *
   * @throws SigningRefusal.RequestSpent if it is not theirs or was signed
   */
  @Transactional(readOnly = true)
  public StatementRequest request(UUID id, Actor person) {
    return requests
        .find(id)
        .filter(request -> request.personId().equals(person.id()) && request.usedAt() == null)
        .orElseThrow(SigningRefusal.RequestSpent::new);
  }

  /** The path at which the signer types the password again. */
  public String begin(StatementRequest request) {
    return stepUp.begin(purpose(request), request.page() + "/return");
  }

  /**
   * Signs in the caller's transaction.
   *
   * @param now the statement as its facts are at this instant, read by the caller under its lock
   * @throws SigningRefusal if the request is spent or its facts changed meanwhile
   * @throws io.medley.platform.security.StepUpRefused if the proof is not good for this request
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public SignedStatement sign(
      StatementRequest request, String stepUpId, Actor person, Map<String, String> now) {
    if (!request.personId().equals(person.id()) || !requests.use(request.id(), realTime.now())) {
      throw new SigningRefusal.RequestSpent();
    }
    if (!request.fields().equals(now)) {
      throw new SigningRefusal.StatementChanged();
    }
    StepUpProof proof = stepUp.verify(stepUpId, purpose(request));
    if (!proof.subject().equals(person.id())) {
      throw new SigningRefusal.NotReauthenticated(
          "The sign-in provider answered for somebody else. Sign with your own account.");
    }
    // Microseconds are what the database keeps; what is signed must be what is read back.
    Instant at = clock.instant().truncatedTo(ChronoUnit.MICROS);
    Map<String, Object> statement = new TreeMap<>(now);
    statement.put("kind", request.kind());
    statement.put("person", person.id());
    statement.put("printedName", person.printedName());
    statement.put("time", at.toString());
    byte[] bytes = CanonicalJson.of(statement);
    return new SignedStatement(
        request.field("meaning"),
        new String(bytes, StandardCharsets.UTF_8),
        at,
        proof.authTime(),
        signer.keyId(),
        Base64.getEncoder().encodeToString(signer.sign(bytes)));
  }

  /**
   * Whether a stored statement still is what was signed, and says this.
   *
   * @param says fields it must have with exactly these values
   */
  public boolean holds(SignedStatement signed, Map<String, String> says) {
    Map<String, String> fields =
        JSON.readValue(signed.statement(), new TypeReference<Map<String, String>>() {});
    return says.entrySet().stream()
            .allMatch(field -> field.getValue().equals(fields.get(field.getKey())))
        && verifier.verify(
            signed.keyId(),
            signed.statement().getBytes(StandardCharsets.UTF_8),
            Base64.getDecoder().decode(signed.signature()));
  }

  /** Binds a re-authentication to one request with all that it says. */
  private static String purpose(StatementRequest request) {
    return CanonicalJson.text(
        Map.of(
            "request", request.id().toString(),
            "kind", request.kind(),
            "person", request.personId(),
            "statement", new TreeMap<>(request.fields())));
  }
}
