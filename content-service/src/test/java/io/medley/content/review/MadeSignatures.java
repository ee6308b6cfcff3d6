package io.medley.content.review;

import io.medley.content.signing.LaneSignature;
import io.medley.content.signing.SignatureMeaning;
import io.medley.content.signing.SignatureSource;
import io.medley.content.signing.SignatureStatement;
import io.medley.content.signing.SignedSubject;
import io.medley.content.signing.Verdict;
import io.medley.platform.security.Actor;
import io.medley.platform.signing.Signer;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** Signatures as the service makes them, without the way through the sign-in provider. */
final class MadeSignatures {

  private MadeSignatures() {}

  static LaneSignature of(
      SignedSubject subject,
      Verdict verdict,
      Actor person,
      SignatureSource source,
      Clock clock,
      Signer signer) {
    SignatureStatement statement =
        new SignatureStatement(
            subject,
            verdict,
            person.id(),
            person.printedName(),
            SignatureMeaning.of(subject.lane(), verdict),
            clock.instant().truncatedTo(ChronoUnit.MILLIS));
    byte[] canonical = statement.canonical();
    return new LaneSignature(
        UUID.randomUUID(),
        statement,
        source,
        clock.instant(),
        canonical,
        signer.keyId(),
        signer.sign(canonical));
  }
}
