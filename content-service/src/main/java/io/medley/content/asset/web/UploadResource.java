package io.medley.content.asset.web;

import io.medley.content.asset.AssetId;
import io.medley.content.asset.AssetVersion;
import io.medley.content.asset.Suggestion;
import io.medley.content.asset.Uploading.Uploaded;
import io.medley.content.asset.VersionId;
import io.medley.platform.security.CurrentActor;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

@RestController
@RequestMapping("/api/uploads")
class UploadResource {

  private final ReceivedFiles files;
  private final CurrentActor actor;

  UploadResource(ReceivedFiles files, CurrentActor actor) {
    this.files = files;
    this.actor = actor;
  }

  /**
   * What the uploader learns; {@code sameContentAs} names an earlier version with the same bytes.
   */
  record Answer(
      UUID assetId,
      UUID versionId,
      String number,
      String contentHash,
      String format,
      List<Suggestion> suggestions,
      @Nullable UUID sameContentAs) {}

  @PostMapping
  ResponseEntity<Answer> upload(
      @RequestParam("file") MultipartFile file,
      @RequestParam(name = "assetId", required = false) @Nullable UUID assetId) {
    Uploaded uploaded =
        files.take(file, assetId == null ? null : new AssetId(assetId), actor.require());
    AssetVersion version = uploaded.stored().version();
    return ResponseEntity.created(URI.create("/api/versions/" + version.id()))
        .body(
            new Answer(
                version.asset().value(),
                version.id().value(),
                version.number(),
                version.contentHash(),
                version.format(),
                uploaded.stored().suggestions(),
                uploaded.sameContentAs().map(VersionId::value).orElse(null)));
  }
}
