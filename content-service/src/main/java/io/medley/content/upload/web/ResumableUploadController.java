package io.medley.content.upload.web;

import io.medley.content.asset.AssetId;
import io.medley.content.upload.Receiving;
import io.medley.content.upload.Upload;
import io.medley.content.upload.UploadId;
import io.medley.content.upload.UploadState;
import io.medley.platform.security.CurrentActor;
import java.io.InputStream;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

/**
 * Uploads piece by piece: {@code POST} begins one, {@code PATCH} sends bytes from {@code
 * Upload-Offset} on, {@code HEAD} asks how far it got, {@code GET} what became of it, {@code
 * DELETE} gives it up. The same for programs and for the upload page.
 */
@RestController
@RequestMapping({"/api/uploads/resumable", "/upload/resumable"})
class ResumableUploadController {

  private static final String OFFSET = "Upload-Offset";
  private static final String LENGTH = "Upload-Length";

  private final Receiving receiving;
  private final CurrentActor actor;

  ResumableUploadController(Receiving receiving, CurrentActor actor) {
    this.receiving = receiving;
    this.actor = actor;
  }

  /** What is to come; {@code assetId} makes it the next version of that asset. */
  record Announced(@Nullable String fileName, @Nullable Long size, @Nullable UUID assetId) {}

  /** An upload and what became of it. */
  record Body(
      UUID id,
      String fileName,
      long size,
      long offset,
      UploadState state,
      @Nullable UUID versionId,
      @Nullable UUID sameContentAs,
      @Nullable String reason,
      @Nullable String message,
      Instant expiresAt) {

    static Body of(Upload upload) {
      return new Body(
          upload.id().value(),
          upload.fileName(),
          upload.size(),
          upload.received(),
          upload.state(),
          upload.version() == null ? null : upload.version().value(),
          upload.sameContentAs() == null ? null : upload.sameContentAs().value(),
          upload.reason(),
          upload.message(),
          upload.expiresAt());
    }
  }

  @PostMapping
  ResponseEntity<Body> begin(@RequestBody Announced announced) {
    Upload upload =
        receiving.begin(
            String.valueOf(announced.fileName()),
            announced.size() == null ? 0 : announced.size(),
            announced.assetId() == null ? null : new AssetId(announced.assetId()),
            actor.require());
    return ResponseEntity.created(URI.create("/api/uploads/resumable/" + upload.id()))
        .header(OFFSET, "0")
        .body(Body.of(upload));
  }

  @GetMapping
  List<Body> recent() {
    return receiving.recent(actor.require()).stream().map(Body::of).toList();
  }

  @GetMapping("/{id}")
  ResponseEntity<Body> read(@PathVariable UUID id) {
    Upload upload = receiving.find(new UploadId(id), actor.require());
    return ResponseEntity.ok().headers(progress(upload)).body(Body.of(upload));
  }

  @RequestMapping(path = "/{id}", method = RequestMethod.HEAD)
  ResponseEntity<Void> howFar(@PathVariable UUID id) {
    return ResponseEntity.ok()
        .headers(progress(receiving.find(new UploadId(id), actor.require())))
        .build();
  }

  @PatchMapping(path = "/{id}", consumes = "application/offset+octet-stream")
  ResponseEntity<Void> send(
      @PathVariable UUID id, @RequestHeader(OFFSET) long offset, InputStream bytes) {
    Upload upload = receiving.append(new UploadId(id), offset, bytes, actor.require());
    return ResponseEntity.noContent().headers(progress(upload)).build();
  }

  @DeleteMapping("/{id}")
  ResponseEntity<Void> giveUp(@PathVariable UUID id) {
    receiving.giveUp(new UploadId(id), actor.require());
    return ResponseEntity.noContent().build();
  }

  private static HttpHeaders progress(Upload upload) {
    HttpHeaders headers = new HttpHeaders();
    headers.set(OFFSET, String.valueOf(upload.received()));
    headers.set(LENGTH, String.valueOf(upload.size()));
    headers.setCacheControl("no-store");
    return headers;
  }
}
