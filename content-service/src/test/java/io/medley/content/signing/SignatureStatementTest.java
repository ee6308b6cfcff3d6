package io.medley.content.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SignatureStatementTest {

  private static final UUID REVIEW = UUID.fromString("11111111-1111-1111-1111-111111111111");
  private static final UUID VERSION = UUID.fromString("22222222-2222-2222-2222-222222222222");
  private static final UUID RUN = UUID.fromString("33333333-3333-3333-3333-333333333333");
  private static final String HASH = "cc";
  private static final Instant TIME = Instant.parse("2026-03-02T10:15:30.123Z");

  @Test
  void shouldSayEverythingThatIsSignedInCanonicalJson() {
    String signed =
        new String(statement(subject(1, Lane.MEDICAL)).canonical(), StandardCharsets.UTF_8);

    assertThat(signed)
        .isEqualTo(
            """
            {"checkRun":"33333333-3333-3333-3333-333333333333","checkRunHash":"cc","contentHash":"aa","form":2,"lane":"MEDICAL",\
            "meaning":"Approval: Medical review approves this piece for use.","metadataHash":"bb","person":"max.medical",\
            "printedName":"Max Medical","review":"11111111-1111-1111-1111-111111111111","round":1,"time":"2026-03-02T10:15:30.123Z",\
            "verdict":"APPROVE","version":"22222222-2222-2222-2222-222222222222"}""");
  }

  @Test
  void shouldSignAsBeforeWhereTheCheckRunHasNoHash() {
    SignedSubject before =
        new SignedSubject(REVIEW, 1, Lane.MEDICAL, VERSION, "aa", "bb", RUN, null);

    assertThat(new String(statement(before).canonical(), StandardCharsets.UTF_8))
        .startsWith(
            "{\"checkRun\":\"33333333-3333-3333-3333-333333333333\",\"contentHash\":\"aa\",")
        .doesNotContain("form", "checkRunHash");
  }

  @Test
  void shouldSignOtherBytesWhenAnythingDiffers() {
    SignedSubject subject = subject(1, Lane.MEDICAL);
    SignatureStatement statement = statement(subject);
    List<SignatureStatement> others =
        List.of(
            statement(subject(2, Lane.MEDICAL)),
            statement(subject(1, Lane.LEGAL)),
            statement(new SignedSubject(VERSION, 1, Lane.MEDICAL, VERSION, "aa", "bb", RUN, HASH)),
            statement(new SignedSubject(REVIEW, 1, Lane.MEDICAL, VERSION, "ab", "bb", RUN, HASH)),
            statement(new SignedSubject(REVIEW, 1, Lane.MEDICAL, VERSION, "aa", "bc", RUN, HASH)),
            statement(
                new SignedSubject(REVIEW, 1, Lane.MEDICAL, VERSION, "aa", "bb", REVIEW, HASH)),
            statement(new SignedSubject(REVIEW, 1, Lane.MEDICAL, VERSION, "aa", "bb", RUN, "cd")),
            new SignatureStatement(
                subject, Verdict.REJECT, "max.medical", "Max Medical", statement.meaning(), TIME),
            new SignatureStatement(
                subject, Verdict.APPROVE, "m", "Max Medical", statement.meaning(), TIME),
            new SignatureStatement(
                subject, Verdict.APPROVE, "max.medical", "Max", statement.meaning(), TIME),
            new SignatureStatement(
                subject, Verdict.APPROVE, "max.medical", "Max Medical", "Review", TIME),
            new SignatureStatement(
                subject,
                Verdict.APPROVE,
                "max.medical",
                "Max Medical",
                statement.meaning(),
                TIME.plusMillis(1)));

    assertThat(others)
        .allSatisfy(other -> assertThat(other.canonical()).isNotEqualTo(statement.canonical()));
  }

  @Test
  void shouldBindAReauthenticationToOneRequest() {
    SigningRequest request = request(Verdict.APPROVE, UUID.randomUUID());

    assertThat(Signing.purpose(request))
        .isNotEqualTo(Signing.purpose(request(Verdict.REJECT, request.id())))
        .isNotEqualTo(Signing.purpose(request(Verdict.APPROVE, UUID.randomUUID())))
        .contains("\"contentHash\":\"aa\"", "\"metadataHash\":\"bb\"", "\"verdict\":\"APPROVE\"");
  }

  @Test
  void shouldSignForWhomADelegateSigns() {
    SignatureStatement own = statement(subject(1, Lane.MEDICAL));
    SignatureStatement forMona =
        new SignatureStatement(
            own.subject(),
            own.verdict(),
            own.personId(),
            own.printedName(),
            SignatureMeaning.of(Lane.MEDICAL, Verdict.APPROVE, "Mona Medical"),
            TIME,
            new SignatureStatement.Represented("mona.medical", "Mona Medical"));

    assertThat(forMona.meaning())
        .isEqualTo(
            "Approval: Medical review approves this piece for use, on behalf of Mona Medical.");
    assertThat(new String(forMona.canonical(), StandardCharsets.UTF_8))
        .contains(
            "\"onBehalfOf\":\"mona.medical\",\"onBehalfOfName\":\"Mona Medical\"",
            "\"printedName\":\"Max Medical\"");
    assertThat(SignatureMeaning.of(Lane.MEDICAL, Verdict.APPROVE, null)).isEqualTo(own.meaning());
  }

  @Test
  void shouldMeanSomethingElseInEveryLaneAndVerdict() {
    assertThat(
            List.of(Lane.values()).stream()
                .flatMap(
                    lane ->
                        List.of(Verdict.values()).stream()
                            .map(verdict -> SignatureMeaning.of(lane, verdict))))
        .doesNotHaveDuplicates()
        .allMatch(meaning -> meaning.startsWith("Approval: ") || meaning.startsWith("Review: "));
  }

  private static SigningRequest request(Verdict verdict, UUID id) {
    return new SigningRequest(
        id,
        subject(1, Lane.MEDICAL),
        verdict,
        "max.medical",
        SignatureSource.DESK,
        null,
        TIME,
        null);
  }

  private static SignedSubject subject(int round, Lane lane) {
    return new SignedSubject(REVIEW, round, lane, VERSION, "aa", "bb", RUN, HASH);
  }

  private static SignatureStatement statement(SignedSubject subject) {
    return new SignatureStatement(
        subject,
        Verdict.APPROVE,
        "max.medical",
        "Max Medical",
        "Approval: Medical review approves this piece for use.",
        TIME);
  }
}
