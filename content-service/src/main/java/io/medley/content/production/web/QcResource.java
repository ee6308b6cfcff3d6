package io.medley.content.production.web;

import io.medley.content.asset.VersionId;
import io.medley.content.production.CoordinatorQc;
import io.medley.content.production.QcReason;
import io.medley.content.production.QcRefusal;
import io.medley.content.production.Submission;
import io.medley.platform.security.CurrentActor;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The coordinator's look at a submitted version. */
@RestController
@RequestMapping("/api/versions/{id}/qc")
class QcResource {

  private final CoordinatorQc qc;
  private final CurrentActor actor;

  QcResource(CoordinatorQc qc, CurrentActor actor) {
    this.qc = qc;
    this.actor = actor;
  }

  /**
   * Where the look stands.
   *
   * @param reviewId the id its review bears; it opens once {@code qc} is SKIPPED or ACCEPTED
   */
  record Body(
      UUID versionId,
      Submission.Qc qc,
      String because,
      @Nullable Instant dueAt,
      String submittedBy,
      Instant submittedAt,
      @Nullable String decidedBy,
      @Nullable Instant decidedAt,
      List<QcReason> reasons,
      String note,
      UUID reviewId,
      boolean reviewOpened) {}

  /** What the coordinator says. */
  record Decided(
      CoordinatorQc.@NotNull Decision decision,
      @Nullable List<QcReason> reasons,
      @Nullable String note) {}

  @GetMapping
  Body standing(@PathVariable UUID id) {
    VersionId version = new VersionId(id);
    return qc.newest(version, actor.require())
        .map(QcResource::body)
        .orElseThrow(() -> new QcRefusal.NotInQc(version, "The version was not submitted yet."));
  }

  @PostMapping
  Body decide(@PathVariable UUID id, @RequestBody @Valid Decided said) {
    return body(
        qc.decide(
            new VersionId(id),
            said.decision(),
            Objects.requireNonNullElse(said.reasons(), List.of()),
            Objects.requireNonNullElse(said.note(), ""),
            actor.require()));
  }

  private static Body body(Submission submission) {
    return new Body(
        submission.version().value(),
        submission.qc(),
        submission.because(),
        submission.dueAt(),
        submission.submittedBy(),
        submission.submittedAt(),
        submission.decidedBy(),
        submission.decidedAt(),
        submission.reasons(),
        submission.note(),
        submission.reviewId(),
        submission.reviewOpened());
  }
}
