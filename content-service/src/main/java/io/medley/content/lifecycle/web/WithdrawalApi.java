package io.medley.content.lifecycle.web;

import io.medley.content.asset.AssetVersions;
import io.medley.content.asset.VersionId;
import io.medley.content.lifecycle.Approval;
import io.medley.content.lifecycle.CascadingWithdrawal;
import io.medley.content.lifecycle.LifecycleRefusal;
import io.medley.content.lifecycle.Recall;
import io.medley.content.lifecycle.Withdrawing;
import io.medley.platform.security.CurrentActor;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Withdrawing, suspending and reinstating published versions. */
@RestController
@RequestMapping("/api/versions/{id}")
class WithdrawalApi {

  /** Long enough for a cut-off sender's lease (5 s) and the margin (2 s). */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Withdrawing withdrawing;
  private final CascadingWithdrawal cascading;
  private final AssetVersions versions;
  private final CurrentActor currentActor;

  WithdrawalApi(
      Withdrawing withdrawing,
      CascadingWithdrawal cascading,
      AssetVersions versions,
      CurrentActor currentActor) {
    this.withdrawing = withdrawing;
    this.cascading = cascading;
    this.versions = versions;
    this.currentActor = currentActor;
  }

  @PostMapping("/withdrawal")
  ResponseEntity<RecallBody> withdraw(
      @PathVariable UUID id, @Valid @RequestBody WithdrawalBody body) {
    Recall recall =
        cascading.withdraw(
            new VersionId(id), body.reason(), body.alsoVersions(), currentActor.require());
    return answer(id, withdrawing.outcome(recall, PATIENCE));
  }

  @GetMapping("/withdrawal")
  ResponseEntity<RecallBody> withdrawal(@PathVariable UUID id) {
    VersionId version = versions.requireVisible(new VersionId(id), currentActor.require()).id();
    return ResponseEntity.ok(
        RecallBody.of(
            withdrawing
                .newest(version)
                .orElseThrow(() -> new LifecycleRefusal.NeverLive(version))));
  }

  @PostMapping("/suspension")
  ResponseEntity<RecallBody> suspend(@PathVariable UUID id, @Valid @RequestBody ReasonBody body) {
    Recall recall = withdrawing.suspend(new VersionId(id), body.reason(), currentActor.require());
    return answer(id, withdrawing.outcome(recall, PATIENCE));
  }

  @PostMapping("/reinstatement")
  StateBody reinstate(@PathVariable UUID id, @Valid @RequestBody ReasonBody body) {
    Approval approval =
        withdrawing.reinstate(new VersionId(id), body.reason(), currentActor.require());
    return new StateBody(approval.state().name(), approval.number());
  }

  private static ResponseEntity<RecallBody> answer(UUID id, Recall.Outcome outcome) {
    RecallBody body = RecallBody.of(outcome);
    if (outcome.recall().acknowledgedAt() != null) {
      return ResponseEntity.ok(body);
    }
    return ResponseEntity.accepted()
        .location(URI.create("/api/versions/" + id + "/withdrawal"))
        .body(body);
  }

  /**
   * @param also versions made from it that are withdrawn with it; see its preview
   */
  record WithdrawalBody(@NotBlank String reason, @Nullable List<UUID> also) {

    List<VersionId> alsoVersions() {
      return also == null ? List.of() : also.stream().map(VersionId::new).toList();
    }
  }

  record ReasonBody(@NotBlank String reason) {}

  record StateBody(String state, long number) {}

  /**
   * @param state {@code WITHDRAWING} or {@code SUSPENDING} until every sender answered, then {@code
   *     WITHDRAWN} or {@code SUSPENDED}
   * @param inDoubt sends that could not be called back and could not be proven undone
   */
  record RecallBody(
      String state,
      long number,
      String reason,
      Instant requestedAt,
      @Nullable Instant acknowledgedAt,
      @Nullable Integer inDoubt,
      List<SenderBody> senders) {

    static RecallBody of(Recall.Outcome outcome) {
      Recall recall = outcome.recall();
      boolean done = recall.acknowledgedAt() != null;
      String state =
          switch (recall.kind()) {
            case WITHDRAW -> done ? "WITHDRAWN" : "WITHDRAWING";
            case SUSPEND -> done ? "SUSPENDED" : "SUSPENDING";
          };
      return new RecallBody(
          state,
          recall.number(),
          recall.reason(),
          recall.requestedAt(),
          recall.acknowledgedAt(),
          recall.inDoubt(),
          outcome.senders().stream()
              .map(sender -> new SenderBody(sender.sender(), sender.how().name(), sender.inDoubt()))
              .toList());
    }
  }

  record SenderBody(String sender, String how, int inDoubt) {}
}
