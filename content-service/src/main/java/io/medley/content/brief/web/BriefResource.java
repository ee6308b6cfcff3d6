package io.medley.content.brief.web;

import io.medley.content.asset.AssetId;
import io.medley.content.asset.AssetVersion;
import io.medley.content.asset.Suggestion;
import io.medley.content.asset.Uploading.Uploaded;
import io.medley.content.asset.VersionState;
import io.medley.content.brief.Brief;
import io.medley.content.brief.BriefDraft;
import io.medley.content.brief.BriefId;
import io.medley.content.brief.BriefQuery;
import io.medley.content.brief.BriefState;
import io.medley.content.brief.Briefing;
import io.medley.content.brief.Briefing.GapBriefed;
import io.medley.platform.security.Actor;
import io.medley.platform.security.CurrentActor;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
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
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;

/** Briefs. */
@RestController
@RequestMapping("/api/briefs")
class BriefResource {

  private static final Pattern ENTITY_TAG = Pattern.compile("(?:W/)?\"?(\\d{1,18})\"?");

  private final Briefing briefing;
  private final BriefUploads uploads;
  private final GapToken gapToken;
  private final CurrentActor actor;

  BriefResource(Briefing briefing, BriefUploads uploads, GapToken gapToken, CurrentActor actor) {
    this.briefing = briefing;
    this.uploads = uploads;
    this.gapToken = gapToken;
    this.actor = actor;
  }

  /** A brief as the API shows it. */
  record Body(
      UUID id,
      BriefState state,
      BriefDraft wanted,
      Instant dueAt,
      String writtenBy,
      Instant writtenAt,
      @Nullable String endReason,
      long rowVersion,
      List<Made> pieces) {}

  /** A version made for it. */
  record Made(UUID assetId, UUID versionId, String number, VersionState state, String title) {}

  /** What the uploader learns. */
  record Taken(
      UUID briefId,
      UUID assetId,
      UUID versionId,
      String number,
      String contentHash,
      List<Suggestion> suggestions) {}

  record Reason(@NotBlank String reason) {}

  @GetMapping
  List<Body> search(
      @RequestParam(defaultValue = "") String q,
      @RequestParam(required = false) @Nullable BriefState state,
      @RequestParam(defaultValue = "") String market,
      @RequestParam(defaultValue = "") String brand,
      @RequestParam(required = false) @Nullable String agency) {
    return briefing
        .search(new BriefQuery(q, state, market, brand, agency), actor.require())
        .stream()
        .map(brief -> body(brief, List.of()))
        .toList();
  }

  /**
   * Writes a brief. A program of ours with the scope {@code feed} reports a content gap of a
   * campaign: it is answered with the brief that is worked on for it, if there is one.
   */
  @PostMapping
  ResponseEntity<Body> write(@RequestBody BriefDraft wanted) {
    Actor by = actor.require();
    if (gapToken.held()) {
      GapBriefed gap = briefing.briefGap(wanted, Actor.system(by.id()));
      return answer(gap.opened() ? HttpStatus.CREATED : HttpStatus.OK, gap.brief());
    }
    return answer(HttpStatus.CREATED, briefing.write(wanted, by));
  }

  @GetMapping("/{id}")
  ResponseEntity<Body> open(@PathVariable UUID id) {
    Actor by = gapToken.held() ? Actor.system(actor.require().id()) : actor.require();
    Briefing.Opened opened = briefing.open(new BriefId(id), by);
    return ResponseEntity.ok()
        .eTag("\"" + opened.brief().rowVersion() + "\"")
        .body(body(opened.brief(), opened.pieces()));
  }

  @PutMapping("/{id}")
  ResponseEntity<Body> change(
      @PathVariable UUID id,
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
      @RequestBody BriefDraft wanted) {
    Actor by = actor.require();
    BriefId brief = new BriefId(id);
    long seen = rowVersion(ifMatch, briefing.open(brief, by).brief());
    return answer(HttpStatus.OK, briefing.change(brief, seen, wanted, by));
  }

  @PostMapping("/{id}/cancellation")
  ResponseEntity<Body> cancel(@PathVariable UUID id, @RequestBody @Valid Reason body) {
    return answer(HttpStatus.OK, briefing.cancel(new BriefId(id), body.reason(), actor.require()));
  }

  @PostMapping("/{id}/closure")
  ResponseEntity<Body> close(@PathVariable UUID id) {
    return answer(HttpStatus.OK, briefing.close(new BriefId(id), actor.require()));
  }

  /** Uploads a piece for the brief, or the next version of one. */
  @PostMapping("/{id}/versions")
  ResponseEntity<Taken> upload(
      @PathVariable UUID id,
      @RequestParam("file") MultipartFile file,
      @RequestParam(name = "assetId", required = false) @Nullable UUID assetId) {
    Uploaded uploaded =
        uploads.take(
            new BriefId(id), file, assetId == null ? null : new AssetId(assetId), actor.require());
    AssetVersion version = uploaded.stored().version();
    return ResponseEntity.created(URI.create("/api/versions/" + version.id()))
        .body(
            new Taken(
                id,
                version.asset().value(),
                version.id().value(),
                version.number(),
                version.contentHash(),
                uploaded.stored().suggestions()));
  }

  /** Says that a piece uploaded elsewhere is made for this brief. */
  @PutMapping("/{id}/pieces/{asset}")
  ResponseEntity<Body> link(@PathVariable UUID id, @PathVariable UUID asset) {
    Actor by = actor.require();
    briefing.link(new BriefId(id), new AssetId(asset), by);
    return open(id);
  }

  private static ResponseEntity<Body> answer(HttpStatus status, Brief brief) {
    return ResponseEntity.status(status)
        .location(URI.create("/api/briefs/" + brief.id()))
        .eTag("\"" + brief.rowVersion() + "\"")
        .body(body(brief, List.of()));
  }

  private static Body body(Brief brief, List<Briefing.Piece> pieces) {
    return new Body(
        brief.id().value(),
        brief.state(),
        brief.wanted(),
        brief.dueAt(),
        brief.writtenBy(),
        brief.writtenAt(),
        brief.endReason(),
        brief.rowVersion(),
        pieces.stream()
            .flatMap(piece -> piece.versions().stream())
            .map(
                version ->
                    new Made(
                        version.asset().value(),
                        version.id().value(),
                        version.number(),
                        version.state(),
                        version.metadata().title()))
            .toList());
  }

  private static long rowVersion(@Nullable String ifMatch, Brief seen) {
    if (ifMatch == null) {
      return seen.rowVersion();
    }
    Matcher tag = ENTITY_TAG.matcher(ifMatch.strip());
    if (!tag.matches()) {
      throw new ResponseStatusException(
          HttpStatus.BAD_REQUEST,
          "If-Match “%s” is no entity tag of a brief: send the ETag that the brief was read with, for example \"%d\"."
              .formatted(ifMatch, seen.rowVersion()));
    }
    return Long.parseLong(tag.group(1));
  }
}
