package io.medley.content.asset.web;

import io.medley.content.asset.AssetRefusal;
import io.medley.content.asset.AssetText;
import io.medley.content.asset.AssetVersion;
import io.medley.content.asset.AssetVersions;
import io.medley.content.asset.VersionId;
import io.medley.content.extraction.ExtractedFile;
import io.medley.content.extraction.ExtractedFile.PageImage;
import io.medley.platform.security.CurrentActor;
import io.medley.platform.store.ObjectStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;

/**
 * Bytes of a version: page images, the harmless form of an e-mail, the file itself. Each asks who
 * is asking.
 */
@Controller
@RequestMapping({"/assets/versions/{id}", "/api/versions/{id}"})
class RenditionController {

  /** Nothing of a piece may act, load or send, wherever it is shown. */
  private static final String INERT =
      "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors"
          + " 'self'";

  /**
   * The same in the frame of the piece's own page, which draws findings on it: still nothing runs,
   * because scripts stay forbidden; only the page around it may look inside.
   */
  private static final String FRAMED =
      "sandbox allow-same-origin; default-src 'none'; style-src 'unsafe-inline'; img-src data:;"
          + " frame-ancestors 'self'";

  private final AssetVersions versions;
  private final AssetText texts;
  private final ObjectStore store;
  private final CurrentActor actor;

  RenditionController(
      AssetVersions versions, AssetText texts, ObjectStore store, CurrentActor actor) {
    this.versions = versions;
    this.texts = texts;
    this.store = store;
    this.actor = actor;
  }

  @GetMapping("/pages/{number}.png")
  ResponseEntity<Resource> page(@PathVariable UUID id, @PathVariable int number)
      throws IOException {
    VersionId version = versions.requireVisible(new VersionId(id), actor.require()).id();
    PageImage image =
        texts.rendition(version).pages().stream()
            .filter(page -> page.number() == number)
            .findFirst()
            .orElseThrow(() -> new AssetRefusal.VersionUnknown(version));
    return ResponseEntity.ok()
        .contentType(MediaType.IMAGE_PNG)
        // A version's pages never change, but who may see them can.
        .cacheControl(CacheControl.maxAge(Duration.ofMinutes(5)).cachePrivate())
        .body(new InputStreamResource(store.open(image.file())));
  }

  @GetMapping("/html")
  ResponseEntity<byte[]> html(@PathVariable UUID id) {
    ExtractedFile rendition =
        texts.rendition(versions.requireVisible(new VersionId(id), actor.require()).id());
    return ResponseEntity.ok()
        .header("Content-Security-Policy", FRAMED)
        .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
        .body(rendition.html().getBytes(StandardCharsets.UTF_8));
  }

  @GetMapping("/file")
  ResponseEntity<Resource> file(@PathVariable UUID id) throws IOException {
    AssetVersion version = versions.requireVisible(new VersionId(id), actor.require());
    return ResponseEntity.ok()
        .header("Content-Security-Policy", INERT)
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment()
                .filename(version.fileName(), StandardCharsets.UTF_8)
                .build()
                .toString())
        .contentType(MediaType.APPLICATION_OCTET_STREAM)
        .body(new InputStreamResource(store.open(version.contentHash())));
  }
}
