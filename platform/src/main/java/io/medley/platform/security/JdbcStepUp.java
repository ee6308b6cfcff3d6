package io.medley.platform.security;

import io.medley.platform.security.StepUpRefused.Reason;
import io.medley.platform.signing.Sha256;
import io.medley.platform.time.RealTime;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionSynchronizationManager;

final class JdbcStepUp implements StepUp {

  /** From the provider's answer to the signature. */
  private static final Duration LIFETIME = Duration.ofMinutes(5);

  /** From the question to the provider's answer. */
  private static final Duration PATIENCE = Duration.ofMinutes(15);

  private final JdbcClient jdbc;
  private final TransactionOperations transactions;
  private final CurrentActor currentActor;
  private final RealTime realTime;

  JdbcStepUp(
      JdbcClient jdbc,
      TransactionOperations transactions,
      CurrentActor currentActor,
      RealTime realTime) {
    this.jdbc = jdbc;
    this.transactions = transactions;
    this.currentActor = currentActor;
    this.realTime = realTime;
  }

  private record Row(
      UUID id,
      String person,
      String purposeHash,
      String returnTo,
      Instant requestedAt,
      @Nullable String nonce,
      @Nullable Instant authTime,
      @Nullable Instant provenAt,
      @Nullable Instant consumedAt) {}

  @Override
  public String begin(String purpose, String returnTo) {
    if (!returnTo.startsWith("/") || returnTo.startsWith("//") || returnTo.contains("\\")) {
      throw new IllegalArgumentException("Not a path of this service: " + returnTo);
    }
    UUID id = UUID.randomUUID();
    Actor actor = currentActor.require();
    transactions.executeWithoutResult(
        status ->
            jdbc.sql(
                    """
                    insert into step_up (id, person, purpose_hash, return_to, requested_at)
                    values (:id, :person, :purpose, :returnTo, :at)
                    """)
                .param("id", id)
                .param("person", actor.id())
                .param("purpose", Sha256.hex(purpose))
                .param("returnTo", returnTo)
                .param("at", now().atOffset(ZoneOffset.UTC))
                .update());
    return SecurityAutoConfiguration.SIGN_IN_PATH + "?" + StepUpSignIn.STEP_UP + "=" + id;
  }

  /** The browser is about to be sent to the provider with this nonce. */
  void asked(String id, String nonce) {
    Row row = mine(id);
    transactions.executeWithoutResult(
        status -> {
          // Asking twice (back button) is fine as long as nothing was proven; the last nonce
          // counts.
          int updated =
              jdbc.sql("update step_up set nonce = :nonce where id = :id and proven_at is null")
                  .param("nonce", nonce)
                  .param("id", row.id())
                  .update();
          if (updated == 0) {
            throw new StepUpRefused(Reason.USED);
          }
        });
  }

  /** The provider answered; returns the path to go on with. */
  String answered(String id, OidcIdToken token) {
    Row row = find(id).orElseThrow(() -> new StepUpRefused(Reason.UNKNOWN));
    if (!row.person().equals(token.getSubject())) {
      throw new StepUpRefused(Reason.OTHER_PERSON);
    }
    if (row.nonce() == null || !row.nonce().equals(token.getNonce())) {
      throw new StepUpRefused(Reason.UNKNOWN);
    }
    Instant authTime = token.getAuthenticatedAt();
    // auth_time has whole seconds: compare with the second in which we asked.
    if (authTime == null || authTime.isBefore(row.requestedAt().truncatedTo(ChronoUnit.SECONDS))) {
      throw new StepUpRefused(Reason.NOT_FRESH);
    }
    Instant now = now();
    if (now.isAfter(row.requestedAt().plus(PATIENCE))) {
      throw new StepUpRefused(Reason.TOO_OLD);
    }
    transactions.executeWithoutResult(
        status -> {
          int updated =
              jdbc.sql(
                      """
                      update step_up set subject = :subject, auth_time = :authTime, proven_at = :at
                      where id = :id and proven_at is null
                      """)
                  .param("subject", token.getSubject())
                  .param("authTime", authTime.atOffset(ZoneOffset.UTC))
                  .param("at", now.atOffset(ZoneOffset.UTC))
                  .param("id", row.id())
                  .update();
          if (updated == 0) {
            throw new StepUpRefused(Reason.USED);
          }
        });
    String separator = row.returnTo().contains("?") ? "&" : "?";
    return row.returnTo()
        + separator
        + PARAMETER
        + "="
        + URLEncoder.encode(row.id().toString(), StandardCharsets.UTF_8);
  }

  @Override
  public StepUpProof verify(String id, String purpose) {
    if (!TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalStateException("A proof is used up in the transaction that signs");
    }
    Row row = mine(id);
    if (!row.purposeHash().equals(Sha256.hex(purpose))) {
      throw new StepUpRefused(Reason.OTHER_PURPOSE);
    }
    Instant provenAt = row.provenAt();
    Instant authTime = row.authTime();
    String nonce = row.nonce();
    if (provenAt == null || authTime == null || nonce == null) {
      throw new StepUpRefused(Reason.NOT_COMPLETED);
    }
    if (row.consumedAt() != null) {
      throw new StepUpRefused(Reason.USED);
    }
    if (now().isAfter(provenAt.plus(LIFETIME))) {
      throw new StepUpRefused(Reason.TOO_OLD);
    }
    int updated =
        jdbc.sql("update step_up set consumed_at = :at where id = :id and consumed_at is null")
            .param("at", now().atOffset(ZoneOffset.UTC))
            .param("id", row.id())
            .update();
    if (updated == 0) {
      throw new StepUpRefused(Reason.USED);
    }
    return new StepUpProof(
        row.id().toString(), row.person(), authTime, nonce, row.requestedAt(), provenAt);
  }

  private Row mine(String id) {
    Row row = find(id).orElseThrow(() -> new StepUpRefused(Reason.UNKNOWN));
    if (!row.person().equals(currentActor.require().id())) {
      throw new StepUpRefused(Reason.OTHER_PERSON);
    }
    return row;
  }

  private Optional<Row> find(String id) {
    UUID uuid;
    try {
      uuid = UUID.fromString(id);
    } catch (IllegalArgumentException notOurs) {
      return Optional.empty();
    }
    return jdbc.sql(
            """
            select id, person, purpose_hash, return_to, requested_at, nonce, auth_time, proven_at,
              consumed_at
            from step_up where id = :id
            """)
        .param("id", uuid)
        .query(
            (row, number) ->
                new Row(
                    row.getObject("id", UUID.class),
                    row.getString("person"),
                    row.getString("purpose_hash"),
                    row.getString("return_to"),
                    row.getObject("requested_at", OffsetDateTime.class).toInstant(),
                    row.getString("nonce"),
                    instant(row.getObject("auth_time", OffsetDateTime.class)),
                    instant(row.getObject("proven_at", OffsetDateTime.class)),
                    instant(row.getObject("consumed_at", OffsetDateTime.class))))
        .optional();
  }

  private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
    return time == null ? null : time.toInstant();
  }

  private Instant now() {
    return realTime.now();
  }
}
