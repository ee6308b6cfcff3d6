package io.medley.content.asset.web;

import io.medley.content.asset.AssetMetadata;
import io.medley.content.asset.AssetVersion;
import io.medley.content.asset.Description;
import io.medley.content.asset.GivingUp;
import io.medley.content.asset.Library;
import io.medley.content.asset.StoredVersion;
import io.medley.content.asset.Submitting;
import io.medley.content.asset.Submitting.Submitted;
import io.medley.content.asset.Suggestion;
import io.medley.content.asset.Tagging;
import io.medley.content.asset.Tags;
import io.medley.content.asset.VersionId;
import io.medley.content.asset.VersionState;
import io.medley.content.precheck.CheckRun;
import io.medley.content.precheck.Finding;
import io.medley.content.precheck.PreChecks;
import io.medley.content.precheck.Stage;
import io.medley.platform.problem.Lack;
import io.medley.platform.security.Actor;
import io.medley.platform.security.CurrentActor;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

@RestController
@RequestMapping("/api/versions/{id}")
class VersionResource {

  private static final Pattern ENTITY_TAG = Pattern.compile("(?:W/)?\"?(\\d{1,18})\"?");

  private final Library library;
  private final Tagging tagging;
  private final Submitting submitting;
  private final GivingUp givingUp;
  private final PreChecks preChecks;
  private final CurrentActor actor;

  VersionResource(
      Library library,
      Tagging tagging,
      Submitting submitting,
      GivingUp givingUp,
      PreChecks preChecks,
      CurrentActor actor) {
    this.library = library;
    this.tagging = tagging;
    this.submitting = submitting;
    this.givingUp = givingUp;
    this.preChecks = preChecks;
    this.actor = actor;
  }

  /** A version as the API shows it; {@code open} lists what keeps it from being submitted. */
  record Body(
      UUID id,
      UUID assetId,
      String number,
      VersionState state,
      String contentHash,
      String format,
      String fileName,
      long fileSize,
      AssetMetadata metadata,
      @Nullable String metadataHash,
      String agency,
      String author,
      Instant createdAt,
      long rowVersion,
      boolean confirmed,
      List<Lack> open,
      List<Suggestion> suggestions,
      @Nullable CheckRun preCheck) {}

  /** The id its review bears; it opens once the coordinator accepted, or nobody has to look. */
  record Review(UUID reviewId) {}

  @GetMapping
  ResponseEntity<Body> read(@PathVariable UUID id) {
    return answer(library.open(new VersionId(id), actor.require()));
  }

  @PutMapping("/metadata")
  ResponseEntity<Body> confirm(
      @PathVariable UUID id,
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
      @RequestBody Tags tags) {
    StoredVersion seen = library.open(new VersionId(id), actor.require());
    long rowVersion = rowVersion(ifMatch, seen);
    return answer(tagging.confirm(new VersionId(id), rowVersion, tags, actor.require()));
  }

  /** Changes what only describes the version, whatever state it is in. */
  @PatchMapping("/description")
  ResponseEntity<Body> describe(
      @PathVariable UUID id,
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
      @RequestBody Description description) {
    StoredVersion seen = library.open(new VersionId(id), actor.require());
    long rowVersion = rowVersion(ifMatch, seen);
    return answer(tagging.describe(new VersionId(id), rowVersion, description, actor.require()));
  }

  @PostMapping("/prechecks")
  CheckRun check(@PathVariable UUID id) {
    return preChecks.run(
        library.open(new VersionId(id), actor.require()).version().id(), Stage.DRAFT);
  }

  @GetMapping("/findings")
  List<Finding> findings(@PathVariable UUID id) {
    VersionId version = library.open(new VersionId(id), actor.require()).version().id();
    return preChecks.latest(version).map(CheckRun::findings).orElse(List.of());
  }

  @PostMapping("/submission")
  ResponseEntity<Review> submit(@PathVariable UUID id) {
    Submitted submitted = submitting.submit(new VersionId(id), actor.require());
    return ResponseEntity.accepted()
        .location(URI.create("/api/reviews/" + submitted.reviewId()))
        .body(new Review(submitted.reviewId()));
  }

  /** Why a version is given up. */
  record Reason(@NotBlank @Size(max = GivingUp.LONGEST_REASON) String reason) {}

  @PostMapping("/cancellation")
  ResponseEntity<Body> giveUp(@PathVariable UUID id, @RequestBody @Valid Reason body) {
    Actor person = actor.require();
    givingUp.giveUp(new VersionId(id), body.reason(), person);
    return answer(library.open(new VersionId(id), person));
  }

  private static long rowVersion(@Nullable String ifMatch, StoredVersion seen) {
    if (ifMatch == null) {
      return seen.version().rowVersion();
    }
    Matcher tag = ENTITY_TAG.matcher(ifMatch.strip());
    if (!tag.matches()) {
      throw new ResponseStatusException(
          HttpStatus.BAD_REQUEST,
          "If-Match “%s” is no entity tag of a version: send the ETag that the version was read with, for example \"%d\"."
              .formatted(ifMatch, seen.version().rowVersion()));
    }
    return Long.parseLong(tag.group(1));
  }

  private ResponseEntity<Body> answer(StoredVersion stored) {
    AssetVersion version = stored.version();
    return ResponseEntity.ok()
        .eTag("\"" + version.rowVersion() + "\"")
        .body(
            new Body(
                version.id().value(),
                version.asset().value(),
                version.number(),
                version.state(),
                version.contentHash(),
                version.format(),
                version.fileName(),
                stored.fileSize(),
                version.metadata(),
                version.metadataHash(),
                version.agency(),
                version.author(),
                version.createdAt(),
                version.rowVersion(),
                stored.confirmedBy() != null,
                version.state() == VersionState.DRAFT ? tagging.open(stored) : List.of(),
                stored.suggestions(),
                preChecks.latest(version.id()).orElse(null)));
  }
}
